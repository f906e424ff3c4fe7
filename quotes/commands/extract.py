"""`quotes extract`: article files in, records out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

if TYPE_CHECKING:
    from quotes.readers.paths import Failure
    from quotes.record import Record


class Format(str, Enum):
    """What the records are written as."""

    jsonl = "jsonl"
    table = "table"
    csv = "csv"


class ModeFilter(str, Enum):
    """Which attributions are wanted."""

    statement = "statement"
    thought = "thought"
    intention = "intention"
    evidence = "evidence"
    all = "all"


DEFAULT_MODES = (ModeFilter.statement, ModeFilter.evidence)


def extract_cli(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Article files, folders, or - for stdin.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.")
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format", help="jsonl, table or csv; else by FILE's suffix, a table on a terminal, jsonl in a pipe."
        ),
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="A spaCy English pipeline by name or path.")
    ] = None,
    mode: Annotated[
        list[ModeFilter] | None,
        typer.Option("--mode", help="Keep only these (repeat for several); default: statement and evidence."),
    ] = None,
) -> None:
    """Find who said what in news articles.

    Exit status: 0 all articles were read, 1 some could not be (each is named on stderr), 2 wrong usage.
    """
    from quotes.errors import ModelError, OutputError

    try:
        failures = extract(
            paths, output=output, form=choose_format(form, output, terminal=sys.stdout.isatty()), model=model,
            modes=frozenset(m.value for m in (mode or DEFAULT_MODES)),
        )  # fmt: skip
    except (ModelError, OutputError) as error:
        typer.echo(f"quotes: {error}", err=True)
        raise typer.Exit(2) from error
    raise typer.Exit(1 if failures else 0)


def choose_format(form: Format | None, output: Path | None, *, terminal: bool) -> Format:
    """The format asked for, else the one of the file's suffix, else a table for a person and JSON Lines for a pipe."""
    if form is not None:
        return form
    if output is not None:
        return Format.csv if output.suffix.lower() == ".csv" else Format.jsonl
    return Format.table if terminal else Format.jsonl


def extract(
    paths: Sequence[str], *, output: Path | None, form: Format, model: str | None, modes: frozenset[str]
) -> int:
    """Extract the records of all paths and write them; returns the number of articles that failed."""
    from quotes.commands.output import open_output
    from quotes.commands.progress import track
    from quotes.corpus.local import extract_all
    from quotes.pipeline import load
    from quotes.readers.paths import find_paths, read_paths

    found = list(find_paths(paths))
    if not found:
        typer.echo("quotes: no articles there (.txt, .text, .md files are read)", err=True)
    nlp = load(model)
    failures: list[Failure] = []
    with open_output(output) as stream:
        results = track(extract_all(read_paths(found), nlp), total=len(found), label="articles")
        write(_keep(results, modes, failures), stream, form)
    return len(failures)


def _keep(
    results: Iterable[list[Record] | Failure], modes: frozenset[str], failures: list[Failure]
) -> Iterator[list[Record]]:
    """The records of each article in the wanted modes; failures are said and set apart."""
    for result in results:
        if isinstance(result, list):
            yield [record for record in result if "all" in modes or record.mode in modes]
        else:
            failures.append(result)
            typer.echo(f"quotes: {result.message}", err=True)


def write(articles: Iterable[list[Record]], stream: TextIO, form: Format) -> None:
    """Write the records of each article as they come."""
    if form is Format.table:
        from rich.console import Console

        from quotes.writers.table import print_table

        console = Console(file=stream, highlight=False)
        for records in articles:
            print_table(records, console)
    elif form is Format.csv:
        from quotes.writers.csv import write_csv

        for number, records in enumerate(articles):
            write_csv(records, stream, header=number == 0)
    else:
        from quotes.writers.jsonl import write_jsonl

        for records in articles:
            write_jsonl(records, stream)
