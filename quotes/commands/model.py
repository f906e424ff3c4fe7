"""`quotes model`: the card of a bundled pipeline, or of the open one."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def model_cli(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="fast: the smaller pipeline; open: the one of open data alone."),
    ] = None,
) -> None:
    """Print the model card: data, licences, figures, limits.

    A terminal shows it with headings and tables; a pipe gets the Markdown as it is.

    Exit status: 0 printed, 2 no such pipeline.
    """
    from quotes.nlp.models import bundled_card

    card = bundled_card(name)
    if not sys.stdout.isatty():
        typer.echo(card)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(card))
