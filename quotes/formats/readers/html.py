"""Web pages: the main text and the page's metadata, by trafilatura and the page's JSON-LD."""

from __future__ import annotations

import codecs
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.dates import iso_date
from quotes.formats.readers.document import Document, ReadOptions, source_of
from quotes.formats.readers.limits import check_markup
from quotes.formats.readers.text import decode

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_JSON_LD = re.compile(r"<script[^>]*?application/ld\+json[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
_CHARSET_BYTES = 4096  # at the start of a page, searched for its declared encoding (browsers look at 1024)
_MAX_JSON_LD = 20_000  # objects of JSON-LD to search: a page may nest them without end


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article]:
    """The article of a page. Raises ReadError if no main text is found."""
    yield read_page(decode_page(data, document.source_path), document)


def decode_page(data: bytes, name: str) -> str:
    """A page's bytes as text: by byte-order mark, as UTF-8, in the encoding that it declares, else like plain text."""
    data = data.replace(b"\x00", b"") if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else data
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if declared := _CHARSET.search(data[:_CHARSET_BYTES]):
        try:
            encoding = codecs.lookup(declared[1].decode("ascii")).name
            # browsers read pages that declare ISO 8859-1 as cp1252
            return data.decode("cp1252" if encoding in ("iso8859-1", "ascii") else encoding, "replace")
        except (LookupError, ValueError):
            pass
    return decode(data, name)


def read_page(page: str, document: Document) -> Article:
    """The article of a page. Raises ReadError if no main text is found."""
    check_markup(document.source_path, page)
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    linked = find_json_ld(page)
    extraction: Any = (
        trafilatura.bare_extraction(
            page,
            url=document.url,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            favor_precision=False,
        )
        if page.strip()
        else None
    )
    text = "\n\n".join(line for line in (extraction.text or "").split("\n") if line.strip()) if extraction else ""
    body = linked.get("articleBody")
    if isinstance(body, str) and len(body) > 2 * len(text):  # the page is built by scripts; the body is in its data
        text = body.strip()
    if not text:
        raise ReadError(f"{document.source_path}: no article text; save the page of one article, or save it as text")
    language = _LANGUAGE.search(page[:20_000])
    return Article(
        text=text,
        source_path=source_of(document.source_path),
        id=document.id,
        title=_name(linked.get("headline")) or _get(extraction, "title"),
        url=document.url or _get(extraction, "url") or _name(linked.get("url")),
        publisher=_name(linked.get("publisher")) or _get(extraction, "sitename") or _get(extraction, "hostname"),
        byline=_name(linked.get("author")) or _get(extraction, "author"),
        published=iso_date(linked.get("datePublished")) or iso_date(_get(extraction, "date")) or document.published,
        language=language[1].lower() if language else "en",
    )


def find_json_ld(page: str) -> dict[str, Any]:
    """The article in the page's JSON-LD (schema.org's NewsArticle and related types); {} if there is none."""
    for script in _JSON_LD.finditer(page):
        try:
            waiting = [json.loads(script[1].strip())]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MAX_JSON_LD):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node
            elif isinstance(node, dict):
                kinds = node.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and kind.endswith(("Article", "BlogPosting")) for kind in kinds):
                    return node
                waiting.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)
    return {}


def _name(value: object) -> str | None:
    """The name in a schema.org value: a text, an object with a name, or a list of these."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value[:50]) if name) or None
    return None


def _get(extraction: Any, name: str) -> str | None:
    value = getattr(extraction, name, None) if extraction is not None else None
    return str(value) if value else None
