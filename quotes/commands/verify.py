"""`quotes verify`: each quotation checked against transcripts, releases or earlier articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from quotes.commands.options import Output, RecordsFiles, choice_option, choose_format, format_option
from quotes.commands.selection_options import say_notes, takes_selection

if TYPE_CHECKING:
    from quotes.article import Article
    from quotes.desk.selection.selection import Selection
    from quotes.desk.verify.verdict import Check

FORMATS = ("table", "jsonl", "csv")
_SUFFIXES = {".jsonl": "jsonl", ".csv": "csv", ".txt": "table"}
VERDICT_NAMES = ("exact", "elided", "altered", "paraphrased", "not-found")


@takes_selection
def verify_cli(
    records: RecordsFiles,
    against: Annotated[
        list[str],
        typer.Option(
            "--against",
            metavar="PATH",
            help="Texts to check against: a file or folder of any format that is read, or an archive. May be repeated.",
        ),
    ],
    indirect: Annotated[
        bool, typer.Option("--all", help="Check indirect speech, too, by the words that it shares.")
    ] = False,
    own: Annotated[
        bool,
        typer.Option("--own", help="Look in the record's own article, too, where its words are of course."),
    ] = False,
    only: Annotated[
        list[str] | None, choice_option("--only", names=VERDICT_NAMES, help="Only these verdicts. May be repeated.")
    ] = None,
    form: Annotated[
        str | None,
        format_option(FORMATS, "--to", help="Default: by FILE's suffix; table on a terminal, jsonl in a pipe."),
    ] = None,
    output: Output = None,
    *,
    selection: Selection,
) -> None:
    """Check quotations against transcripts, releases or earlier articles.

    Each is exact, elided (words left out), altered (what differs is marked), paraphrased, or not found.

    Exit status: 0 done, 1 some texts to check against could not be read, 2 wrong usage.
    """
    form = choose_format(form, output, _SUFFIXES, terminal="table", pipe="jsonl")
    wanted = [name.replace("-", " ") for name in only or ()]
    failures = verify(
        records, against=against, indirect=indirect, own=own, only=wanted, form=form, output=output, selection=selection
    )
    raise typer.Exit(1 if failures else 0)


def verify(
    records: list[str],
    *,
    against: list[str],
    indirect: bool,
    own: bool,
    only: list[str],
    form: str,
    output: Path | None,
    selection: Selection,
) -> int:
    """Write the verdicts on the quotations; returns the number of texts that could not be read. Raises QuotesError."""
    from quotes.commands.output import is_file, keep_inputs, open_output
    from quotes.commands.progress import show_step
    from quotes.desk.selection.selected_records import read_selected
    from quotes.desk.verify.verify import check_records
    from quotes.errors import ReadError

    keep_inputs(output, [*records, *against])
    if "-" in records and "-" in against:
        raise ReadError("-: the standard input cannot be both records and text; name a file for one of them")
    chosen = [
        record
        for record in read_selected(records, selection, tell=say_notes)
        if record.review is None or record.review.status != "rejected"
    ]
    texts = _Texts(against, frozenset() if own else frozenset(record.article.sha256 for record in chosen))
    with show_step() as announce:
        announce("checking quotations")
        checks = check_records(chosen, texts, with_own=own, with_indirect=indirect)
    say_notes(texts.notes())
    if number := len(chosen) - len(checks):
        left_out = "record without quoted words is" if number == 1 else "records without quoted words are"
        say_notes([f"{number:,} {left_out} left out; --all checks {'it' if number == 1 else 'them'}"])
    shown = [check for check in checks if not only or check.verdict in only]
    with open_output(output) as stream:
        _write(shown, form, stream, for_excel=is_file(output))
    return texts.failures


class _Texts:
    """The texts to check against, counted as they are read; what cannot be read is named on the standard error."""

    def __init__(self, against: list[str], own: frozenset[str]):
        self.against, self.own = against, own
        self.count = self.count_of_own = self.failures = 0

    def __iter__(self) -> Iterator[Article]:
        from quotes.article import Article
        from quotes.desk.verify.sources import read_sources

        for item in read_sources(self.against):
            if isinstance(item, Article):
                self.count += 1
                self.count_of_own += item.sha256 in self.own
                yield item
            else:
                self.failures += 1
                typer.echo(f"quotes: {item.message}", err=True)

    def notes(self) -> Iterator[str]:
        """What the user should know of the texts. Raises ReadError if there were none."""
        from quotes.errors import ReadError

        if not self.count:
            raise ReadError(
                f"{', '.join(self.against)}: no text to check against; name transcripts, releases or articles"
            )
        if self.count_of_own:
            are = "is the article of a record" if self.count_of_own == 1 else "are articles of the records"
            own = "where its own words are not looked for; --own looks there, too"
            yield f"{self.count_of_own:,} of {self.count:,} texts {are}, {own}"


def _write(checks: list[Check], form: str, stream: TextIO, *, for_excel: bool) -> None:
    if form == "table":
        from rich.console import Console

        from quotes.desk.verify.verdict_terminal import print_checks

        print_checks(checks, Console(file=stream, highlight=False))
        return
    from quotes.desk.verify.verdict_output import write_lines, write_table

    if form == "csv":
        write_table(checks, stream, for_excel=for_excel)
    else:
        write_lines(checks, stream)
