"""`quotes table`: who said what, over records of any number."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.errors import explained

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


class TableFormat(str, Enum):
    """What the table is written as."""

    terminal = "terminal"
    markdown = "markdown"
    csv = "csv"
    xlsx = "xlsx"
    html = "html"


_SUFFIXES = {".md": TableFormat.markdown, ".csv": TableFormat.csv, ".xlsx": TableFormat.xlsx, ".html": TableFormat.html}


def table_cli(
    records: Annotated[list[str], typer.Argument(metavar="RECORDS...", help="JSON Lines or Parquet files, or -.")],
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
    to: Annotated[
        TableFormat | None,
        typer.Option("--to", help="Else by FILE's suffix, terminal on a terminal, csv in a pipe."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.")
    ] = None,
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
    with explained():
        table(records, by=by, speaker=speaker, where=where, to=choose_format(to, output), output=output, limit=limit)


def choose_format(to: TableFormat | None, output: Path | None) -> TableFormat:
    """The format asked for, else the one of the file's suffix, else what fits a terminal or a pipe."""
    if to is not None:
        return to
    if output is not None and output.suffix.lower() in _SUFFIXES:
        return _SUFFIXES[output.suffix.lower()]
    return TableFormat.terminal if output is None and sys.stdout.isatty() else TableFormat.csv


def table(
    records: list[str],
    *,
    by: By,
    speaker: str | None,
    where: str | None,
    to: TableFormat,
    output: Path | None,
    limit: int | None,
) -> None:
    """Write the table of the records that fit. Raises QuotesError."""
    from quotes.desk.tables.store import open_corpus
    from quotes.desk.tables.views import select
    from quotes.errors import OutputError

    if to is TableFormat.xlsx and (output is None or str(output) == "-"):
        raise OutputError("a workbook needs a file; name it with -o FILE.xlsx")
    if limit is None:
        limit = {TableFormat.terminal: ROWS_ON_SCREEN, TableFormat.html: ROWS_ON_PAGE}.get(to)
    with open_corpus(records) as corpus:
        _write(select(corpus, by.value, speaker=speaker, where=where, limit=limit), to, output)


def _write(found: Table, to: TableFormat, output: Path | None) -> None:
    from quotes.commands.output import open_output
    from quotes.commands.whole import replace_whole
    from quotes.desk.tables.table_formats import print_table, write_csv, write_markdown, write_xlsx

    if to is TableFormat.xlsx and output is not None:
        with replace_whole(output) as path:
            write_xlsx(found, path)
        return
    with open_output(output) as stream:
        if to is TableFormat.terminal:
            from rich.console import Console

            print_table(found, Console(file=stream, highlight=False))
        elif to is TableFormat.html:
            from quotes.desk.tables.table_page import write_html

            write_html(found, stream)
        elif to is TableFormat.markdown:
            write_markdown(found, stream)
        else:
            write_csv(found, stream)
