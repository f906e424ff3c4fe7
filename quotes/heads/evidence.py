"""What the attribution tagger saw in a document, as plain arrays: `Evidence.of(doc)`.

The tagger leaves it in `doc.user_data`, so that it survives `nlp.pipe(n_process=2)`; the engine weighs it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from spacy.tokens import Doc

from quotes.heads.chains import legal_steps, spans_of

KEY = "attribution_tagger"
FLAT = ("source", "cue", "content")
ROLES = ("O", "B-source", "I-source", "B-content", "I-content")
REACH = 160  # words on either side of a cue in which its roles are sought

Floats = np.ndarray[Any, np.dtype[np.float32]]
Range = tuple[int, int]


@dataclass(frozen=True)
class Anchor:
    """A possible cue, and the roles of the words around it.

    `scores` (words, 5) and `marginals` (words, 5) are those of words `first`, `first + 1`, …; `total` is the log
    partition sum, so that `score - total` is the log probability of a whole sequence of roles.
    """

    cue: Range
    first: int
    scores: Floats
    marginals: Floats
    total: float
    best: tuple[int, ...]

    def spans(self, role: str) -> list[Range]:
        """The likeliest spans of `source` or `content`, as token ranges."""
        return self._spans[role]

    @cached_property
    def _spans(self) -> dict[str, list[Range]]:
        best = np.array(self.best)
        found = {role: spans_of(best, ROLES.index(f"B-{role}")) for role in ("source", "content")}
        return {role: [(self.first + a, self.first + b) for a, b in spans] for role, spans in found.items()}

    def share(self, role: str, span: Range) -> float:
        """How probable it is, over the words of a span, that they belong to this cue's `source` or `content`."""
        sums = self._sums[role]
        most = len(sums) - 1
        first, end = span[0] - self.first, span[1] - self.first
        first = 0 if first < 0 else first if first < most else most
        end = 0 if end < 0 else end if end < most else most
        return (sums[end] - sums[first]) / max(span[1] - span[0], 1)

    def total_of(self, role: str) -> float:
        """How many words are to be expected in this cue's `source` or `content`."""
        return self._sums[role][-1]

    @cached_property
    def _sums(self) -> dict[str, list[float]]:
        """Running sums of the probability to be in a role."""
        inside = np.cumsum(self.marginals[:, 1::2] + self.marginals[:, 2::2], axis=0)
        return {role: [0.0, *inside[:, i].tolist()] for i, role in enumerate(("source", "content"))}

    @cached_property
    def _running(self) -> Callable[[int, int], float]:
        """The running sum of the scores of a label, (words + 1, labels), read value by value."""
        sums = np.zeros((len(self.scores) + 1, len(ROLES)))
        np.cumsum(self.scores, axis=0, out=sums[1:])
        return sums.item

    def log_probability(self, moves: list[list[float]], source: Iterable[Range], content: Iterable[Range]) -> float:
        """The log probability that just these ranges are the source and the content; `moves` are `Evidence.moves`."""
        length, running = len(self.scores), self._running
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
                total += running(first + 1, label) - running(first, label)
                if last - first > 1:
                    total += running(last, inner) - running(first + 1, inner)
                    total += moves[label][inner] + (last - first - 2) * moves[inner][inner]
                before, place = inner if last - first > 1 else label, last
        return total - self.total


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
        """The flat spans of a role that overlap some tokens; those of one role overlap none of each other."""
        spans = self.spans[role]
        begin = bisect_right(spans, (first, -1)) - 1
        return [span for span in spans[max(begin, 0) : bisect_left(spans, (end, -1))] if span[1] > first]

    @classmethod
    def of(cls, doc: Doc) -> Evidence | None:
        """What the tagger left in a document; None where no tagger ran."""
        stored: dict[str, Any] | None = doc.user_data.get(KEY)
        if stored is None:
            return None
        anchors = tuple(Anchor(tuple(cue), *rest) for cue, *rest in stored["anchors"])
        spans = {role: [(start, end) for start, end in found] for role, found in stored["spans"].items()}
        return cls(stored["flat"], spans, anchors, stored["steps"])

    @staticmethod
    def is_in(doc: Doc) -> bool:
        """Whether the tagger ran on a document."""
        return KEY in doc.user_data

    def anchor_of(self, cue: Iterable[int]) -> Anchor | None:
        """The anchor that shares most tokens with a cue; of those, the one with the fewest others."""
        tokens = set(cue)
        shared = [
            (sum(t in tokens for t in range(*a.cue)), -(a.cue[1] - a.cue[0]), i) for i, a in enumerate(self.anchors)
        ]
        best = max(shared, default=(0, 0, 0))
        return self.anchors[best[2]] if best[0] else None


def role_steps(weights: Floats) -> Floats:
    """The steps between roles: learned weights, and what BIO forbids."""
    return np.asarray(weights + legal_steps(list(ROLES)), dtype=np.float32)
