"""The order of review: lowest confidence first, or article by article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quotes.desk.review.state import ReviewState
from quotes.record import Record

Show = Literal["open", "all", "accepted", "rejected", "corrected", "added"]
Order = Literal["confidence", "article"]
MAX_NEIGHBOURS = 40  # entries shown before and after the current one: a full screen on either side


@dataclass(frozen=True)
class Choice:
    """What the reviewer wants to see."""

    show: Show = "open"
    order: Order = "confidence"
    article: str | None = None  # its name in the review
    words: str = ""  # in content, source or speaker


@dataclass(frozen=True)
class Queue:
    """The matching records, and the position of the current one."""

    entries: list[Record]  # the records near the current one
    total: int
    position: int | None  # of the current one, from 0
    before: str | None
    after: str | None
    first: str | None


def make_queue(state: ReviewState, choice: Choice, current: str | None) -> Queue:
    """The queue. The current record stays in it even if it has just been decided."""
    words = choice.words.lower().split()
    fitting = [
        (name, record)
        for name, record in state.current.items()
        if name == current or (_fits(record, choice, state) and all(word in _words(record) for word in words))
    ]
    if choice.order == "confidence":
        fitting.sort(key=lambda pair: (pair[1].confidence, pair[1].article.id, pair[1].content[0].start, pair[0]))
    else:
        fitting.sort(key=lambda pair: (pair[1].article.key, pair[1].content[0].start, pair[0]))
    position = next((number for number, (name, _) in enumerate(fitting) if name == current), None)
    low = max((position or 0) - MAX_NEIGHBOURS, 0)

    def name(number: int) -> str | None:
        return fitting[number][0] if 0 <= number < len(fitting) else None

    return Queue(
        entries=[record for _, record in fitting[low : (position or 0) + MAX_NEIGHBOURS + 1]],
        total=len(fitting),
        position=position,
        before=None if position is None else name(position - 1),
        after=name(0 if position is None else position + 1),
        first=name(0),
    )


def _fits(record: Record, choice: Choice, state: ReviewState) -> bool:
    if choice.article and state.article_of(record) != choice.article:
        return False
    if choice.show == "all":
        return True
    status = record.review.status if record.review else "open"
    return status == choice.show


def _words(record: Record) -> str:
    speaker = record.speaker.name if record.speaker else ""
    source = record.source.text if record.source else ""
    return " ".join((speaker, source, *(part.text for part in record.content))).lower()
