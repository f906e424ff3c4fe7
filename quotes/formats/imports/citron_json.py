"""Parse Citron's annotation JSON: one article per file, `{"text": …, "quotes": [{"cue", "sources", "contents"}]}`.

Source: the data format of BBC R&D's Citron (2021). `start` and `end` are offsets of characters; each span is checked
against its text, since some writers of this format count tokens. `quotes export` adds `quotes_without_cue`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import ReadError
from quotes.formats.imports.article_builder import check_words, read_json
from quotes.formats.interchange.leftovers import KEY
from quotes.spans import Range


@dataclass(frozen=True)
class Quote:
    """One quote: its ranges by role, and what `quotes export` added to it."""

    content: tuple[Range, ...]
    cue: Range | None
    sources: tuple[Range, ...]
    leftovers: dict[str, Any] | None = None


@dataclass(frozen=True)
class CitronArticle:
    """A text with its quotes, in the order of the export if it is given."""

    text: str
    quotes: tuple[Quote, ...]


def read_article(path: Path) -> CitronArticle:
    """The article of a file. Raises ReadError, which names the file, and the quote, at fault."""
    data = read_json(path)
    if not isinstance(data, dict) or "text" not in data or "quotes" not in data:
        raise ReadError(f"{path}: not Citron JSON; it is one object with 'text' and 'quotes'")
    text = data["text"]
    listed = [data["quotes"], data.get("quotes_without_cue", [])]
    if not isinstance(text, str) or not all(isinstance(quotes, list) for quotes in listed):
        raise ReadError(f"{path}: not Citron JSON; 'text' is a string and 'quotes' a list")
    quotes = [
        (_id_of(item), _read_quote(item, text, f"{path}: quote {number}"))
        for number, item in enumerate((item for items in listed for item in items), start=1)
    ]
    order = data.get("order")
    places = {name: place for place, name in enumerate(order)} if isinstance(order, list) else {}
    quotes.sort(key=lambda pair: places.get(pair[0], len(places)))
    return CitronArticle(text, tuple(quote for _, quote in quotes))


def _id_of(item: Any) -> str | None:
    name = item.get("id") if isinstance(item, dict) else None
    return name if isinstance(name, str) else None


def _read_quote(item: Any, text: str, place: str) -> Quote:
    if not isinstance(item, dict):
        raise ReadError(f"{place} is not an object with 'cue', 'sources' and 'contents'")
    cue = item.get("cue")
    return Quote(
        content=_read_spans(item.get("contents"), text, f"{place}, contents"),
        cue=_read_spans([cue], text, f"{place}, cue")[0] if cue else None,
        sources=_read_spans(item.get("sources"), text, f"{place}, sources"),
        leftovers=item.get(KEY),
    )


def _read_spans(spans: Any, text: str, place: str) -> tuple[Range, ...]:
    ranges = []
    for span in spans or []:
        try:
            start, end = int(span["start"]), int(span["end"])
            if not 0 <= start < end <= len(text):
                raise ReadError(f"{place}: {start} to {end} is not in the text; offsets must count characters")
            check_words(text, (start, end), str(span.get("text", text[start:end])))
        except (TypeError, KeyError) as error:
            raise ReadError(f"{place}: a span has 'start', 'end' and 'text'") from error
        except ValueError as error:
            raise ReadError(f"{place}: {error}; offsets must count characters") from error
        ranges.append((start, end))
    return tuple(ranges)
