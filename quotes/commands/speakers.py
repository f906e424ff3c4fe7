"""`quotes speakers`: who speaks in a corpus, one line for each who is surely one."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from quotes.commands.errors import explained
from quotes.commands.table import ROWS_ON_SCREEN


class SpeakersFormat(str, Enum):
    """What the speakers are written as."""

    terminal = "terminal"
    jsonl = "jsonl"
    csv = "csv"


_SUFFIXES = {".csv": SpeakersFormat.csv, ".jsonl": SpeakersFormat.jsonl}


def speakers_cli(
    records: Annotated[list[str], typer.Argument(metavar="RECORDS...", help="JSON Lines or Parquet files, or -.")],
    aliases: Annotated[
        Path | None,
        typer.Option("--aliases", metavar="CSV", help="Who is whom: variant,name,sector; sectors may be empty."),
    ] = None,
    wikidata: Annotated[
        Path | None, typer.Option("--wikidata", metavar="CSV", help="Ids of your own: a table of name,wikidata.")
    ] = None,
    to: Annotated[
        SpeakersFormat | None,
        typer.Option("--to", help="Else by FILE's suffix, terminal on a terminal, jsonl in a pipe."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help=f"At most so many; {ROWS_ON_SCREEN} on a terminal.")
    ] = None,
) -> None:
    """List the speakers of a corpus with counts, variants and articles.

    Speakers of several articles are one where they have the same full name, or where --aliases says so. Exit status: 0
    done, 2 wrong usage, unreadable records or tables, or an output that cannot be written.
    """
    with explained():
        speakers(records, aliases=aliases, wikidata=wikidata, to=choose_format(to, output), output=output, limit=limit)


def choose_format(to: SpeakersFormat | None, output: Path | None) -> SpeakersFormat:
    """The format asked for, else the one of the file's suffix, else what fits a terminal or a pipe."""
    if to is not None:
        return to
    if output is not None and output.suffix.lower() in _SUFFIXES:
        return _SUFFIXES[output.suffix.lower()]
    return SpeakersFormat.terminal if output is None and sys.stdout.isatty() else SpeakersFormat.jsonl


def speakers(
    records: list[str],
    *,
    aliases: Path | None,
    wikidata: Path | None,
    to: SpeakersFormat,
    output: Path | None,
    limit: int | None,
) -> None:
    """Write the speakers of the records, those with most records first. Raises QuotesError."""
    from quotes.commands.output import open_output
    from quotes.desk.speakers.given import read_aliases, read_ids
    from quotes.desk.speakers.merge import merge_speakers
    from quotes.desk.speakers.speaker_tables import as_csv_table, as_table, write_lines
    from quotes.desk.tables.store import open_corpus
    from quotes.desk.tables.table_formats import print_table, write_csv

    known = read_aliases(aliases) if aliases is not None else {}
    ids = read_ids(wikidata) if wikidata is not None else {}
    with open_corpus(records) as corpus:
        found = merge_speakers(corpus, aliases=known, ids=ids)
    with open_output(output) as stream:
        if to is SpeakersFormat.terminal:
            from rich.console import Console

            print_table(as_table(found, limit=limit or ROWS_ON_SCREEN), Console(file=stream, highlight=False))
        elif to is SpeakersFormat.csv:
            write_csv(as_csv_table(found[:limit]), stream)
        else:
            write_lines(found[:limit], stream)
