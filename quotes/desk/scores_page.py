"""The report of an evaluation as one HTML page that loads nothing: figures, calibration, every miss in context."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from quotes.desk.pages.render import render
from quotes.evaluation.evaluate import Evaluation
from quotes.evaluation.matching import Matching
from quotes.evaluation.misses import KINDS, Kind, Miss, find_misses
from quotes.evaluation.scores import Rate
from quotes.evaluation.tables import MEASURE_NAMES, SUBSET_NAMES

WORST = 10  # articles that are opened and listed first
CHART = 240  # side of the reliability diagram in pixels


@dataclass(frozen=True)
class ArticlePart:
    """One article of the report, with its misses."""

    number: int
    name: str
    rate: Rate
    misses: tuple[Miss, ...]

    @property
    def counts(self) -> dict[Kind, int]:
        """How many misses of each kind."""
        found = Counter(miss.kind for miss in self.misses)
        return {kind: found[kind] for kind in KINDS}


def make_report(evaluation: Evaluation, *, gold: str, records: str) -> str:
    """The page as a string. All text of articles is escaped by the template."""
    parts = [_part(number, one) for number, one in enumerate(evaluation.scores.matchings, 1)]
    parts.sort(key=lambda part: (part.rate.f1, -len(part.misses), part.name))
    return render(
        "scores.html",
        gold=gold,
        records=records,
        scores=evaluation.scores,
        alignment=evaluation.alignment,
        parts=parts,
        worst=[part for part in parts if part.misses][:WORST],
        kinds=KINDS,
        total=Counter(miss.kind for part in parts for miss in part.misses),
        measure_names=MEASURE_NAMES,
        subset_names=SUBSET_NAMES,
        chart=CHART,
    )


def _part(number: int, matching: Matching) -> ArticlePart:
    paired = len(matching.pairs)
    rate = Rate(matching.right, paired + len(matching.extra), paired + len(matching.missed))
    return ArticlePart(number, matching.gold.title or matching.gold.id, rate, tuple(find_misses(matching)))
