"""Reviewed records, and the gold set of the completely reviewed articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotes.desk.review.corrections import finish
from quotes.desk.review.progress import ArticleProgress
from quotes.desk.review.state import ReviewState
from quotes.record import Record

MAX_NEARLY = 3  # articles that a line can name


@dataclass(frozen=True)
class Gold:
    """The gold records, with the number of articles in it and of articles not yet completely reviewed."""

    records: list[Record]
    articles: int
    unfinished: int
    nearly: tuple[ArticleProgress, ...] = ()  # of the articles begun but not finished, those with the least to do


def reviewed(state: ReviewState) -> Iterator[Record]:
    """All records with the decisions applied, article by article in text order, including rejected ones."""
    for article in state.articles:
        yield from _finish(state.of_article(article))


def gold(state: ReviewState) -> Gold:
    """The accepted, corrected and added records of the articles in which every record was decided."""
    records: list[Record] = []
    articles = unfinished = 0
    for article in state.articles:
        article_records = state.of_article(article)
        if not article_records:
            continue
        if any(record.review is None for record in article_records):
            unfinished += 1
            continue
        articles += 1
        records += _finish(
            [record for record in article_records if record.review and record.review.status != "rejected"]
        )
    begun = [progress for progress in state.article_progress() if 0 < progress.decided < progress.total]
    nearly = sorted(begun, key=lambda progress: (progress.open, progress.article.key))[:MAX_NEARLY]
    return Gold(records, articles, unfinished, tuple(nearly))


def _finish(records: list[Record]) -> list[Record]:
    """Records under the ids of their spans; links are updated, and links to missing records become null."""
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
