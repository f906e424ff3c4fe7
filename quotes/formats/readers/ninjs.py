"""Items of IPTC's ninjs 1, 2 and 3 as articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.dates import iso_date
from quotes.formats.readers.document import source_of
from quotes.formats.readers.markup import text_of_html

_DAYS = ("firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated")


def is_ninjs(value: Mapping[str, Any]) -> bool:
    """Has it the marks of ninjs: a uri, and bodies as ninjs 1 and 2 (body_text) or 3 (bodies) have them?"""
    return isinstance(value.get("uri"), str) and (
        isinstance(value.get("bodies"), list)
        or isinstance(value.get("versionCreated"), str)
        or any(key.startswith("body_") or key == "versioncreated" for key in value)
    )


def read_ninjs(value: Mapping[str, Any], name: str, identity: str | None) -> Article:
    """The article of a ninjs object. Raises ReadError where it has no body, as pictures and videos have none."""
    headlines = [one for one in _objects(value.get("headlines")) if one.get("value")]  # ninjs 2 and 3
    main = next((one for one in headlines if one.get("role") == "main"), headlines[0] if headlines else {})
    text = _body(value)
    if not text:
        raise ReadError(f"{name}: {value.get('type') or 'an item'} of ninjs without a body; only texts are read")
    people = [one.get("name") for one in _objects(value.get("people")) if one.get("rel") in ("author", "creator")]
    organisations = [one.get("name") for one in _objects(value.get("organisations")) if one.get("rel") == "publisher"]
    provider = value.get("provider")
    days = map(iso_date, map(value.get, _DAYS))
    return Article(
        text=text,
        source_path=source_of(name),
        id=identity or _string(value.get("uri")),
        title=_string(main.get("value")) or _string(value.get("headline")) or _string(value.get("title")),
        url=_string(value.get("canonicalurl")) or _string(value.get("url")) or _http(value.get("uri")),
        publisher=(_string(provider.get("name")) if isinstance(provider, dict) else _string(provider))
        or _string(organisations[0] if organisations else None),
        byline=_byline(value.get("byline")) or ", ".join(filter(None, map(_string, people))) or None,
        published=next(filter(None, days), None),
        language=(_string(value.get("language")) or "en")[:2].lower(),
    )


def _body(value: Mapping[str, Any]) -> str:
    """The plain body where there is one, else the marked-up one; ninjs 1.x has them as body_text, body_xhtml …"""
    bodies = _objects(value.get("bodies"))
    main = [one for one in bodies if one.get("role") in ("main", None)] or bodies
    for one in sorted(main, key=lambda one: "html" in str(one.get("contentType") or one.get("contenttype"))):
        if isinstance(body := one.get("value"), str) and body.strip():
            marked = "html" in str(one.get("contentType") or one.get("contenttype"))
            return text_of_html(body) if marked else body.strip()
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
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _string(value: object) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None


def _http(value: object) -> str | None:
    text = _string(value)
    return text if text and text.startswith("http") else None
