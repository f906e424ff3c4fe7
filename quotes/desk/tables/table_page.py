"""A table as one HTML page with search, filters and sorting, which shows ten thousand rows piece by piece."""

from __future__ import annotations

from itertools import islice
from typing import Any, TextIO

from quotes.desk.pages.render import render
from quotes.desk.tables.cells import show
from quotes.desk.tables.views import Field, Table

PLAIN_ROWS = 100  # rows in the page itself, before its script adds those that the reader scrolls to


def write_html(table: Table, stream: TextIO) -> None:
    """Write the page: the first rows as they are read without scripts, and all of them as data for its script."""
    fields = table.view.fields
    rows = [[_cell(cell, field) for cell, field in zip(row, fields, strict=True)] for row in table.rows]
    stream.write(
        render(
            "table.html",
            title=table.view.title,
            notes=table.notes,
            columns=[
                [number, *(below for below, other in enumerate(fields) if other.under == field.name)]
                for number, field in enumerate(fields)
                if field.under is None
            ],
            fields=[
                {
                    "name": field.name.replace("_", " "),
                    "number": field.width == 0 and field.name != "published",
                    "width": field.width,
                    "filter": field.filter,
                    "link": field.name == "url",
                }
                for field in fields
            ],
            rows=rows,
            plain_rows=list(islice(rows, PLAIN_ROWS)),
            records=table.records,
            total=table.total,
            shown=len(rows),
        )
    )


def _cell(cell: Any, field: Field) -> Any:
    """A number as it is, text on one line, null for nothing."""
    return cell if cell is None or isinstance(cell, (int, float)) else show(cell, code=field.code)
