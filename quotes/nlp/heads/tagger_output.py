"""The output of the attribution tagger for a document, as plain arrays: `Evidence.of(doc)`.

The tagger stores it in `doc.user_data`, so that it survives `nlp.pipe(n_process=2)`; the engine reads it there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from spacy.tokens import Doc

from quotes.nlp.heads.chains import legal_steps
from quotes.spans import Range

KEY = "attribution_tagger"
FLAT = ("source", "cue", "content")
ROLES = ("O", "B-source", "I-source", "B-content", "I-content")
INSIDE = {"source": 0, "content": 1}
MAX_WORDS_FROM_CUE = 160  # on either side: contents rarely begin or end farther away

Floats = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Anchor:
    """A possible cue, and the roles of the words around it.

    `total` is the log partition sum, so that `score - total` is the log probability of a whole sequence of roles.
    `best` has the likeliest spans of tokens of `source` and `content`. `inside` gives the running sum of the
    probability to be in one of them, `running` that of the scores of a label, by row and column; row `begin` is before
    word `first`.
    """

    cue: Range
    first: int
    length: int
    total: float
    best: dict[str, list[Range]]
    inside: Callable[[int, int], float]
    running: Callable[[int, int], float]
    begin: int

    def spans(self, role: str) -> list[Range]:
        """The likeliest spans of `source` or `content`, as token ranges."""
        return self.best[role]

    def share(self, role: str, span: Range) -> float:
        """The mean probability of a span's words to belong to this cue's `source` or `content`."""
        length, column = self.length, INSIDE[role]
        first, end = span[0] - self.first, span[1] - self.first
        first = 0 if first < 0 else first if first < length else length
        end = 0 if end < 0 else end if end < length else length
        expected = self.inside(self.begin + end, column) - self.inside(self.begin + first, column)
        return expected / max(span[1] - span[0], 1)

    def expected_length(self, role: str) -> float:
        """The expected number of words in this cue's `source` or `content`."""
        column = INSIDE[role]
        return self.inside(self.begin + self.length, column) - self.inside(self.begin, column)

    def log_probability(self, moves: list[list[float]], source: Iterable[Range], content: Iterable[Range]) -> float:
        """The log probability that exactly these ranges are source and content; `moves` are `Evidence.moves`."""
        length, running, begin_row = self.length, self.running, self.begin
        parts = sorted(
            (min(max(a - self.first, 0), length), min(max(b - self.first, 0), length), begin)
            for begin, ranges in ((1, source), (3, content))
            for a, b in ranges
        )
        total, before, place = 0.0, -1, 0
        for start, end, begin in [*parts, (length, length, 0)]:
            start = max(start, place)
            for first, last, label, inner in ((place, start, 0, 0), (start, end, begin, begin + 1)):
                if first >= last or (label == inner == 0 and first >= length):
                    continue
                total += moves[before][label] if before >= 0 else 0.0
                row = begin_row + first
                total += running(row + 1, label) - running(row, label)
                if last - first > 1:
                    total += running(begin_row + last, inner) - running(row + 1, inner)
                    total += moves[label][inner] + (last - first - 2) * moves[inner][inner]
                before, place = inner if last - first > 1 else label, last
        return total - self.total


def make_anchors(rows: Sequence[Sequence[Any]]) -> tuple[Anchor, ...]:
    """The anchors from the rows that the tagger stored: cue, first word, scores, marginals (words, 5), total, best.

    The running sums continue from one anchor to the next; each anchor uses differences of its own rows.
    """
    if not rows:
        return ()
    shares = np.concatenate([marginals for _, _, _, marginals, _, _ in rows])
    inside, running = np.zeros((len(shares) + 1, 2)), np.zeros((len(shares) + 1, len(ROLES)))
    np.cumsum(shares[:, 1::2] + shares[:, 2::2], axis=0, out=inside[1:])
    np.cumsum(np.concatenate([scores for _, _, scores, _, _, _ in rows]), axis=0, out=running[1:])
    anchors, begin = [], 0
    for cue, first, scores, _, total, best in rows:
        spans = {role: [(start, end) for start, end in ranges] for role, ranges in best.items()}
        anchors.append(Anchor(tuple(cue), first, len(scores), total, spans, inside.item, running.item, begin))
        begin += len(scores)
    return tuple(anchors)


@dataclass(frozen=True)
class Evidence:
    """`flat` (tokens, 3, 3): the probability of O, B and I of source, cue and content; anchors by their cue."""

    flat: Floats
    spans: dict[str, list[Range]]
    anchors: tuple[Anchor, ...]
    steps: Floats

    @cached_property
    def moves(self) -> list[list[float]]:
        """The steps as plain numbers."""
        moves: list[list[float]] = self.steps.tolist()
        return moves

    def spans_near(self, role: str, first: int, end: int) -> list[Range]:
        """The flat spans of a role that overlap these tokens; spans of one role do not overlap each other."""
        spans = self.spans[role]
        begin = bisect_right(spans, (first, -1)) - 1
        return [span for span in spans[max(begin, 0) : bisect_left(spans, (end, -1))] if span[1] > first]

    @classmethod
    def of(cls, doc: Doc) -> Evidence | None:
        """The output that the tagger stored in a document; None if no tagger ran."""
        stored: dict[str, Any] | None = doc.user_data.get(KEY)
        if stored is None:
            return None
        spans = {role: [(start, end) for start, end in ranges] for role, ranges in stored["spans"].items()}
        return cls(stored["flat"], spans, make_anchors(stored["anchors"]), stored["steps"])

    @staticmethod
    def is_in(doc: Doc) -> bool:
        """Whether the tagger ran on a document."""
        return KEY in doc.user_data


def role_steps(weights: Floats) -> Floats:
    """The weights of steps between roles; those that BIO forbids are very low."""
    return np.asarray(weights + legal_steps(list(ROLES)), dtype=np.float32)
