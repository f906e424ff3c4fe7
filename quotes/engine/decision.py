"""The engine's main line: propose, find extents, weigh, choose, attach what has no cue of its own."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from quotes.engine.attribution import Attribution, Candidate
from quotes.engine.candidates.propose import propose
from quotes.engine.candidates.tagged import NAME as TAGGED
from quotes.engine.candidates.tagged import find_tagged
from quotes.engine.choice import Weighed, choose
from quotes.engine.constructions.construction import PathPattern
from quotes.engine.constructions.registry import ALL
from quotes.engine.continuations import attach_quotations
from quotes.engine.extents.extents import Extents, find_extents
from quotes.engine.layout import Layout
from quotes.engine.scoring.features import Features
from quotes.engine.scoring.scorer import Part, Scorer, load_scorer, logistic
from quotes.engine.scoring.tagger_features import Summary, evidence_parts
from quotes.nlp.heads.tagger_output import Evidence

UNLIKELY_CUE = 0.05  # the tagger's probability of a cue, and
UNLIKELY = -1.0  # the log-odds by construction, below both of which a candidate is left out


def attribute(doc: Doc, layout: Layout | None = None, scorer: Scorer | None = None) -> list[Attribution]:
    """All attributions of a parsed document, in text order; `parent` and `continues` are positions in the list."""
    layout = layout or Layout.of(doc)
    scorer = scorer or load_scorer()
    weighed = weigh(doc, layout, scorer)
    chosen = choose(weighed, **thresholds(doc, scorer))
    return in_text_order(attach_quotations(doc, layout, chosen))


def weigh(
    doc: Doc, layout: Layout, scorer: Scorer, *, known: list[tuple[Candidate, Extents]] | None = None
) -> list[Weighed]:
    """Every candidate of a parsed document with its extents and its probability.

    Where the attribution tagger ran, its candidates stand beside those of the constructions; its evidence weighs all.
    `known` are those of the constructions; without it they are found here.
    """
    known = find_candidates(doc, layout) if known is None else known
    evidence, features = Evidence.of(doc), Features(doc, layout, scorer)
    if evidence is None or scorer.evidence is None:
        return [_weighed(one, scorer, features.parts(*one)) for one in known]
    summary, weighed = Summary.of(evidence), []
    hopeful = [one for one in known if not _hopeless(layout, summary, features, one)]
    for one in find_tagged(doc, layout, evidence, hopeful):
        odds = features.log_odds(*one)
        alone = 0.0 if one[0].construction == TAGGED else max(logistic(odds), unlearnt_prior(scorer, one[0]))
        parts = evidence_parts(layout, summary, scorer.evidence, *one, odds)
        weighed.append(_weighed(one, scorer.evidence, parts, alone))
    return weighed


def passed_over(doc: Doc, layout: Layout, scorer: Scorer) -> list[Weighed]:
    """The candidates that `weigh` leaves out, as the constructions' scorer sees them: neither takes the cue for one."""
    evidence, features = Evidence.of(doc), Features(doc, layout, scorer)
    if evidence is None or scorer.evidence is None:
        return []
    summary = Summary.of(evidence)
    known = find_candidates(doc, layout)
    return [_weighed(one, scorer, features.parts(*one)) for one in known if _hopeless(layout, summary, features, one)]


def _weighed(one: tuple[Candidate, Extents], scorer: Scorer, parts: list[Part], alone: float = 0.0) -> Weighed:
    odds, sure = scorer.odds_of(parts), least_probability(scorer, one[0])
    return Weighed(*one, max(logistic(odds), sure), alone, max(scorer.calibrated(odds), sure), tuple(parts))


def _hopeless(layout: Layout, summary: Summary, features: Features, one: tuple[Candidate, Extents]) -> bool:
    """Neither the constructions' scorer nor the tagger takes the cue for one: not worth the weighing."""
    cue = one[1].cue
    if (
        cue is None
        or least_probability(features.scorer, one[0])
        or summary.share(1, [layout.tokens(cue)]) >= UNLIKELY_CUE
    ):
        return False
    return features.log_odds(*one) < UNLIKELY


def least_probability(scorer: Scorer, candidate: Candidate) -> float:
    """What a candidate has at the least, by its layout or by the prior of a construction that training never saw."""
    return max(candidate.sure, unlearnt_prior(scorer, candidate))


def unlearnt_prior(scorer: Scorer, candidate: Candidate) -> float:
    """The prior of a construction whose name the scorer has not learnt, else 0."""
    return 0.0 if not candidate.prior or scorer.has_learnt(candidate.construction) else candidate.prior


def thresholds(doc: Doc, scorer: Scorer) -> dict[str, float]:
    """From which probabilities `select` keeps candidates: its keyword arguments."""
    if scorer.evidence is None or not Evidence.is_in(doc):
        return {"threshold": scorer.threshold}
    return {"threshold": scorer.evidence.threshold, "alone": scorer.threshold}


def in_text_order(attributions: list[Attribution]) -> list[Attribution]:
    """The attributions sorted by where they begin, `parent` and `continues` turned to the new positions."""
    order = sorted(range(len(attributions)), key=lambda i: (attributions[i].content[0], attributions[i].cue or (0, 0)))
    place = {old: new for new, old in enumerate(order)}
    return [
        replace(one, parent=_moved(one.parent, place), continues=_moved(one.continues, place))
        for one in (attributions[old] for old in order)
    ]


def _moved(position: int | None, place: dict[int, int]) -> int | None:
    return None if position is None else place[position]


def find_candidates(doc: Doc, layout: Layout) -> list[tuple[Candidate, Extents]]:
    """Every candidate with its extents; readings that come to the same extents by the same construction once."""
    candidates = propose(doc)
    for construction in ALL:
        if construction.pattern is not None and not isinstance(construction.pattern, PathPattern):
            candidates += construction.pattern(doc, layout)
    found = []
    for candidate in candidates:
        extents = find_extents(doc, layout, candidate)
        if extents is not None:
            found.append((candidate, extents))
    return found
