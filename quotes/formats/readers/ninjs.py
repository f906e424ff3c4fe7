"""IPTC's ninjs 1, 2 and 3: `read_ninjs({"uri": …, "body_text": …})` is an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.dates import iso_date
from quotes.formats.readers.document import source_of
from quotes.formats.readers.markup import text_of_html

_DAYS = ("firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated")
_AUTHOR_ROLES = ("author", "creator")


def is_ninjs(value: Mapping[str, Any]) -> bool:
    """True if it looks like ninjs: a uri, and a body as in ninjs 1 and 2 (body_text) or 3 (bodies)."""
    return isinstance(value.get("uri"), str) and (
        isinstance(value.get("bodies"), list)
        or isinstance(value.get("versionCreated"), str)
        or any(key.startswith("body_") or key == "versioncreated" for key in value)
    )


def read_ninjs(value: Mapping[str, Any], name: str, identity: str | None) -> Article:
    """The article of a ninjs object. Raises ReadError if it has no body, like pictures and videos."""
    headlines = [headline for headline in _objects(value.get("headlines")) if headline.get("value")]  # ninjs 2 and 3
    main = next((headline for headline in headlines if headline.get("role") == "main"), (headlines or [{}])[0])
    text = _body(value)
    if not text:
        raise ReadError(f"{name}: {value.get('type') or 'an item'} of ninjs has no body; only texts are read")
    authors = [person.get("name") for person in _objects(value.get("people")) if person.get("rel") in _AUTHOR_ROLES]
    organisations = _objects(value.get("organisations"))
    publishers = [item.get("name") for item in organisations if item.get("rel") == "publisher"]
    provider = value.get("provider")
    days = map(iso_date, map(value.get, _DAYS))
    return Article(
        text=text,
        source_path=source_of(name),
        id=identity or _string(value.get("uri")),
        title=_string(main.get("value")) or _string(value.get("headline")) or _string(value.get("title")),
        url=_string(value.get("canonicalurl")) or _string(value.get("url")) or _http(value.get("uri")),
        publisher=(_string(provider.get("name")) if isinstance(provider, dict) else _string(provider))
        or _string(publishers[0] if publishers else None),
        byline=_byline(value.get("byline")) or ", ".join(filter(None, map(_string, authors))) or None,
        published=next(filter(None, days), None),
        language=(_string(value.get("language")) or "en")[:2].lower(),
    )


def _body(value: Mapping[str, Any]) -> str:
    """The plain body if there is one, else the marked-up one; ninjs 1 calls them body_text, body_xhtml …"""
    bodies = _objects(value.get("bodies"))
    main_bodies = [item for item in bodies if item.get("role") in ("main", None)] or bodies
    for item in sorted(main_bodies, key=lambda item: "html" in str(item.get("contentType") or item.get("contenttype"))):
        if isinstance(body := item.get("value"), str) and body.strip():
            is_marked_up = "html" in str(item.get("contentType") or item.get("contenttype"))
            return text_of_html(body) if is_marked_up else body.strip()
    if isinstance(plain := value.get("body_text"), str) and plain.strip():
        return plain.strip()
    for key in sorted(value):
        if key.startswith("body_") and isinstance(body := value[key], str) and body.strip():
            return text_of_html(body) if "<" in body else body.strip()
    return ""


def _byline(value: object) -> str | None:
    text = _string(value)
    return text.removeprefix("By ") if text else None


def _objects(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _string(value: object) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None


def _http(value: object) -> str | None:
    text = _string(value)
    return text if text and text.startswith("http") else None
