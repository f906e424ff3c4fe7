"""What the attribution tagger says of a document, as plain arrays: `TaggerOutput.of(doc)`.

The tagger leaves it in `doc.user_data`, so that it survives `nlp.pipe(n_process=2)`; the engine weighs it.
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
from quotes.values import value

KEY = "attribution_tagger"
FLAT = ("source", "cue", "content")
ROLES = ("O", "B-source", "I-source", "B-content", "I-content")
OUTSIDE, BEGIN = 0, {"source": 1, "content": 3}  # labels by their place in ROLES; that of the inside follows its begin
COLUMN = {"source": 0, "content": 1}  # of the sums in `Anchor.inside`
MAX_WORDS_FROM_CUE = 160  # on either side, in which the roles of a cue are sought

Floats = np.ndarray[Any, np.dtype[np.float32]]


@value(frozen=True)
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
        """How probable it is, over the words of a span, that they belong to this cue's `source` or `content`."""
        length, column = self.length, COLUMN[role]
        first, end = span[0] - self.first, span[1] - self.first
        first = 0 if first < 0 else first if first < length else length
        end = 0 if end < 0 else end if end < length else length
        expected = self.inside(self.begin + end, column) - self.inside(self.begin + first, column)
        return expected / max(span[1] - span[0], 1)

    def expected_length(self, role: str) -> float:
        """Expected number of tokens in this cue's `source` or `content`."""
        column = COLUMN[role]
        return self.inside(self.begin + self.length, column) - self.inside(self.begin, column)

    def log_probability(self, moves: list[list[float]], source: Iterable[Range], content: Iterable[Range]) -> float:
        """The log probability that just these ranges are the source and the content.

        `moves` are `TaggerOutput.moves`. What lies outside of the words that the tagger looked at is cut off.
        """
        length = self.length
        spans = sorted(
            (min(max(start - self.first, 0), length), min(max(end - self.first, 0), length), BEGIN[role])
            for role, ranges in (("source", source), ("content", content))
            for start, end in ranges
        )
        total, label, place = 0.0, -1, 0
        for start, end, begin in [*spans, (length, length, OUTSIDE)]:
            start = max(start, place)
            gap, span = (place, start, OUTSIDE, OUTSIDE), (start, end, begin, begin + 1)
            for first, last, opening, inner in (gap, span):
                if first < last:
                    total += moves[label][opening] if label >= 0 else 0.0
                    total += self._segment_score(moves, first, last, opening, inner)
                    label, place = inner if last - first > 1 else opening, last
        return total - self.total

    def _segment_score(self, moves: list[list[float]], first: int, last: int, opening: int, inner: int) -> float:
        """The score of words of which the first has the label `opening` and all others have `inner`."""
        running, start, second, end = self.running, self.begin + first, self.begin + first + 1, self.begin + last
        score = running(second, opening) - running(start, opening)
        if end > second:
            score += running(end, inner) - running(second, inner)
            score += moves[opening][inner] + (end - second - 1) * moves[inner][inner]
        return score


def make_anchors(rows: Sequence[Sequence[Any]]) -> tuple[Anchor, ...]:
    """The anchors from what the tagger stored of each: cue, first word, scores, marginals (words, 5), total, best.

    The sums run through all anchors without a break; what one anchor is asked for is a difference of two.
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
class TaggerOutput:
    """`flat` (tokens, 3, 3): the probability of O, B and I of source, cue and content; anchors by their cue."""

    flat: Floats
    spans: dict[str, list[Range]]
    anchors: tuple[Anchor, ...]
    steps: Floats

    @cached_property
    def moves(self) -> list[list[float]]:
        """The scores of the steps from label to label, as plain numbers."""
        moves: list[list[float]] = self.steps.tolist()
        return moves

    def spans_near(self, role: str, first: int, end: int) -> list[Range]:
        """The flat spans of a role that overlap some tokens; those of one role never overlap each other."""
        spans = self.spans[role]
        begin = bisect_right(spans, (first, -1)) - 1
        return [span for span in spans[max(begin, 0) : bisect_left(spans, (end, -1))] if span[1] > first]

    def has_span(self, role: str, span: Range) -> bool:
        """True if a span of tokens is a flat span of a role."""
        spans = self.spans[role]
        place = bisect_left(spans, span)
        return place < len(spans) and spans[place] == span

    @classmethod
    def of(cls, doc: Doc) -> TaggerOutput | None:
        """What the tagger left in a document; None where no tagger ran."""
        stored: dict[str, Any] | None = doc.user_data.get(KEY)
        if stored is None:
            return None
        spans = {role: [(start, end) for start, end in ranges] for role, ranges in stored["spans"].items()}
        return cls(stored["flat"], spans, make_anchors(stored["anchors"]), stored["steps"])

    @staticmethod
    def weights_in(doc: Doc) -> str:
        """The folder of the engine's weights that came with the tagger; empty where it brings none."""
        stored: dict[str, Any] = doc.user_data.get(KEY) or {}
        return str(stored.get("weights", ""))

    @staticmethod
    def is_in(doc: Doc) -> bool:
        """Whether the tagger ran on a document."""
        return KEY in doc.user_data


def role_steps(weights: Floats) -> Floats:
    """The steps between roles: learned weights, and what BIO forbids."""
    return np.asarray(weights + legal_steps(list(ROLES)), dtype=np.float32)
