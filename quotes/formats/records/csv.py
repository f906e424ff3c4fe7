"""CSV for spreadsheets: one record per row; cells that a spreadsheet would run as a formula are neutralized."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, TextIO

from quotes.columns import COLUMNS
from quotes.formats.records.writer import AppendingWriter
from quotes.record import Record
from quotes.text.spreadsheets import neutralize


class Writer(AppendingWriter):
    """One record per row, under the column names."""

    def header(self) -> bytes:
        """The row of column names."""
        return dump_rows([], header=True)

    def dump(self, records: Iterable[Record]) -> bytes:
        """The rows of an article's records."""
        return dump_rows(records)


def write_csv(records: Iterable[Record], stream: TextIO, *, header: bool = True) -> None:
    """Write the records as rows under a header."""
    writer = csv.writer(stream, lineterminator="\n")
    if header:
        writer.writerow([column.name for column in COLUMNS])
    for record in records:
        writer.writerow([_cell(column.read(record)) for column in COLUMNS])


def dump_rows(records: Iterable[Record], *, header: bool = False) -> bytes:
    """The rows as UTF-8; a lone surrogate, which no spreadsheet reads, becomes a question mark."""
    stream = io.StringIO(newline="")
    write_csv(records, stream, header=header)
    return stream.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> str:
    """A value as text: "" for None, "true" for True."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return neutralize(str(value))
