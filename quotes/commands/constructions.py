"""`quotes constructions`: the patterns that connect cue, source and content, and the precision of each."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.options import format_option

if TYPE_CHECKING:
    from quotes.engine.explain.catalogue import Entry


FORMATS = ("text", "json")


def constructions_cli(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Show only these; default: all.")
    ] = None,
    form: Annotated[str, format_option(FORMATS, help="Output format.")] = "text",
) -> None:
    """List the constructions with examples and figures.

    An example starts with +, a counter-example with -. Exit status: 0 listed, 2 no such construction.
    """
    entries = choose(names or [])
    constructions(entries, form=form)


def choose(names: list[str]) -> list[Entry]:
    """The constructions of these names, or all of them. Raises QuotesError for an unknown name."""
    from quotes.engine.explain.catalogue import catalogue
    from quotes.errors import QuotesError

    entries = catalogue()
    unknown = [name for name in names if name not in {entry.name for entry in entries}]
    if unknown:
        raise QuotesError(f"no construction {unknown[0]!r}; 'quotes constructions' lists them")
    return [entry for entry in entries if not names or entry.name in names]


def constructions(entries: list[Entry], *, form: str) -> None:
    """Print the constructions."""
    from quotes.engine.explain.catalogue import load_figures

    measured, _ = load_figures()
    if form == "json":
        plain = {"measured": measured and asdict(measured), "constructions": [asdict(entry) for entry in entries]}
        typer.echo(json.dumps(plain, indent=2, ensure_ascii=False))
        return
    from rich.console import Console

    from quotes.desk.explain.explain_terminal import print_catalogue

    print_catalogue(entries, measured, Console(file=sys.stdout, highlight=False))
