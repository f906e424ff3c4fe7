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
        typer.Option(
            "--baseline",
            metavar="[NAME=]RECORDS",
            help="Compare with these records; repeat for several corpora side by side.",
        ),
    ] = None,
    reports: Annotated[
        Path | None,
        typer.Option(
            "--reports",
            metavar="FOLDER",
            help="Link articles to their pages here, as 'quotes report -o FOLDER' writes.",
        ),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="Title of the page.")] = "Sourcing audit",
    *,
    selection: Selection,
) -> None:
    """Audit who is quoted, how often, and how they are named.

    Exit status: 0 done, 2 wrong usage, unreadable records or an output that cannot be written.
    """
    need_suffix(output, *PAGE)
    audit(records, output=output, csv=csv, baseline=baseline or [], title=title, reports=reports, selection=selection)


def audit(
    records: list[str],
    *,
    output: Path | None,
    csv: Path | None,
    baseline: list[str],
    title: str,
    reports: Path | None,
    selection: Selection,
) -> None:
    """Write the audit of the records. Raises QuotesError."""
    from quotes.commands.output import open_output
    from quotes.desk.audit.audit_files import write_tables
    from quotes.desk.audit.audit_page import find_reports, write_page
    from quotes.desk.audit.figures import audit as audit_corpus
    from quotes.desk.tables.store import open_corpus
    from quotes.errors import OutputError

    if reports is not None and not reports.is_dir():
        raise OutputError(f"{reports}: no such folder; write it with 'quotes report RECORDS -o {reports}'")
    baselines = _read_baselines(baseline, selection)
    with open_corpus(records, selection) as corpus:
        figures = audit_corpus(corpus)
        if output is not None or csv is not None:  # else they are printed below the overview
            say_notes(figures.notes)
        if csv is not None:
            try:
                write_tables(corpus, figures, csv, baselines)
            except OSError as error:
                raise OutputError(f"{csv}: cannot be written ({error.strerror}); name another folder") from error
        if output is not None:
            pages = find_reports(reports, output) if reports is not None else {}
            with open_output(output) as stream:
                write_page(corpus, figures, baselines, stream, title=title, reports=pages)
        elif csv is None:
            from rich.console import Console

            from quotes.desk.audit.audit_terminal import print_audit

            print_audit(figures, baselines, Console(highlight=False))


def _read_baselines(names: list[str], selection: Selection) -> dict[str, Figures]:
    """The figures of each baseline by its name: that before an equals sign, else the file's. Raises QuotesError."""
    from quotes.desk.audit.figures import audit as audit_corpus
    from quotes.desk.tables.store import open_corpus

    baselines: dict[str, Figures] = {}
    for name in names:
        label, _, path = name.rpartition("=") if not Path(name).exists() else ("", "", name)
        label = label or Path(path).name.split(".")[0]
        while label in baselines:
            label += "′"
        with open_corpus([path], selection) as corpus:
            baselines[label] = audit_corpus(corpus, listed=False)
    return baselines
