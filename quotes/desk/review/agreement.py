"""How far two reviewers of the same records agree: Cohen's kappa on their decisions, F1 of what they keep.

Kappa is (observed − expected agreement) / (1 − expected), after J. Cohen, "A Coefficient of Agreement for Nominal
Scales" (1960). Of accept, accept, reject against accept, reject, reject it is (2/3 − 4/9) / (1 − 4/9) = 0.4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from quotes.desk.review.apply import gold
from quotes.desk.review.state import ArticleKey, ReviewState
from quotes.evaluation.matching import match
from quotes.evaluation.relations import Sheet, from_record
from quotes.evaluation.scores import count
from quotes.record import Record

# Labels of records that both reviewers kept: who, and what kind.
_LABELS: dict[str, Callable[[Record], Any]] = {
    "speaker": lambda record: record.speaker and record.speaker.name.casefold(),
    "quote_type": lambda record: record.quote_type,
    "mode": lambda record: record.mode,
    "nature": lambda record: record.source_type.nature,
    "sector": lambda record: record.source_type.sector,
}


@dataclass(frozen=True)
class Agreement:
    """The agreement of two reviewers. Kappas are None where both gave one label only, which leaves chance nothing."""

    reviewers: tuple[str, str]
    records: int  # that both decided on
    same: int  # that both kept, or both rejected
    kappa: float | None
    articles: int  # that both reviewed to the end
    f1: float | None  # of attributions in these articles, in per cent; spans as 'quotes evaluate' matches them
    f1_exact: float | None  # of attributions with the same content
    labels: dict[str, tuple[float, float | None]]  # label → (share of the same, kappa) of records that both kept


def find_agreements(reviews: Sequence[tuple[str, ReviewState]]) -> list[Agreement]:
    """The agreement of each pair of reviewers."""
    return [_compare(first, second) for first, second in combinations(reviews, 2)]


def cohen_kappa(pairs: Sequence[tuple[Any, Any]]) -> float | None:
    """Cohen's kappa of two raters' labels; None where chance would always agree.

    >>> round(cohen_kappa([("a", "a"), ("a", "r"), ("r", "r")]), 3)
    0.4
    """
    if not pairs:
        return None
    first, second = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    observed = sum(a == b for a, b in pairs) / len(pairs)
    expected = sum(number * second[label] for label, number in first.items()) / len(pairs) ** 2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def _compare(first: tuple[str, ReviewState], second: tuple[str, ReviewState]) -> Agreement:
    left, right = first[1].current, second[1].current
    decided = [
        (left[name], right[name])
        for name in left
        if name in right and left[name].review is not None and right[name].review is not None
    ]
    verdicts = [(_is_kept(a), _is_kept(b)) for a, b in decided]
    kept = [pair for pair, verdict in zip(decided, verdicts, strict=True) if verdict == (True, True)]
    labels = {}
    for name, read in _LABELS.items():
        values = [(read(a), read(b)) for a, b in kept]
        labels[name] = (sum(a == b for a, b in values) / max(len(values), 1), cohen_kappa(values))
    articles = _finished(first[1]) & _finished(second[1])
    sheets = [_sheets(state, articles) for _, state in (first, second)]
    scores = count([match(*pair) for pair in zip(*sheets, strict=True)])
    return Agreement(
        reviewers=(first[0], second[0]),
        records=len(decided),
        same=sum(a == b for a, b in verdicts),
        kappa=cohen_kappa(verdicts),
        articles=len(articles),
        f1=scores.headline.f1 if articles else None,
        f1_exact=scores.measures["exact"].f1 if articles else None,
        labels=labels,
    )


def _is_kept(record: Record) -> bool:
    return record.review is not None and record.review.status != "rejected"


def _finished(state: ReviewState) -> set[ArticleKey]:
    return {progress.article.key for progress in state.article_progress() if not progress.open}


def _sheets(state: ReviewState, articles: set[ArticleKey]) -> list[Sheet]:
    """What a reviewer kept of each of the articles, in the same order for every reviewer; nothing is a sheet too."""
    kept: dict[ArticleKey, list[Record]] = {article: [] for article in sorted(articles)}
    for record in gold(state).records:
        if record.article.key in kept:
            kept[record.article.key].append(record)
    return [Sheet(key[0], key[2], tuple(map(from_record, records))) for key, records in kept.items()]


def describe(agreement: Agreement) -> str:
    """The agreement in lines of text."""
    lines = [
        " and ".join(agreement.reviewers),
        f"  records that both decided on    {agreement.records:,}",
        f"  kept or rejected by both        {_share(agreement.same, agreement.records)}, "
        f"kappa {_number(agreement.kappa)}",
        f"  articles that both finished     {agreement.articles:,}",
        f"  F1 of their attributions        {_number(agreement.f1, 1)} (content and source), "
        f"{_number(agreement.f1_exact, 1)} (content exact)",
    ]
    for name, (share, kappa) in agreement.labels.items():
        lines.append(f"  {name:<31} {share:.0%} the same, kappa {_number(kappa)}")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"


def _number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
