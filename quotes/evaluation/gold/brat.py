"""Gold in brat standoff, in PolNeAR's layout too; `formats.imports.brat_standoff` does the parsing."""

from __future__ import annotations

import hashlib
from pathlib import Path

from quotes.errors import ReadError
from quotes.evaluation.gold.quote_types import tell_quote_type
from quotes.evaluation.relations import Relation, Sheet, make_extents
from quotes.formats.imports.brat_standoff import BratArticle, Event, read_articles


def read_brat(folder: Path) -> list[Sheet]:
    """The annotated articles of a folder in the order of their names. Raises ReadError naming the file at fault."""
    sheets = []
    for article in read_articles(folder):
        if isinstance(article, ReadError):
            raise article
        sheets.append(_make_sheet(article))
    if not sheets:
        raise ReadError(f"{folder}: no .txt file there has annotations; brat's a.ann (or a_1a2b.ann) goes with a.txt")
    return sheets


def _make_sheet(article: BratArticle) -> Sheet:
    relations = tuple(_make_relation(event, article.text) for event in article.events if event.content)
    sha256 = hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    return Sheet(article.text_path.stem, sha256, relations, article.text)


def _make_relation(event: Event, text: str) -> Relation:
    source, cue, content = (make_extents(text, ranges) for ranges in (event.source, event.cue, event.content))
    return tell_quote_type(Relation(source, cue, content), text)
