"""`quotes speakers`: who speaks in a corpus, one line per speaker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.options import Output, RecordsFiles, choose_format, format_option
from quotes.commands.selection_options import say_notes, takes_selection
from quotes.commands.table import ROWS_ON_SCREEN

if TYPE_CHECKING:
    from quotes.desk.selection.selection import Selection

FORMATS = ("terminal", "jsonl", "csv")
_SUFFIXES = {".csv": "csv", ".jsonl": "jsonl"}


@takes_selection
def speakers_cli(
    records: RecordsFiles,
    form: Annotated[
        str | None,
        format_option(FORMATS, "--to", help="Default: by FILE's suffix; terminal on a terminal, jsonl in a pipe."),
    ] = None,
    output: Output = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help=f"Maximum number; default: {ROWS_ON_SCREEN} on a terminal.")
    ] = None,
    *,
    selection: Selection,
) -> None:
    """List the speakers of all articles, with their variants.

    Speakers of different articles are merged if they have the same full name, or if --aliases says so. Exit status: 0
    done, 2 wrong usage, unreadable records or tables, or an output that cannot be written.
    """
    form = choose_format(form, output, _SUFFIXES, terminal="terminal", pipe="jsonl")
    speakers(records, selection=selection, form=form, output=output, limit=limit)


def speakers(
    records: list[str],
    *,
    selection: Selection,
    form: str,
    output: Path | None,
    limit: int | None,
) -> None:
    """Write the speakers of the records, those with most records first. Raises QuotesError."""
    from quotes.commands.output import keep_inputs, open_output
    from quotes.desk.speakers.merge import merge_speakers
    from quotes.desk.speakers.speaker_tables import as_csv_table, as_table, write_lines
    from quotes.desk.tables.store import open_corpus
    from quotes.desk.tables.table_formats import write_csv
    from quotes.desk.tables.table_terminal import print_table

    keep_inputs(output, records)
    with open_corpus(records, selection) as corpus:
        notes = corpus.notes
        if form != "terminal":  # which says them below the table
            say_notes(notes)
        merged = merge_speakers(corpus)
    with open_output(output) as stream:
        if form == "terminal":
            from rich.console import Console

            table = as_table(merged, limit=limit or ROWS_ON_SCREEN, notes=notes)
            print_table(table, Console(file=stream, highlight=False))
        elif form == "csv":
            write_csv(as_csv_table(merged[:limit]), stream)
        else:
            write_lines(merged[:limit], stream)
