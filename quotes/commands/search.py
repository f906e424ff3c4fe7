"""`quotes search`: what was said about something, in an archive of records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.archive_options import (
    ArchiveFile,
    Outlet,
    Since,
    Speaker,
    Types,
    Until,
    make_filters,
    say_speakers,
)
from quotes.commands.options import Output, choose_format, format_option
from quotes.commands.selection_options import MinConfidence, MinSpeakerConfidence, Where

if TYPE_CHECKING:
    from quotes.desk.archive.filters import Filters

FORMATS = ("table", "jsonl", "csv")
SUFFIXES = {".txt": "table", ".jsonl": "jsonl", ".csv": "csv"}
HITS_SHOWN = 20


def search_cli(
    archive: ArchiveFile,
    words: Annotated[
        str,
        typer.Argument(metavar="WORDS", help='All are looked for: word, "a phrase", word*, this OR that, -not.'),
    ],
    speaker: Speaker = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    type_: Types = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Maximum number of records.")] = HITS_SHOWN,
    form: Annotated[
        str | None, format_option(FORMATS, help="Default: by FILE's suffix; table on a terminal, jsonl in a pipe.")
    ] = None,
    output: Output = None,
    where: Where = None,
    min_confidence: MinConfidence = None,
    min_speaker_confidence: MinSpeakerConfidence = None,
) -> None:
    """Find who said something about a subject, the best matches first.

    The words are looked for in what was said and in the sentences around it, in any form: talks finds talking.

    Exit status: 0 done, 2 wrong usage, not an archive, or an output that cannot be written.
    """
    filters = make_filters(speaker, since, until, outlet, type_, where, min_confidence, min_speaker_confidence)
    form = choose_format(form, output, SUFFIXES, terminal="table", pipe="jsonl")
    search(archive, words, filters=filters, limit=limit, form=form, output=output)


def search(path: Path, words: str, *, filters: Filters, limit: int, form: str, output: Path | None) -> None:
    """Write the records that match. Raises QuotesError."""
    from quotes.commands.output import is_file, open_output
    from quotes.desk.archive.archive import open_archive
    from quotes.desk.archive.search import search as search_archive
    from quotes.desk.archive.search_output import print_hits, write_csv_of_hits, write_lines

    with open_archive(path) as archive:
        condition, hits = search_archive(archive, words, filters, limit=limit + 1)
        say_speakers(archive, filters.speaker, condition)
        has_more, hits = len(hits) > limit, hits[:limit]
        with open_output(output) as stream:
            if form == "table":
                print_hits(hits, stream, has_more=has_more)
            elif form == "csv":
                write_csv_of_hits(hits, stream, for_excel=is_file(output))
            else:
                write_lines(archive, hits, stream)
