"""`quotes timeline`: what one speaker said on a subject over time, in an archive of records."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.archive_options import (
    ArchiveFile,
    Outlet,
    Since,
    Types,
    Until,
    make_filters,
    say_speakers,
)
from quotes.commands.options import Output, choose_format, format_option
from quotes.commands.search import FORMATS, SUFFIXES
from quotes.commands.selection_options import MinConfidence, MinSpeakerConfidence, Where

if TYPE_CHECKING:
    from quotes.desk.archive.filters import Filters


def timeline_cli(
    archive: ArchiveFile,
    speaker: Annotated[
        str, typer.Option("--speaker", metavar="NAME", help="The speaker: a name, words of it, or an id.")
    ],
    about: Annotated[
        str | None,
        typer.Option("--about", metavar="WORDS", help="Only statements with these words, as in 'search'."),
    ] = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    type_: Types = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Maximum number of statements.")] = None,
    form: Annotated[
        str | None, format_option(FORMATS, help="Default: by FILE's suffix; table on a terminal, jsonl in a pipe.")
    ] = None,
    output: Output = None,
    where: Where = None,
    min_confidence: MinConfidence = None,
    min_speaker_confidence: MinSpeakerConfidence = None,
) -> None:
    """Show what a speaker said on a subject over time, the earliest first.

    Statements in nearly the same words are one, with the other wordings beside the first.

    Exit status: 0 done, 2 wrong usage, not an archive, or an output that cannot be written.
    """
    filters = make_filters(speaker, since, until, outlet, type_, where, min_confidence, min_speaker_confidence)
    form = choose_format(form, output, SUFFIXES, terminal="table", pipe="jsonl")
    timeline(archive, filters=filters, about=about, limit=limit, form=form, output=output)


def timeline(
    path: Path, *, filters: Filters, about: str | None, limit: int | None, form: str, output: Path | None
) -> None:
    """Write the statements of a speaker. Raises QuotesError."""
    from quotes.commands.output import is_file, open_output
    from quotes.desk.archive.archive import open_archive
    from quotes.desk.archive.timeline import make_timeline
    from quotes.desk.archive.timeline_output import print_entries, write_csv_of_entries, write_lines

    with open_archive(path) as archive:
        condition, statements = make_timeline(archive, filters, about=about)
        say_speakers(archive, filters.speaker, condition)
        entries = list(islice(statements, limit))
    with open_output(output) as stream:
        if form == "table":
            print_entries(entries, stream)
        elif form == "csv":
            write_csv_of_entries(entries, stream, for_excel=is_file(output))
        else:
            write_lines(entries, stream)
