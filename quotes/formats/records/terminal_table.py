"""The who-said-what table on a terminal: one table per article, one row per record."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.formats.records.writer import AppendingWriter, Screen
from quotes.record import Record
from quotes.text.terminal import clean_line

MIN_CUE_WIDTH = 8  # letters: "declared"
MIN_SOURCE_WIDTH = 13  # letters: "international"
_NATURES = {
    "named_person": "person",
    "unnamed_person": "unnamed",
    "named_organization": "organization",
    "unnamed_group": "group",
    "document": "document",
    "none": "–",
}
_TYPE_STYLES = {"direct": "green", "mixed": "yellow", "indirect": "cyan"}


class Writer(AppendingWriter):
    """One table per article, laid out for `screen`."""

    def dump(self, records: Iterable[Record]) -> bytes:
        """The table of an article's records; no bytes if there are none."""
        screen = self.screen or Screen()
        stream = io.TextIOWrapper(io.BytesIO(), encoding=screen.encoding, errors="replace", newline="")
        colours: Any = screen.colours
        console = Console(
            file=stream,
            width=screen.width,
            color_system=colours,
            force_terminal=screen.colours is not None,
            highlight=False,
        )
        print_table(list(records), console)
        stream.flush()
        return stream.buffer.getvalue()


def measure_screen(stream: TextIO) -> Screen:
    """The width, colours and encoding of a stream: those of its terminal, else from COLUMNS and similar variables."""
    console = Console(file=stream)
    return Screen(console.width, console.color_system, console.encoding)


def print_table(records: Sequence[Record], console: Console) -> None:
    """Print the records of one article. Article text is shown as it is, never as markup or control codes."""
    if not records:
        return
    article = records[0].article
    heading = article.title or article.id
    table = Table(
        title=Text(clean_line(f"{heading} ({article.published})" if article.published else heading)),
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        expand=True,  # without it the ratios below have no effect
        padding=(0, 1, 0, 0),
        show_lines=False,
    )
    table.add_column("Speaker", ratio=1, overflow="fold")
    table.add_column("Cue", width=max(MIN_CUE_WIDTH, console.width // 10), overflow="fold")
    table.add_column("Said", ratio=2, overflow="fold")
    table.add_column("Source", width=max(MIN_SOURCE_WIDTH, console.width // 8), overflow="fold")
    named: set[str] = set()  # the description is shown only at a speaker's first record
    for record in records:
        is_repeated = record.speaker is not None and record.speaker.id in named
        named |= {record.speaker.id} if record.speaker else set()
        table.add_row(_speaker(record, with_role=not is_repeated), _cue(record), _said(record), _kind(record))
    console.print(table)


def _speaker(record: Record, *, with_role: bool) -> Text:
    if record.speaker is None:
        return Text("–", style="dim")
    text = Text(clean_line(record.speaker.name), style="bold")
    if with_role and record.speaker.description:
        text.append("\n" + clean_line(record.speaker.description), style="not bold dim")
    return text


def _cue(record: Record) -> Text:
    if record.cue is None:
        return Text("↳" if record.continues else "–", style="dim")
    return Text(clean_line(record.cue.text))


def _said(record: Record) -> Text:
    return Text(clean_line(" … ".join(part.text for part in record.content)))


def _kind(record: Record) -> Text:
    text = Text(record.quote_type, style=_TYPE_STYLES[record.quote_type])
    nature, sector = record.source_type.nature, record.source_type.sector
    text.append("\n" + _NATURES[nature], style="default")
    if sector != "unknown":
        text.append("\n" + sector.replace("_", " "), style="dim")
    return text
