"""`quotes table`: who said what, record by record or grouped."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.options import Output, RecordsFiles, choose_format, format_option
from quotes.commands.selection_options import say_notes, takes_selection

if TYPE_CHECKING:
    from quotes.desk.selection.selection import Selection
    from quotes.desk.tables.views import Table

ROWS_ON_SCREEN = 100
ROWS_ON_PAGE = 10_000  # a browser can show more, a reader would not read them


class By(str, Enum):
    """What each row shows."""

    record = "record"
    speaker = "speaker"
    article = "article"
    source_type = "source-type"
    verb = "verb"
    publisher = "publisher"


FORMATS = ("terminal", "markdown", "csv", "xlsx", "html")
_SUFFIXES = {".md": "markdown", ".csv": "csv", ".xlsx": "xlsx", ".html": "html"}


@takes_selection
def table_cli(
    records: RecordsFiles,
    by: Annotated[By, typer.Option("--by", help="What each row shows.")] = By.record,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="Only this speaker: a name, words of it, or an id.")
    ] = None,
    form: Annotated[
        str | None,
        format_option(FORMATS, "--to", help="Default: by FILE's suffix; terminal on a terminal, csv in a pipe."),
    ] = None,
    output: Output = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            min=1,
            help=f"Maximum number of rows; default: {ROWS_ON_SCREEN} on a terminal, {ROWS_ON_PAGE:,} in html.",
        ),
    ] = None,
    *,
    selection: Selection,
) -> None:
    """Show who said what, record by record or grouped.

    Exit status: 0 done, 2 wrong usage, unreadable records or an output that cannot be written.
    """
    form = choose_format(form, output, _SUFFIXES, terminal="terminal", pipe="csv")
    table(records, by=by, speaker=speaker, selection=selection, form=form, output=output, limit=limit)


def table(
    records: list[str],
    *,
    by: By,
    speaker: str | None,
    selection: Selection,
    form: str,
    output: Path | None,
    limit: int | None,
) -> None:
    """Write the table of the selected records. Raises QuotesError."""
    from quotes.commands.output import is_file, keep_inputs
    from quotes.desk.tables.store import open_corpus
    from quotes.desk.tables.views import select
    from quotes.errors import OutputError

    keep_inputs(output, records)
    if form == "xlsx" and not is_file(output):
        raise OutputError("a workbook needs a file; name it with -o FILE.xlsx")
    if limit is None:
        limit = {"terminal": ROWS_ON_SCREEN, "html": ROWS_ON_PAGE}.get(form)
    credit = by is not By.record or speaker is not None
    with open_corpus(records, selection, credit=credit) as corpus:
        rows = select(corpus, by.value, speaker=speaker, limit=limit)
        if form != "terminal":  # which says them below the table
            say_notes(rows.notes)
        _write(rows, form, output)


def _write(rows: Table, form: str, output: Path | None) -> None:
    from quotes.commands.output import is_file, open_output, replace_whole
    from quotes.desk.tables.table_formats import write_csv, write_markdown, write_xlsx

    if form == "xlsx" and output is not None:
        with replace_whole(output) as path:
            write_xlsx(rows, path)
        return
    with open_output(output) as stream:
        if form == "terminal":
            from rich.console import Console

            from quotes.desk.tables.table_terminal import print_table

            print_table(rows, Console(file=stream, highlight=False))
        elif form == "html":
            from quotes.desk.tables.table_page import write_html

            write_html(rows, stream)
        elif form == "markdown":
            write_markdown(rows, stream)
        else:
            write_csv(rows, stream, for_excel=is_file(output))
