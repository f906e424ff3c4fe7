"""The audit's first figures on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.desk.audit.audit_page import COMPARED
from quotes.desk.audit.figures import Figures
from quotes.desk.tables.cells import show

if TYPE_CHECKING:
    from rich.console import Console

MAX_ROWS = 8  # of each table on a terminal; the page shows more


def print_audit(figures: Figures, baseline: Figures | None, console: Console) -> None:
    """Print the overview and the first rows of each table, in 80 columns or more."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD, title="Overview", title_justify="left", title_style="bold")
    grid.add_column("figure")
    grid.add_column("value", justify="right")
    if baseline:
        grid.add_column("baseline", justify="right")
    for name, cell in figures.overview.items():
        grid.add_row(name, show(cell.value), *([show(baseline.overview[name].value)] if baseline else []))
    console.print(grid)
    for name, answer in figures.answers.items():
        if not answer.rows:
            continue
        question = answer.question
        grid = Table(
            box=box.SIMPLE_HEAD,
            title=question.title,
            title_justify="left",
            title_style="bold",
            expand=True,
            padding=(0, 1, 0, 0),
        )
        for key, _ in question.keys:
            grid.add_column(key, overflow="fold", ratio=None if key == "published" else 3, min_width=_longest_word(key))
        rows = [
            [show(key, code=name in COMPARED) or "–" for key in keys]
            + [show(cell.value) + (" %" if cell.kind == "share" else "") for cell in cells]
            for keys, cells in answer.rows[:MAX_ROWS]
        ]
        for number, figure in enumerate(question.figures, start=len(question.keys)):
            if figure.kind == "words":
                grid.add_column(figure.name, overflow="fold", ratio=3, min_width=_longest_word(figure.name))
            else:  # as narrow as possible, to leave room for the other columns
                width = max(_longest_word(figure.name), *(len(row[number]) for row in rows))
                grid.add_column(figure.name, justify="right", width=width)
        for row in rows:
            grid.add_row(*map(Text, row))
        console.print(grid)
        if answer.total > MAX_ROWS:
            console.print(Text(f"{MAX_ROWS} of {answer.total:,}; -o audit.html shows more", style="dim"))


def _longest_word(heading: str) -> int:
    return max(len(word) for word in heading.split())
