"""`quotes import`: annotations of other tools as gold records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.options import Output, format_option, need_suffix
from quotes.formats.registry import IMPORTABLE

if TYPE_CHECKING:
    from quotes.errors import ReadError


def import_cli(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file, or a folder for brat, citron and standoff.")],
    form: Annotated[str, format_option(IMPORTABLE, "--from", help="Input format.")],
    output: Output = None,
    texts: Annotated[
        list[Path] | None,
        typer.Option("--texts", metavar="FOLDER", help="Folder of the articles, for formats without their texts."),
    ] = None,
) -> None:
    """Import annotations of other tools as gold records.

    Exit status: 0 all was read, 1 some annotations were left out (each is named on stderr), 2 wrong usage.
    """
    need_suffix(output, ".jsonl")
    problems = import_records(file, form=form, output=output, folders=texts or [])
    raise typer.Exit(1 if problems else 0)


def import_records(file: Path, *, form: str, output: Path | None, folders: list[Path]) -> list[ReadError]:
    """Write the records of the annotations; returns what was left out. Raises QuotesError."""
    from quotes.commands.output import keep_inputs, open_output
    from quotes.errors import ReadError
    from quotes.formats.find_texts import TextFinder
    from quotes.formats.records.jsonl import write_jsonl
    from quotes.formats.registry import load_import

    if not file.exists():
        raise ReadError(f"{file}: no such file; check the path")
    keep_inputs(output, [str(file)])
    problems: list[ReadError] = []
    with open_output(output) as stream:
        for article in load_import(form)(file, TextFinder(folders).find):
            if isinstance(article, ReadError):
                problems.append(article)
                typer.echo(f"quotes: {article}", err=True)
            else:
                write_jsonl(article.records, stream)
    return problems
