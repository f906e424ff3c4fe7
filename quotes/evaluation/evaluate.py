"""From two files to figures: `evaluate(Path("data/dev"), Path("dev.jsonl")).scores.headline.f1`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quotes.errors import ReadError
from quotes.evaluation.gold import read_gold
from quotes.evaluation.gold.json_lines import read_json_lines
from quotes.evaluation.matching import Alignment, align, match
from quotes.evaluation.relations import Sheet
from quotes.evaluation.scores import Rate, Scores, count


@dataclass(frozen=True)
class Evaluation:
    """The figures, and which articles of gold and records were paired."""

    scores: Scores
    alignment: Alignment


def evaluate(gold: Path, records: Path, *, nested: bool = False, sheets: Sequence[Sheet] | None = None) -> Evaluation:
    """Score a file of records against gold; `sheets` are those of its records that count, if not all do.

    Nested attributions count only with `nested`. Raises ReadError where a file cannot be read, or where no record
    belongs to an article of the gold.
    """
    found = read_json_lines(records) if sheets is None else sheets
    evaluation = score(read_gold(gold), found, nested=nested)
    if found and not any(sheet.relations for _, sheet in evaluation.alignment.couples):
        raise ReadError(
            f"{records}: its records belong to no article of {gold}; articles are matched by their text or file name"
        )
    return evaluation


def score(gold: Sequence[Sheet], found: Sequence[Sheet], *, nested: bool = False) -> Evaluation:
    """Score sheets that are already read."""
    inner = count_nested(gold, found)
    if not nested:
        gold, found = [sheet.without_nested() for sheet in gold], [sheet.without_nested() for sheet in found]
    alignment = align(gold, found)
    scores = count([match(sheet, records) for sheet, records in alignment.couples])
    return Evaluation(replace(scores, nested=inner), alignment)


def count_nested(gold: Sequence[Sheet], found: Sequence[Sheet]) -> Rate | None:
    """How many of the nested attributions are attributed right, among themselves; None if gold has none."""
    alignment = align([sheet.nested_only() for sheet in gold], [sheet.nested_only() for sheet in found])
    matchings = [match(sheet, records) for sheet, records in alignment.couples]
    pairs, missed, extra = (sum(len(getattr(m, name)) for m in matchings) for name in ("pairs", "missed", "extra"))
    return Rate(sum(m.right for m in matchings), pairs + extra, pairs + missed) if pairs + missed else None
