"""Choose the attributions within the contents of others: in “I think they knew,” she said, that I think so.

The candidates are those of the constructions; a scorer of their own weighs them, since what is worth a record within
what somebody says is another question than what is worth one at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from quotes.engine.attribution import Attribution
from quotes.engine.choice import Loss, Taken, Weighed, as_attribution, sort_by_place, take_best
from quotes.engine.constructions.registry import find_construction
from quotes.engine.extents.extents import Proposal
from quotes.engine.layout import Layout
from quotes.engine.nested.cited import find_cited
from quotes.engine.nested.inner_candidates import Inner, find_inner
from quotes.engine.nested.inner_features import inner_features
from quotes.engine.scoring.features import Features
from quotes.engine.scoring.scorer import Part, Scorer, logistic
from quotes.engine.span_index import SpanIndex
from quotes.spans import Range, size, within
from quotes.values import replace


@dataclass(frozen=True)
class Nesting:
    """The candidates chosen within the contents of attributions, each with its attribution there, and those lost."""

    chosen: tuple[tuple[Weighed, Attribution], ...]
    lost: tuple[Loss, ...]


def find_nested(
    doc: Doc,
    layout: Layout,
    attributions: Sequence[Attribution],
    candidates: Sequence[Proposal],
    features: Features,
    scorer: Scorer,
) -> Nesting:
    """The best consistent set of candidates within the contents of outermost attributions.

    `parent` of what is chosen is a position in `attributions` followed by the chosen. `features` are those of the
    scorer of constructions, whose log-odds are one of the features here.
    """
    inner = [*find_inner(doc, layout, attributions, candidates), *find_cited(doc, layout, attributions)]
    if not inner:
        return Nesting((), ())
    outer_by_identity: dict[int, int] = {}
    weighed = []
    for entry in inner:
        weighed.append(weigh_inner(doc, layout, features, scorer, entry))
        outer_by_identity[id(weighed[-1].candidate)] = entry.outer
    best, lost = take_best(weighed, Taken(), scorer.threshold)
    chosen = sort_by_place(best)
    found = [as_attribution(entry) for entry in chosen]
    parents = find_parents([*attributions, *found], len(attributions))
    nested = [
        replace(attribution, parent=outer_by_identity[id(entry.candidate)] if parent is None else parent)
        for attribution, entry, parent in zip(found, chosen, parents, strict=True)
    ]
    return Nesting(tuple(zip(chosen, nested, strict=True)), tuple(lost))


def find_parents(attributions: Sequence[Attribution], first: int) -> list[int | None]:
    """For each attribution from `first` on, the position of the smallest longer content that has its cue."""
    contents = SpanIndex[tuple[int, int, Range]]()  # with the length of the whole content and the position
    for position, attribution in enumerate(attributions):
        length = size(attribution.content)
        for span in attribution.content:
            contents.add(span, (length, position, span))
    return [_find_parent(contents, attribution) for attribution in attributions[first:]]


def _find_parent(contents: SpanIndex[tuple[int, int, Range]], attribution: Attribution) -> int | None:
    cue, length = attribution.cue, size(attribution.content)
    if cue is None:
        return None
    around = [entry for entry in contents.near(cue) if entry[0] > length and within(cue, (entry[2],))]
    return min(around)[1] if around else None


def weigh_inner(doc: Doc, layout: Layout, features: Features, scorer: Scorer, inner: Inner) -> Weighed:
    """A candidate with the probability that its words are an attribution within another."""
    names = tuple(dict.fromkeys(inner_features(doc, layout, features, inner)))
    part: Part = names, scorer.weight(names)
    odds, candidate = scorer.log_odds_of_parts([part]), inner.candidate
    learnt = scorer.has_learnt(candidate.construction)
    minimum = 0.0 if learnt else find_construction(candidate.construction).prior
    probability = max(logistic(odds), minimum)
    confidence = max(scorer.calibrated(odds), minimum)
    return Weighed(candidate, inner.extents, probability, confidence, (part,))
