"""Which reader reads what: by the name's suffix, else by the first bytes.

>>> find_format("a/b.html.gz")
'html'
>>> sniff_format(b"%PDF-1.7")
'pdf'
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from quotes.article import Article
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.streams import strip_compression


class Reader(Protocol):
    """A module that reads one format: a document's bytes to articles."""

    def read(self, data: bytes, document: Document, options: ReadOptions) -> Iterator[Article | Failure]:
        """The articles of a document. Raises ReadError where it is damaged."""
        ...


class Splitter(Protocol):
    """A module that reads one container of many articles as a stream, without holding it in memory."""

    def split(self, name: str, options: ReadOptions) -> Iterator[Article | Document | Failure]:
        """The articles, or documents still to be read, one after the other."""
        ...


@dataclass(frozen=True)
class Format:
    """One format: its suffixes, the module in this folder that reads it, and whether that is a container."""

    module: str
    suffixes: tuple[str, ...]
    container: bool = False


FORMATS = {
    "text": Format("text", (".txt", ".text")),
    "markdown": Format("markdown", (".md", ".markdown")),
    "html": Format("html", (".html", ".htm", ".xhtml")),
    "docx": Format("docx", (".docx",)),
    "pdf": Format("pdf", (".pdf",)),
    "epub": Format("epub", (".epub",)),
    "eml": Format("eml", (".eml",)),
    "json": Format("json", (".json",)),  # ninjs, or a plain object or list of them
    "xml": Format("xml", (".xml", ".rss", ".atom", ".rdf", ".nitf")),  # by its root: NITF, NewsML-G2, RSS, Atom
    "jsonl": Format("jsonl", (".jsonl", ".ndjson", ".jsonlines"), container=True),
    "csv": Format("csv", (".csv", ".tsv"), container=True),
    "parquet": Format("parquet", (".parquet",), container=True),
    "warc": Format("warc", (".warc",), container=True),
}
_BY_SUFFIX = {suffix: name for name, form in FORMATS.items() for suffix in form.suffixes}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b", re.IGNORECASE)
_XML_ROOT = re.compile(
    rb"<(?:\w+:)?(?:nitf|newsItem|newsMessage|packageItem|conceptItem|NewsML|rss|feed|RDF)\b", re.IGNORECASE
)
_HEADER = re.compile(rb"(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID|Delivered-To): ", re.I)


def find_format(name: str) -> str | None:
    """The format that a name's suffix tells, past a compression's; None where it tells none."""
    return _BY_SUFFIX.get(PurePath(strip_compression(name)).suffix.lower())


def sniff_format(head: bytes) -> str:
    """The format that the first bytes of a document tell; "text" where they tell no other."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PK\x03\x04"):
        return "epub" if b"application/epub+zip" in head[:200] else "docx"
    body = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if body.startswith(b"<"):
        if _XML_ROOT.search(body[:4000]):
            return "xml"
        return "html" if _HTML.search(body[:4000]) else "text"
    if body.startswith((b"{", b"[")):
        return _sniff_json(body)
    lines = head.splitlines()[:2]
    return "eml" if len(lines) == 2 and all(_HEADER.match(line) or line[:1] in b" \t" for line in lines) else "text"


def _sniff_json(body: bytes) -> str:
    """A first line that is an object by itself makes JSON Lines; one that is cut off may be a long line of them."""
    line, broken, _ = body.partition(b"\n")
    try:
        return "jsonl" if isinstance(json.loads(line), dict) else "json"
    except (ValueError, RecursionError):
        if broken:
            return "json" if re.match(rb"[\[{]\s*$|[\[{]\s*\"[^\"]*\"\s*:|\[\s*\{", line) else "text"
        return "jsonl" if re.match(rb'\{\s*"', line) else "text"


def load_reader(name: str) -> Reader:
    """The module that reads a format. Raises ImportError where a library of its extra is missing."""
    return cast(Reader, import_module(f"quotes.formats.readers.{FORMATS[name].module}"))


def load_splitter(name: str) -> Splitter:
    """The module that reads a container."""
    return cast(Splitter, import_module(f"quotes.formats.readers.{FORMATS[name].module}"))
