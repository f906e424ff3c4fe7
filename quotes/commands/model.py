"""`quotes model`: the card of a bundled pipeline."""

from __future__ import annotations

from typing import Annotated

import typer


def model_cli(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="fast: the smaller pipeline.")] = None,
) -> None:
    """Print the model card of a bundled pipeline: data, licences, figures, limits.

    Exit status: 0 printed, 2 no such pipeline.
    """
    from quotes.nlp.models import bundled_card

    typer.echo(bundled_card(name))
