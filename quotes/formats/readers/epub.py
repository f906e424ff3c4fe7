"""EPUB, as newspapers and e-book tools produce it: each chapter with text is an article."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.dates import iso_date
from quotes.formats.readers.document import Document, Failure, ReadOptions, make_id, source_of
from quotes.formats.readers.header import read_header
from quotes.formats.readers.html import decode_page
from quotes.formats.readers.items import read_items
from quotes.formats.readers.limits import MAX_CHAPTERS
from quotes.formats.readers.markup import local_name, text_of_html
from quotes.formats.readers.packages import open_package, read_member
from quotes.formats.readers.xml import parse_xml

MIN_WORDS = 30  # of a chapter: covers, title pages and tables of contents have fewer


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article | Failure]:
    """The chapters, in reading order. A damaged chapter is a failure; raises ReadError for a damaged book."""
    name = document.source_path
    with open_package(data, name, options.max_bytes) as book:
        root = parse_xml(read_member(book, "META-INF/container.xml", name), name)
        place = next((node.get("full-path") for node in root.iter() if local_name(node) == "rootfile"), None)
        if place is None:
            raise ReadError(f"{name}: the book lists no contents; save it again")
        opf = parse_xml(read_member(book, place, name), name)
        metadata = _metadata(opf)
        chapters = list(dict.fromkeys(_spine(opf, posixpath.dirname(place))))  # a chapter may be listed twice
        if len(chapters) > MAX_CHAPTERS:
            raise ReadError(f"{name}: {len(chapters):,} chapters, over {MAX_CHAPTERS:,}; split it")

        def make(number: int, chapter: str) -> Article | None:
            if chapter not in book.NameToInfo:
                return None
            text = text_of_html(decode_page(read_member(book, chapter, name), name))
            if len(text.split()) < MIN_WORDS:
                return None
            header = read_header(text)
            return Article(
                text=text,
                source_path=source_of(name),
                id=make_id(document, number),
                title=header.title,
                publisher=metadata.get("title"),
                byline=header.byline or metadata.get("creator"),
                published=header.published or iso_date(metadata.get("date")),
                language=(metadata.get("language") or "en")[:2].lower(),
            )

        is_empty = True
        for item in read_items(chapters, name, make):
            is_empty = False
            yield item
        if is_empty:
            raise ReadError(f"{name}: no chapter of the book has text; does it consist of pictures?")


def _metadata(opf: Any) -> dict[str, str]:
    metadata: dict[str, str] = {}
    for node in opf.iter():
        if node.tag.startswith("{http://purl.org/dc/elements/1.1/}") and node.text:
            metadata.setdefault(local_name(node), node.text.strip())
    return metadata


def _spine(opf: Any, folder: str) -> Iterator[str]:
    items = {node.get("id"): node for node in opf.iter() if local_name(node) == "item"}
    for node in opf.iter():
        item = items.get(node.get("idref")) if local_name(node) == "itemref" else None
        if item is not None and "html" in (item.get("media-type") or ""):
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
