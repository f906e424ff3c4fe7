"""Read PolNeAR's brat standoff: `read_articles(folder)` gives each article's text and its attributions.

Source: Newell, Margolin and Ruths (2018), "An Attribution Relations Corpus for Political News", LREC.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import ReadError
from quotes.evaluation.relations import EDGE_PUNCTUATION
from quotes.formats.imports import brat_standoff
from quotes.spans import Range

Spans = tuple[Range, ...]
HELD_OUT_EVERY = 10  # of ten training articles the encoder never sees one, so that its output on it is honest


@dataclass(frozen=True)
class GoldAttribution:
    """One annotated attribution: half-open character ranges by role, empty where the role is missing."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True)
class GoldArticle:
    """One article with the attributions of its first annotator by name."""

    id: str
    text: str
    attributions: tuple[GoldAttribution, ...]


def read_articles(folder: Path) -> Iterator[GoldArticle]:
    """The articles of a compartment (`text/*.txt` and `attributions/*.ann`) in the order of their names.

    Raises ReadError, which names the file and the line at fault.
    """
    for article in brat_standoff.read_articles(folder):
        if isinstance(article, ReadError):
            raise article
        attributions = (
            GoldAttribution(tuple(sorted(event.source)), tuple(sorted(event.cue)), tuple(sorted(event.content)))
            for event in article.events
        )
        yield GoldArticle(article.text_path.stem, article.text, tuple(attributions))


def is_held_out(number: int) -> bool:
    """Is this article of PolNeAR train, counted from 0, kept from the encoder? The scorer learns from those."""
    return number % HELD_OUT_EVERY == HELD_OUT_EVERY - 1


def characters(spans: Spans, text: str) -> frozenset[int]:
    """The positions of the characters of some spans that are neither white space nor edge punctuation."""
    return frozenset(
        i
        for a, b in spans
        for i in range(a, min(b, len(text)))
        if not text[i].isspace() and text[i] not in EDGE_PUNCTUATION
    )
