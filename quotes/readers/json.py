"""JSON files: IPTC's ninjs 2 and 3, or plain objects with a text; one, or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.readers.dates import iso_date
from quotes.readers.document import Document, Failure, ReadOptions, source_of
from quotes.readers.markup import text_of_html
from quotes.readers.rows import make_row
from quotes.readers.text import decode

_DAYS = ("firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated")


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article | Failure]:
    """The articles of a file. Raises ReadError where it is damaged or holds none."""
    name = document.source_path
    try:
        value = json.loads(decode(data, name))
    except (ValueError, RecursionError) as error:
        if b"\n{" in data and data.lstrip().startswith(b"{"):  # JSON Lines under the wrong name
            yield from _read_lines(data, name, options)
            return
        reason = str(error).splitlines()[0] if isinstance(error, ValueError) else "nested too deeply"
        raise ReadError(f"{name}: no JSON ({reason}); have it written again") from error
    several = isinstance(value, list)
    for number, one in enumerate(value if several else [value], 1):
        if not isinstance(one, dict):
            raise ReadError(f"{name}: holds no articles; an article is an object {{…}} with a text")
        try:
            if options.text_field is None and is_ninjs(one):
                yield read_ninjs(one, name, document.id)
            else:
                row = one if several or "id" in one else {**one, "id": document.id}
                yield make_row(row, name, number, options)
        except ReadError as error:
            yield Failure(name, "read", "ReadError", str(error))


def _read_lines(data: bytes, name: str, options: ReadOptions) -> Iterator[Article | Failure]:
    from quotes.readers.jsonl import read_line

    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            yield read_line(line, name, number, options)


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
