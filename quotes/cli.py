"""The command line: `quotes extract seeds/`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from quotes.commands.audit import audit_cli
from quotes.commands.claims import claims_cli
from quotes.commands.compare import compare_cli
from quotes.commands.constructions import constructions_cli
from quotes.commands.evaluate import evaluate_cli
from quotes.commands.evaluate_model import evaluate_model_cli
from quotes.commands.explain import explain_cli
from quotes.commands.export import export_cli
from quotes.commands.extract import extract_cli
from quotes.commands.import_ import import_cli
from quotes.commands.model import model_cli
from quotes.commands.report import report_cli
from quotes.commands.review import review_cli
from quotes.commands.schema import schema_cli
from quotes.commands.speakers import speakers_cli
from quotes.commands.table import table_cli
from quotes.version import __version__

app = typer.Typer(
    name="quotes",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Find who said what in English news articles.",
)
app.command("extract")(extract_cli)
app.command("table")(table_cli)
app.command("speakers")(speakers_cli)
app.command("audit")(audit_cli)
app.command("report")(report_cli)
app.command("review")(review_cli)
app.command("explain")(explain_cli)
app.command("constructions")(constructions_cli)
app.command("evaluate")(evaluate_cli)
app.command("compare")(compare_cli)
app.command("claims")(claims_cli)
app.command("export")(export_cli)
app.command("import")(import_cli)
app.command("schema")(schema_cli)
app.command("model")(model_cli)
app.command("evaluate-model")(evaluate_model_cli)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quotes {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Find who said what in English news articles."""


def main() -> None:
    """Run the command line; a reader that went away (`| head`) and Ctrl-C end it quietly."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except KeyboardInterrupt:
        sys.exit(130)
