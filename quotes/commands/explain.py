"""`quotes explain`: why was this attribution found, and that one not?"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.commands.options import Model

if TYPE_CHECKING:
    from quotes.record import Record


def explain_cli(
    text: Annotated[
        str, typer.Argument(metavar="SENTENCE", help="A sentence, - for stdin, or with --id a file of records.")
    ],
    record_id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Explain this record of the file; the beginning of an id is enough."),
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a displaCy page instead, or - for stdout.")
    ] = None,
    model: Model = None,
) -> None:
    """Show the tree, what was proposed, what was rejected and why.

    Exit status: 0 explained, 2 wrong usage, no such record or model.
    """
    explain(find_subject(text, record_id), html=html, model=model)


@dataclass(frozen=True)
class Subject:
    """What to explain: the characters `start` up to `end` of a text."""

    text: str
    start: int
    end: int
    title: str


def find_subject(text: str, record_id: str | None) -> Subject:
    """The sentence given, or the sentences of a record within its article. Raises ReadError where there is none."""
    if record_id is not None:
        return _find_in_article(_find_record(text, record_id))
    sentence = sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text
    if not sentence.strip():
        from quotes.errors import ReadError

        raise ReadError("no words to explain; give a sentence")
    return Subject(sentence, 0, len(sentence), " ".join(sentence.split()))


def _find_record(path: str, record_id: str) -> Record:
    from quotes.errors import ReadError
    from quotes.formats.records.read import read_records

    records = [record for record in read_records(path) if record.id.startswith(record_id)]
    if not records:
        raise ReadError(f"{path}: no record {record_id}; see the field 'id' of the records")
    if len({record.id for record in records}) > 1:
        raise ReadError(f"{path}: {record_id} is the beginning of {len(records)} ids; give more of it")
    return records[0]


def _find_in_article(record: Record) -> Subject:
    """The record's sentences in its article, or alone where the article is missing or has changed."""
    from quotes.article import Article
    from quotes.formats.readers.paths import read_paths

    context, path = record.context, record.article.source_path
    title = f"{record.id} of {record.article.title or record.article.id}"
    is_there = path is not None and path != "-" and os.path.isfile(path)  # noqa: PTH113 - it may be too long for a name
    article = next(iter(read_paths([str(path)])), None) if is_there else None
    if isinstance(article, Article) and article.sha256 == record.article.sha256:
        return Subject(article.text, context.start, context.end, title)
    typer.echo(f"quotes: {path or 'the article'} is missing or has changed; explaining the sentence alone", err=True)
    return Subject(context.text, 0, len(context.text), title)


def explain(subject: Subject, *, html: Path | None, model: str | None) -> None:
    """Parse the text, trace the engine, and print what overlaps the range."""
    from quotes.commands.output import open_output
    from quotes.engine.explain.trace import trace
    from quotes.pipeline import load

    nlp = load(model)
    with nlp.select_pipes(disable=["quotes"]):
        doc = nlp(subject.text)
    shown = trace(doc).within(subject.start, subject.end)
    sentences = [sent for sent in doc.sents if sent.start_char < subject.end and subject.start < sent.end_char]
    with open_output(html) as stream:
        if html is None:
            from rich.console import Console

            from quotes.desk.explain.explain_terminal import print_trace

            print_trace(doc, shown, Console(file=stream, highlight=False), sentences=sentences)
        else:
            from quotes.desk.explain.explain_page import make_page

            stream.write(make_page(doc, shown, title=subject.title, sentences=sentences))
