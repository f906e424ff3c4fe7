"""CSV for spreadsheets: one record per row, cells that a spreadsheet would run as a formula made harmless."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any, TextIO

from quotes.formats.records.fields import COLUMNS
from quotes.record import Record

_BARE_RETURN = re.compile(r"\r(?!\n)")  # would end the row for some readers

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(records: Iterable[Record], stream: TextIO, *, header: bool = True) -> None:
    """Write the records as rows under a header."""
    writer = csv.writer(stream, lineterminator="\n")
    if header:
        writer.writerow([column.name for column in COLUMNS])
    for record in records:
        writer.writerow([_cell(column.read(record)) for column in COLUMNS])


def dump_rows(records: Iterable[Record], *, header: bool = False) -> bytes:
    """The rows as UTF-8; a lone surrogate of the article, which no spreadsheet reads, as a question mark."""
    stream = io.StringIO(newline="")
    write_csv(records, stream, header=header)
    return stream.getvalue().encode("utf-8", "replace")


def neutralize(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: "=1+1" becomes "'=1+1"."""
    return "'" + cell if cell.startswith(_FORMULA) else cell


def _cell(value: Any) -> str:
    """A value as text: "" for None, "true" for True; a lone carriage return is a line feed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _BARE_RETURN.sub("\n", neutralize(str(value)))
