"""A timeline as a table for a person, with the wordings side by side, as JSON Lines and as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from quotes.desk.archive.search_output import NO_HITS, describe_cue, describe_place
from quotes.desk.archive.timeline import Entry, Wording
from quotes.desk.claims.statement_groups import split_words
from quotes.desk.tables.table_formats import write_csv
from quotes.desk.tables.views import Field, Table, View
from quotes.text.terminal import clean_line

if TYPE_CHECKING:
    from rich.text import Text

MAX_WORDINGS = 5  # of a statement on a terminal
_COLUMNS = "statement date speaker said cue only_here only_there title outlet url article id"
_VIEW = View("timeline", "Timeline", None, tuple(Field(name, "") for name in _COLUMNS.split()), "")


def write_lines(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write a JSON object per statement."""
    for entry in entries:
        stream.write(json.dumps(entry.to_json(), ensure_ascii=False) + "\n")


def write_csv_of_entries(entries: Sequence[Entry], stream: TextIO, *, for_excel: bool) -> None:
    """Write a row per wording; those of one statement have the same number."""
    rows = [
        (
            number,
            hit.date,
            hit.speaker,
            hit.said,
            hit.cue,
            here,
            there,
            hit.title,
            hit.outlet,
            hit.url,
            hit.article,
            hit.id,
        )
        for number, entry in enumerate(entries, 1)
        for hit, here, there in [
            (entry.hit, None, None),
            *((item.hit, " ".join(item.only_here), " ".join(item.only_there)) for item in entry.wordings),
        ]
    ]
    write_csv(Table(_VIEW, iter(rows), len(rows), len(rows), len(rows)), stream, for_excel=for_excel)


def print_entries(entries: Sequence[Entry], stream: TextIO) -> None:
    """Print a table in the width of the terminal; words that only one wording has are bold."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    console = Console(file=stream, highlight=False)
    if not entries:
        console.print(NO_HITS)
        return
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    grid.add_column("Date", no_wrap=True)
    grid.add_column("Said", ratio=1, overflow="fold")
    grid.add_column("In other words", ratio=1, overflow="fold")
    for entry in entries:
        said = Text().append(describe_cue(entry.hit, entry.hit.said), style="dim").append(clean_line(entry.hit.said))
        said.append(f"\n{describe_place(entry.hit)}", style="dim")
        others = Text("\n").join(_show_wording(wording) for wording in entry.wordings[:MAX_WORDINGS])
        if len(entry.wordings) > MAX_WORDINGS:
            others.append(f"\n{len(entry.wordings) - MAX_WORDINGS:,} more", style="dim")
        grid.add_row(entry.hit.date or "–", said, others)
    console.print(grid)


def _show_wording(wording: Wording) -> Text:
    from rich.text import Text

    text = Text()
    only_here = frozenset(wording.only_here)
    for word in clean_line(wording.hit.said).split():
        text.append(word, style="bold" if only_here.intersection(split_words(word)) else "").append(" ")
    place = " · ".join(filter(None, (wording.hit.date, describe_place(wording.hit))))
    return text.append(f"\n{place}", style="dim")
