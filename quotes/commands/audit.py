"""`quotes audit`: figures about the sources of many articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.options import PAGE, RecordsFiles, need_suffix
from quotes.commands.selection_options import say_notes, takes_selection

if TYPE_CHECKING:
    from quotes.desk.audit.figures import Figures
    from quotes.desk.selection.selection import Selection


@takes_selection
def audit_cli(
    records: RecordsFiles,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write a page in one HTML file; default: print."),
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FOLDER", help="Also write every table into this folder as CSV.")
    ] = None,
    baseline: Annotated[
        list[str] | None,
        typer.Option("--baseline", metavar="RECORDS", help="Compare with these records (repeat for several files)."),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="Title of the page.")] = "Sourcing audit",
    *,
    selection: Selection,
) -> None:
    """Audit who is quoted, how often, and how they are named.

    Exit status: 0 done, 2 wrong usage, unreadable records or an output that cannot be written.
    """
    need_suffix(output, *PAGE)
    audit(records, output=output, csv=csv, baseline=baseline or [], title=title, selection=selection)


def audit(
    records: list[str],
    *,
    output: Path | None,
    csv: Path | None,
    baseline: list[str],
    title: str,
    selection: Selection,
) -> None:
    """Write the audit of the records. Raises QuotesError."""
    from quotes.commands.output import open_output
    from quotes.desk.audit.audit_page import write_page, write_tables
    from quotes.desk.audit.figures import audit as audit_corpus
    from quotes.desk.tables.store import open_corpus
    from quotes.errors import OutputError

    other = _baseline(baseline, selection)
    with open_corpus(records, selection) as corpus:
        say_notes(corpus.notes)
        figures = audit_corpus(corpus)
        if csv is not None:
            try:
                write_tables(figures, csv)
            except OSError as error:
                raise OutputError(f"{csv}: cannot be written ({error.strerror}); name another folder") from error
        if output is not None:
            with open_output(output) as stream:
                write_page(corpus, figures, other, stream, title=title)
        elif csv is None:
            from rich.console import Console

            from quotes.desk.audit.audit_terminal import print_audit

            print_audit(figures, other, Console(highlight=False))


def _baseline(names: list[str], selection: Selection) -> Figures | None:
    from quotes.desk.audit.figures import audit as audit_corpus
    from quotes.desk.tables.store import open_corpus

    if not names:
        return None
    with open_corpus(names, selection) as corpus:
        return audit_corpus(corpus)
