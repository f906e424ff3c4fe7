"""CSV and TSV tables: an article a row, read as a stream; the first row names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Failure, ReadOptions
from quotes.formats.readers.rows import fail_row, make_row
from quotes.formats.readers.streams import open_stream, read_lines

SAMPLE = 1 << 16  # bytes by which encoding and separator are told


def split(name: str, options: ReadOptions) -> Iterator[Article | Failure]:
    """The article of each row, or why it cannot be had. Raises ReadError for a file that is no table of text."""
    csv.field_size_limit(options.max_bytes)
    with open_stream(name) as stream:
        head = stream.peek(SAMPLE)[:SAMPLE]  # type: ignore[attr-defined]
        if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise ReadError(f"{name}: binary, not a table of text; give a CSV file")
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            lines: Iterator[str] = io.TextIOWrapper(stream, "utf-16", "replace", newline="")
        else:
            lines = _decode_lines(stream, options.max_bytes)
        rows = csv.DictReader(lines, dialect=_dialect(head), restkey="…")
        number = 0
        while True:
            number += 1
            try:
                row: dict[str, Any] | None = next(rows, None)
            except csv.Error as error:
                yield fail_row(name, number, f"no row of CSV ({error}); mend it")
                continue
            if row is None:
                break
            try:
                yield make_row({key: value for key, value in row.items() if key != "…"}, name, number, options)
            except ReadError as error:
                yield Failure(name, "read", "ReadError", str(error))


def _decode_lines(stream: Any, limit: int) -> Iterator[str]:
    for number, line in read_lines(stream, limit):
        if line is None:
            raise csv.Error(f"line {number} has more than {limit:,} bytes")
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            yield line.decode("cp1252", "replace")


def _dialect(head: bytes) -> type[csv.Dialect]:
    """The separator by the row of names: names of columns hold none of these."""
    first = head.splitlines()[0].decode("utf-8", "replace") if head else ""

    class Dialect(csv.excel):
        delimiter = max(",\t;|", key=first.count)

    return Dialect
