"""Explain a parsed text: what the engine found, what lost and to what, and which possible cues gave no candidate.

>>> [finding.construction for finding in trace(nlp("“Yes,” Putin said.")).fired]   # doctest: +SKIP
['verb-complement']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Attribution
from quotes.engine.candidates.cue_index import cue_index
from quotes.engine.candidates.propose import match
from quotes.engine.candidates.tagged import NAME as TAGGED
from quotes.engine.choice import Loss, Weighed
from quotes.engine.constructions.construction import Construction, PathPattern
from quotes.engine.constructions.paths import compile_path
from quotes.engine.decision import conclude, decide
from quotes.engine.extents.extents import Extents
from quotes.engine.layout import Layout
from quotes.engine.scoring.scorer import Scorer, scorers_of
from quotes.engine.speakers.discourse import Answer
from quotes.engine.speakers.ranking import Weights, load_weights, weigh_features
from quotes.engine.speakers.resolve import resolve
from quotes.nlp.heads.tagger_output import TaggerOutput
from quotes.spans import Range, overlaps
from quotes.values import replace

NOBODY = "nobody named here"
MAX_RIVALS = 5  # candidates for a speaker shown, of the dozens of a long article
MAX_FEATURES = 4  # shown per candidate, of the dozens that make up a probability


@dataclass(frozen=True)
class Naming:
    """How a source was given its speaker: the case that answered, after one that took up a pronoun; who lost to it.

    `reason` says why there is no speaker; `lost` are the likeliest candidates that it was weighed against, with their
    scores in log-odds; `features` are the weightiest of the winner.
    """

    speaker: str | None
    resolution: str | None
    cases: tuple[str, ...]
    lost: tuple[tuple[str, float], ...] = ()
    reason: str | None = None
    features: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Finding:
    """A candidate or an attribution: half-open character ranges by role, and why it was kept or lost.

    `probability` is what candidates are chosen by, `features` are the weightiest that it is made of, in log-odds;
    `confidence` is that of the record and `reason` None for what fired.
    """

    construction: str
    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    probability: float
    features: tuple[tuple[str, float], ...] = ()
    reason: str | None = None
    nested: bool = False
    confidence: float | None = None
    naming: Naming | None = None  # of what fired


@dataclass(frozen=True)
class NearMiss:
    """A word that may be a cue but gave no candidate, with what each construction did not find there."""

    cue: Range
    reasons: tuple[tuple[str, str], ...]  # (construction, reason)


@dataclass(frozen=True)
class Trace:
    """What the engine decided on a text, in text order. `threshold` is the probability that candidates need."""

    fired: tuple[Finding, ...]
    lost: tuple[Finding, ...]
    near_misses: tuple[NearMiss, ...]
    threshold: float

    def within(self, start: int, end: int) -> Trace:
        """The part of the trace that touches a range of characters."""

        def touches(spans: Sequence[Range | None]) -> bool:
            return any(span is not None and overlaps(span, (start, end)) for span in spans)

        return Trace(
            tuple(finding for finding in self.fired if touches([*finding.content, finding.cue, finding.source])),
            tuple(finding for finding in self.lost if touches([*finding.content, finding.cue, finding.source])),
            tuple(miss for miss in self.near_misses if touches([miss.cue])),
            self.threshold,
        )


def trace(doc: Doc) -> Trace:
    """Run the engine once over a parsed document and render its decision. Needs tagger, parser and lemmatizer."""
    layout, scorers = Layout.of(doc), scorers_of(doc)
    decision = decide(doc, layout, scorers)
    scorer = decision.scorer
    conclusion = conclude(doc, layout, decision)
    answers = resolve(doc, layout, conclusion.attributions)
    ranker = load_weights(TaggerOutput.weights_in(doc))
    own = {id(weighed) for weighed in decision.chosen}  # the others were chosen within a content
    fired = [
        replace(
            _fired(scorer if id(origin) in own else scorers.nested or scorer, attribution, origin),
            naming=_naming(answer, ranker),
        )
        for attribution, origin, answer in zip(conclusion.attributions, conclusion.origins, answers, strict=True)
    ]
    lost = [_lost(scorer, loss.weighed, _reason(loss, scorer.threshold)) for loss in decision.lost]
    if scorers.nested is not None:
        lost += [
            replace(_lost(scorers.nested, loss.weighed, _reason(loss, scorers.nested.threshold)), nested=True)
            for loss in conclusion.lost
        ]
    lost += [_lost(scorers.rules, weighed, _reason_of_unlikely(weighed)) for weighed in decision.unlikely]
    candidates = [weighed.candidate for weighed in (*decision.weighed, *decision.unlikely)]
    cues = {candidate.cue_head for candidate in candidates if candidate.construction != TAGGED}
    return Trace(
        fired=tuple(fired),
        lost=tuple(sorted(lost, key=lambda finding: (finding.content[0][0], -finding.probability))),
        near_misses=tuple(_find_near_misses(doc, cues)),
        threshold=scorer.threshold,
    )


def _fired(scorer: Scorer, attribution: Attribution, origin: Weighed | None) -> Finding:
    """`origin` is the candidate that it was made of; quotations without a cue have none."""
    return Finding(
        attribution.construction,
        attribution.source,
        attribution.cue,
        attribution.content,
        origin.probability if origin else attribution.confidence,
        _weightiest(scorer, origin) if origin else (),
        nested=attribution.parent is not None,
        confidence=attribution.confidence,
    )


def _naming(answer: Answer, ranker: Weights) -> Naming:
    speaker, ranking = answer.speaker, answer.ranking
    return Naming(
        None if speaker is None else speaker.name,
        None if speaker is None else speaker.resolution,
        answer.cases,
        () if ranking is None else tuple((c.name or NOBODY, c.score) for c in ranking.candidates[1 : MAX_RIVALS + 1]),
        answer.reason,
        () if ranking is None else weigh_features(ranking.kind, ranking.best, ranker)[:MAX_FEATURES],
    )


def _lost(scorer: Scorer, weighed: Weighed, reason: str) -> Finding:
    extents = weighed.extents
    return Finding(
        weighed.candidate.construction,
        extents.source,
        extents.cue,
        extents.content,
        weighed.probability,
        _weightiest(scorer, weighed),
        reason,
    )


def _reason_of_unlikely(weighed: Weighed) -> str:
    """Why a candidate was not even weighed against the others."""
    return f"the tagger sees no cue there, and its construction gives it {weighed.probability:.2f}"


def _reason(loss: Loss, threshold: float) -> str:
    weighed, winner = loss.weighed, loss.winner
    if winner is None:
        return f"too improbable: {weighed.probability:.2f}, below the threshold of {threshold:.3g}"
    name = winner.candidate.construction
    if name == weighed.candidate.construction and _same(winner.extents, weighed.extents):
        return f"the same reading as {name} at {winner.probability:.2f}"
    same_cue = winner.extents.cue and weighed.extents.cue and overlaps(winner.extents.cue, weighed.extents.cue)
    shared = "the cue" if same_cue else "words of the content"
    return f"shares {shared} with {name}, which has {winner.probability:.2f}"


def _same(extents: Extents, other: Extents) -> bool:
    return (extents.cue, extents.content, extents.source) == (other.cue, other.content, other.source)


def _weightiest(scorer: Scorer, weighed: Weighed) -> tuple[tuple[str, float], ...]:
    """The features with the largest weights, positive or negative."""
    weights = [(name, scorer.weights.get(name, 0.0)) for name in weighed.features]
    return tuple(sorted((pair for pair in weights if pair[1]), key=lambda pair: -abs(pair[1]))[:MAX_FEATURES])


def _find_near_misses(doc: Doc, cues: set[int | None]) -> list[NearMiss]:
    """The words that constructions take as a cue but that no candidate has."""
    index = cue_index()
    misses = []
    for token in doc:
        if token.i in cues:
            continue
        # unknown verbs are left out: there are too many
        constructions = [construction for construction in index.of(token) if construction not in index.unknown]
        reasons = {
            construction.name: explain_failure(construction, token)
            for construction in constructions
            if match(construction, token) is None
        }
        if reasons:
            misses.append(NearMiss((token.idx, token.idx + len(token)), tuple(reasons.items())))
    return misses


def explain_failure(construction: Construction, cue: Token) -> str:
    """Why a construction does not match a cue, in terms of its paths: "no content at >ccomp"."""
    pattern = construction.pattern
    if not isinstance(pattern, PathPattern):
        return "it has no paths"
    if pattern.cue is not None and not pattern.cue(cue):
        return f"“{cue.text}” is not of the kind that it takes"
    for path in pattern.without:
        barrier = next(compile_path(path)(cue), None)
        if barrier is not None:
            return f"{path} is there: “{barrier.text}”"
    reached = [(path, token) for path in pattern.content for token in compile_path(path)(cue) if token.i != cue.i]
    if not reached:
        return f"no content at {' or '.join(pattern.content)}"
    if pattern.where is not None and not any(pattern.where(cue, token) for _, token in reached):
        path, token = reached[0]
        return f"“{token.text}” at {path} is not of the kind that it takes"
    return f"no source at {' or '.join(pattern.source[:3])}{' …' if len(pattern.source) > 3 else ''}"
