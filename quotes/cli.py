"""The command line: `quotes extract seeds/`."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from quotes.commands.archive import archive_app
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
from quotes.commands.plain_help import PlainCommand
from quotes.commands.report import report_cli
from quotes.commands.review import review_cli
from quotes.commands.schema import schema_cli
from quotes.commands.search import search_cli
from quotes.commands.serve import serve_cli
from quotes.commands.speakers import speakers_cli
from quotes.commands.table import table_cli
from quotes.commands.timeline import timeline_cli
from quotes.commands.verify import verify_cli
from quotes.commands.watch import watch_cli
from quotes.errors import QuotesError
from quotes.text.terminal import remove_controls
from quotes.version import __version__

EXTRAS = {
    "xlsxwriter": "xlsx",
    "pyarrow": "parquet",
    "ray": "ray",
    "fsspec": "remote",
}  # library: extra that brings it
DISK_ERRORS = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EIO,
)  # the disk is full or damaged: not an error of the program


class Commands(TyperGroup):
    """All commands; an error is one line on the standard error, and the exit status is 2."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for, and make sure that the results are written."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except QuotesError as error:
            _fail(str(error), error)
        except ModuleNotFoundError as error:
            library = (error.name or "").split(".")[0]
            if library not in EXTRAS:
                raise
            _fail(f"{error.name} is not installed; pip install '.[{EXTRAS[library]}]'", error)

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command line; a full standard output is reported in one line, also that of --help."""
        try:
            return super().main(*args, **options)
        except OSError as error:
            if error.errno not in DISK_ERRORS or error.filename is not None:
                raise
            _drop_output()
            message = f"-: cannot be written ({error.strerror}); free space, or name a file with -o"
            typer.echo(f"quotes: {message}", err=True)
            sys.exit(2)


def _fail(message: str, error: Exception) -> NoReturn:
    typer.echo(f"quotes: {remove_controls(message)}", err=True)
    raise typer.Exit(2) from error


def _drop_output() -> None:
    """Discard output that cannot be written, so that Python does not try again when it exits."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    name="quotes",
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Find who said what in English news articles.",
)
app.command("extract", cls=PlainCommand)(extract_cli)
app.command("table", cls=PlainCommand)(table_cli)
app.command("speakers", cls=PlainCommand)(speakers_cli)
app.command("audit", cls=PlainCommand)(audit_cli)
app.command("report", cls=PlainCommand)(report_cli)
app.command("review", cls=PlainCommand)(review_cli)
app.command("serve", cls=PlainCommand)(serve_cli)
app.command("explain", cls=PlainCommand)(explain_cli)
app.command("constructions", cls=PlainCommand)(constructions_cli)
app.command("evaluate", cls=PlainCommand)(evaluate_cli)
app.command("compare", cls=PlainCommand)(compare_cli)
app.command("claims", cls=PlainCommand)(claims_cli)
app.command("verify", cls=PlainCommand)(verify_cli)
app.command("export", cls=PlainCommand)(export_cli)
app.command("import", cls=PlainCommand)(import_cli)
app.command("schema", cls=PlainCommand)(schema_cli)
app.command("model", cls=PlainCommand)(model_cli)
app.command("evaluate-model", cls=PlainCommand)(evaluate_model_cli)
app.add_typer(archive_app, name="archive")
app.command("search", cls=PlainCommand)(search_cli)
app.command("timeline", cls=PlainCommand)(timeline_cli)
app.command("watch", cls=PlainCommand)(watch_cli)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quotes {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Find who said what in English news articles."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run the command line; output that nobody reads (`>&-`, `| head`) and Ctrl-C end it quietly."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as it runs
    app()
