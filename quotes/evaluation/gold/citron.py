"""Citron's annotation JSON: one article a file, `{"text": …, "quotes": [{"cue", "sources", "contents"}]}`.

Source: the data format of BBC R&D's Citron (2021). `start` and `end` are offsets of characters; each span is held
against its own text, since some writers of this format count tokens.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quotes.errors import ReadError
from quotes.evaluation.gold.quote_types import tell_quote_type
from quotes.evaluation.relations import Relation, Sheet
from quotes.record import Extent


def read_citron(paths: Sequence[Path]) -> list[Sheet]:
    """The annotated articles, one a file. Raises ReadError naming the file, and the quote, at fault."""
    return [_read_sheet(path) for path in paths]


def _read_sheet(path: Path) -> Sheet:
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
        text, quotes = data["text"], data["quotes"]
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    except (ValueError, TypeError, KeyError) as error:
        raise ReadError(f"{path}: no Citron JSON; it is one object with 'text' and 'quotes'") from error
    if not isinstance(text, str) or not isinstance(quotes, list):
        raise ReadError(f"{path}: no Citron JSON; 'text' is a string and 'quotes' a list")
    relations = [_read_quote(quote, text, f"{path}: quote {number}") for number, quote in enumerate(quotes, 1)]
    return Sheet(
        path.stem,
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        tuple(tell_quote_type(one, text) for one in relations if one.content),
        text,
    )


def _read_quote(quote: Any, text: str, place: str) -> Relation:
    if not isinstance(quote, dict):
        raise ReadError(f"{place} is no object with 'cue', 'sources' and 'contents'")
    cue = quote.get("cue")
    return Relation(
        source=_read_spans(quote.get("sources"), text, f"{place}, sources"),
        cue=_read_spans([cue] if cue else [], text, f"{place}, cue"),
        content=_read_spans(quote.get("contents"), text, f"{place}, contents"),
    )


def _read_spans(spans: Any, text: str, place: str) -> tuple[Extent, ...]:
    found = []
    for span in spans or []:
        try:
            start, end = int(span["start"]), int(span["end"])
        except (TypeError, KeyError, ValueError) as error:
            raise ReadError(f"{place}: a span has 'start', 'end' and 'text'") from error
        if not 0 <= start < end <= len(text) or span.get("text", text[start:end]) != text[start:end]:
            raise ReadError(f"{place}: {start} to {end} is not where its text stands; offsets must count characters")
        found.append(Extent(start=start, end=end, text=text[start:end]))
    return tuple(sorted(found, key=lambda extent: extent.start))
