"""Citron's JSON: one article per file. Several sources of a quote become one span, according to PolNeAR's rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quotes.errors import ReadError
from quotes.formats.imports.article_builder import (
    Annotation,
    FindText,
    build_article,
    describe_article,
    join_pairs,
    naming_place,
)
from quotes.formats.imports.citron_json import Quote, read_article
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import Spans


def read(path: Path, find_text: FindText) -> Iterator[AnnotatedArticle | ReadError]:
    """The annotated article of a file, or those of a folder, or why one cannot be read."""
    paths = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    if not paths:
        yield ReadError(f"{path}: no .json files there; give the folder of Citron's files")
    for file in paths:
        try:
            yield _read_article(file)
        except ReadError as error:
            yield error


def _read_article(path: Path) -> AnnotatedArticle:
    article = read_article(path)
    with naming_place(str(path), "a document of Citron"):
        info = describe_article(article.text, path.stem, str(path))
        return build_article(article.text, info, [_make_annotation(quote) for quote in article.quotes])


def _make_annotation(quote: Quote) -> Annotation:
    return Annotation(Spans(quote.content, quote.cue, join_pairs(quote.sources, quote.content)), quote.leftovers)
