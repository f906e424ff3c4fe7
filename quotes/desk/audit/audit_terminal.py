"""The audit's first figures on a terminal: the summary, then the first rows of each table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from quotes.desk.audit.audit_summary import summarize
from quotes.desk.audit.figures import Answer, Figures
from quotes.desk.tables.cells import show

if TYPE_CHECKING:
    from rich.console import Console

MAX_ROWS = 8  # of each table on a terminal; the page shows more
MAX_FIGURES = 7  # columns of numbers in 80 columns; the page and the files have all


def print_audit(figures: Figures, baselines: Mapping[str, Figures], console: Console) -> None:
    """Print the summary, the overview and the first rows of each table, in 80 columns or more."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if figures.records:
        console.print(Text("In short", style="bold"))
        summary = Table.grid(padding=(0, 1, 0, 0))
        for sentence in summarize(figures, baselines):
            summary.add_row("•", Text(show(sentence)))
        console.print(summary)
        console.print()
    grid = Table(box=box.SIMPLE_HEAD, title="Overview", title_justify="left", title_style="bold")
    grid.add_column("figure", overflow="fold")
    grid.add_column("value", justify="right")
    for label in baselines:
        grid.add_column(show(label), justify="right", overflow="fold")
    for name, cell in figures.overview.items():
        grid.add_row(name, show(cell.value), *(show(other.overview[name].value) for other in baselines.values()))
    console.print(grid)
    for note in figures.notes:
        console.print(Text(f"{note[0].upper()}{note[1:]}.", style="dim"))
    for answer in figures.answers.values():
        if answer.rows:
            _print_answer(answer, console)


def _print_answer(answer: Answer, console: Console) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    question = answer.question
    grid = Table(
        box=box.SIMPLE_HEAD,
        title=question.title,
        title_justify="left",
        title_style="bold",
        expand=True,
        padding=(0, 1, 0, 0),
    )
    for key in question.keys:
        ratio = None if key.name == "published" else 3
        grid.add_column(key.name, overflow="fold", ratio=ratio, min_width=_longest_word(key.name))
    rows = [
        [show(key, code=question.labels) or "–" for key in keys]
        + [
            f"{cell.value:.1f} %" if cell.kind == "share" and cell.value is not None else show(cell.value)
            for cell in cells
        ]
        for keys, cells in answer.rows[:MAX_ROWS]
    ]
    shown = question.figures[:MAX_FIGURES]
    for number, figure in enumerate(shown, start=len(question.keys)):
        if figure.kind == "words":
            grid.add_column(figure.name, overflow="fold", ratio=3, min_width=_longest_word(figure.name))
        else:  # as narrow as possible, to leave room for the other columns
            width = max(_longest_word(figure.name), *(len(row[number]) for row in rows))
            grid.add_column(figure.name, justify="right", width=width)
    for row in rows:
        grid.add_row(*map(Text, row[: len(question.keys) + len(shown)]))
    console.print(grid)
    if answer.total > MAX_ROWS:
        console.print(Text(f" {MAX_ROWS} of {answer.total:,}; -o audit.html shows more, --csv FOLDER all", style="dim"))
        console.print()


def _longest_word(heading: str) -> int:
    return max(len(word) for word in heading.split())
