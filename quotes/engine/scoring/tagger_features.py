"""What the tagger says of a candidate, as sparse named features: `evidence_parts(layout, summary, scorer, …)`.

Each figure is put into one of a few bins, so that a linear model can bend; `Summary` holds a document's sums.
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
from quotes.nlp.heads.tagger_output import FLAT, Anchor, Evidence
from quotes.spans import Range

SHARES = (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97)  # bins of probabilities and of overlaps
LOGS = (-12.0, -8.0, -5.0, -3.0, -1.5, -0.5, -0.1)  # bins of log probabilities
ODDS = (-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0)  # bins of what the constructions' scorer says


Spans = tuple[Range, ...]
Bin = int | str  # "-" where there is nothing to put into one


@dataclass(frozen=True)
class Summary:
    """Plain numbers by role (source, cue, content), since a candidate wants few of them, one by one.

    What several candidates ask for, since they share a source or a content, is kept.

    `inside` (3, tokens + 1) has running sums of the probability that a token is in the role; `ends` (3, 2, tokens + 1)
    the probability that a span begins at a token, and that one that came so far ends before it.
    """

    evidence: Evidence
    inside: list[list[float]]
    ends: list[list[list[float]]]
    anchors: dict[int, list[Anchor]]
    _words: dict[tuple[object, ...], tuple[Bin, Bin, str]] = field(default_factory=dict)
    _roles: dict[tuple[object, ...], float] = field(default_factory=dict)
    _held: dict[tuple[object, ...], tuple[Bin, Bin, Bin]] = field(default_factory=dict)

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

    def roles_of(self, anchor: Anchor, source: Spans, content: Spans) -> float:
        """The log probability of these roles of an anchor."""
        key = anchor.cue, source, content
        if key not in self._roles:
            self._roles[key] = anchor.log_probability(self.evidence.moves, source, content)
        return self._roles[key]

    def words(self, key: str, spans: Spans) -> tuple[Bin, Bin, str]:
        """How probable the words of spans are in a role, how probable their edges; are they the flat chain's own?"""
        if not spans:
            return "-", "-", "-"
        found = self._words.get((key, spans))
        if found is None:
            role, own = FLAT.index(key), self.evidence.spans[key]
            share, edges = self.share(role, spans), self.edges(role, spans)
            found = _bin(share, SHARES), _bin(edges, SHARES), str(all(span in own for span in spans))
            self._words[key, spans] = found
        return found

    def held(self, anchor: Anchor, key: str, spans: Spans) -> tuple[Bin, Bin, Bin]:
        """How much of an anchor's source or content spans are: of both together, of their own words; what they lack."""
        place = anchor.cue, key, spans
        found = self._held.get(place)
        if found is None:
            total, words = anchor.expected_length(key), sum([b - a for a, b in spans])
            held = sum([anchor.share(key, span) * (span[1] - span[0]) for span in spans])
            union = _bin(held / max(words + total - held, 1e-6), SHARES) if spans or total > 0.1 else "-"
            inner: Bin = _bin(held / max(words, 1), SHARES) if spans else "-"
            found = self._held[place] = union, inner, "-" if spans else _bin(min(total, 1.0), SHARES)
        return found

    def share(self, role: int, spans: Sequence[Range]) -> float:
        """The mean probability of the words of some spans to be in that role."""
        sums = self.inside[role]
        words = sum(b - a for a, b in spans)
        return sum(sums[b] - sums[a] for a, b in spans) / max(words, 1)

    def edges(self, role: int, spans: Sequence[Range]) -> float:
        """The probability that spans begin and end where they do: the least of all edges."""
        begins, ends = self.ends[role]
        return min((min(begins[a], ends[b]) for a, b in spans), default=1.0)


def evidence_parts(
    layout: Layout, summary: Summary, scorer: Scorer, candidate: Candidate, extents: Extents, odds: float
) -> list[Part]:
    """The features that hold, in sets without any in common; `odds` are those of the scorer that sees no evidence."""
    content = tuple([layout.tokens(span) for span in extents.content])
    source = (layout.tokens(extents.source),) if extents.source else ()
    cue = (layout.tokens(extents.cue),) if extents.cue else ()
    marks = "quote" if extents.quotations else "plain"
    level = _bin(odds, ODDS)
    cue_share = summary.words("cue", cue)[0]
    parts = [
        scorer.part(_outline, level, candidate.construction, marks, len(source), min(len(content), 4)),
        scorer.part(_words, "source", marks, *summary.words("source", source)),
        scorer.part(_words, "cue", marks, *summary.words("cue", cue)),
        scorer.part(_words, "content", marks, *summary.words("content", content)),
    ]
    anchor = _anchor_of(summary, cue[0]) if cue else None
    if anchor is None:
        return [*parts, scorer.part(_no_anchor, level)]
    own = summary.roles_of(anchor, source, content)
    behind = own - summary.roles_of(anchor, tuple(anchor.spans("source")), tuple(anchor.spans("content")))
    parts.append(scorer.part(_cue, level, cue_share, anchor.cue in cue, _bin(own, LOGS), _bin(behind, LOGS)))
    for key, spans in (("source", source), ("content", content)):
        parts.append(scorer.part(_role, key, level, cue_share, *summary.held(anchor, key, spans)))
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


def _words(key: str, marks: str, share: Bin, edges: Bin, exact: str) -> tuple[str, ...]:
    return f"{key}_share={share}", f"{key}_edges={edges}", f"{key}_edges={edges}&marks={marks}", f"{key}_exact={exact}"


def _no_anchor(level: int) -> tuple[str, ...]:
    return (f"no_anchor&odds={level}",)


def _cue(level: int, cue_share: Bin, is_anchor: bool, roles: int, behind: int) -> tuple[str, ...]:
    return f"cue_share={cue_share}&odds={level}", f"cue_is_anchor={is_anchor}", f"roles={roles}", f"behind={behind}"


def _role(key: str, level: int, cue_share: Bin, union: Bin, inner: Bin, elsewhere: Bin) -> tuple[str, ...]:
    names = (
        f"{key}_union={union}",
        f"{key}_inner={inner}",
        f"{key}_inner={inner}&odds={level}",
        f"{key}_inner={inner}&cue_share={cue_share}",
    )
    return names if elsewhere == "-" else (*names, f"{key}_elsewhere={elsewhere}")


def _anchor_of(summary: Summary, cue: Range) -> Anchor | None:
    """The anchor whose tokens are most like the cue's."""
    found = (a for t in range(*cue) for a in summary.anchors.get(t, ()))
    return max(found, key=lambda a: _alike(a.cue, cue), default=None)


def _alike(one: Range, other: Range) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))


def _bin(value: float, edges: Sequence[float]) -> int:
    return bisect_right(edges, value) if not math.isnan(value) else 0
