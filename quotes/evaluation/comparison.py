"""Compare two runs: what was gained, lost and changed, and, with gold, which of the two is right.

>>> compare(read_json_lines(a), read_json_lines(b)).gained   # doctest: +SKIP
(Gained(…), …)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.evaluation.matching import Matching, Pair, align, match
from quotes.evaluation.relations import Relation, Sheet
from quotes.record import Record

# Fields that depend on other fields or on the run.
_FOLLOWING = ("schema_version", "id", "article", "verbatim", "context", "parent", "continues", "tool", "review")
FIELDS = tuple(field for field in Record.model_fields if field not in (*_FOLLOWING, "confidence"))
MIN_MOVE = 0.05  # confidences that differ by less are the same


@dataclass(frozen=True)
class Difference:
    """An attribution that only the second run has (`before` is None), only the first, or both with different fields.

    `was_right` and `is_right` are the judgement by gold; None without gold, and for nested attributions.
    """

    article: str
    before: Relation | None
    after: Relation | None
    fields: tuple[str, ...] = ()
    was_right: bool | None = None
    is_right: bool | None = None


@dataclass(frozen=True)
class Comparison:
    """All differences between two runs, in the order of the articles and their texts."""

    articles: int
    same: int
    gained: tuple[Difference, ...]
    lost: tuple[Difference, ...]
    changed: tuple[Difference, ...]
    misfits: tuple[str, ...]  # articles whose text differs between the runs

    @property
    def is_empty(self) -> bool:
        """Are the two runs the same?"""
        return not (self.gained or self.lost or self.changed)


def compare(before: Sequence[Sheet], after: Sequence[Sheet], gold: Sequence[Sheet] | None = None) -> Comparison:
    """The differences between two runs over the same articles; one may have articles that the other lacks."""
    alignment = align(before, after)
    couples = [*alignment.couples, *((Sheet(first.id, first.sha256, ()), first) for first in alignment.without_gold)]
    rights_before = None if gold is None else _find_right(gold, before)
    rights_after = None if gold is None else _find_right(gold, after)
    same = 0
    gained: list[Difference] = []
    lost: list[Difference] = []
    changed: list[Difference] = []
    for first, second in couples:
        for matching in _match_by_depth(first, second):
            for pair in matching.pairs:
                fields = find_changes(pair)
                if not fields:
                    same += 1
                    continue
                changed.append(
                    Difference(
                        first.id,
                        pair.gold,
                        pair.found,
                        fields,
                        _judge(rights_before, pair.gold),
                        _judge(rights_after, pair.found),
                    )
                )
            lost += [
                Difference(first.id, relation, None, was_right=_judge(rights_before, relation))
                for relation in matching.missed
            ]
            gained += [
                Difference(first.id, None, relation, is_right=_judge(rights_after, relation))
                for relation in matching.extra
            ]
    return Comparison(
        articles=len(couples),
        same=same,
        gained=_in_order(gained, couples),
        lost=_in_order(lost, couples),
        changed=_in_order(changed, couples),
        misfits=alignment.misfits,
    )


def _match_by_depth(before: Sheet, after: Sheet) -> list[Matching]:
    """Match outermost attributions with outermost ones, and nested with nested ones."""
    return [
        match(
            *(
                Sheet(
                    sheet.id,
                    sheet.sha256,
                    tuple(relation for relation in sheet.relations if relation.nested is nested),
                    sheet.text,
                )
                for sheet in (before, after)
            )
        )
        for nested in (False, True)
    ]


def find_changes(pair: Pair) -> tuple[str, ...]:
    """The fields in which two records of the same content differ, "confidence" where it moved noticeably."""
    before, after = pair.gold.record, pair.found.record
    if before is None or after is None:
        return ()
    changes = [field for field in FIELDS if _value(before, field) != _value(after, field)]
    if abs(before.confidence - after.confidence) >= MIN_MOVE:
        changes.append("confidence")
    if before.speaker and after.speaker and _has_moved(before.speaker.confidence, after.speaker.confidence):
        changes.append("speaker confidence")
    return tuple(changes)


def _has_moved(before: float | None, after: float | None) -> bool:
    """Did a confidence change noticeably? If only one run has it, it was not measured in the other."""
    return before is not None and after is not None and abs(before - after) >= MIN_MOVE


def _value(record: Record, field: str) -> object:
    """The value to compare; a speaker's confidence is compared by how far it moved."""
    if field == "speaker" and record.speaker is not None:
        return record.speaker.model_copy(update={"confidence": None})
    return getattr(record, field)


def _find_right(gold: Sequence[Sheet], found: Sequence[Sheet]) -> dict[int, bool]:
    """Whether gold has each outermost relation, by the relation's `id()`."""
    outer = [sheet.without_nested() for sheet in found]
    alignment = align([sheet.without_nested() for sheet in gold], outer)
    right: dict[int, bool] = {}
    for gold_sheet, found_sheet in alignment.couples:
        matching = match(gold_sheet, found_sheet)
        right |= {id(pair.found): pair.attributed for pair in matching.pairs}
        right |= {id(relation): False for relation in matching.extra}
    return right


def _judge(rights: dict[int, bool] | None, relation: Relation) -> bool | None:
    return None if rights is None else rights.get(id(relation))


def _in_order(differences: Sequence[Difference], couples: Sequence[tuple[Sheet, Sheet]]) -> tuple[Difference, ...]:
    place = {first.id: number for number, (first, _) in enumerate(couples)}

    def key(difference: Difference) -> tuple[int, int]:
        relation = difference.after or difference.before
        return place[difference.article], relation.start if relation else 0

    return tuple(sorted(differences, key=key))
