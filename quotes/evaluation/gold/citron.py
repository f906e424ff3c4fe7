"""Gold in Citron's annotation JSON, one article per file; `formats.imports.citron_json` does the parsing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from quotes.evaluation.gold.quote_types import tell_quote_type
from quotes.evaluation.relations import Relation, Sheet, make_extents
from quotes.formats.imports.citron_json import Quote, read_article


def read_citron(paths: Sequence[Path]) -> list[Sheet]:
    """The annotated articles, one per file. Raises ReadError naming the file, and the quote, at fault."""
    return [_read_sheet(path) for path in paths]


def _read_sheet(path: Path) -> Sheet:
    article = read_article(path)
    relations = tuple(_make_relation(quote, article.text) for quote in article.quotes if quote.content)
    return Sheet(
        path.stem, hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(), relations, article.text
    )


def _make_relation(quote: Quote, text: str) -> Relation:
    cue = () if quote.cue is None else (quote.cue,)
    source, cues, content = (make_extents(text, ranges) for ranges in (quote.sources, cue, quote.content))
    return tell_quote_type(Relation(source, cues, content), text)
