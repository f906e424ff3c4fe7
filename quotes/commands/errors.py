"""What the commands of the editor's desk share: errors in one line, and which extra to install."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

_EXTRAS = {
    "xlsxwriter": "xlsx",
    "pyarrow": "parquet",
    "ray": "ray",
    "fsspec": "remote",
}  # library: extra that brings it


@contextmanager
def explained() -> Iterator[None]:
    """Say what went wrong in one line and end with status 2."""
    from quotes.errors import QuotesError

    try:
        yield
    except QuotesError as error:
        typer.echo(f"quotes: {error}", err=True)
        raise typer.Exit(2) from error
    except ModuleNotFoundError as error:
        extra = _EXTRAS.get((error.name or "").split(".")[0])
        if extra is None:
            raise
        typer.echo(f"quotes: {error.name} is not installed; pip install '.[{extra}]'", err=True)
        raise typer.Exit(2) from error
