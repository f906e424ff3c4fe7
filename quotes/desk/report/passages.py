"""The available text of an article: all of it, or only the sentences that its records quote.

>>> Passages.of("He left.", []).whole
True
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.record import Extent, Record


@dataclass(frozen=True)
class Passages:
    """Stretches of an article in text order, each with its start; a single one from 0 if the text is available."""

    stretches: tuple[tuple[int, str], ...]
    whole: bool

    @classmethod
    def of(cls, text: str | None, records: Sequence[Record]) -> Passages:
        """The whole text, or else the contexts and spans of the records, joined."""
        if text is not None:
            return cls(((0, text),), whole=True)
        return cls(tuple(_join(extent for record in records for extent in extents_of(record))), whole=False)

    def has(self, start: int, end: int) -> bool:
        """True if one stretch contains everything from start to end."""
        return any(begin <= start < end <= begin + len(text) for begin, text in self.stretches)

    def cut(self, start: int, end: int) -> str:
        """The text from start to end. Raises ValueError if it is not available."""
        for begin, text in self.stretches:
            if begin <= start < end <= begin + len(text):
                return text[start - begin : end - begin]
        raise ValueError(f"{start} to {end}: not in the available text")

    def window(self, start: int, end: int) -> Passages:
        """The passages from start to end."""
        parts = []
        for begin, text in self.stretches:
            low, high = max(start, begin), min(end, begin + len(text))
            if low < high:
                parts.append((low, text[low - begin : high - begin]))
        return Passages(tuple(parts), self.whole)

    @property
    def end(self) -> int:
        """The end of the last stretch."""
        return self.stretches[-1][0] + len(self.stretches[-1][1]) if self.stretches else 0


def extents_of(record: Record) -> list[Extent]:
    """All spans of a record in the article."""
    parts = (record.cue, record.source, record.addressee, record.medium)
    return [record.context, *record.content, *(part for part in parts if part is not None)]


def _join(extents: Iterable[Extent]) -> list[tuple[int, str]]:
    """The extents as stretches, joined where they overlap or touch."""
    joined: list[tuple[int, str]] = []
    for extent in sorted(extents, key=lambda extent: (extent.start, -extent.end)):
        if joined and extent.start <= joined[-1][0] + len(joined[-1][1]):
            begin, text = joined[-1]
            joined[-1] = begin, text + extent.text[max(begin + len(text) - extent.start, 0) :]
        else:
            joined.append((extent.start, extent.text))
    return joined
