"""EPUB, as newspapers and e-book tools make it: each chapter with text is an article."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.dates import iso_date
from quotes.formats.readers.document import Document, ReadOptions, make_id, source_of
from quotes.formats.readers.header import read_header
from quotes.formats.readers.html import decode_page
from quotes.formats.readers.markup import local_name, text_of_html
from quotes.formats.readers.packages import open_package
from quotes.formats.readers.xml import parse_xml

WORDS = 30  # covers, titles and tables of contents have fewer


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article]:
    """The chapters, in reading order. Raises ReadError where the book is damaged."""
    name = document.source_path
    with open_package(data, name, options.max_bytes) as book:
        root = parse_xml(_member(book, "META-INF/container.xml", name), name)
        place = next((node.get("full-path") for node in root.iter() if local_name(node) == "rootfile"), None)
        if place is None:
            raise ReadError(f"{name}: no contents in the book; save it again")
        opf = parse_xml(_member(book, place, name), name)
        said, found = _metadata(opf), 0
        for number, chapter in enumerate(_spine(opf, posixpath.dirname(place)), 1):
            if chapter not in book.NameToInfo:
                continue
            text = text_of_html(decode_page(_member(book, chapter, name), name))
            if len(text.split()) < WORDS:
                continue
            header = read_header(text)
            found += 1
            yield Article(
                text=text,
                source_path=source_of(name),
                id=make_id(document, number),
                title=header.title,
                publisher=said.get("title"),
                byline=header.byline or said.get("creator"),
                published=header.published or iso_date(said.get("date")),
                language=(said.get("language") or "en")[:2].lower(),
            )
        if not found:
            raise ReadError(f"{name}: no chapter with text in the book; is it made of pictures?")


def _member(book: ZipFile, place: str, name: str) -> bytes:
    try:
        return book.read(place)
    except (KeyError, BadZipFile, OSError, EOFError) as error:
        raise ReadError(f"{name}: damaged ({error}); save it again") from error


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
