"""`quotes export`: records for the tools of others."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from quotes.commands.texts import Texts
    from quotes.formats.interchange.annotated import AnnotatedArticle
    from quotes.record import Record


class ExportFormat(str, Enum):
    """What the records are written as."""

    claimreview = "claimreview"
    claim = "claim"
    quotation = "quotation"
    webannotation = "webannotation"
    brat = "brat"
    citron = "citron"
    prodigy = "prodigy"
    labelstudio = "labelstudio"
    conll = "conll"
    docbin = "docbin"
    parquet = "parquet"
    csv = "csv"
    ninjs = "ninjs-sidecar"


def export_cli(
    records: Annotated[str, typer.Argument(metavar="RECORDS", help="JSON Lines of 'quotes extract', or - for stdin.")],
    to: Annotated[ExportFormat, typer.Option("--to", help="The format.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="File, or folder for brat, citron, labelstudio, ninjs."),
    ] = None,
    text: Annotated[
        list[Path] | None,
        typer.Option("--texts", metavar="FOLDER", help="Where the articles are, if no longer where they were read."),
    ] = None,
) -> None:
    """Export records for annotation tools, fact-checks and other software.

    Exit status: 0 all written, 1 some articles could not be (each is named on stderr), 2 wrong usage.
    """
    from quotes.commands.errors import explained

    with explained():
        left_out = export(records, to=to.value, output=output, folders=text or [])
    raise typer.Exit(1 if left_out else 0)


def export(records: str, *, to: str, output: Path | None, folders: list[Path]) -> int:
    """Write the records of a file in a format; returns the number of articles left out. Raises QuotesError."""
    from quotes.formats.records.read import read_records

    if to == "parquet":
        _write_parquet(records, _need_output(output, to, "a file"))
        return 0
    found = read_records(records)
    if to == "csv":
        _write_csv(found, output)
        return 0
    return _export_articles(found, to, output, folders)


def _export_articles(records: Iterable[Record], to: str, output: Path | None, folders: list[Path]) -> int:
    from quotes.commands.folders import make_folder
    from quotes.commands.output import open_output
    from quotes.commands.texts import Texts
    from quotes.commands.whole import replace_whole
    from quotes.formats.exports.registry import FORMATS
    from quotes.formats.interchange.annotated import group_by_article

    form = FORMATS[to]
    write = form.load()
    if form.takes_sentence:
        from quotes.desk.claims.claim_sentence import make_sentence

        write = partial(write, make_sentence=make_sentence)
    missing: list[str] = []
    articles = _with_texts(group_by_article(records), Texts(folders), missing, needed=form.needs_text)
    if form.shape == "stream":
        with open_output(output) as stream:
            write(articles, stream)
    elif form.shape == "file":
        if output is None or str(output) == "-":
            write(articles, sys.stdout.buffer)
        else:
            with replace_whole(output) as path, path.open("wb") as binary:
                write(articles, binary)
    else:
        with make_folder(_need_output(output, to, "a folder")) as folder:
            for name, text in write(articles):
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text.encode("utf-8", "surrogatepass"))
    return len(missing)


def _with_texts(
    articles: Iterable[AnnotatedArticle], finder: Texts, missing: list[str], *, needed: bool
) -> Iterator[AnnotatedArticle]:
    """The articles with their texts; where one is needed and not there, the article is named and left out."""
    from dataclasses import replace

    from quotes.errors import ReadError
    from quotes.formats.interchange.annotated import find_misplaced

    for article in articles:
        try:
            text = finder.find(article.info)
            if text is None and needed:
                where = article.info.source_path or article.info.id
                raise ReadError(f"{where}: its text is not there; name its folder with --texts")
            wrong = None if text is None else find_misplaced(text, article.records)
            if wrong is not None:
                raise ReadError(
                    f"{article.info.id}: {wrong.text[:30]!r} does not stand at {wrong.start} of its text; extract anew"
                )
        except ReadError as error:
            missing.append(article.info.id)
            typer.echo(f"quotes: {error}", err=True)
            continue
        yield replace(article, text=text)


def _need_output(output: Path | None, to: str, what: str) -> Path:
    from quotes.errors import OutputError

    if output is None or str(output) == "-":
        raise OutputError(f"{to} cannot go to a pipe; name {what} with --output")
    return output


def _write_csv(records: Iterable[Record], output: Path | None) -> None:
    from quotes.commands.output import open_output
    from quotes.formats.records.csv import write_csv

    with open_output(output) as stream:
        write_csv(records, stream)


def _write_parquet(records: str, output: Path) -> None:
    """By the writer of `quotes extract`, which reads JSON Lines; they are checked on the way."""
    from quotes.commands.whole import replace_whole
    from quotes.formats.records.jsonl import write_jsonl
    from quotes.formats.records.parquet import write_parquet
    from quotes.formats.records.read import read_records

    with replace_whole(output) as table:
        lines = table.with_name("records.jsonl")
        with lines.open("w", encoding="utf-8", errors="surrogatepass") as stream:
            write_jsonl(read_records(records), stream)
        write_parquet(lines, table)
        lines.unlink()
