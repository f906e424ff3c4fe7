"""`quotes report`: one article with all that is said in it marked."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.options import PAGE, Texts, need_suffix
from quotes.commands.selection_options import say_notes, takes_selection

if TYPE_CHECKING:
    from quotes.desk.report.report_page import Checks
    from quotes.desk.selection.selection import Selection
    from quotes.record import ArticleInfo, Record

    Reported = tuple[ArticleInfo, list[Record], str | None]


@takes_selection
def report_cli(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE_OR_RECORDS", help="An article file or address, or JSON Lines records of articles."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="An HTML file; a name without suffix is a folder, for many articles."
        ),
    ] = None,
    article: Annotated[
        str | None, typer.Option("--article", metavar="ID", help="Only the records of this article.")
    ] = None,
    texts: Texts = None,
    verdicts: Annotated[
        str | None,
        typer.Option("--verdicts", metavar="FILE", help="JSON Lines of 'quotes verify', to mark how exact each is."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="NAME", help="For an article: fast, open, or a pipeline by name or path."),
    ] = None,
    *,
    selection: Selection,
) -> None:
    """Write a page of an article with all that was said marked.

    Exit status: 0 done, 2 wrong usage, nothing to read or an output that cannot be written.
    """
    need_suffix(output, *PAGE)
    report(name, output=output, article=article, texts=texts or [], verdicts=verdicts, model=model, selection=selection)


def report(
    name: str,
    *,
    output: Path | None,
    article: str | None,
    texts: list[Path],
    verdicts: str | None,
    model: str | None,
    selection: Selection,
) -> None:
    """Write the report of one article, or those of many into a folder. Raises QuotesError."""
    from quotes.commands.output import open_output
    from quotes.desk.report.report_page import write_report
    from quotes.errors import OutputError, ReadError
    from quotes.formats.records.read import looks_like_records

    if output is None and sys.stdout.isatty():
        raise OutputError("a page cannot be shown on a terminal; name a file with -o report.html")
    notes: list[str] = []
    checks = _read_checks(verdicts)
    if looks_like_records(name):
        reports = _of_records(name, article, texts, selection, notes)
        say_notes(notes)
    elif selection:
        raise ReadError(f"{name}: is an article, of which no records can be selected; extract them first")
    else:
        reports = _of_articles(name, model)
    if not reports:
        raise ReadError(f"{name}: no records{f' of the article {article}' if article else ''}; check the name")
    if verdicts is not None and not any((r.id, info.sha256) in checks for info, records, _ in reports for r in records):
        raise ReadError(f"{verdicts}: no verdict on these records; check them again with quotes verify")
    if output is not None and (output.is_dir() or (not output.suffix and str(output) != "-")):
        _write_folder(reports, output, notes, checks)
        return
    if len(reports) > 1:
        names = ", ".join([*(info.id for info, _, _ in reports[:5]), *(["…"] if len(reports) > 5 else [])])
        raise OutputError(
            f"{name}: {len(reports)} articles; choose one with --article ID ({names}), "
            "or give a folder with -o reports/"
        )
    info, records, text = reports[0]
    if text is None:
        typer.echo(
            f"quotes: {info.id}: its text is missing, only the sentences of the records are shown; "
            "name its folder with --texts",
            err=True,
        )
    with open_output(output) as stream:
        write_report(info, records, text, stream, notes=notes, checks=checks)


def _read_checks(verdicts: str | None) -> Checks:
    from quotes.desk.verify.verdict_line import read_verdicts

    return {} if verdicts is None else read_verdicts(verdicts)


def _of_records(
    name: str, article: str | None, folders: list[Path], selection: Selection, notes: list[str]
) -> list[Reported]:
    """Each article of the records with its text, if that is found. Records that a reviewer rejected are left out.

    What else is left out is added to the notes.
    """
    from quotes.desk.selection.selected_records import read_selected
    from quotes.formats.find_texts import TextFinder

    groups: dict[tuple[str, str, str], list[Record]] = {}
    for record in read_selected([name], selection, tell=notes.extend):
        if article is None or record.article.id == article:
            accepted = groups.setdefault(record.article.key, [])
            if record.review is None or record.review.status != "rejected":
                accepted.append(record)
    finder = TextFinder([*folders, Path(name).parent])
    return [(records[0].article, records, finder.find(records[0].article)) for records in groups.values() if records]


def _of_articles(name: str, model: str | None) -> list[Reported]:
    """Extract the records of an article file."""
    from quotes.article import Article
    from quotes.errors import ReadError
    from quotes.formats.readers.paths import find_paths, read_paths
    from quotes.pipeline import extract, load
    from quotes.record import ArticleInfo

    articles = list(read_paths(list(find_paths([name]))))
    for failure in articles:
        if not isinstance(failure, Article):
            raise ReadError(failure.message)
    read = [item for item in articles if isinstance(item, Article)]
    results = extract(read, load(model))
    return [
        (
            ArticleInfo.of(item),
            records,
            item.text,
        )
        for item, records in zip(read, results, strict=True)
    ]


def _write_folder(reports: list[Reported], folder: Path, notes: list[str], checks: Checks) -> None:
    from quotes.commands.output import need_folder, open_output
    from quotes.desk.report.report_page import write_index, write_report

    need_folder(folder)
    pages = []
    copies: Counter[str] = Counter()
    for info, records, text in reports:
        copies[info.sha256] += 1
        copy = f"-{copies[info.sha256]}" if copies[info.sha256] > 1 else ""  # articles can have the same text
        name = f"{info.sha256[:16]}{copy}.html"
        with open_output(folder / name) as stream:
            write_report(info, records, text, stream, notes=notes, checks=checks)
        pages.append((name, info, len(records)))
    missing = sum(text is None for _, _, text in reports)
    if missing:
        typer.echo(
            f"quotes: {missing} of {len(reports)} articles without their text; name the folder with --texts", err=True
        )
    with open_output(folder / "index.html") as stream:
        write_index(pages, stream)
