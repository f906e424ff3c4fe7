"""Write a table, one function per format: terminal, Markdown, CSV, XLSX; the HTML page is in `table_page.py`."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from quotes.desk.tables.cells import csv_cell, markdown, show
from quotes.desk.tables.views import Field, Table
from quotes.errors import OutputError
from quotes.text.spreadsheets import neutralize

if TYPE_CHECKING:
    from rich.console import Console

MAX_ROWS = 1_048_575  # of an Excel worksheet, without its header
_MAX_CELL = 32_767  # characters in a cell of an Excel worksheet
_MIN_WIDE_TERMINAL = 100  # columns: a narrower terminal has no room for the fields marked wide
_MAX_UNBROKEN_WORD = 13  # letters kept on one line of 80 columns: "international"
_COLUMN_WIDTHS = {0: 11, 2: 16, 3: 20, 4: 26, 5: 32, 6: 44, 12: 80}  # width in characters by the field's weight


def print_table(table: Table, console: Console) -> None:
    """Print it in the width of the terminal, with a line on how much is not shown."""
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    wide = console.width >= _MIN_WIDE_TERMINAL
    shown = [(number, field) for number, field in enumerate(table.view.fields) if wide or not field.wide]
    rows = [[show(row[number], code=field.code) or "–" for number, field in shown] for row in table.rows]
    widths = _widths([field for _, field in shown], rows, console.width)
    grid = RichTable(
        box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), title=table.view.title, title_justify="left", title_style="bold"
    )
    for number, (_, field) in enumerate(shown):
        grid.add_column(
            field.name,
            width=widths[number],
            overflow="fold",
            style="bold" if number == 0 else "",
            no_wrap=field.width == 0,
            justify="right" if field.width == 0 and field.name != "published" else "left",
        )
    for row in rows:
        grid.add_row(*map(Text, row))
    console.print(grid)
    words = _count(table.total, "row") if table.view.key else ""
    if table.shown < table.total:
        words = f"{table.shown:,} of {table.total:,} rows shown; --limit shows more"
    console.print(Text(", ".join(filter(None, [_count(table.records, "record"), words])), style="dim"))


def _widths(fields: list[Field], rows: list[list[str]], screen: int) -> list[int]:
    """The width of each column: numbers in full, words unbroken if there is room, the rest by the fields' weights."""
    from rich.cells import cell_len

    cells = [[field.name, *(row[number] for row in rows)] for number, field in enumerate(fields)]
    words = [max(cell_len(word) for cell in column for word in cell.split()) for column in cells]
    widths = [
        min(word, _MAX_UNBROKEN_WORD) if field.width else max(map(cell_len, column))
        for field, column, word in zip(fields, cells, words, strict=True)
    ]
    room = screen - 1 - 2 * len(fields)  # a blank at either edge, two between columns
    flexible = [number for number, field in enumerate(fields) if field.width]
    while sum(widths) > room and max(widths[number] for number in flexible) > 1:  # a narrow screen: words are broken
        widths[max(flexible, key=lambda number: widths[number])] -= 1
    while flexible:
        spare = room - sum(width for number, width in enumerate(widths) if number not in flexible)
        weight = sum(fields[number].width for number in flexible)
        narrow = [number for number in flexible if spare * fields[number].width // weight < widths[number]]
        if not narrow:
            for number in flexible:
                widths[number] = spare * fields[number].width // weight
            break
        flexible = [number for number in flexible if number not in narrow]
    return widths


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


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


def write_csv(table: Table, stream: TextIO) -> None:
    """Write it as CSV; cells that a spreadsheet would run as a formula are neutralized."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([field.name for field in table.view.fields])
    for row in table.rows:
        writer.writerow([csv_cell(cell) for cell in row])


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
