"""What the attribution tagger saw in a document, as plain arrays: `Evidence.of(doc)`.

The tagger leaves it in `doc.user_data`, so that it survives `nlp.pipe(n_process=2)`; the engine weighs it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.tokens import Doc

from quotes.heads.chains import legal_steps, path_scores, spans_of

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
        begin = ROLES.index(f"B-{role}")
        return [(self.first + a, self.first + b) for a, b in spans_of(np.array(self.best), begin)]

    def log_probability(self, steps: Floats, source: Iterable[Range], content: Iterable[Range]) -> float:
        """The log probability that just these ranges are the source and the content."""
        labels = np.zeros(len(self.scores), dtype=np.int64)
        for begin, ranges in ((1, source), (3, content)):
            for a, b in ranges:
                a, b = max(a - self.first, 0), min(b - self.first, len(labels))
                if a < b:
                    labels[a] = begin
                    labels[a + 1 : b] = begin + 1
        return float(path_scores(self.scores[None], steps, labels[None])[0] - self.total)


@dataclass(frozen=True)
class Evidence:
    """`flat` (tokens, 3, 3): the probability of O, B and I of source, cue and content; anchors by their cue."""

    flat: Floats
    spans: dict[str, list[Range]]
    anchors: tuple[Anchor, ...]
    steps: Floats

    @classmethod
    def of(cls, doc: Doc) -> Evidence | None:
        """What the tagger left in a document; None where no tagger ran."""
        stored: dict[str, Any] | None = doc.user_data.get(KEY)
        if stored is None:
            return None
        anchors = tuple(Anchor(*row) for row in stored["anchors"])
        return cls(stored["flat"], stored["spans"], anchors, stored["steps"])

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
