"""`quotes schema`: the JSON Schema of a record."""

from __future__ import annotations

import json

import typer


def schema_cli() -> None:
    """Print the JSON Schema of the records."""
    from quotes.record import json_schema

    typer.echo(json.dumps(json_schema(), indent=2))
