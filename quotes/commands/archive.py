"""`quotes archive`: the records of years in one file that can be searched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.archive_options import ArchiveFile
from quotes.commands.options import Output, Texts, choose_format, find_by_suffix, format_option
from quotes.commands.plain_help import PlainCommand
from quotes.commands.selection_options import (
    Aliases,
    Attributes,
    Dedupe,
    MinConfidence,
    MinSpeakerConfidence,
    Where,
    Wikidata,
    say_notes,
)

if TYPE_CHECKING:
    from collections import Counter

    from quotes.desk.selection.selection import Selection

archive_app = typer.Typer(
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Keep records in one file that can be searched: add, remove, info, export, suggest.",
)


@archive_app.command("add", cls=PlainCommand)
def add_cli(
    archive: ArchiveFile,
    records: Annotated[
        list[str] | None, typer.Argument(metavar="RECORDS", help="JSON Lines of 'quotes extract', or - for stdin.")
    ] = None,
    texts: Texts = None,
    aliases: Aliases = None,
    wikidata: Wikidata = None,
    attributes: Attributes = None,
    where: Where = None,
    min_confidence: MinConfidence = None,
    min_speaker_confidence: MinSpeakerConfidence = None,
    dedupe: Dedupe = False,
) -> None:
    """Add records to an archive, which is made if it is not there.

    What is there already is skipped, and an article that has changed takes the place of its older self: the same
    command again adds nothing, and continues after an interruption. Several commands may add at once.

    --aliases, --wikidata and --attributes take the place of the tables that the archive has, also without RECORDS.
    With --texts the articles' texts are kept, too.

    Exit status: 0 done, 2 wrong usage, unreadable records or tables, or an archive that cannot be written, 130 stopped
    by Ctrl-C.
    """
    from quotes.desk.selection.selection import Selection

    selection = Selection(
        where=where, min_confidence=min_confidence, min_speaker_confidence=min_speaker_confidence, dedupe=dedupe
    )
    if not records and aliases is None and wikidata is None and attributes is None:
        raise typer.BadParameter("name RECORDS, or a table such as --aliases", param_hint="RECORDS")
    add(
        archive,
        records or [],
        texts=texts or [],
        selection=selection,
        aliases=aliases,
        wikidata=wikidata,
        attributes=attributes,
    )


def add(
    path: Path,
    records: list[str],
    *,
    texts: list[Path],
    selection: Selection,
    aliases: Path | None = None,
    wikidata: Path | None = None,
    attributes: Path | None = None,
) -> None:
    """Add the records of some files, and say what has changed. Raises QuotesError."""
    from quotes.commands.progress import show_counts
    from quotes.desk.archive.add import add_records, decide_speakers
    from quotes.desk.archive.archive import open_archive
    from quotes.desk.selection.attributes import read_attributes
    from quotes.desk.speakers.given import read_aliases, read_ids, read_splits
    from quotes.errors import ReadError

    for folder in texts:
        if not folder.exists():
            raise ReadError(f"--texts {folder}: no such folder; name the one with the articles")
    decisions = (
        None if aliases is None else (read_aliases(aliases), read_splits(aliases)),
        None if wikidata is None else read_ids(wikidata),
        None if attributes is None else read_attributes(attributes),
    )
    with open_archive(path, write=True) as archive:
        if any(table is not None for table in decisions):
            decide_speakers(archive, aliases=decisions[0], ids=decisions[1], attributes=decisions[2])
        if not records:
            return
        try:
            with show_counts() as show:
                counts = add_records(
                    archive, records, selection, texts=texts, tell=say_notes, report=lambda now: show(describe(now))
                )
        except KeyboardInterrupt:
            typer.echo(f"\nquotes: stopped; {path} keeps what was added, run it again to continue", err=True)
            raise
        typer.echo(f"quotes: {describe(counts)} → {path}", err=True)


def describe(counts: Counter[str]) -> str:
    """What has changed: "2 articles added, 1 changed, 0 as before, 30 records more"."""
    from quotes.commands.run import count

    return (
        f"{count(counts['added'], 'article')} added, {counts['changed']:,} changed, {counts['unchanged']:,} as before, "
        f"{count(abs(counts['records']), 'record')} {'more' if counts['records'] >= 0 else 'fewer'}"
    )


@archive_app.command("remove", cls=PlainCommand)
def remove_cli(
    archive: ArchiveFile,
    articles: Annotated[
        list[str], typer.Argument(metavar="ARTICLE", help="Ids of articles, as the records have them.")
    ],
) -> None:
    """Remove articles from an archive, with their records and texts.

    Exit status: 0 done, 2 no such article (nothing is then removed), or an archive that cannot be written.
    """
    from quotes.commands.run import count
    from quotes.desk.archive.archive import need_archive, open_archive
    from quotes.desk.archive.removal import remove_articles

    need_archive(archive)
    with open_archive(archive, write=True) as opened:
        removed, records = remove_articles(opened, articles)
    typer.echo(f"quotes: {count(removed, 'article')}, {count(records, 'record')} removed from {archive}", err=True)


@archive_app.command("info", cls=PlainCommand)
def info_cli(
    archive: ArchiveFile,
    form: Annotated[str | None, format_option(("text", "json"), help="Default: text.")] = None,
) -> None:
    """Show what an archive holds: articles, records, speakers, dates, outlets, unfinished runs.

    Exit status: 0 done, 2 not an archive.
    """
    import json

    from quotes.desk.archive.archive import open_archive
    from quotes.desk.archive.info import describe_archive, show_info

    with open_archive(archive) as opened:
        info = describe_archive(opened)
    typer.echo(json.dumps(info, ensure_ascii=False, indent=2) if form == "json" else show_info(info))


@archive_app.command("export", cls=PlainCommand)
def export_cli(
    archive: ArchiveFile,
    articles: Annotated[
        list[str] | None, typer.Option("--article", metavar="ID", help="Only this article (repeat for several).")
    ] = None,
    output: Output = None,
) -> None:
    """Write the records of an archive as they were added, byte for byte: JSON Lines for every other command.

    Exit status: 0 done, 2 not an archive, no such article, or an output that cannot be written.
    """
    from quotes.commands.output import open_output
    from quotes.desk.archive.archive import open_archive
    from quotes.desk.archive.export import export_lines

    find_by_suffix(output, {".jsonl": "jsonl", ".ndjson": "jsonl"})
    with open_archive(archive) as opened, open_output(output) as stream:
        for line in export_lines(opened, articles):
            stream.write(line)


@archive_app.command("suggest", cls=PlainCommand)
def suggest_cli(
    archive: ArchiveFile,
    form: Annotated[
        str | None,
        format_option(("table", "csv", "jsonl"), help="Default: by FILE's suffix; table on a terminal, csv in a pipe."),
    ] = None,
    output: Output = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Maximum number of suggestions.")] = None,
) -> None:
    """Suggest speakers to merge and to split, with reasons; nothing is merged.

    The CSV is a table of aliases: delete the rows that are wrong, and give the rest to --aliases.

    Exit status: 0 done, 2 not an archive, or an output that cannot be written.
    """
    from quotes.commands.output import open_output
    from quotes.desk.archive.archive import open_archive
    from quotes.desk.archive.suggest import suggest
    from quotes.desk.archive.suggest_output import WRITERS

    suffixes = {".csv": "csv", ".jsonl": "jsonl", ".txt": "table"}
    form = choose_format(form, output, suffixes, terminal="table", pipe="csv")
    with open_archive(archive) as opened:
        suggestions = suggest(opened)[:limit]
    with open_output(output) as stream:
        WRITERS[form](suggestions, stream)
