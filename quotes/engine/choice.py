"""Choose the best consistent set of candidates: one attribution per cue, no two for the same content.

Candidates are taken greedily from the most probable down; then a chosen one that blocks several others is replaced by
them if together they score higher. An attribution whose cue is in another's content becomes its child.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import count

from quotes.engine.attribution import Attribution, Candidate
from quotes.engine.extents.extents import Extents
from quotes.engine.scoring.scorer import Part
from quotes.engine.span_index import SpanIndex
from quotes.spans import Range, overlap, size, within
from quotes.values import replace, value


@value(frozen=True)
class Weighed:
    """A candidate with its extents and its probability.

    `confidence` is the calibrated probability, if it is another; `parts` are the features with their weights.
    """

    candidate: Candidate
    extents: Extents
    probability: float
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
        return min(spans)[0], max([span[1] for span in spans])


@value(frozen=True)
class Loss:
    """A candidate that was not chosen: too improbable, or in conflict with `winner`, which was chosen before it."""

    weighed: Weighed
    winner: Weighed | None


class Taken:
    """Candidates taken so far, in order; those near another are found by their places in the text."""

    def __init__(self, taken: Iterable[Weighed] = ()) -> None:
        self._index = SpanIndex[Weighed]()
        self._numbers: dict[int, int] = {}  # in the index, by identity, since two candidates may be equal
        for weighed in taken:
            self.add(weighed)

    def __iter__(self) -> Iterator[Weighed]:
        """All of them in order."""
        return iter(self._index)

    def add(self, weighed: Weighed) -> None:
        """Take a candidate."""
        self._numbers[id(weighed)] = self._index.add(weighed.reach, weighed)

    def remove(self, weighed: Weighed) -> None:
        """Drop a candidate that was taken."""
        self._index.remove(self._numbers.pop(id(weighed)))

    def find_conflict(self, weighed: Weighed, *, besides: Weighed | None = None) -> Weighed | None:
        """The first candidate taken that contradicts this one, `besides` apart."""
        first, last = weighed.reach
        for other in self._index.near(weighed.reach):
            start, end = other.reach
            if start < last and first < end and other is not besides and _contradict(weighed.extents, other.extents):
                return other
        return None


def choose(weighed: Sequence[Weighed], *, threshold: float) -> list[Attribution]:
    """The chosen attributions in text order, with `parent` set on those nested in another."""
    chosen, _ = select(weighed, threshold=threshold)
    return finish(chosen)


def select(weighed: Sequence[Weighed], *, threshold: float) -> tuple[list[Weighed], list[Loss]]:
    """The chosen candidates in text order, and those that lost, each with the candidate that it lost to.

    Candidates need the probability `threshold`.
    """
    chosen, lost = _replace_by_several(*take_best(weighed, Taken(), threshold), threshold)
    return sort_by_place(chosen), lost


def sort_by_place(weighed: Iterable[Weighed]) -> list[Weighed]:
    """Candidates in text order."""
    return sorted(weighed, key=lambda candidate: _position(candidate.extents))


def finish(chosen: Sequence[Weighed]) -> list[Attribution]:
    """The attributions of chosen candidates in the same order, with `parent` set."""
    attributions = [as_attribution(weighed) for weighed in chosen]
    contents = SpanIndex[int]()
    for number, attribution in enumerate(attributions):
        for span in attribution.content:
            contents.add(span, number)
    parents = [_find_parent(number, attributions, contents) for number in range(len(attributions))]
    return [
        attribution if parent is None else replace(attribution, parent=parent)
        for attribution, parent in zip(attributions, parents, strict=True)
    ]


def in_text_order(attributions: Sequence[Attribution]) -> list[int]:
    """The positions of attributions sorted by where they begin: content first, then cue."""
    return sorted(range(len(attributions)), key=lambda i: (attributions[i].content[0], attributions[i].cue or (0, 0)))


def take_best(weighed: Sequence[Weighed], taken: Taken, threshold: float) -> tuple[list[Weighed], list[Loss]]:
    """Take candidates from the most probable down, unless they contradict one taken before."""
    new, lost = list[Weighed](), list[Loss]()
    for candidate in sorted(weighed, key=_rank):
        if candidate.probability < threshold:
            lost.append(Loss(candidate, None))
            continue
        winner = taken.find_conflict(candidate)
        if winner is None:
            taken.add(candidate)
            new.append(candidate)
        else:
            lost.append(Loss(candidate, winner))
    return new, lost


def _replace_by_several(chosen: list[Weighed], lost: list[Loss], threshold: float) -> tuple[list[Weighed], list[Loss]]:
    """Replace a chosen candidate by two or more that only it blocks, if together they score higher."""
    taken, losses, new_numbers = Taken(chosen), dict(enumerate(lost)), count(len(lost))
    losses_to = defaultdict[int, list[int]](list)  # by the identity of the winner
    for number, loss in losses.items():
        losses_to[id(loss.winner)].append(number)
    for blocker in sorted(chosen, key=_rank, reverse=True):
        numbers = losses_to[id(blocker)]
        if len(numbers) < 2:
            continue
        blocked = [losses[number].weighed for number in numbers]
        several, _ = take_best(
            [weighed for weighed in blocked if taken.find_conflict(weighed, besides=blocker) is None],
            Taken(),
            threshold,
        )
        if len(several) > 1 and sum(new.probability - threshold for new in several) > blocker.probability - threshold:
            taken.remove(blocker)
            for weighed in several:
                taken.add(weighed)
            for number, weighed in zip(numbers, blocked, strict=True):
                losses[number] = Loss(weighed, several[0])
                if weighed in several:
                    del losses[number]
            losses[next(new_numbers)] = Loss(blocker, several[0])
    return list(taken), list(losses.values())


def _rank(weighed: Weighed) -> tuple[float, int, int, str]:
    return -weighed.probability, *_position(weighed.extents), weighed.candidate.construction


def _position(extents: Extents) -> tuple[int, int]:
    """Where cue and content begin, and where the cue does, for sorting."""
    first, _ = min(*extents.content, extents.cue or extents.content[0])
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


def as_attribution(weighed: Weighed) -> Attribution:
    """The attribution that a chosen candidate becomes."""
    candidate, extents = weighed.candidate, weighed.extents
    return Attribution(
        construction=candidate.construction,
        content=extents.content,
        cue=extents.cue,
        source=extents.source,
        addressee=extents.addressee,
        medium=None,
        cue_head=candidate.cue_head,
        source_head=candidate.source_head,
        confidence=weighed.probability if weighed.confidence is None else weighed.confidence,
    )


def _find_parent(number: int, attributions: Sequence[Attribution], contents: SpanIndex[int]) -> int | None:
    """The position of the smallest attribution whose content has this one's cue."""
    cue = attributions[number].cue
    if cue is None:
        return None
    outer = [
        (size(attributions[other].content), other)
        for other in set(contents.near(cue))
        if other != number and within(cue, attributions[other].content)
    ]
    return min(outer)[1] if outer else None
