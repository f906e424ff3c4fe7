"""`quotes constructions`: the patterns that tie cue, source and content, and how each fares."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from quotes.engine.explain.catalogue import Entry


class CatalogueFormat(str, Enum):
    """How the constructions are printed."""

    text = "text"
    json = "json"


def constructions_cli(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Show these alone; default: all of them.")
    ] = None,
    form: Annotated[CatalogueFormat, typer.Option("--format", help="text or json.")] = CatalogueFormat.text,
) -> None:
    """List the constructions with examples and figures.

    An example starts with +, a counter-example with -. Exit status: 0 listed, 2 no such construction.
    """
    from quotes.errors import QuotesError

    try:
        entries = choose(names or [])
    except QuotesError as error:
        typer.echo(f"quotes: {error}", err=True)
        raise typer.Exit(2) from error
    constructions(entries, form=form)


def choose(names: list[str]) -> list[Entry]:
    """The constructions of these names, or all of them. Raises QuotesError for a name that none has."""
    from quotes.engine.explain.catalogue import catalogue
    from quotes.errors import QuotesError

    entries = catalogue()
    unknown = [name for name in names if name not in {entry.name for entry in entries}]
    if unknown:
        raise QuotesError(f"no construction {unknown[0]!r}; 'quotes constructions' lists them")
    return [entry for entry in entries if not names or entry.name in names]


def constructions(entries: list[Entry], *, form: CatalogueFormat) -> None:
    """Print the constructions."""
    from quotes.engine.explain.catalogue import load_figures

    measured, _ = load_figures()
    if form is CatalogueFormat.json:
        plain = {"measured": measured and asdict(measured), "constructions": [asdict(entry) for entry in entries]}
        typer.echo(json.dumps(plain, indent=2, ensure_ascii=False))
        return
    from rich.console import Console

    from quotes.desk.explain.explain_terminal import print_catalogue

    print_catalogue(entries, measured, Console(file=sys.stdout, highlight=False))
