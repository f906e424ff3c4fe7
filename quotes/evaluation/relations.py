"""The units of scoring: the attributions of an article, of gold or of records, as spans by role.

Both sides become `Relation`s, whatever file they came from. A source may have several spans here, since annotators
leave asides out of it; a record has one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from quotes.record import Extent, Record

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
EDGE_PUNCTUATION = frozenset("\"“”‘’'`.,:;!?-–—()[]")  # “Yes,” and Yes are the same content


@dataclass(frozen=True)
class SaidBy:
    """Who speaks: the name or description, None for nobody; what kind of source it is and of which sector."""

    name: str | None
    nature: str | None = None
    sector: str | None = None


@dataclass(frozen=True)
class Relation:
    """One attribution: half-open spans by role in text order, an empty tuple where the role is missing.

    `quote_type`, `mode` and `construction` are None where the gold does not say; `confidence` is None for gold.
    """

    source: tuple[Extent, ...]
    cue: tuple[Extent, ...]
    content: tuple[Extent, ...]
    quote_type: str | None = None
    mode: str | None = None
    construction: str | None = None
    confidence: float | None = None
    nested: bool = False
    context: Extent | None = None  # the sentences around it, if the record has them
    record: Record | None = None
    said_by: SaidBy | None = None  # None where gold does not say
    addressee: tuple[Extent, ...] = ()
    medium: tuple[Extent, ...] = ()

    def spans(self, role: Role) -> tuple[Extent, ...]:
        """The spans of one role."""
        extents: tuple[Extent, ...] = getattr(self, role)
        return extents

    @cached_property
    def characters(self) -> dict[Role, frozenset[int]]:
        """The positions that count, by role: neither white space nor quotation marks and edge punctuation."""
        return {role: frozenset(_positions(self.spans(role))) for role in ROLES}

    @property
    def start(self) -> int:
        """Where it begins in the article, by its content."""
        return self.content[0].start


@dataclass(frozen=True)
class Sheet:
    """The relations of one article in text order. `text` is None where only records are given."""

    id: str
    sha256: str | None
    relations: tuple[Relation, ...]
    text: str | None = None
    title: str | None = None

    def without_nested(self) -> Sheet:
        """The sheet with its outermost attributions alone, which is all that PolNeAR's annotators marked."""
        return replace(self, relations=tuple(relation for relation in self.relations if not relation.nested))

    def nested_only(self) -> Sheet:
        """The sheet with nothing but the attributions that are within another."""
        return replace(self, relations=tuple(relation for relation in self.relations if relation.nested))


def _positions(spans: Iterable[Extent]) -> Iterable[int]:
    for span in spans:
        for offset, char in enumerate(span.text):
            if not char.isspace() and char not in EDGE_PUNCTUATION:
                yield span.start + offset


def make_extents(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Extent, ...]:
    """Half-open ranges of a text as extents, in text order; what runs over its end is cut."""
    ranges = sorted((start, min(end, len(text))) for start, end in spans)
    return tuple(Extent(start=start, end=end, text=text[start:end]) for start, end in ranges)


def from_record(record: Record) -> Relation:
    """A record as a relation."""
    return Relation(
        source=() if record.source is None else (record.source,),
        cue=() if record.cue is None else (Extent(start=record.cue.start, end=record.cue.end, text=record.cue.text),),
        content=tuple(sorted(record.content, key=lambda span: span.start)),
        quote_type=record.quote_type,
        mode=record.mode,
        construction=record.construction,
        confidence=record.confidence,
        nested=record.parent is not None,
        context=record.context,
        record=record,
        said_by=SaidBy(
            None if record.speaker is None else record.speaker.name,
            record.source_type.nature,
            record.source_type.sector,
        ),
        addressee=() if record.addressee is None else (record.addressee,),
        medium=() if record.medium is None else (record.medium,),
    )
