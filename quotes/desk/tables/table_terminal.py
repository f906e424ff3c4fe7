"""A table on a terminal, in its width: records below the heading of their article, groups as a grid."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich import box
from rich.cells import cell_len
from rich.table import Table as Grid
from rich.text import Text

from quotes.desk.tables.cells import show
from quotes.desk.tables.views import Field, Table

if TYPE_CHECKING:
    from rich.console import Console

Row = tuple[Any, ...]
Column = tuple[tuple[int, Field], ...]  # its place in a row, and those of the fields that are shown below it

_MIN_WIDE_TERMINAL = 100  # columns: a narrower terminal has no room for the fields marked wide
_MAX_UNBROKEN_WORD = 13  # letters kept on one line of 80 columns: "international"


def print_table(table: Table, console: Console) -> None:
    """Print it in the width of the terminal, with what was cut, and with a line on how much is not shown."""
    rows = list(table.rows)
    wide = console.width >= _MIN_WIDE_TERMINAL
    columns = _columns(table, wide=wide)
    widths = _widths(columns, rows, console.width)
    console.print(Text(table.view.title, style="bold"))
    for number, (heading, group) in enumerate(_group(table, rows)):
        for words, style in heading:
            console.print(Text(words, style=style, overflow="fold"))
        console.print(_grid(columns, group, widths, header=number == 0))
    words = _count(table.total, "row") if table.view.key else ""
    if table.shown < table.total:
        words = f"{table.shown:,} of {table.total:,} rows shown; --limit shows more"
    console.print(Text(", ".join(filter(None, [_count(table.records, "record"), words])), style="dim"))
    for note in table.notes:
        console.print(Text(f"{note[0].upper()}{note[1:]}.", style="dim", overflow="fold"))


def _columns(table: Table, *, wide: bool) -> list[Column]:
    """The columns that fit, each with the fields below it; those of the heading are no columns."""
    fields = table.view.fields
    heading = table.view.heading
    shown = [number for number, field in enumerate(fields) if wide or not field.wide]
    return [
        (
            (number, fields[number]),
            *((below, fields[below]) for below in shown if fields[below].under == fields[number].name),
        )
        for number in shown
        if fields[number].under is None and fields[number].name != heading
    ]


def _group(table: Table, rows: list[Row]) -> Iterable[tuple[list[tuple[str, str]], list[Row]]]:
    """The rows by heading: [("NATO warns Russia", "bold"), ("2015-10-08 · Wikinews", "dim")] and the rows below it."""
    fields, heading = table.view.fields, table.view.heading
    if heading is None or not rows:
        return [([], rows)]
    places = [number for number, field in enumerate(fields) if heading in (field.name, field.under)]
    groups = groupby(rows, key=lambda row: tuple(row[number] for number in places))
    return [(_heading([show(cell) for cell in cells]), list(group)) for cells, group in groups]


def _heading(cells: list[str]) -> list[tuple[str, str]]:
    first, *rest = cells
    below = " · ".join(filter(None, rest))
    return [(first, "bold"), *([(below, "dim")] if below else [])]


def _grid(columns: list[Column], rows: list[Row], widths: list[int], *, header: bool) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_header=header)
    for ((_, field), *_below), width in zip(columns, widths, strict=True):
        is_number = field.width == 0 and field.name != "published"
        grid.add_column(
            _name(field), width=width, overflow="fold", no_wrap=is_number, justify="right" if is_number else "left"
        )
    for row in rows:
        grid.add_row(*(_cell(row, column, is_first=number == 0) for number, column in enumerate(columns)))
    return grid


def _cell(row: Row, column: Column, *, is_first: bool = False) -> Text:
    first, *below = (show(row[place], code=field.code) for place, field in column)
    text = Text(first or "–", style="bold" if is_first else "")
    for line in filter(None, below):
        text.append("\n" + line, style="not bold dim")
    return text


def _name(field: Field) -> str:
    return field.name.replace("_", " ")


def _widths(columns: list[Column], rows: list[Row], screen: int) -> list[int]:
    """The width of each column: numbers in full, words unbroken if there is room, the rest by the fields' weights."""
    fields = [column[0][1] for column in columns]
    cells = [
        [_name(column[0][1]), *(line for row in rows for line in _cell(row, column).plain.split("\n"))]
        for column in columns
    ]
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
