"""Tokens that no span begins or ends inside, for formats that count in tokens.

spaCy's English tokenizer splits the words; a word is split again where a span begins or ends inside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from quotes.formats.interchange.annotated import list_roles
from quotes.record import Extent, Record


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text: where each begins and ends, and whether one blank follows it."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    spaces: tuple[bool, ...]

    @property
    def words(self) -> list[str]:
        """The text of each token."""
        return [self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]

    def form(self, index: int) -> str:
        """A token's text for a column of a line: blanks and what cannot be printed become a middle dot."""
        word = self.text[self.starts[index] : self.ends[index]]
        return "".join(char if char.isprintable() and not char.isspace() else "\u00b7" for char in word)

    def cover(self, extent: Extent) -> tuple[int, int]:
        """(first token, last token) of a span; a blank at its edge belongs to the token before it."""
        first = bisect_right(self.ends, extent.start)
        last = bisect_left(self.starts, extent.end) - 1
        return min(first, len(self.starts) - 1), max(last, 0)


def tokenize_records(text: str, records: Iterable[Record]) -> Tokens:
    """The tokens of a text, split at the bounds of every span of the records too."""
    return tokenize(text, [extent for record in records for _, extent in list_roles(record)])


def tokenize(text: str, extents: Iterable[Extent]) -> Tokens:
    """The tokens of a text, split at the bounds of these spans too."""
    bounds = sorted({bound for extent in extents for bound in (extent.start, extent.end)})
    starts: list[int] = []
    ends: list[int] = []
    spaces: list[bool] = []
    for token in _tokenizer()(text):
        begin, stop = token.idx, token.idx + len(token.text)
        inside = bounds[bisect_right(bounds, begin) : bisect_left(bounds, stop)]
        edges = [begin, *inside, stop]
        for start, end in pairwise(edges):
            starts.append(start)
            ends.append(end)
            spaces.append(end == stop and bool(token.whitespace_))
    return Tokens(text, tuple(starts), tuple(ends), tuple(spaces))


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    from spacy.lang.en import English

    return English().tokenizer
