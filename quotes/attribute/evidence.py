"""What the tagger says of a candidate, as sparse named features: `evidence_features(layout, evidence, candidate, …)`.

Each figure is put into one of a few bins, so that a linear model can bend; `Summary` holds a document's sums.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from quotes.attribute.extents import Extents
from quotes.attribution import Candidate, Range
from quotes.detect.layout import Layout
from quotes.heads.evidence import Anchor, Evidence

SHARES = (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97)  # bins of probabilities and of overlaps
LOGS = (-12.0, -8.0, -5.0, -3.0, -1.5, -0.5, -0.1)  # bins of log probabilities
ODDS = (-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0)  # bins of what the constructions' scorer says


@dataclass(frozen=True)
class Summary:
    """Plain numbers by role (source, cue, content), since a candidate wants few of them, one by one.

    `inside` (3, tokens + 1) has running sums of the probability that a token is in the role; `ends` (3, 2, tokens + 1)
    the probability that a span begins at a token, and that one that came so far ends before it.
    """

    evidence: Evidence
    inside: list[list[float]]
    ends: list[list[list[float]]]
    anchors: dict[int, list[Anchor]]
    _best: dict[Range, float] = field(default_factory=dict)

    @classmethod
    def of(cls, evidence: Evidence) -> Summary:
        """The sums of a document's evidence."""
        inside = 1.0 - evidence.flat[:, :, 0]
        anchors: dict[int, list[Anchor]] = {}
        for anchor in evidence.anchors:
            for token in range(*anchor.cue):
                anchors.setdefault(token, []).append(anchor)
        sums = np.concatenate([np.zeros((1, 3), dtype=np.float32), np.cumsum(inside, axis=0)])
        begins, goes_on = evidence.flat[:, :, 1], evidence.flat[:, :, 2]
        last = np.zeros((1, 3, 2), dtype=np.float32) + np.array([0.0, 1.0], dtype=np.float32)
        ends = np.concatenate([np.stack([begins, 1.0 - goes_on], axis=2), last])
        return cls(evidence, sums.T.tolist(), ends.transpose(1, 2, 0).tolist(), anchors)

    def best_of(self, anchor: Anchor) -> float:
        """The log probability of an anchor's likeliest roles."""
        if anchor.cue not in self._best:
            found = anchor.log_probability(self.evidence.moves, anchor.spans("source"), anchor.spans("content"))
            self._best[anchor.cue] = found
        return self._best[anchor.cue]

    def share(self, role: int, spans: Sequence[Range]) -> float:
        """The mean probability of the words of some spans to be in that role."""
        sums = self.inside[role]
        words = sum(b - a for a, b in spans)
        return sum(sums[b] - sums[a] for a, b in spans) / max(words, 1)

    def edges(self, role: int, spans: Sequence[Range]) -> float:
        """The probability that spans begin and end where they do: the least of all edges."""
        begins, ends = self.ends[role]
        return min((min(begins[a], ends[b]) for a, b in spans), default=1.0)


def evidence_features(
    layout: Layout, summary: Summary, candidate: Candidate, extents: Extents, odds: float
) -> Iterator[str]:
    """The names of the features that hold; `odds` are the log odds of the scorer that sees no evidence."""
    name = candidate.construction
    content = [layout.tokens(span) for span in extents.content]
    source = [layout.tokens(extents.source)] if extents.source else []
    cue = [layout.tokens(extents.cue)] if extents.cue else []
    yield "bias"
    yield f"odds={_bin(odds, ODDS)}"
    yield f"construction={name}"
    marks = "quote" if extents.quotations else "plain"
    yield f"marks={marks}"
    yield f"sources={len(source)}"
    cue_share = _bin(summary.share(1, cue), SHARES) if cue else "-"
    for role, spans, key in ((0, source, "source"), (1, cue, "cue"), (2, content, "content")):
        share = _bin(summary.share(role, spans), SHARES) if spans else "-"
        edges = _bin(summary.edges(role, spans), SHARES) if spans else "-"
        yield f"{key}_share={share}"
        yield f"{key}_edges={edges}"
        yield f"{key}_edges={edges}&marks={marks}"
        yield f"{key}_exact={all(span in summary.evidence.spans[key] for span in spans) if spans else '-'}"
    yield f"pieces={min(len(content), 4)}"
    anchor = _anchor_of(summary, cue[0] if cue else None)
    if anchor is None:
        yield f"no_anchor&odds={_bin(odds, ODDS)}"
        return
    yield f"cue_share={cue_share}&odds={_bin(odds, ODDS)}"
    yield f"cue_is_anchor={cue[0] == anchor.cue}"
    best = summary.best_of(anchor)
    own = anchor.log_probability(summary.evidence.moves, source, content)
    yield f"roles={_bin(own, LOGS)}"
    yield f"behind={_bin(own - best, LOGS)}"
    for key, spans in (("source", source), ("content", content)):
        total = anchor.total_of(key)
        words = sum(b - a for a, b in spans)
        held = sum(anchor.share(key, span) * (span[1] - span[0]) for span in spans)
        union = _bin(held / max(words + total - held, 1e-6), SHARES) if spans or total > 0.1 else "-"
        inner = _bin(held / max(words, 1), SHARES) if spans else "-"
        yield f"{key}_union={union}"
        yield f"{key}_inner={inner}"
        yield f"{key}_inner={inner}&odds={_bin(odds, ODDS)}"
        yield f"{key}_inner={inner}&cue_share={cue_share}"
        if not spans:
            yield f"{key}_elsewhere={_bin(min(total, 1.0), SHARES)}"


def _anchor_of(summary: Summary, cue: Range | None) -> Anchor | None:
    """The anchor whose tokens are most like the cue's."""
    found: Iterable[Anchor] = (a for t in range(*cue) for a in summary.anchors.get(t, ())) if cue else ()
    return max(found, key=lambda a: _alike(a.cue, cue or (0, 0)), default=None)


def _alike(one: Range, other: Range) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))


def _bin(value: float, edges: Sequence[float]) -> int:
    return bisect_right(edges, value) if not math.isnan(value) else 0
