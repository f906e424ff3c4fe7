"""Markdown with front matter: what stands between the first two lines of `---` is metadata, the rest the text.

The text is the file from behind the front matter on, its marks untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.article import Article
from quotes.formats.readers.dates import iso_date
from quotes.formats.readers.document import Document, ReadOptions, source_of
from quotes.formats.readers.header import read_header
from quotes.formats.readers.text import decode

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<lines>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)\s*", re.DOTALL | re.MULTILINE)
_FRONT_LIMIT = 20_000  # characters: what is longer is a text that begins with a rule
_LINE = re.compile(r"^(?P<key>[A-Za-z_]+):[ \t]*(?P<value>[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)
_ITEM = re.compile(r"^(?P<key>\w+):[ \t]*\r?\n(?P<items>(?:[ \t]*-[ \t]+[^\n]*\n?)+)", re.MULTILINE)  # a list of YAML
_KEYS = {
    "title": "title",
    "headline": "title",
    "author": "byline",
    "authors": "byline",
    "byline": "byline",
    "date": "published",
    "published": "published",
    "pubdate": "published",
    "publisher": "publisher",
    "source": "publisher",
    "url": "url",
    "link": "url",
    "canonical_url": "url",
    "id": "id",
    "lang": "language",
    "language": "language",
}
_HEADING = re.compile(r"#[ \t]+(?P<title>[^\r\n]+?)[ \t#]*(?:[\r\n]|\Z)")


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article]:
    """The one article of a Markdown file. Raises ReadError where the bytes are no text."""
    text = decode(data, document.source_path)
    front = _FRONT.match(text, 0, _FRONT_LIMIT)
    said = read_front_matter(front["lines"]) if front else {}
    body = text[front.end() :] if front else text
    header, heading = read_header(body), _HEADING.match(body)
    yield Article(
        text=body,
        source_path=source_of(document.source_path),
        id=document.id or said.get("id"),
        title=said.get("title") or (heading["title"] if heading else header.title),
        url=document.url or said.get("url"),
        publisher=said.get("publisher"),
        byline=said.get("byline") or header.byline,
        published=iso_date(said.get("published")) or header.published or document.published,
        language=(said.get("language") or "en").lower(),
    )


def read_front_matter(lines: str) -> dict[str, str]:
    """Names of an article's fields and what plain `key: value` lines say of them; a list is joined by commas."""
    said: dict[str, str] = {}
    for found in _LINE.finditer(lines):
        if (name := _KEYS.get(found["key"].lower())) and (value := _unquote(found["value"])):
            said.setdefault(name, value)
    for found in _ITEM.finditer(lines):
        if name := _KEYS.get(found["key"].lower()):
            items = [_unquote(line.strip().lstrip("-").strip()) for line in found["items"].splitlines()]
            said.setdefault(name, ", ".join(items))
    return said


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        mark = value[0]
        return value[1:-1].replace(f"\\{mark}" if mark == '"' else mark * 2, mark)
    return value[1:-1].strip() if value.startswith("[") and value.endswith("]") else value
