"""Reviewed records, and the gold set of the articles that are reviewed to the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotes.desk.review.corrections import finish
from quotes.desk.review.state import ReviewState
from quotes.record import Record


@dataclass(frozen=True)
class Gold:
    """The gold records, with how many articles are in it and how many are not reviewed to the end."""

    records: list[Record]
    articles: int
    unfinished: int


def reviewed(state: ReviewState) -> Iterator[Record]:
    """All records as the decisions have them, article by article in text order, rejected ones too."""
    for article in state.articles:
        yield from _finish(state.of_article(article))


def gold(state: ReviewState) -> Gold:
    """What was accepted, corrected or added, of those articles alone in which every record was decided on."""
    records: list[Record] = []
    articles = unfinished = 0
    for article in state.articles:
        found = state.of_article(article)
        if not found:
            continue
        if any(record.review is None for record in found):
            unfinished += 1
            continue
        articles += 1
        records += _finish([record for record in found if record.review and record.review.status != "rejected"])
    return Gold(records, articles, unfinished)


def _finish(records: list[Record]) -> list[Record]:
    """Records under the ids of their spans; links follow, and those to records that are not there are null."""
    names = {record.id: finish(record).id for record in records}
    return [
        record.model_copy(
            update={
                "id": names[record.id],
                "parent": names.get(record.parent or ""),
                "continues": names.get(record.continues or ""),
            }
        )
        for record in records
    ]
