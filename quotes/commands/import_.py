"""`quotes import`: annotations of other tools as gold records."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from quotes.errors import ReadError


class ImportFormat(str, Enum):
    """What the annotations are written in."""

    brat = "brat"
    citron = "citron"
    prodigy = "prodigy"
    labelstudio = "labelstudio"
    webannotation = "webannotation"


def import_cli(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file, or a folder for brat and citron.")],
    source: Annotated[ImportFormat, typer.Option("--from", help="The format.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.")
    ] = None,
    text: Annotated[
        list[Path] | None,
        typer.Option("--texts", metavar="FOLDER", help="Where the articles are, for formats without their texts."),
    ] = None,
) -> None:
    """Import annotations of other tools as gold records, JSON Lines.

    Exit status: 0 all was read, 1 something was left out (each is named on stderr), 2 wrong usage.
    """
    from quotes.commands.errors import explained

    with explained():
        problems = import_records(file, source=source.value, output=output, folders=text or [])
    raise typer.Exit(1 if problems else 0)


def import_records(file: Path, *, source: str, output: Path | None, folders: list[Path]) -> list[ReadError]:
    """Write the records of the annotations; returns what was left out. Raises QuotesError."""
    from quotes.commands.output import open_output
    from quotes.commands.texts import Texts
    from quotes.errors import ReadError
    from quotes.formats.imports.registry import load
    from quotes.formats.records.jsonl import write_jsonl

    if not file.exists():
        raise ReadError(f"{file}: no such file; check the path")
    problems: list[ReadError] = []
    with open_output(output) as stream:
        for article in load(source)(file, Texts(folders).find):
            if isinstance(article, ReadError):
                problems.append(article)
                typer.echo(f"quotes: {article}", err=True)
            else:
                write_jsonl(article.records, stream)
    return problems
