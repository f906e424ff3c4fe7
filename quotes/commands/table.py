"""`quotes table`: who said what, over records of any number."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.options import Output, RecordsFiles, find_by_suffix, format_option

if TYPE_CHECKING:
    from quotes.desk.tables.views import Table

ROWS_ON_SCREEN = 100
ROWS_ON_PAGE = 10_000  # a browser takes more, a reader does not


class By(str, Enum):
    """What a row stands for."""

    record = "record"
    speaker = "speaker"
    article = "article"
    source_type = "source-type"
    verb = "verb"
    publisher = "publisher"


FORMATS = ("terminal", "markdown", "csv", "xlsx", "html")
_SUFFIXES = {".md": "markdown", ".csv": "csv", ".xlsx": "xlsx", ".html": "html"}


def table_cli(
    records: RecordsFiles,
    by: Annotated[By, typer.Option("--by", help="What a row stands for.")] = By.record,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="Only this speaker: name, words of it, or id.")
    ] = None,
    where: Annotated[
        str | None,
        typer.Option(
            "--where", metavar="EXPR", help="SQL, such as \"verb_class = 'distancing' AND confidence > 0.8\"."
        ),
    ] = None,
    form: Annotated[
        str | None, format_option(FORMATS, "--to", help="Else by FILE's suffix, terminal on a terminal, csv in a pipe.")
    ] = None,
    output: Output = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", min=1, help=f"At most so many rows; {ROWS_ON_SCREEN} on a terminal, {ROWS_ON_PAGE:,} in html."
        ),
    ] = None,
) -> None:
    """Show who said what, record by record or grouped.

    Exit status: 0 done, 2 wrong usage, unreadable records or an output that cannot be written.
    """
    table(records, by=by, speaker=speaker, where=where, form=choose_format(form, output), output=output, limit=limit)


def choose_format(form: str | None, output: Path | None) -> str:
    """The format asked for, else the one of the file's suffix, else what fits a terminal or a pipe."""
    told = form or find_by_suffix(output, _SUFFIXES)
    return told or ("terminal" if output is None and sys.stdout.isatty() else "csv")


def table(
    records: list[str],
    *,
    by: By,
    speaker: str | None,
    where: str | None,
    form: str,
    output: Path | None,
    limit: int | None,
) -> None:
    """Write the table of the records that fit. Raises QuotesError."""
    from quotes.desk.tables.store import open_corpus
    from quotes.desk.tables.views import select
    from quotes.errors import OutputError

    if form == "xlsx" and (output is None or str(output) == "-"):
        raise OutputError("a workbook needs a file; name it with -o FILE.xlsx")
    if limit is None:
        limit = {"terminal": ROWS_ON_SCREEN, "html": ROWS_ON_PAGE}.get(form)
    with open_corpus(records) as corpus:
        _write(select(corpus, by.value, speaker=speaker, where=where, limit=limit), form, output)


def _write(found: Table, form: str, output: Path | None) -> None:
    from quotes.commands.output import open_output, replace_whole
    from quotes.desk.tables.table_formats import print_table, write_csv, write_markdown, write_xlsx

    if form == "xlsx" and output is not None:
        with replace_whole(output) as path:
            write_xlsx(found, path)
        return
    with open_output(output) as stream:
        if form == "terminal":
            from rich.console import Console

            print_table(found, Console(file=stream, highlight=False))
        elif form == "html":
            from quotes.desk.tables.table_page import write_html

            write_html(found, stream)
        elif form == "markdown":
            write_markdown(found, stream)
        else:
            write_csv(found, stream)
