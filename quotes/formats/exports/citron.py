"""Citron's JSON (https://github.com/bbc/citron, docs/data_format.md): one file per article, with character offsets.

Citron needs a cue in each of its `quotes`; records without a cue are in `quotes_without_cue`. The rest of
each record is in `quotes_record`, which Citron ignores.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from quotes.formats.exports.json_text import to_json
from quotes.formats.interchange.annotated import AnnotatedArticle, file_stems
from quotes.formats.interchange.leftovers import KEY, take_leftovers
from quotes.record import Extent, Record


def write(articles: Iterable[AnnotatedArticle]) -> Iterator[tuple[str, str]]:
    """(path, text) of each file."""
    for stem, article in file_stems(articles):
        yield f"{stem}.json", to_json(make_document(article), indent=2) + "\n"


def make_document(article: AnnotatedArticle) -> dict[str, Any]:
    """One article in Citron's format."""
    return {
        "text": article.text,
        "quotes": [_make_quote(record) for record in article.records if record.cue is not None],
        "quotes_without_cue": [_make_quote(record) for record in article.records if record.cue is None],
        "order": [record.id for record in article.records],
    }


def _make_quote(record: Record) -> dict[str, Any]:
    quote = {
        "id": record.id,
        "sources": [] if record.source is None else [_span(record.source)],
        "contents": [_span(part) for part in record.content],
        "confidence": record.confidence,
        KEY: take_leftovers(record),
    }
    return quote if record.cue is None else {"cue": _span(record.cue), **quote}


def _span(extent: Extent) -> dict[str, Any]:
    return {"start": extent.start, "end": extent.end, "text": extent.text}
