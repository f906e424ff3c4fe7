"""Choose the best consistent set of candidates: one attribution per cue, no two for the same content.

Candidates are taken greedily from the most probable down; then a chosen one that blocks several others is replaced by
them if together they score higher. An attribution whose cue is in another's content becomes its child.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from quotes.engine.attribution import Attribution, Candidate
from quotes.engine.extents.extents import Extents
from quotes.engine.scoring.scorer import Part
from quotes.spans import Range, overlap, size, within


@dataclass(frozen=True)
class Weighed:
    """A candidate with its extents and its probability.

    `rule_probability` is that of the rule scorer without the tagger, which knows nothing of nested attributions;
    `confidence` is the calibrated probability, if it is another; `parts` are the features with their weights.
    """

    candidate: Candidate
    extents: Extents
    probability: float
    rule_probability: float = 0.0
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
    """A candidate that was not chosen: too improbable, or in conflict with `winner`, which was chosen before it."""

    weighed: Weighed
    winner: Weighed | None


def choose(weighed: Sequence[Weighed], *, threshold: float, nested_threshold: float = 1.0) -> list[Attribution]:
    """The chosen attributions in text order, with `parent` set on those nested in another."""
    chosen, _ = select(weighed, threshold=threshold, nested_threshold=nested_threshold)
    return finish(chosen)


def select(
    weighed: Sequence[Weighed], *, threshold: float, nested_threshold: float = 1.0
) -> tuple[list[Weighed], list[Loss]]:
    """The chosen candidates in text order, and those that lost, each with the candidate that it lost to.

    Candidates need the probability `threshold`. Those within the content of a chosen one need `nested_threshold` from
    the rule scorer alone; 1 chooses none of them.
    """
    chosen, lost = _replace_by_several(*_take_best(weighed, [], threshold), threshold)
    if nested_threshold < 1.0:
        inner = [
            replace(loss.weighed, probability=loss.weighed.rule_probability, confidence=loss.weighed.rule_probability)
            for loss in lost
            if loss.winner is None
            and loss.weighed.rule_probability >= nested_threshold
            and any(_contains(outer.extents, loss.weighed.extents) for outer in chosen)
        ]
        nested, _ = _take_best(inner, chosen, nested_threshold)
        kept = {(weighed.candidate, weighed.extents) for weighed in nested}
        chosen = chosen + nested
        lost = [loss for loss in lost if (loss.weighed.candidate, loss.weighed.extents) not in kept]
    return sorted(chosen, key=lambda weighed: _position(weighed.extents)), lost


def finish(chosen: Sequence[Weighed]) -> list[Attribution]:
    """The attributions of chosen candidates in text order, one of each, with `parent` set."""
    attributions = [_as_attribution(weighed) for weighed in chosen]
    return [replace(attribution, parent=_find_parent(attribution, attributions)) for attribution in attributions]


def in_text_order(attributions: Sequence[Attribution]) -> list[int]:
    """The positions of attributions sorted by where they begin: content first, then cue."""
    return sorted(range(len(attributions)), key=lambda i: (attributions[i].content[0], attributions[i].cue or (0, 0)))


def _take_best(weighed: Sequence[Weighed], before: list[Weighed], threshold: float) -> tuple[list[Weighed], list[Loss]]:
    """Take candidates from the most probable down, unless they are in conflict with one taken before."""
    taken, lost = list(before), []
    for candidate in sorted(weighed, key=_rank):
        if candidate.probability < threshold:
            lost.append(Loss(candidate, None))
            continue
        winner = next(_conflicts(candidate, taken), None)
        if winner is None:
            taken.append(candidate)
        else:
            lost.append(Loss(candidate, winner))
    return taken[len(before) :], lost


def _conflicts(weighed: Weighed, others: Sequence[Weighed]) -> Iterator[Weighed]:
    """Chosen candidates that contradict this one. Spans that do not overlap are skipped first, for speed."""
    first, last = weighed.reach
    for other in others:
        start, end = other.reach
        if start < last and first < end and _contradict(weighed.extents, other.extents):
            yield other


def _replace_by_several(chosen: list[Weighed], lost: list[Loss], threshold: float) -> tuple[list[Weighed], list[Loss]]:
    """Replace a chosen candidate by two or more that only it blocks, if together they score higher."""
    for blocker in sorted(chosen, key=_rank, reverse=True):
        rest = [other for other in chosen if other is not blocker]
        blocked = [
            loss.weighed
            for loss in lost
            if loss.winner is blocker and next(_conflicts(loss.weighed, rest), None) is None
        ]
        several, _ = _take_best(blocked, [], threshold) if len(blocked) > 1 else ([], [])
        if len(several) > 1 and sum(new.probability - threshold for new in several) > blocker.probability - threshold:
            chosen = rest + several
            moved = [Loss(loss.weighed, several[0] if loss.winner is blocker else loss.winner) for loss in lost]
            lost = [loss for loss in moved if loss.weighed not in several] + [Loss(blocker, several[0])]
    return chosen, lost


def _rank(weighed: Weighed) -> tuple[float, int, int, str]:
    return -weighed.probability, *_position(weighed.extents), weighed.candidate.construction


def _position(extents: Extents) -> tuple[int, int]:
    """Where cue and content begin, and where the cue does, for sorting."""
    first = min(span[0] for span in (*extents.content, extents.cue or extents.content[0]))
    return first, extents.cue[0] if extents.cue else extents.content[0][0]


def _contradict(extents: Extents, other: Extents) -> bool:
    """True if not both can be right: they share a cue, or words of the content while neither contains the other."""
    if extents.cue and other.cue and overlap((extents.cue,), (other.cue,)):
        return True
    if not overlap(extents.content, other.content):
        return False
    return not (_contains(extents, other) or _contains(other, extents))


def _contains(outer: Extents, inner: Extents) -> bool:
    """True if the cue and all the content of `inner` are in the content of `outer`."""
    if inner.cue is None or not within(inner.cue, outer.content):
        return False
    return all(within(span, outer.content) for span in inner.content)


def _as_attribution(weighed: Weighed) -> Attribution:
    candidate, extents = weighed.candidate, weighed.extents
    return Attribution(
        construction=candidate.construction,
        content=extents.content,
        cue=extents.cue,
        source=extents.source,
        addressee=extents.addressee,
        medium=extents.medium,
        cue_head=candidate.cue_head,
        source_head=candidate.source_head,
        confidence=weighed.probability if weighed.confidence is None else weighed.confidence,
    )


def _find_parent(attribution: Attribution, attributions: Sequence[Attribution]) -> int | None:
    """The position of the smallest attribution whose content has this one's cue."""
    if attribution.cue is None:
        return None
    outer = [
        (size(other.content), number)
        for number, other in enumerate(attributions)
        if other is not attribution and within(attribution.cue, other.content)
    ]
    return min(outer)[1] if outer else None
