"""The tagger's probabilities for a candidate as named features: `tagger_parts(layout, spans, scorer, …)`.

Each figure is put into one of a few bins, so that a linear model can follow a curve; `SpanProbabilities` has a
document's sums.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from quotes.engine.attribution import Candidate
from quotes.engine.extents.extents import Extents
from quotes.engine.layout import Layout
from quotes.engine.scoring.scorer import Part, Scorer
from quotes.nlp.heads.tagger_output import FLAT, Anchor, TaggerOutput
from quotes.spans import Range

PROBABILITY_BINS = (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97)  # edges, for overlaps too
LOG_PROBABILITY_BINS = (-12.0, -8.0, -5.0, -3.0, -1.5, -0.5, -0.1)
LOG_ODDS_BINS = (-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0)  # of the rule scorer
MAX_PIECES = 4  # spans of a content; more count as four


Spans = tuple[Range, ...]
Bin = int | str  # "-" where there is no figure


@dataclass(frozen=True)
class SpanProbabilities:
    """Prefix sums of the tagger's probabilities by role: the mean over any span is two look-ups.

    `inside` (3, tokens + 1) has running sums of the probability that a token is in the role; `ends` (3, 2, tokens + 1)
    the probability that a span begins at a token, and that a span which includes the token before ends there. Rows are
    those of `FLAT`. Values are cached, since several candidates share a source or a content.
    """

    output: TaggerOutput
    inside: list[list[float]]
    ends: list[list[list[float]]]
    anchors: dict[int, list[Anchor]]
    _flat_bins: dict[tuple[object, ...], tuple[Bin, Bin, str]] = field(default_factory=dict)
    _role_probabilities: dict[tuple[object, ...], float] = field(default_factory=dict)
    _role_bins: dict[tuple[object, ...], tuple[Bin, Bin, Bin]] = field(default_factory=dict)

    @classmethod
    def of(cls, output: TaggerOutput) -> SpanProbabilities:
        """The sums of a document's tagger output."""
        inside = 1.0 - output.flat[:, :, 0]
        anchors: dict[int, list[Anchor]] = {}
        for anchor in output.anchors:
            for token in range(*anchor.cue):
                anchors.setdefault(token, []).append(anchor)
        sums = np.concatenate([np.zeros((1, 3), dtype=np.float32), np.cumsum(inside, axis=0)])
        begins, continues = output.flat[:, :, 1], output.flat[:, :, 2]
        last = np.zeros((1, 3, 2), dtype=np.float32) + np.array([0.0, 1.0], dtype=np.float32)
        ends = np.concatenate([np.stack([begins, 1.0 - continues], axis=2), last])
        return cls(output, sums.T.tolist(), ends.transpose(1, 2, 0).tolist(), anchors)

    def roles_log_probability(self, anchor: Anchor, source: Spans, content: Spans) -> float:
        """The log probability that these spans are the source and the content of an anchor."""
        key = anchor.cue, source, content
        if key not in self._role_probabilities:
            self._role_probabilities[key] = anchor.log_probability(self.output.moves, source, content)
        return self._role_probabilities[key]

    def flat_bins(self, role: str, spans: Spans) -> tuple[Bin, Bin, str]:
        """Bins for how probable a role is over spans, and at their edges; whether the spans are flat spans ("True")."""
        if not spans:
            return "-", "-", "-"
        bins = self._flat_bins.get((role, spans))
        if bins is None:
            share, edges = (
                _bin(self.mean(role, spans), PROBABILITY_BINS),
                _bin(self.edges(role, spans), PROBABILITY_BINS),
            )
            bins = share, edges, str(all(self.output.has_span(role, span) for span in spans))
            self._flat_bins[role, spans] = bins
        return bins

    def role_overlap(self, anchor: Anchor, role: str, spans: Spans) -> tuple[Bin, Bin, Bin]:
        """Bins for how well spans match a cue's predicted role.

        Intersection over union; precision; and where there is no span, how many words the tagger expects elsewhere.
        """
        key = anchor.cue, role, spans
        bins = self._role_bins.get(key)
        if bins is None:
            expected, words = anchor.expected_length(role), sum([end - start for start, end in spans])
            shared = sum([anchor.share(role, span) * (span[1] - span[0]) for span in spans])
            union: Bin = "-"
            if spans or expected > 0.1:
                union = _bin(shared / max(words + expected - shared, 1e-6), PROBABILITY_BINS)
            precision: Bin = _bin(shared / max(words, 1), PROBABILITY_BINS) if spans else "-"
            elsewhere: Bin = "-" if spans else _bin(min(expected, 1.0), PROBABILITY_BINS)
            bins = self._role_bins[key] = union, precision, elsewhere
        return bins

    def mean(self, role: str, spans: Sequence[Range]) -> float:
        """The mean probability that the tokens of some spans are in a role: `mean("cue", [(4, 6)])`."""
        sums = self.inside[FLAT.index(role)]
        words = sum([end - start for start, end in spans])
        return sum([sums[end] - sums[start] for start, end in spans]) / max(words, 1)

    def edges(self, role: str, spans: Sequence[Range]) -> float:
        """The probability that spans of a role begin and end where these do: the least of all edges."""
        begins, ends = self.ends[FLAT.index(role)]
        return min((min(begins[start], ends[end]) for start, end in spans), default=1.0)


