"""Markdown with front matter: the lines between the first two `---` are metadata, the rest is the text.

The text is everything after the front matter, with its Markdown syntax unchanged.
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
_MAX_FRONT_MATTER = 20_000  # characters: a longer match is a text that begins with a horizontal rule
_LINE = re.compile(r"^(?P<key>[A-Za-z_]+):[ \t]*(?P<value>[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)
_ITEM = re.compile(r"^(?P<key>\w+):[ \t]*\r?\n(?P<items>(?:[ \t]*-[ \t]+[^\n]*\n?)+)", re.MULTILINE)  # a YAML list
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
    """The article of a Markdown file. Raises ReadError if the bytes are not text."""
    text = decode(data, document.source_path)
    front = _FRONT.match(text, 0, _MAX_FRONT_MATTER)
    metadata = read_front_matter(front["lines"]) if front else {}
    body = text[front.end() :] if front else text
    header, heading = read_header(body), _HEADING.match(body)
    yield Article(
        text=body,
        source_path=source_of(document.source_path),
        id=document.id or metadata.get("id"),
        title=metadata.get("title") or (heading["title"] if heading else header.title),
        url=document.url or metadata.get("url"),
        publisher=metadata.get("publisher"),
        byline=metadata.get("byline") or header.byline,
        published=iso_date(metadata.get("published")) or header.published or document.published,
        language=(metadata.get("language") or "en").lower(),
    )


def read_front_matter(lines: str) -> dict[str, str]:
    """Article fields from plain `key: value` lines: {"title": …}; a list is joined by commas."""
    metadata: dict[str, str] = {}
    for match in _LINE.finditer(lines):
        if (name := _KEYS.get(match["key"].lower())) and (value := _unquote(match["value"])):
            metadata.setdefault(name, value)
    for match in _ITEM.finditer(lines):
        if name := _KEYS.get(match["key"].lower()):
            items = [_unquote(line.strip().lstrip("-").strip()) for line in match["items"].splitlines()]
            metadata.setdefault(name, ", ".join(items))
    return metadata


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        mark = value[0]
        return value[1:-1].replace(f"\\{mark}" if mark == '"' else mark * 2, mark)
    return value[1:-1].strip() if value.startswith("[") and value.endswith("]") else value
