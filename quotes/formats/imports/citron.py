"""Citron's JSON: one article a file. Several sources of a quote become one span, as PolNeAR's rules have it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.errors import ReadError
from quotes.formats.imports.article_builder import (
    Annotation,
    FindText,
    build_article,
    check_words,
    describe_article,
    join_pairs,
    naming,
    read_json,
)
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import KEY, Pair, Spans


def read(path: Path, find_text: FindText) -> Iterator[AnnotatedArticle | ReadError]:
    """The annotated article of a file, or those of a folder, or why one cannot be had."""
    paths = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    if not paths:
        yield ReadError(f"{path}: no .json files there; give the folder of Citron's files")
    for one in paths:
        try:
            yield _read_article(one)
        except ReadError as error:
            yield error


def _read_article(path: Path) -> AnnotatedArticle:
    data = read_json(path)
    with naming(str(path), "document of Citron"):
        text = data["text"]
        quotes = [*data.get("quotes", ()), *data.get("quotes_without_cue", ())]
        order = {name: number for number, name in enumerate(data.get("order", ()))}
        quotes.sort(key=lambda quote: order.get(quote.get("id"), len(order)))
        info = describe_article(text, path.stem, str(path))
        return build_article(text, info, [_make_annotation(quote, text) for quote in quotes])


def _make_annotation(quote: dict[str, Any], text: str) -> Annotation:
    content = [_pair(span, text) for span in quote["contents"]]
    cue, sources = quote.get("cue"), quote.get("sources") or ()
    spans = Spans(
        tuple(content),
        cue and _pair(cue, text),
        join_pairs([_pair(span, text) for span in sources], content),
    )
    return Annotation(spans, quote.get(KEY))


def _pair(span: dict[str, Any], text: str) -> Pair:
    pair = int(span["start"]), int(span["end"])
    if "text" in span:
        check_words(text, pair, span["text"])
    return pair