def tagger_parts(
    layout: Layout, spans: SpanProbabilities, scorer: Scorer, candidate: Candidate, extents: Extents, odds: float
) -> list[Part]:
    """The candidate's features in disjoint groups, each with its total weight; `odds` are those of the rule scorer."""
    content = tuple([layout.tokens(span) for span in extents.content])
    source = (layout.tokens(extents.source),) if extents.source else ()
    cue = (layout.tokens(extents.cue),) if extents.cue else ()
    marks = "quote" if extents.quotations else "plain"
    level = _bin(odds, LOG_ODDS_BINS)
    cue_share = spans.flat_bins("cue", cue)[0]
    parts = [
        scorer.cached_part(_outline, level, candidate.construction, marks, len(source), min(len(content), MAX_PIECES)),
        scorer.cached_part(_flat, "source", marks, *spans.flat_bins("source", source)),
        scorer.cached_part(_flat, "cue", marks, *spans.flat_bins("cue", cue)),
        scorer.cached_part(_flat, "content", marks, *spans.flat_bins("content", content)),
    ]
    anchor = find_anchor(spans, cue[0]) if cue else None
    if anchor is None:
        return [*parts, scorer.cached_part(_no_anchor, level)]
    own = spans.roles_log_probability(anchor, source, content)
    best = spans.roles_log_probability(anchor, tuple(anchor.spans("source")), tuple(anchor.spans("content")))
    bins = _bin(own, LOG_PROBABILITY_BINS), _bin(own - best, LOG_PROBABILITY_BINS)
    parts.append(scorer.cached_part(_cue, level, cue_share, anchor.cue in cue, *bins))
    for role, ranges in (("source", source), ("content", content)):
        parts.append(scorer.cached_part(_role, role, level, cue_share, *spans.role_overlap(anchor, role, ranges)))
    return parts


def _outline(level: int, construction: str, marks: str, sources: int, pieces: int) -> tuple[str, ...]:
    return (
        "bias",
        f"odds={level}",
        f"construction={construction}",
        f"marks={marks}",
        f"sources={sources}",
        f"pieces={pieces}",
    )


def _flat(role: str, marks: str, share: Bin, edges: Bin, exact: str) -> tuple[str, ...]:
    return (
        f"{role}_share={share}",
        f"{role}_edges={edges}",
        f"{role}_edges={edges}&marks={marks}",
        f"{role}_exact={exact}",
    )


def _no_anchor(level: int) -> tuple[str, ...]:
    return (f"no_anchor&odds={level}",)


def _cue(level: int, cue_share: Bin, is_anchor: bool, roles: int, deficit: int) -> tuple[str, ...]:
    return f"cue_share={cue_share}&odds={level}", f"cue_is_anchor={is_anchor}", f"roles={roles}", f"behind={deficit}"


def _role(role: str, level: int, cue_share: Bin, union: Bin, precision: Bin, elsewhere: Bin) -> tuple[str, ...]:
    names = (
        f"{role}_union={union}",
        f"{role}_inner={precision}",
        f"{role}_inner={precision}&odds={level}",
        f"{role}_inner={precision}&cue_share={cue_share}",
    )
    return names if elsewhere == "-" else (*names, f"{role}_elsewhere={elsewhere}")


def find_anchor(spans: SpanProbabilities, cue: Range) -> Anchor | None:
    """The anchor whose tokens overlap most with the cue's, by intersection over union."""
    anchors = (anchor for token in range(*cue) for anchor in spans.anchors.get(token, ()))
    return max(anchors, key=lambda anchor: _overlap_share(anchor.cue, cue), default=None)


def _overlap_share(span: Range, other: Range) -> float:
    shared = min(span[1], other[1]) - max(span[0], other[0])
    return shared / (max(span[1], other[1]) - min(span[0], other[0]))


def _bin(value: float, edges: Sequence[float]) -> int:
    return bisect_right(edges, value) if not math.isnan(value) else 0
