"""Count: precision, recall and F1 over matched articles, in whole and in parts.

>>> Rate(right=3, found=4, gold=6).f1
60.0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quotes.evaluation.calibration import Calibration, calibrate
from quotes.evaluation.matching import Matching, Pair
from quotes.evaluation.relations import ROLES, Relation, Role
from quotes.evaluation.said_by import SpeakerScores, count_speakers
from quotes.evaluation.subsets import is_quoted_speech, is_reported_speech
from quotes.record import Extent

MEASURES: dict[str, Callable[[Pair], bool]] = {
    "attributed": lambda pair: pair.attributed,
    "content": lambda pair: True,
    "exact": lambda pair: pair.exact,
    "cue": lambda pair: pair.cue,
}
SUBSETS: dict[str, Callable[[Relation], bool]] = {"speech": is_reported_speech, "quoted": is_quoted_speech}


@dataclass(frozen=True)
class Rate:
    """Counts of what was right, found and in gold; precision, recall and F1 in per cent, to one decimal."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return round(100 * self.right / max(self.found, 1), 1)

    @property
    def recall(self) -> float:
        """The share of gold that was found."""
        return round(100 * self.right / max(self.gold, 1), 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return round(200 * self.right / max(self.found + self.gold, 1), 1)


@dataclass(frozen=True)
class Group:
    """One quote type, mode or construction. `gold` is None where gold does not have these groups.

    Matches are counted on both sides, since gold may call indirect what the record calls mixed: `right` among the
    records, `recovered` among gold.
    """

    name: str
    found: int
    content: int
    right: int
    gold: int | None = None
    recovered: int = 0

    @property
    def precision(self) -> float:
        """The share of the found that is attributed right, in per cent."""
        return round(100 * self.right / max(self.found, 1), 1)

    @property
    def recall(self) -> float | None:
        """The share of the gold that is attributed right, in per cent."""
        return None if self.gold is None else round(100 * self.recovered / max(self.gold, 1), 1)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two, in per cent."""
        if self.gold is None:
            return None
        precision, recall = self.right / max(self.found, 1), self.recovered / max(self.gold, 1)
        return round(100 * 2 * precision * recall / (precision + recall), 1) if precision + recall else 0.0


@dataclass(frozen=True)
class Scores:
    """All figures of an evaluation; `matchings` are the articles that they were counted over."""

    matchings: tuple[Matching, ...]
    measures: dict[str, Rate]
    subsets: dict[str, dict[str, Rate]]  # for reported and quoted speech: only their recall is meaningful
    spans: dict[Role, Rate]
    characters: dict[Role, Rate]
    quote_types: tuple[Group, ...]
    modes: tuple[Group, ...]
    constructions: tuple[Group, ...]
    calibration: Calibration
    speakers: SpeakerScores | None = None  # where gold says who speaks
    nested: Rate | None = None  # attributed, of nested attributions alone, where gold has any

    @property
    def headline(self) -> Rate:
        """Attributions whose content matches and whose source is right."""
        return self.measures["attributed"]


def count(matchings: Sequence[Matching]) -> Scores:
    """The figures over some articles."""
    pairs = [pair for matching in matchings for pair in matching.pairs]
    missed = [relation for matching in matchings for relation in matching.missed]
    extra = [relation for matching in matchings for relation in matching.extra]
    gold, found = len(pairs) + len(missed), len(pairs) + len(extra)
    judged = [(pair.found, pair.attributed) for pair in pairs] + [(relation, False) for relation in extra]
    return Scores(
        matchings=tuple(matchings),
        measures={name: Rate(sum(map(test, pairs)), found, gold) for name, test in MEASURES.items()},
        subsets={name: _count_subset(test, pairs, missed) for name, test in SUBSETS.items()},
        spans={role: _sum(_count_spans(matching, role) for matching in matchings) for role in ROLES},
        characters={role: _sum(_count_characters(matching, role) for matching in matchings) for role in ROLES},
        quote_types=_group(pairs, missed, extra, lambda matching: matching.quote_type),
        modes=_group(pairs, missed, extra, lambda matching: matching.mode),
        constructions=_group(pairs, [], extra, lambda matching: matching.construction, by_gold=False),
        calibration=calibrate(
            (matching.confidence, right) for matching, right in judged if matching.confidence is not None
        ),
        speakers=count_speakers(pair for pair in pairs if not pair.gold.nested),
    )


def _count_subset(
    test: Callable[[Relation], bool], pairs: Iterable[Pair], missed: Iterable[Relation]
) -> dict[str, Rate]:
    inside = [pair for pair in pairs if test(pair.gold)]
    gold = len(inside) + sum(map(test, missed))
    return {name: Rate(sum(map(right, inside)), len(inside), gold) for name, right in MEASURES.items()}


def _count_spans(matching: Matching, role: Role) -> Rate:
    """Contiguous spans that are identical except for white space at their edges: the metric of CofeNet (2022)."""
    gold = {_trim(span) for relation in _gold(matching) for span in relation.spans(role)}
    found = {_trim(span) for relation in _found(matching) for span in relation.spans(role)}
    return Rate(len(gold & found), len(found), len(gold))


def _count_characters(matching: Matching, role: Role) -> Rate:
    gold = frozenset[int]().union(*(relation.characters[role] for relation in _gold(matching)))
    found = frozenset[int]().union(*(relation.characters[role] for relation in _found(matching)))
    return Rate(len(gold & found), len(found), len(gold))


def _gold(matching: Matching) -> list[Relation]:
    return [*(pair.gold for pair in matching.pairs), *matching.missed]


def _found(matching: Matching) -> list[Relation]:
    return [*(pair.found for pair in matching.pairs), *matching.extra]


def _trim(span: Extent) -> tuple[int, int]:
    left = len(span.text) - len(span.text.lstrip())
    return span.start + left, span.start + max(len(span.text.rstrip()), left)


def _sum(rates: Iterable[Rate]) -> Rate:
    right = found = gold = 0
    for rate in rates:
        right, found, gold = right + rate.right, found + rate.found, gold + rate.gold
    return Rate(right, found, gold)


def _group(
    pairs: Sequence[Pair],
    missed: Iterable[Relation],
    extra: Iterable[Relation],
    name: Callable[[Relation], str | None],
    *,
    by_gold: bool = True,
) -> tuple[Group, ...]:
    """The counts by what `name` calls a relation, the most frequent first."""
    found = Counter(name(relation) for relation in (*(pair.found for pair in pairs), *extra))
    content = Counter(name(pair.found) for pair in pairs)
    right = Counter(name(pair.found) for pair in pairs if pair.attributed)
    gold = (
        Counter(name(relation) for relation in (*(pair.gold for pair in pairs), *missed))
        if by_gold
        else Counter[str | None]()
    )
    recovered = Counter(name(pair.gold) for pair in pairs if pair.attributed)
    named = {key for key in gold if key is not None}
    names = sorted({key for key in (*found, *named) if key is not None}, key=lambda key: (-found[key], key))
    return tuple(
        Group(key, found[key], content[key], right[key], gold[key] if named else None, recovered[key] if named else 0)
        for key in names
    )
