"""A table as one HTML page that can be sorted."""

from __future__ import annotations

from typing import TextIO

from quotes.desk.pages.render import render
from quotes.desk.tables.cells import show
from quotes.desk.tables.views import Table


def write_html(table: Table, stream: TextIO) -> None:
    """Write the page."""
    stream.write(
        render(
            "table.html",
            title=table.view.title,
            fields=table.view.fields,
            rows=table.rows,
            show=show,
            records=table.records,
            total=table.total,
            shown=table.shown,
        )
    )
