"""`quotes export`: records in the formats of other tools."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.options import RecordsFile, format_option
from quotes.commands.selection_options import say_notes, takes_selection
from quotes.errors import OutputError
from quotes.formats.registry import EXPORTABLE

if TYPE_CHECKING:
    from quotes.desk.selection.selection import Selection
    from quotes.formats.find_texts import TextFinder
    from quotes.formats.interchange.annotated import AnnotatedArticle


@takes_selection
def export_cli(
    records: RecordsFile,
    form: Annotated[str, format_option(EXPORTABLE, "--to", help="Output format.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="PATH", help="A file, or a folder for formats of several files, such as brat."
        ),
    ] = None,
    texts: Annotated[
        list[Path] | None,
        typer.Option("--texts", metavar="FOLDER", help="Folder of the articles, if they were moved."),
    ] = None,
    *,
    selection: Selection,
) -> None:
    """Export records for annotation tools and fact-checks.

    Exit status: 0 all written, 1 some articles were left out (each is named on stderr), 2 wrong usage.
    """
    left_out = export(records, form=form, output=output, folders=texts or [], selection=selection)
    raise typer.Exit(1 if left_out else 0)


def export(records: str, *, form: str, output: Path | None, folders: list[Path], selection: Selection) -> int:
    """Write the records of a file in a format; returns the number of articles left out. Raises QuotesError."""
    from quotes.commands.output import is_file, keep_inputs
    from quotes.desk.selection.selected_records import read_selected
    from quotes.formats.find_texts import TextFinder
    from quotes.formats.interchange.annotated import group_by_article

    exports = EXPORTABLE[form]
    keep_inputs(output, [records])
    if exports.shape in ("file", "folder") and not is_file(output):
        raise OutputError(f"{form} cannot go to a pipe; name a {exports.shape} with --output")
    missing: list[str] = []
    articles = group_by_article(read_selected([records], selection, tell=say_notes))
    if exports.texts != "unused":
        articles = _with_texts(articles, TextFinder(folders), missing, needed=exports.texts == "needed")
    _write(articles, form, output)
    return len(missing)


def _write(articles: Iterator[AnnotatedArticle], form: str, output: Path | None) -> None:
    from quotes.commands.output import make_folder, open_output, replace_whole
    from quotes.formats.registry import load_export

    write, shape = load_export(form), EXPORTABLE[form].shape
    if EXPORTABLE[form].takes_sentence:
        from quotes.desk.claims.claim_sentence import make_sentence

        write = partial(write, make_sentence=make_sentence)
    if shape == "stream":
        with open_output(output) as stream:
            write(articles, stream)
    elif output is None or str(output) == "-":
        write(articles, sys.stdout.buffer)
    elif shape == "folder":
        with make_folder(output) as folder:
            for name, text in write(articles):
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text.encode("utf-8", "surrogatepass"))
    else:
        with replace_whole(output) as path, path.open("wb") as binary:
            write(articles, binary)


def _with_texts(
    articles: Iterable[AnnotatedArticle], finder: TextFinder, missing: list[str], *, needed: bool
) -> Iterator[AnnotatedArticle]:
    """The articles with their texts; an article without a text that is needed is named and left out."""
    from dataclasses import replace

    from quotes.errors import ReadError
    from quotes.formats.interchange.annotated import find_misplaced

    for article in articles:
        try:
            text = finder.find(article.info)
            if text is None and needed:
                where = article.info.source_path or article.info.id
                raise ReadError(f"{where}: its text is missing; name its folder with --texts")
            wrong = None if text is None else find_misplaced(text, article.records)
            if wrong is not None:
                raise ReadError(
                    f"{article.info.id}: {wrong.text[:30]!r} is not at {wrong.start} in its text; "
                    "extract the records again"
                )
        except ReadError as error:
            missing.append(article.info.id)
            typer.echo(f"quotes: {error}", err=True)
            continue
        yield replace(article, text=text)
