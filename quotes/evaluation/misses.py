"""Every miss in its context: the text with the spans of gold and of the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quotes.evaluation.matching import Matching
from quotes.evaluation.relations import ROLES, Relation
from quotes.record import Extent

Kind = Literal["source", "partial", "missed", "extra"]
KINDS: dict[Kind, str] = {
    "source": "source wrong or missing",
    "partial": "content found in part",
    "missed": "missed altogether",
    "extra": "found, not in gold",
}
MAX_CONTEXT = 160  # characters on either side, within the paragraph


@dataclass(frozen=True)
class Segment:
    """A stretch of context with the roles that gold and the records give it."""

    text: str
    gold: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True)
class Miss:
    """One miss: its kind, the records at fault or near by, and its context cut into segments."""

    kind: Kind
    start: int
    segments: tuple[Segment, ...]
    constructions: tuple[str, ...]
    confidence: float | None


def find_misses(matching: Matching) -> list[Miss]:
    """All misses of an article, in text order."""
    misses = [_miss(matching, "source", pair.gold, [pair.found]) for pair in matching.pairs if not pair.attributed]
    reported: set[int] = set()
    for gold in matching.missed:
        near = [relation for relation in matching.extra if relation.characters["content"] & gold.characters["content"]]
        reported |= {id(relation) for relation in near}
        misses.append(_miss(matching, "partial" if near else "missed", gold, near))
    misses += [
        _miss(matching, "extra", None, [relation]) for relation in matching.extra if id(relation) not in reported
    ]
    return sorted(misses, key=lambda miss: miss.start)


def _miss(matching: Matching, kind: Kind, gold: Relation | None, found: Sequence[Relation]) -> Miss:
    relations = [*([gold] if gold else []), *found]
    text, offset = _context(matching, relations)
    return Miss(
        kind=kind,
        start=relations[0].start,
        segments=cut_segments(text, offset, gold, found),
        constructions=tuple(relation.construction for relation in found if relation.construction),
        confidence=found[0].confidence if len(found) == 1 else None,
    )


def _context(matching: Matching, relations: Sequence[Relation]) -> tuple[str, int]:
    """The text around some relations and where it begins in the article."""
    spans = [span for relation in relations for role in ROLES for span in relation.spans(role)]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    text = matching.gold.text
    if text is not None:
        low = max(text.rfind("\n", 0, start) + 1, start - MAX_CONTEXT)
        stop = text.find("\n", end)
        return text[low : min(len(text) if stop < 0 else stop, end + MAX_CONTEXT)], low
    pieces = [*spans, *(relation.context for relation in relations if relation.context is not None)]
    return _patch(pieces)


def _patch(pieces: Sequence[Extent]) -> tuple[str, int]:
    """One text from pieces of it, with an ellipsis where no piece reaches."""
    low = min(span.start for span in pieces)
    chars = ["…"] * (max(span.end for span in pieces) - low)
    for span in pieces:
        chars[span.start - low : span.end - low] = span.text
    return "".join(chars), low


def cut_segments(text: str, offset: int, gold: Relation | None, found: Sequence[Relation]) -> tuple[Segment, ...]:
    """A text cut wherever a span begins or ends, each piece with the roles that hold all of it."""
    marks = [("gold", role, span) for role in ROLES for span in (gold.spans(role) if gold else ())]
    marks += [("found", role, span) for relation in found for role in ROLES for span in relation.spans(role)]
    bounds = {0, len(text)}
    for _, _, span in marks:
        bounds |= {min(max(place - offset, 0), len(text)) for place in (span.start, span.end)}
    places = sorted(bounds)
    segments = []
    for start, end in pairwise(places):
        covering = [
            (side, role) for side, role, span in marks if span.start - offset <= start and end <= span.end - offset
        ]
        segments.append(
            Segment(
                text[start:end],
                gold=tuple(dict.fromkeys(role for side, role in covering if side == "gold")),
                found=tuple(dict.fromkeys(role for side, role in covering if side == "found")),
            )
        )
    return tuple(segments)
