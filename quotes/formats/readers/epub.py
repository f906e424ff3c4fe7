"""EPUB, as newspapers and e-book tools make it: each chapter with text is an article."""

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

WORDS = 30  # covers, titles and tables of contents have fewer


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article | Failure]:
    """The chapters, in reading order. Raises ReadError where the book is damaged; one that is, is a failure."""
    name = document.source_path
    with open_package(data, name, options.max_bytes) as book:
        root = parse_xml(read_member(book, "META-INF/container.xml", name), name)
        place = next((node.get("full-path") for node in root.iter() if local_name(node) == "rootfile"), None)
        if place is None:
            raise ReadError(f"{name}: no contents in the book; save it again")
        opf = parse_xml(read_member(book, place, name), name)
        said = _metadata(opf)
        chapters = list(dict.fromkeys(_spine(opf, posixpath.dirname(place))))  # each once, however often it is named
        if len(chapters) > MAX_CHAPTERS:
            raise ReadError(f"{name}: {len(chapters):,} chapters, over {MAX_CHAPTERS:,}; split it")

        def make(number: int, chapter: str) -> Article | None:
            if chapter not in book.NameToInfo:
                return None
            text = text_of_html(decode_page(read_member(book, chapter, name), name))
            if len(text.split()) < WORDS:
                return None
            header = read_header(text)
            return Article(
                text=text,
                source_path=source_of(name),
                id=make_id(document, number),
                title=header.title,
                publisher=said.get("title"),
                byline=header.byline or said.get("creator"),
                published=header.published or iso_date(said.get("date")),
                language=(said.get("language") or "en")[:2].lower(),
            )

        empty = True
        for item in read_items(chapters, name, make):
            empty = False
            yield item
        if empty:
            raise ReadError(f"{name}: no chapter with text in the book; is it made of pictures?")


def _metadata(opf: Any) -> dict[str, str]:
    said: dict[str, str] = {}
    for node in opf.iter():
        if node.tag.startswith("{http://purl.org/dc/elements/1.1/}") and node.text:
            said.setdefault(local_name(node), node.text.strip())
    return said


def _spine(opf: Any, folder: str) -> Iterator[str]:
    items = {node.get("id"): node for node in opf.iter() if local_name(node) == "item"}
    for node in opf.iter():
        item = items.get(node.get("idref")) if local_name(node) == "itemref" else None
        if item is not None and "html" in (item.get("media-type") or ""):
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
