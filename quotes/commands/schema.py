"""`quotes schema`: the JSON Schema of a record, or of a file of standoff JSON."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from quotes.commands.options import choice_option

KINDS = ("record", "standoff")


def schema_cli(
    of: Annotated[str, choice_option("--of", names=KINDS, help="A record, or a file of gold.")] = "record",
) -> None:
    """Print the JSON Schema of the records, or of gold in standoff JSON."""
    if of == "record":
        from quotes.record import json_schema
    else:
        from quotes.formats.interchange.standoff_file import json_schema
    typer.echo(json.dumps(json_schema(), indent=2))
