"""A page of the web as a document to read: its format by type, suffix and first bytes; its address as its id."""

from __future__ import annotations

import codecs
from dataclasses import replace
from urllib.parse import urlsplit

from quotes.errors import ReadError
from quotes.formats.readers.document import Document, ReadOptions
from quotes.formats.readers.fetch import Page, fetch
from quotes.formats.readers.streams import unpack_bytes
from quotes.formats.registry import READABLE, find_format, sniff_format

HEAD_BYTES = 1 << 16  # of a page, from which its format is detected where neither type nor suffix shows it
_MEDIA_TYPES = {"text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf"}


def fetch_document(document: Document, options: ReadOptions) -> Document:
    """The document with its bytes, its format, its address after redirects, and the address asked for as its id.

    Raises ReadError where it cannot be fetched, or is an archive of many articles.
    """
    name = document.source_path
    page = fetch(name, limit=options.max_bytes, networks=options.networks)
    data = unpack_bytes(page.data, name, options.max_bytes)
    form = options.format if options.format in READABLE and not READABLE[options.format].container else None
    form = form or _MEDIA_TYPES.get(page.media_type) or find_format(urlsplit(page.url).path)
    form = form or sniff_format(data[:HEAD_BYTES])
    if READABLE[form].container:
        raise ReadError(f"{name}: {form}, an archive of many articles; download it, and give the file")
    if form in ("html", "text"):
        data = _in_unicode(data, page)
    return replace(document, data=data, format=form, id=document.id or name, url=page.url)


def _in_unicode(data: bytes, page: Page) -> bytes:
    """The text as UTF-8 where the server alone says its encoding: "Content-Type: text/html; charset=windows-1251"."""
    try:
        data.decode("utf-8")
        return data
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(codecs.lookup(page.charset or "").name, "replace").encode("utf-8")
    except (LookupError, ValueError):
        return data
