"""Options that several commands have, written once: `output: Output = None`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from quotes.errors import OutputError

PAGE = (".html", ".htm")  # suffixes of a page
RecordsFile = Annotated[str, typer.Argument(metavar="RECORDS", help="JSON Lines of 'quotes extract', or - for stdin.")]
RecordsFiles = Annotated[list[str], typer.Argument(metavar="RECORDS", help="JSON Lines or Parquet files, or -.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.")]
Model = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="fast, open, or a spaCy English pipeline by name or path.")
]
Texts = Annotated[
    list[Path] | None,
    typer.Option("--texts", metavar="FOLDER", help="Folder of the articles' texts, named as they were or by hash."),
]


def format_option(names: Iterable[str], *aliases: str, help: str) -> Any:
    """The option `--format` with these values; `aliases` are its former names."""
    return choice_option("--format", *aliases, names=names, help=help)


def choice_option(*flags: str, names: Iterable[str], help: str) -> Any:
    """An option with one of these values."""
    allowed = tuple(names)
    return typer.Option(
        *flags,
        parser=_parse_choice(allowed),
        metavar=f"[{'|'.join(allowed)}]",
        autocompletion=lambda: list(allowed),
        help=help,
    )


def _parse_choice(allowed: tuple[str, ...]) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value in allowed:
            return value
        raise typer.BadParameter(f"{value!r} is not one of {', '.join(map(repr, allowed))}.")

    return parse


def find_by_suffix(output: Path | None, suffixes: dict[str, str]) -> str | None:
    """The format of the output's suffix: "csv" for "quotes.csv"; None where it has none.

    Raises OutputError for a suffix of no format, such as ".pdf".
    """
    suffix = _suffix_of(output)
    if suffix and suffix not in suffixes:
        raise OutputError(
            f"{output}: {suffix} is not a format that is written; use {', '.join(sorted(suffixes))}, or add --format"
        )
    return suffixes.get(suffix)


def choose_format(form: str | None, output: Path | None, suffixes: dict[str, str], *, terminal: str, pipe: str) -> str:
    """The given format, or that of the output's suffix, or the default of a terminal or a pipe.

    Raises OutputError for a suffix of no format.
    """
    chosen = form or find_by_suffix(output, suffixes)
    return chosen or (terminal if output is None and sys.stdout.isatty() else pipe)


def need_suffix(output: Path | None, *suffixes: str) -> None:
    """Raise OutputError for another suffix than these, such as ".pdf" for a page."""
    suffix = _suffix_of(output)
    if suffix and suffix not in suffixes:
        raise OutputError(f"{output}: {suffix} is not a format that is written; use {suffixes[0]}")


def _suffix_of(output: Path | None) -> str:
    """The suffix in small letters; none of a folder, a pipe or a device, whose name says nothing about its content."""
    if output is None or (os.path.exists(output) and not os.path.isfile(output)):  # noqa: PTH110, PTH113 - long names
        return ""
    return output.suffix.lower()
