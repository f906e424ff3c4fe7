"""WARC web archives, by warcio: each page is a document to be read as HTML, PDF or text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.dates import iso_date
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.items import read_item
from quotes.formats.readers.limits import check_time
from quotes.formats.readers.streams import open_stream, read_limited

_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
}
_TAIL_BYTES = 1 << 16  # kept of what was read last: more than the headers of a record
_CUT_SHORT = "cut short in record {number}; download it again, everything before is read"


def split(name: str, options: ReadOptions) -> Iterator[Article | Document | Failure]:
    """The pages that were crawled without an error, in the archive's order.

    Raises ReadError if it is damaged or ends in the middle of a page, after all complete pages.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with open_stream(name) as stream:
        source = _Source(stream, name)
        number = 0

        def make(number: int, record: Any) -> Document | None:
            return _read_page(record, name, number, options)

        try:
            archive = ArchiveIterator(source)
            for record in archive:
                number += 1
                page = read_item(name, number, record, make)
                if _is_cut_short(record):
                    raise source.error or ReadError(f"{name}: {_CUT_SHORT.format(number=number)}")
                source.end_record(archive.reader.rem_length())
                if page is not None:
                    yield page
        except (ArchiveLoadFailed, ValueError, KeyError, AttributeError, TypeError) as error:
            if source.error is None:
                raise ReadError(
                    f"{name}: damaged at record {number + 1} ({error}); everything before is read"
                ) from error
        if source.error is not None:  # warcio takes an error for the end
            raise source.error
        if source.after_record().strip():  # the headers of a record whose body is missing
            raise ReadError(f"{name}: {_CUT_SHORT.format(number=number + 1)}")


class _Source:
    """The archive's bytes. An error ends the stream and is kept: everything before it is complete."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.stream, self.name = stream, name
        self.error: Exception | None = None
        self._place = self._end = 0
        self._tail = b""

    def read(self, size: int) -> bytes:
        """At most `size` bytes, as many as are available."""
        if self.error is not None:
            return b""
        try:
            check_time(self.name)
            data: bytes = self.stream.read1(size)  # type: ignore[attr-defined]
        except Exception as error:
            self.error = error
            return b""
        self._place += len(data)
        self._tail = (self._tail + data)[-_TAIL_BYTES:]
        return data

    def end_record(self, unread: int) -> None:
        """Note the end of a record; `unread` bytes of the next are buffered already."""
        self._end = self._place - unread

    def after_record(self) -> bytes:
        """The kept bytes after the last record."""
        size = self._place - self._end
        return self._tail[-size:] if size else b""

    def tell(self) -> int:
        """The number of bytes read so far."""
        return self._place


def _read_page(record: Any, name: str, number: int, options: ReadOptions) -> Document | None:
    """The page of a record; None for other records, and for the crawler's notes about itself."""
    kind = _kind(record)
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    if kind is None or not url.startswith(("http:", "https:", "ftp:", "file:")):
        return None
    data = read_limited(record.content_stream(), f"{name}:{number}", options.max_bytes)
    return Document(name, kind, data, id=url, url=url, published=iso_date(record.rec_headers.get_header("WARC-Date")))


def _is_cut_short(record: Any) -> bool:
    """True if the archive ends before the record does. Reads the rest of the record."""
    while record.raw_stream.read(1 << 16):
        pass
    return record.rec_headers.get_header("Content-Length") is None or getattr(record.raw_stream, "limit", 0) > 0


def _kind(record: Any) -> str | None:
    """The format of a record's payload; None for requests, pictures and failed pages."""
    if record.rec_type == "response" and record.http_headers is not None:
        if record.http_headers.get_statuscode() != "200":
            return None
        kind = record.http_headers.get_header("Content-Type")
    elif record.rec_type == "resource":
        kind = record.rec_headers.get_header("Content-Type")
    else:
        return None
    return _KINDS.get((kind or "").partition(";")[0].strip().lower())
