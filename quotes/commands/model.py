"""`quotes model`: the card of the bundled pipeline."""

from __future__ import annotations

from importlib.resources import files

import typer


def model_cli() -> None:
    """Print the model card of the bundled English pipeline: data, licences, figures."""
    typer.echo(files("quotes.model").joinpath("MODEL_CARD.md").read_text(encoding="utf-8").rstrip())
