"""brat standoff as PolNeAR lays it out (`text/`, `attributions/`), a flat folder of `.ann` and `.txt`, or one `.ann`.

Events `Attribution` and `Attribution-no-source` become records; a cue or source in several pieces becomes one span (see
`join_pairs`). Notes written by `quotes export` restore the rest of the record. `brat_standoff` does the parsing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.errors import ReadError
from quotes.formats.imports.article_builder import (
    Annotation,
    FindText,
    build_article,
    describe_article,
    join_pairs,
    naming_place,
)
from quotes.formats.imports.brat_standoff import BratArticle, Event, read_articles
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import Spans


def read(path: Path, find_text: FindText) -> Iterator[AnnotatedArticle | ReadError]:
    """The annotated articles below a path, or why one cannot be read."""
    is_empty = True
    for article in read_articles(path):
        is_empty = False
        if isinstance(article, ReadError):
            yield article
            continue
        try:
            yield _make_article(article)
        except ReadError as error:
            yield error
            continue
        for event in article.events:
            if not event.content:
                yield ReadError(f"{article.standoff_path}: {event.key} is an attribution without content; left out")
    if is_empty:
        yield ReadError(f"{path}: no .ann files there; give the folder that holds 'text' and 'attributions'")


def _make_article(article: BratArticle) -> AnnotatedArticle:
    with naming_place(str(article.standoff_path), "brat standoff"):
        info = describe_article(article.text, article.text_path.stem, str(article.text_path))
        annotations = [_make_annotation(event) for event in article.events if event.content]
        return build_article(article.text, info, annotations)


def _make_annotation(event: Event) -> Annotation:
    cue, source = (join_pairs(ranges, event.content) for ranges in (event.cue, event.source))
    return Annotation(Spans(event.content, cue, source), _leftovers(event.note))


def _leftovers(note: str | None) -> dict[str, Any] | None:
    """The leftovers in a note written by `quotes export`; None for an annotator's own note."""
    if note is None or not note.startswith("{") or '"schema_version"' not in note:
        return None
    leftovers: dict[str, Any] = json.loads(note)
    return leftovers
