"""Write a table, one function per format: Markdown, CSV, XLSX.

The HTML page is in `table_page.py`, the terminal's table in `table_terminal.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from quotes.desk.tables.cells import csv_cell, markdown
from quotes.desk.tables.views import Table
from quotes.errors import OutputError
from quotes.text.spreadsheets import neutralize

MAX_ROWS = 1_048_575  # of an Excel worksheet, without its header
_MAX_CELL = 32_767  # characters in a cell of an Excel worksheet
_BATCH_ROWS = 10_000  # whose cells are made at once
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as another encoding: “ becomes â€œ
_COLUMN_WIDTHS = {0: 11, 2: 16, 3: 20, 4: 26, 5: 32, 6: 44, 12: 80}  # width in characters by the field's weight


def write_markdown(table: Table, stream: TextIO) -> None:
    """Write it as a Markdown table."""
    fields = table.view.fields
    stream.write("| " + " | ".join(field.name for field in fields) + " |\n")
    stream.write(
        "|" + "|".join("---" if field.width or field.name == "published" else "--:" for field in fields) + "|\n"
    )
    for row in table.rows:
        stream.write(
            "| " + " | ".join(markdown(cell, code=field.code) for cell, field in zip(row, fields, strict=True)) + " |\n"
        )


def write_csv(table: Table, stream: TextIO, *, for_excel: bool = False) -> None:
    """Write it as CSV; cells that a spreadsheet would run as a formula are neutralized.

    With `for_excel` it begins with the byte-order mark by which Excel recognises UTF-8.
    """
    if for_excel:
        stream.write(BYTE_ORDER_MARK)
    stream.write(",".join(_quote(field.name) for field in table.view.fields) + "\n")
    rows = iter(table.rows)
    while batch := list(islice(rows, _BATCH_ROWS)):
        columns = map(_csv_column, zip(*batch, strict=True))
        stream.writelines(f"{','.join(row)}\n" for row in zip(*columns, strict=True))


def _csv_column(cells: Sequence[Any]) -> list[str]:
    """The cells of a column for CSV; each value, such as the name of a publisher, is looked at once."""
    texts = {cell: _quote(csv_cell(cell)) for cell in set(cells)}
    return [texts[cell] for cell in cells]


def _quote(cell: str) -> str:
    """The cell between quotation marks if it needs them, as the module csv does it in more than twice the time.

    >>> _quote("Yes, she said"), _quote("Yes")
    ('"Yes, she said"', 'Yes')
    """
    needs_marks = '"' in cell or "," in cell or "\n" in cell
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if needs_marks else cell


def write_xlsx(table: Table, path: Path) -> None:
    """Write it as a workbook with a frozen header, filters and wrapped text; no cell is a formula or a link.

    Raises OutputError for more rows than a worksheet can hold.
    """
    import xlsxwriter

    if table.shown > MAX_ROWS:
        raise OutputError(
            f"{path}: {table.shown:,} rows, and a worksheet holds {MAX_ROWS:,}; narrow by --where or --limit, "
            "or write CSV"
        )
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": table.view.title})
        sheet = book.add_worksheet(table.view.title[:31])
        head = book.add_format({"bold": True, "valign": "top", "bottom": 1, "bg_color": "#E9EEF5"})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        number_format = book.add_format({"valign": "top"})
        for column, field in enumerate(table.view.fields):
            sheet.set_column(column, column, _COLUMN_WIDTHS[field.width])
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(table.shown, 1), len(table.view.fields) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for column, field in enumerate(table.view.fields):
            sheet.write_string(0, column, field.name, head)
        for line, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, (int, float)):
                    sheet.write_number(line, column, cell, number_format)
                elif cell is not None:
                    sheet.write_string(line, column, neutralize(_printable(cell))[:_MAX_CELL], text)


def _printable(cell: str) -> str:
    """The text without control characters and lone surrogates, which XML cannot contain."""
    return "".join(c for c in cell if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "￾￿"))
