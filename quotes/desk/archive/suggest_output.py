"""Suggestions as a table of aliases in CSV, as JSON Lines, and as a table for a person."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from typing import TextIO

from quotes.desk.archive.suggestion import Suggestion
from quotes.text.spreadsheets import neutralize
from quotes.text.terminal import clean_line

HEADER = ("variant", "name", "sector", "article", "kind", "records", "reasons")


def write_aliases(suggestions: Sequence[Suggestion], stream: TextIO) -> None:
    """Write the rows of a table of aliases, with the reasons in further columns."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    for item in suggestions:
        cells = (item.variant, item.name, "", item.article or "", item.kind, str(item.records), "; ".join(item.reasons))
        writer.writerow([neutralize(cell) for cell in cells])


def write_lines(suggestions: Sequence[Suggestion], stream: TextIO) -> None:
    """Write a JSON object per suggestion."""
    for item in suggestions:
        stream.write(json.dumps(item.to_json(), ensure_ascii=False) + "\n")


def print_suggestions(suggestions: Sequence[Suggestion], stream: TextIO) -> None:
    """Print a table in the width of the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, highlight=False)
    if not suggestions:
        console.print("Nothing to suggest.")
        return
    grid = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for heading, ratio in (("Is", 2), ("Perhaps", 2), ("Because", 4)):
        grid.add_column(heading, ratio=ratio, overflow="fold")
    for item in suggestions:
        where = f"\nin {item.article}" if item.article else ""
        grid.add_row(
            Text(clean_line(item.variant)).append(clean_line(where) and f"\n{clean_line(where)}", style="dim"),
            Text(clean_line(item.name)),
            Text("; ".join(map(clean_line, item.reasons))),
        )
    console.print(grid)


WRITERS: dict[str, Callable[[Sequence[Suggestion], TextIO], None]] = {
    "csv": write_aliases,
    "jsonl": write_lines,
    "table": print_suggestions,
}
