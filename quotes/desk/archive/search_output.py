"""What a search found: a table for a person, JSON Lines with the whole records, CSV for spreadsheets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TextIO

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.search import Hit, LineReader
from quotes.desk.archive.snippets import END_MARK, MARK
from quotes.desk.tables.table_formats import write_csv
from quotes.desk.tables.views import Field, Table, View
from quotes.text.terminal import clean_line

COLUMNS = (
    "date",
    "speaker",
    "said",
    "type",
    "cue",
    "context",
    "title",
    "outlet",
    "url",
    "article",
    "confidence",
    "id",
)
_VIEW = View("search", "What was said", None, tuple(Field(name, "") for name in COLUMNS), "")
MAX_SPEAKER_WIDTH = 20  # of 80 columns
NO_HITS = "Nothing was found."


def write_lines(archive: Archive, hits: Iterable[Hit], stream: TextIO) -> None:
    """Write a JSON object per record, with the whole record in it."""
    lines = LineReader(archive)
    for hit in hits:
        stream.write(json.dumps(hit.to_json(json.loads(lines.read(hit))), ensure_ascii=False) + "\n")


def write_csv_of_hits(hits: Sequence[Hit], stream: TextIO, *, for_excel: bool) -> None:
    """Write a row per record; cells that a spreadsheet would run as a formula are neutralized."""
    rows = (tuple(getattr(hit, name) for name in COLUMNS) for hit in hits)
    write_csv(Table(_VIEW, rows, len(hits), len(hits), len(hits)), stream, for_excel=for_excel)


def print_hits(hits: Sequence[Hit], stream: TextIO, *, has_more: bool) -> None:
    """Print a table in the width of the terminal: the words that were looked for are bold."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    console = Console(file=stream, highlight=False)
    if not hits:
        console.print(NO_HITS)
        return
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    grid.add_column("Date", no_wrap=True)
    grid.add_column("Speaker", max_width=MAX_SPEAKER_WIDTH, overflow="fold")
    grid.add_column("Said", overflow="fold")
    for hit in hits:
        said = Text().append(describe_cue(hit, hit.snippet or hit.said), style="dim")
        for number, piece in enumerate((hit.snippet or hit.said).split(MARK)):
            inside, _, after = piece.rpartition(END_MARK) if number else ("", "", piece)
            said.append(clean_words(inside), style="bold").append(clean_words(after))
        said.append(f"\n{describe_place(hit)}", style="dim")
        grid.add_row(hit.date or "–", clean_line(hit.speaker or "–"), said)
    console.print(grid)
    if has_more:
        console.print(Text(f"The first {len(hits):,}; --limit shows more.", style="dim"))


def describe_cue(hit: Hit, shown: str) -> str:
    """How it was said, where the words that are shown do not tell: "refusing: " before "to give up power"."""
    return f"{clean_line(hit.cue).lower()}: " if hit.cue and hit.type == "indirect" and hit.cue not in shown else ""


def describe_place(hit: Hit) -> str:
    """Where it was said: "NATO warns Russia · Wikinews · https://en.wikinews.org/wiki/…"."""
    return " · ".join(clean_line(part) for part in (hit.title or hit.article, hit.outlet, hit.url) if part)


def clean_words(text: str) -> str:
    """A piece of a text for a terminal, with the blanks at its ends: "said ", not "said"."""
    lead, trail = text[:1].isspace(), text[-1:].isspace()
    inner = clean_line(text)
    return f"{' ' if lead else ''}{inner}{' ' if trail and inner else ''}"
