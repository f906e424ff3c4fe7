"""The engine's decision on a parsed document: propose, find extents, weigh, choose.

`decide` makes it; `attribute` takes what was chosen; `quotes explain` reads the same value to say what lost and why.

>>> [weighed.candidate.construction for weighed in decide(doc, Layout.of(doc)).chosen]   # doctest: +SKIP
['verb-complement']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from quotes.engine.attribution import Attribution, Candidate
from quotes.engine.candidates.propose import propose
from quotes.engine.candidates.tagged import find_tagged
from quotes.engine.chains import complete_chains
from quotes.engine.choice import Loss, Weighed, as_attribution, finish, in_text_order, select
from quotes.engine.constructions.construction import PathPattern
from quotes.engine.constructions.registry import ALL, EXCLUSIVE, find_construction
from quotes.engine.continuations import attach_quotations
from quotes.engine.extents.completion import complete
from quotes.engine.extents.extents import Proposal, find_extents
from quotes.engine.layout import Layout
from quotes.engine.nested.cited import has_citations, without_citations
from quotes.engine.nested.nesting import find_nested
from quotes.engine.scoring.features import Features
from quotes.engine.scoring.scorer import Part, Scorer, Scorers, logistic, scorers_of
from quotes.engine.scoring.tagger_features import SpanProbabilities, tagger_parts
from quotes.language.link_lines import is_link_line
from quotes.language.tree import keep_tree
from quotes.nlp.heads.tagger_output import TaggerOutput
from quotes.spans import Range, contains
from quotes.values import replace

# A candidate below both limits is dropped before full scoring, since most candidates are wrong and scoring is slow.
UNLIKELY_CUE_PROBABILITY = 0.05  # by the tagger
UNLIKELY_LOG_ODDS = -1.0  # by the rule scorer
SHARE_ABOVE_MINIMUM = 0.01  # of a probability that a construction's minimum replaces


@dataclass(frozen=True)
class Decision:
    """All that the engine considered, and what it chose.

    `candidates` come from the constructions. `dropped` are those that full scoring never saw; `weighed` are the rest,
    with those of the tagger. Of these, `chosen` are in text order and `lost` were not chosen. `scorer` is
    the scorer whose threshold decided; `scorers` are all.
    """

    candidates: tuple[Proposal, ...]
    dropped: tuple[Proposal, ...]
    weighed: tuple[Weighed, ...]
    chosen: tuple[Weighed, ...]
    lost: tuple[Loss, ...]
    scorer: Scorer
    scorers: Scorers
    features: Features  # of the scorer of constructions

    @property
    def unlikely(self) -> tuple[Weighed, ...]:
        """The candidates that were dropped, with their rule scores."""
        return tuple(_weigh(proposal, self.scorers.rules, self.features.parts(*proposal)) for proposal in self.dropped)


@dataclass(frozen=True)
class Conclusion:
    """The attributions of a decision in text order, each with the candidate that it was made of.

    Quotations without a cue have no candidate. `lost` are the candidates within contents that were not chosen there.
    """

    attributions: tuple[Attribution, ...]
    origins: tuple[Weighed | None, ...]
    lost: tuple[Loss, ...]


def attribute(doc: Doc, layout: Layout | None = None, scorers: Scorers | None = None) -> list[Attribution]:
    """All attributions of a parsed document, in text order; `parent` and `continues` are positions in the list."""
    layout = layout or Layout.of(doc)
    return list(conclude(doc, layout, decide(doc, layout, scorers)).attributions)


def decide(
    doc: Doc, layout: Layout, scorers: Scorers | None = None, *, candidates: Sequence[Proposal] | None = None
) -> Decision:
    """Weigh every candidate of a parsed document and choose the best consistent set.

    `candidates` are those of the constructions; without them they are found here.
    """
    scorers = scorers or scorers_of(doc)
    keep_tree(doc)
    candidates = tuple(find_candidates(doc, layout) if candidates is None else candidates)
    links = find_link_lines(layout)
    outer = [
        proposal
        for proposal in candidates
        if not find_construction(proposal[0].construction).nested_only and not is_in(links, proposal)
    ]
    output, features = TaggerOutput.of(doc), Features(doc, layout, scorers.rules)
    if output is None or scorers.combined is None:
        scorer, dropped = scorers.rules, tuple[Proposal, ...]()
        weighed = tuple(_weigh(proposal, scorer, features.parts(*proposal)) for proposal in outer)
        chosen, lost = select(weighed, threshold=scorer.threshold)
    else:
        scorer = scorers.combined
        dropped, weighed = weigh_with_tagger(doc, layout, features, scorer, output, outer)
        weighed = tuple(entry for entry in weighed if not is_in(links, (entry.candidate, entry.extents)))
        chosen, lost = select(weighed, threshold=scorer.threshold)
    return Decision(candidates, dropped, weighed, tuple(chosen), tuple(lost), scorer, scorers, features)


def find_link_lines(layout: Layout) -> list[Range]:
    """The paragraphs, as token ranges, that lead to another page: "Read more: NATO to send ships"."""
    text, starts, ends = layout.text, layout.starts, layout.ends
    return [(first, last) for first, last in layout.paragraphs if is_link_line(text[starts[first] : ends[last - 1]])]


def is_in(paragraphs: Sequence[Range], proposal: Proposal) -> bool:
    """True if a candidate has its cue, or its content without one, in one of these paragraphs."""
    candidate, _ = proposal
    place = candidate.content[0][0] if candidate.cue_head is None else candidate.cue_head
    return bool(paragraphs) and contains(paragraphs, place)


def weigh_with_tagger(
    doc: Doc, layout: Layout, features: Features, combined: Scorer, output: TaggerOutput, candidates: Sequence[Proposal]
) -> tuple[tuple[Proposal, ...], tuple[Weighed, ...]]:
    """The unlikely candidates, and all others, those of the tagger included, fully scored."""
    spans = SpanProbabilities.of(output)
    likely, unlikely, weighed = list[Proposal](), list[Proposal](), list[Weighed]()
    for proposal in candidates:
        (unlikely if is_unlikely(layout, spans, features, proposal) else likely).append(proposal)
    for proposal in find_tagged(doc, layout, output, likely):
        odds = features.log_odds(*proposal)
        parts = tagger_parts(layout, spans, combined, *proposal, odds)
        weighed.append(_weigh(proposal, combined, parts))
    return tuple(unlikely), tuple(weighed)


def _weigh(proposal: Proposal, scorer: Scorer, parts: list[Part]) -> Weighed:
    odds, minimum = scorer.log_odds_of_parts(parts), least_probability(scorer, proposal[0])
    probability = logistic(odds)
    if probability < minimum:  # the readings of one cue stay in their order
        probability = minimum + probability * SHARE_ABOVE_MINIMUM
    confidence = max(scorer.calibrated(odds), minimum)
    return Weighed(*proposal, probability, confidence, tuple(parts))


def is_unlikely(layout: Layout, spans: SpanProbabilities, features: Features, proposal: Proposal) -> bool:
    """True if both the rule scorer and the tagger doubt the cue; such candidates are dropped before full scoring."""
    candidate, extents = proposal
    if extents.cue is None or least_probability(features.scorer, candidate):
        return False
    if spans.mean("cue", [layout.tokens(extents.cue)]) >= UNLIKELY_CUE_PROBABILITY:
        return False
    return features.log_odds(candidate, extents) < UNLIKELY_LOG_ODDS


def least_probability(scorer: Scorer, candidate: Candidate) -> float:
    """The least probability of a candidate, by its layout or by the prior of a construction that training never saw."""
    return max(candidate.floor, unlearnt_prior(scorer, candidate))


def unlearnt_prior(scorer: Scorer, candidate: Candidate) -> float:
    """The prior of a construction whose name the scorer has not learnt, else 0."""
    return 0.0 if not candidate.prior or scorer.has_learnt(candidate.construction) else candidate.prior


def conclude(doc: Doc, layout: Layout, decision: Decision) -> Conclusion:
    """The attributions of a decision: those chosen, quotations without a cue, and what is nested in the contents."""
    attributions, origins = find_outermost(doc, layout, decision)
    lost: tuple[Loss, ...] = ()
    if decision.scorers.nested is not None:
        nesting = find_nested(
            doc, layout, attributions, decision.candidates, decision.features, decision.scorers.nested
        )
        attributions += [attribution for _, attribution in nesting.chosen]
        origins += [weighed for weighed, _ in nesting.chosen]
        lost = nesting.lost
    order = in_text_order(attributions)
    ordered = complete(doc, layout, _reorder(attributions, order))
    return Conclusion(tuple(ordered), tuple(origins[old] for old in order), lost)


def find_outermost(doc: Doc, layout: Layout, decision: Decision) -> tuple[list[Attribution], list[Weighed | None]]:
    """The attributions that are not in the content of another, quotations without a cue included, with their origins.

    What was chosen within a content is decided again by the scorer of nested attributions.
    """
    pairs = zip(decision.chosen, finish(decision.chosen), strict=True)
    outer = [weighed for weighed, attribution in pairs if attribution.parent is None]
    if has_citations(layout):
        outer = [outer[i] for i in without_citations(doc, layout, [as_attribution(weighed) for weighed in outer])]
    attributions = attach_quotations(doc, layout, finish(complete_chains(layout, outer)))
    origins = [*outer, *[None] * (len(attributions) - len(outer))]
    continued = {attribution.continues for attribution in attributions}
    kept = [i for i, attribution in enumerate(attributions) if attribution.parent is None or i in continued]
    return _reorder(attributions, kept), [origins[old] for old in kept]


def _reorder(attributions: Sequence[Attribution], order: Sequence[int]) -> list[Attribution]:
    """The attributions at these positions, with `parent` and `continues` as positions among them."""
    place = {old: new for new, old in enumerate(order)}
    return [_with_positions(attributions[old], place) for old in order]


def _with_positions(attribution: Attribution, place: dict[int, int]) -> Attribution:
    parent, continues = attribution.parent, attribution.continues
    if parent is None and continues is None:
        return attribution
    return replace(
        attribution,
        parent=None if parent is None else place.get(parent),
        continues=None if continues is None else place.get(continues),
    )


def find_candidates(doc: Doc, layout: Layout) -> list[Proposal]:
    """Every candidate of a construction that has content left when its extents are found."""
    candidates = propose(doc)
    for construction in ALL:
        if construction.pattern is not None and not isinstance(construction.pattern, PathPattern):
            candidates += construction.pattern(doc, layout)
    proposals = []
    for candidate in without_misread(candidates):
        extents = find_extents(doc, layout, candidate)
        if extents is not None:
            proposals.append((candidate, extents))
    return proposals


def without_misread(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without other readings of a cue that one construction alone reads: "Court told guide sold it"."""
    cues = {candidate.cue_head for candidate in candidates if candidate.construction in EXCLUSIVE}
    return [
        candidate for candidate in candidates if candidate.cue_head not in cues or candidate.construction in EXCLUSIVE
    ]
