"""Follow the engine through a parsed text: what fired, what lost and to what, and which cues came to nothing.

This is the one module here that looks into the engine.

>>> [finding.construction for finding in trace(nlp("“Yes,” Putin said.")).fired]   # doctest: +SKIP
['verb-complement']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Attribution
from quotes.engine.candidates.propose import cue_index, match
from quotes.engine.candidates.tagged import NAME as TAGGED
from quotes.engine.choice import Loss, Weighed, select
from quotes.engine.constructions.construction import Construction, PathPattern
from quotes.engine.constructions.paths import compile_path
from quotes.engine.decision import attribute, passed_over, thresholds, weigh
from quotes.engine.extents.extents import Extents
from quotes.engine.layout import Layout
from quotes.engine.scoring.scorer import Scorer, load_scorer
from quotes.spans import Range

TOP = 4  # features that are named, of the dozens that a probability is made of


@dataclass(frozen=True)
class Finding:
    """A candidate or an attribution: half-open character ranges by role, and why it stands or fell.

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


@dataclass(frozen=True)
class NearMiss:
    """A word that may be a cue but came to nothing: what each construction that takes it did not find."""

    cue: Range
    reasons: tuple[tuple[str, str], ...]  # (construction, reason)


@dataclass(frozen=True)
class Trace:
    """What the engine made of a text, all in text order. `threshold` is the probability that candidates need."""

    fired: tuple[Finding, ...]
    lost: tuple[Finding, ...]
    near_misses: tuple[NearMiss, ...]
    threshold: float

    def within(self, start: int, end: int) -> Trace:
        """The part of the trace that touches a range of characters."""

        def touches(spans: Sequence[Range | None]) -> bool:
            return any(span is not None and span[0] < end and start < span[1] for span in spans)

        return Trace(
            tuple(one for one in self.fired if touches([*one.content, one.cue, one.source])),
            tuple(one for one in self.lost if touches([*one.content, one.cue, one.source])),
            tuple(one for one in self.near_misses if touches([one.cue])),
            self.threshold,
        )


def trace(doc: Doc) -> Trace:
    """Run the engine over a parsed document and keep what it passed over. Needs tagger, parser and lemmatizer."""
    layout, scorer = Layout.of(doc), load_scorer()
    weighed = weigh(doc, layout, scorer)
    limits = thresholds(doc, scorer)
    layer = scorer.evidence if scorer.evidence is not None and "alone" in limits else scorer
    chosen, lost = select(weighed, **limits)
    unlikely = passed_over(doc, layout, scorer)
    by_spans = {(one.candidate.construction, one.extents.cue, one.extents.content): one for one in chosen}
    fired = []
    for attribution in attribute(doc, layout, scorer):
        origin = by_spans.get((attribution.construction, attribution.cue, attribution.content))
        fired.append(_fired(layer, attribution, origin))
    cues = {one.candidate.cue_head for one in (*weighed, *unlikely) if one.candidate.construction != TAGGED}
    told = [*(_lost(layer, loss) for loss in lost), *(_left_out(scorer, one) for one in unlikely)]
    return Trace(
        fired=tuple(fired),
        lost=tuple(sorted(told, key=lambda one: (one.content[0][0], -one.probability))),
        near_misses=tuple(_find_near_misses(doc, cues)),
        threshold=layer.threshold,
    )


def _fired(scorer: Scorer, one: Attribution, origin: Weighed | None) -> Finding:
    """`origin` is the candidate that it was made of; quotations without a cue of their own have none."""
    return Finding(
        one.construction,
        one.source,
        one.cue,
        one.content,
        origin.probability if origin else one.confidence,
        _weightiest(scorer, origin) if origin else (),
        nested=one.parent is not None,
        confidence=one.confidence,
    )


def _lost(scorer: Scorer, loss: Loss) -> Finding:
    extents = loss.one.extents
    return Finding(
        loss.one.candidate.construction,
        extents.source,
        extents.cue,
        extents.content,
        loss.one.probability,
        _weightiest(scorer, loss.one),
        _reason(loss, scorer.threshold),
    )


def _left_out(scorer: Scorer, one: Weighed) -> Finding:
    """A candidate that was not even weighed against the others."""
    extents, reason = one.extents, f"the tagger sees no cue there, and its construction gives it {one.probability:.2f}"
    return Finding(
        one.candidate.construction,
        extents.source,
        extents.cue,
        extents.content,
        one.probability,
        _weightiest(scorer, one),
        reason,
    )


def _reason(loss: Loss, threshold: float) -> str:
    if loss.winner is None:
        return f"too improbable: {loss.one.probability:.2f}, below the threshold of {threshold:.3g}"
    winner, name = loss.winner, loss.winner.candidate.construction
    if winner.candidate.construction == loss.one.candidate.construction and _same(winner.extents, loss.one.extents):
        return f"the same reading as {name} at {winner.probability:.2f}"
    shared = "the cue" if _overlap(winner.extents.cue, loss.one.extents.cue) else "words of the content"
    return f"shares {shared} with {name}, which has {winner.probability:.2f}"


def _same(one: Extents, other: Extents) -> bool:
    return (one.cue, one.content, one.source) == (other.cue, other.content, other.source)


def _overlap(one: Range | None, other: Range | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def _weightiest(scorer: Scorer, one: Weighed) -> tuple[tuple[str, float], ...]:
    """The features that moved the probability most, either way."""
    weights = [(name, scorer.weights.get(name, 0.0)) for name in one.features]
    return tuple(sorted((pair for pair in weights if pair[1]), key=lambda pair: -abs(pair[1]))[:TOP])


def _find_near_misses(doc: Doc, cues: set[int | None]) -> list[NearMiss]:
    index = cue_index()
    found = []
    for token in doc:
        if token.i in cues:
            continue
        known = [one for one in index.of(token) if one not in index.unknown]  # of unknown verbs there is no end
        reasons = [(one.name, explain_failure(one, token)) for one in known if match(one, token) is None]
        told = tuple((name, reason) for name, reason in dict(reasons).items())
        if told:
            found.append(NearMiss((token.idx, token.idx + len(token)), told))
    return found


def explain_failure(construction: Construction, cue: Token) -> str:
    """Why a construction does not hold of a cue, in the terms of its paths."""
    pattern = construction.pattern
    if not isinstance(pattern, PathPattern):
        return "it has no paths"
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
