"""Choose the best consistent set of candidates: one attribution a cue, no two for the same content.

The walk is greedy from the most probable candidate down; then one that stands in the way of several gives way to them
if they are worth more together. An attribution whose cue stands in another's content becomes its child.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from quotes.engine.attribution import Attribution, Candidate
from quotes.engine.extents.extents import Extents
from quotes.engine.scoring.scorer import Part
from quotes.spans import Range, overlap, within


@dataclass(frozen=True)
class Weighed:
    """A candidate with its extents and its probability.

    `alone` is what the constructions' scorer says without the tagger, which knows nothing of nested attributions;
    `confidence` is the calibrated probability, if it is another; `parts` are the features that made it, weighed.
    """

    candidate: Candidate
    extents: Extents
    probability: float
    alone: float = 0.0
    confidence: float | None = None
    parts: tuple[Part, ...] = ()

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the features."""
        return tuple(name for names, _ in self.parts for name in names)

    @cached_property
    def reach(self) -> Range:
        """From the first character of its cue and content to the end of the last."""
        spans = (*self.extents.content, self.extents.cue or self.extents.content[0])
        return min(span[0] for span in spans), max(span[1] for span in spans)


@dataclass(frozen=True)
class Loss:
    """A candidate that was not chosen: too improbable, or against `winner`, which was chosen before it."""

    one: Weighed
    winner: Weighed | None


def choose(weighed: list[Weighed], *, threshold: float, alone: float = 1.0) -> list[Attribution]:
    """The chosen attributions in text order, with `parent` set on those nested in another."""
    chosen, _ = select(weighed, threshold=threshold, alone=alone)
    attributions = [_finish(one) for one in sorted(chosen, key=lambda one: _place(one.extents))]
    return [replace(one, parent=_find_parent(one, attributions)) for one in attributions]


def select(weighed: list[Weighed], *, threshold: float, alone: float = 1.0) -> tuple[list[Weighed], list[Loss]]:
    """The chosen candidates from the most probable down, and those that lost, each with what it lost to.

    Then those within the content of one that was chosen, from the probability `alone` of the constructions' scorer.
    """
    chosen, lost = _swap(*_walk(weighed, [], threshold), threshold)
    if alone >= 1.0:
        return chosen, lost
    inner = [
        replace(loss.one, probability=loss.one.alone, confidence=loss.one.alone)
        for loss in lost
        if loss.winner is None
        and loss.one.alone >= alone
        and any(_holds(one.extents, loss.one.extents) for one in chosen)
    ]
    nested, _ = _walk(inner, chosen, alone)
    kept = {(one.candidate, one.extents) for one in nested}
    return chosen + nested, [loss for loss in lost if (loss.one.candidate, loss.one.extents) not in kept]


def _walk(weighed: list[Weighed], before: list[Weighed], threshold: float) -> tuple[list[Weighed], list[Loss]]:
    standing = list(before)
    lost: list[Loss] = []
    for one in sorted(weighed, key=_rank):
        if one.probability < threshold:
            lost.append(Loss(one, None))
            continue
        winner = next(_rivals(one, standing), None)
        if winner is None:
            standing.append(one)
        else:
            lost.append(Loss(one, winner))
    return standing[len(before) :], lost


def _rivals(one: Weighed, others: list[Weighed]) -> Iterator[Weighed]:
    """Those that one may not stand with; most are somewhere else on the page."""
    first, last = one.reach
    for other in others:
        start, end = other.reach
        if start < last and first < end and _contradict(one, other):
            yield other


def _swap(chosen: list[Weighed], lost: list[Loss], threshold: float) -> tuple[list[Weighed], list[Loss]]:
    """Let a chosen candidate give way to several that only it keeps out, where they are worth more."""
    for one in sorted(chosen, key=_rank, reverse=True):
        rest = [other for other in chosen if other is not one]
        kept_out = [loss.one for loss in lost if loss.winner is one and next(_rivals(loss.one, rest), None) is None]
        several, _ = _walk(kept_out, [], threshold) if len(kept_out) > 1 else ([], [])
        if len(several) > 1 and sum(new.probability - threshold for new in several) > one.probability - threshold:
            chosen = rest + several
            gone = [Loss(loss.one, several[0] if loss.winner is one else loss.winner) for loss in lost]
            lost = [loss for loss in gone if loss.one not in several] + [Loss(one, several[0])]
    return chosen, lost


def _rank(one: Weighed) -> tuple[float, int, int, str]:
    return -one.probability, *_place(one.extents), one.candidate.construction


def _place(extents: Extents) -> tuple[int, int]:
    first = min(span[0] for span in (*extents.content, extents.cue or extents.content[0]))
    return first, extents.cue[0] if extents.cue else extents.content[0][0]


def _contradict(one: Weighed, other: Weighed) -> bool:
    """May not both stand: they share their cue, or claim the same words without one holding the other."""
    if one.extents.cue and other.extents.cue and overlap((one.extents.cue,), (other.extents.cue,)):
        return True
    shared = overlap(one.extents.content, other.extents.content)
    if not shared:
        return False
    return not (_holds(one.extents, other.extents) or _holds(other.extents, one.extents))


def _holds(outer: Extents, inner: Extents) -> bool:
    """Does the content of the one take in the cue and all the content of the other?"""
    if inner.cue is None or not within(inner.cue, outer.content):
        return False
    return all(within(span, outer.content) for span in inner.content)


def _finish(one: Weighed) -> Attribution:
    return Attribution(
        construction=one.candidate.construction,
        content=one.extents.content,
        cue=one.extents.cue,
        source=one.extents.source,
        addressee=one.extents.addressee,
        medium=one.extents.medium,
        cue_head=one.candidate.cue_head,
        source_head=one.candidate.source_head,
        confidence=one.probability if one.confidence is None else one.confidence,
    )


def _find_parent(one: Attribution, attributions: list[Attribution]) -> int | None:
    """The smallest attribution whose content the cue of this one stands in."""
    if one.cue is None:
        return None
    holders = [
        (sum(b - a for a, b in other.content), number)
        for number, other in enumerate(attributions)
        if other is not one and within(one.cue, other.content)
    ]
    return min(holders)[1] if holders else None
