"""Verdicts as a table on a terminal, those that need a look first, with what the marks mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotes.desk.verify.marked import mark, shorten
from quotes.desk.verify.verdict import MEANINGS, VERDICTS, Check, Verdict
from quotes.desk.verify.verdict_line import CheckLine, FoundPassage, count_verdicts
from quotes.record import Record
from quotes.text.terminal import clean_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES: dict[Verdict, str] = {
    "exact": "green",
    "elided": "cyan",
    "altered": "bold red",
    "paraphrased": "yellow",
    "not found": "bold magenta",
}
_ORDER = ("altered", "not found", "paraphrased", "elided", "exact")


def print_checks(checks: Sequence[Check], console: Console) -> None:
    """Print a row per quotation in the width of the terminal, and how many there are of each verdict."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    grid.add_column("Verdict", no_wrap=True)
    grid.add_column("Speaker", ratio=1, overflow="fold")
    grid.add_column("Quotation, and where it is", ratio=4, overflow="fold")
    pairs = [(check.record, CheckLine.of(check)) for check in checks]
    for record, line in sorted(pairs, key=lambda pair: _ORDER.index(pair[1].verdict)):
        words = _mark(record, line)
        if line.passage is not None:
            if line.verdict == "paraphrased":
                words.append(f"\n= {shorten(clean_line(line.passage.text))}", style="yellow")
            words.append(f"\n{describe_place(line.passage, line.places)}", style="dim")
        cell = Text(line.verdict, style=STYLES[line.verdict])
        for subject in line.subjects:
            cell.append(f"\n{subject}", style="not bold dim")
        grid.add_row(cell, clean_line(line.speaker or "–"), words)
    if checks:
        console.print(grid)
    counts = count_verdicts([line for _, line in pairs])
    total = f"{len(checks):,} quotation{'' if len(checks) == 1 else 's'}"
    console.print(Text(f"{total}: " + ", ".join(f"{counts[name]:,} {name}" for name in VERDICTS), style="bold"))
    for verdict in VERDICTS:
        if counts[verdict]:
            console.print(Text(f"{verdict}: {MEANINGS[verdict]}.", style="dim"))
    if any(check.differences for check in checks):
        console.print(Text("four‹three›: the quotation has four, the text has three.", style="dim"))


def describe_place(passage: FoundPassage, places: int) -> str:
    """Where a passage is: "Hearing · hearing.srt · 17–57 · MR. HALE"."""
    more = f"and {places - 1:,} more" if places > 1 else None
    names = (passage.title, passage.path or passage.article, f"{passage.start}–{passage.end}", passage.label, more)
    return " · ".join(clean_line(name) for name in names if name)


def _mark(record: Record, line: CheckLine) -> Text:
    from rich.text import Text

    words = Text()
    for piece in mark(record, line):
        text = _keep_blanks(piece.text)
        if piece.role == "source":
            words.append(f"‹{text}›", style="green")
        else:
            words.append(text, style="bold red" if piece.role == "quoted" else "")
    return words


def _keep_blanks(text: str) -> str:
    """A piece of a text on one line, without control characters, with the blanks at its ends."""
    lead, trail = " " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""
    return f"{lead}{clean_line(text)}{trail}" if text.strip() else " " * bool(text)
