"""WARC archives of the web, by warcio: each page is a document, to be read as HTML, PDF or text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.dates import iso_date
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.rows import fail_row
from quotes.formats.readers.streams import open_stream, read_limited

_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
}


def split(name: str, options: ReadOptions) -> Iterator[Article | Document | Failure]:
    """The pages that were fetched without an error, in the archive's order. Raises ReadError where it is damaged."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with open_stream(name) as stream:
        number = 0
        try:
            for record in ArchiveIterator(stream):
                number += 1
                kind = _kind(record)
                if kind is None:
                    continue
                headers = record.rec_headers
                url = (headers.get_header("WARC-Target-URI") or "").strip("<>")
                if not url.startswith(("http:", "https:", "ftp:", "file:")):
                    continue  # notes of the crawler about itself
                try:
                    data = read_limited(record.content_stream(), f"{name}:{number}", options.max_bytes)
                except ReadError as error:
                    yield fail_row(name, number, str(error).partition(": ")[2])
                    continue
                yield Document(
                    name,
                    kind,
                    data,
                    id=url,
                    url=url,
                    published=iso_date(headers.get_header("WARC-Date")),
                )
        except (ArchiveLoadFailed, ValueError, KeyError, AttributeError, TypeError) as error:
            raise ReadError(f"{name}: damaged at record {number + 1} ({error}); what stands before is read") from error


def _kind(record: Any) -> str | None:
    """The format of a record's payload; None for requests, pictures and pages that could not be fetched."""
    if record.rec_type == "response" and record.http_headers is not None:
        if record.http_headers.get_statuscode() != "200":
            return None
        kind = record.http_headers.get_header("Content-Type")
    elif record.rec_type == "resource":
        kind = record.rec_headers.get_header("Content-Type")
    else:
        return None
    return _KINDS.get((kind or "").partition(";")[0].strip().lower())
