"""The report of an evaluation as one self-contained HTML page: figures, calibration, every miss in context."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.desk.pages.render import render
from quotes.evaluation.evaluate import Evaluation
from quotes.evaluation.matching import Matching
from quotes.evaluation.misses import KINDS, Kind, Miss, find_misses
from quotes.evaluation.scores import Rate
from quotes.evaluation.tables import MEASURE_NAMES, SUBSET_NAMES

MAX_WORST_ARTICLES = 10  # listed in the table of the worst articles
CHART_SIDE = 240  # pixels of the reliability diagram


@dataclass(frozen=True)
class ArticlePart:
    """One article of the report, with its misses."""

    number: int
    name: str
    rate: Rate
    misses: tuple[Miss, ...]

    @property
    def counts(self) -> dict[Kind, int]:
        """The number of misses of each kind."""
        counts_by_kind = Counter(miss.kind for miss in self.misses)
        return {kind: counts_by_kind[kind] for kind in KINDS}


def make_report(evaluation: Evaluation, *, gold: str, records: str, notes: Sequence[str] = ()) -> str:
    """The page as a string, with all text of articles escaped; `notes` say which records were left out."""
    parts = [_part(number, matching) for number, matching in enumerate(evaluation.scores.matchings, 1)]
    parts.sort(key=lambda part: (part.rate.f1, -len(part.misses), part.name))
    return render(
        "scores.html",
        gold=gold,
        records=records,
        notes=notes,
        scores=evaluation.scores,
        alignment=evaluation.alignment,
        parts=parts,
        worst=[part for part in parts if part.misses][:MAX_WORST_ARTICLES],
        kinds=KINDS,
        total=Counter(miss.kind for part in parts for miss in part.misses),
        measure_names=MEASURE_NAMES,
        subset_names=SUBSET_NAMES,
        chart=CHART_SIDE,
    )


def _part(number: int, matching: Matching) -> ArticlePart:
    paired = len(matching.pairs)
    rate = Rate(matching.right, paired + len(matching.extra), paired + len(matching.missed))
    return ArticlePart(number, matching.gold.title or matching.gold.id, rate, tuple(find_misses(matching)))
