"""CSV and TSV tables: one article per row, read as a stream; the first row names the columns."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from typing import BinaryIO

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Failure, ReadOptions
from quotes.formats.readers.items import read_item
from quotes.formats.readers.limits import MAX_COLUMNS, MAX_ROW_BYTES
from quotes.formats.readers.rows import fail_row, make_row
from quotes.formats.readers.streams import LongLine, open_stream, read_lines

SAMPLE_BYTES = 1 << 16  # of the head of the file, from which encoding and separator are detected
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# Lone surrogates, which no decoder produces: one replaces a line that is too long, one follows the last line.
_TOO_LONG, _END = "\udc00", "\udc01"


def split(name: str, options: ReadOptions) -> Iterator[Article | Failure]:
    """The article of each row, or why it cannot be read. Raises ReadError for a file that is not a text table."""
    limit = min(options.max_bytes, MAX_ROW_BYTES)
    csv.field_size_limit(limit)
    with open_stream(name) as stream:
        head = stream.peek(SAMPLE_BYTES)[:SAMPLE_BYTES]  # type: ignore[attr-defined]
        if b"\x00" in head and not head.startswith(_UTF_16):
            raise ReadError(f"{name}: binary, not a table of text; give a CSV file")
        lines = _Lines(
            _decode_utf16(stream, limit) if head.startswith(_UTF_16) else _decode(stream, limit, name), limit
        )
        rows = csv.reader(lines, dialect=_dialect(head))
        names = _read_names(name, rows)

        def make(number: int, row: list[str]) -> Article:
            cells = {**dict.fromkeys(names), **dict(zip(names, row, strict=False))}
            return make_row(cells, name, number, options)

        for number, (row, problem) in enumerate(_read_rows(rows, lines), 1):
            item = fail_row(name, number, problem) if problem else read_item(name, number, row, make)
            if item is not None:
                yield item


def _read_names(name: str, rows: Iterator[list[str]]) -> list[str]:
    """The names of the columns, from the first row that is not blank: ["id", "text"]."""
    try:
        names = next((row for row in rows if row), [])
    except csv.Error as error:
        raise ReadError(f"{name}: not a table ({error}); its first row must name the columns") from error
    if any(_TOO_LONG in cell for cell in names) or len(names) > MAX_COLUMNS:
        raise ReadError(f"{name}: first row too long, or over {MAX_COLUMNS:,} columns; it must name the columns")
    return [] if _END in "".join(names) else names


def _read_rows(rows: Iterator[list[str]], lines: _Lines) -> Iterator[tuple[list[str], str | None]]:
    """The cells of each row that is not blank, and what is wrong with it, or None."""
    while True:
        first = lines.start_row()
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield [], f"not a row of CSV ({error}); fix it"
            continue
        if row is None or row == [_END]:
            return
        text = "".join(row)
        if _END in text:
            swallowed = lines.number - first
            more = f", which swallows the {swallowed:,} lines after it" if swallowed else ""
            yield [], f"a quotation mark is opened in line {first} and never closed{more}; close it"
            return
        if _TOO_LONG in text:
            yield [], f"a row of more than {lines.limit:,} bytes; split it"
        elif row:
            yield row, None


class _Lines:
    """The lines of a table, counted, with an end mark after the last; a row that becomes too long is cut off."""

    def __init__(self, lines: Iterator[str | LongLine], limit: int) -> None:
        self.limit = limit
        self.number = 0  # of the last line given
        self._lines = lines
        self._size = 0  # characters of the row so far
        self._ended = False

    def start_row(self) -> int:
        """Begin a row; the number of its first line."""
        self._size = 0
        return self.number + 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            if self._ended:
                raise StopIteration
            self._ended = True
            return _END
        self.number += 1
        if isinstance(line, LongLine):  # an odd number of marks opens or closes a cell
            return f"{_TOO_LONG}\n" if line.marks % 2 == 0 else f'"{_TOO_LONG}\n'
        self._size += len(line)
        if self._size > self.limit:
            self._size = 0
            return f'"{_TOO_LONG}\n'
        return line


def _decode(stream: BinaryIO, limit: int, name: str) -> Iterator[str | LongLine]:
    for number, line in read_lines(stream, limit, name):
        if isinstance(line, LongLine):
            yield line
            continue
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            yield line.decode("cp1252", "replace")


def _decode_utf16(stream: BinaryIO, limit: int) -> Iterator[str | LongLine]:
    """The lines of UTF-16, with at most `limit` bytes in memory."""
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    parts: list[str] = []
    size = marks = 0

    def take() -> str | LongLine:
        nonlocal size, marks
        line = LongLine(marks) if 2 * size > limit else "".join(parts)
        parts.clear()
        size = marks = 0
        return line

    while True:
        data = stream.read1(SAMPLE_BYTES)  # type: ignore[attr-defined]
        *complete, last = decoder.decode(data).split("\n")
        for part in (*(f"{line}\n" for line in complete), last):
            size, marks = size + len(part), marks + part.count('"')
            if 2 * size <= limit:
                parts.append(part)
            else:
                parts.clear()
            if part.endswith("\n"):
                yield take()
        if not data:
            if size:
                yield take()
            return


def _dialect(head: bytes) -> type[csv.Dialect]:
    """The separator that the header row has most often: column names contain none of them."""
    first = head.splitlines()[0].decode("utf-8", "replace") if head else ""

    class Dialect(csv.excel):
        delimiter = max(",\t;|", key=first.count)

    return Dialect
