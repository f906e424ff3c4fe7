"""Which record comes next: the ones that are least sure first, or article by article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quotes.desk.review.state import ReviewState
from quotes.record import Record

Show = Literal["open", "all", "accepted", "rejected", "mended", "added"]
Order = Literal["confidence", "article"]
AROUND = 40  # entries shown before and after the current one


@dataclass(frozen=True)
class Choice:
    """What the reviewer wants to see."""

    show: Show = "open"
    order: Order = "confidence"
    article: str | None = None  # its hash
    words: str = ""  # in content, source or speaker


@dataclass(frozen=True)
class Queue:
    """The records that fit, and where the current one stands among them."""

    entries: list[Record]  # those around the current one
    total: int
    position: int | None  # of the current one, from 0
    before: str | None
    after: str | None
    first: str | None


def make_queue(state: ReviewState, choice: Choice, current: str | None) -> Queue:
    """The queue. The current record stays in it even when it has just been decided on."""
    words = choice.words.lower().split()
    fitting = [
        record
        for record in state.current.values()
        if record.id == current or (_fits(record, choice) and all(word in _words(record) for word in words))
    ]
    if choice.order == "confidence":
        fitting.sort(key=lambda record: (record.confidence, record.article.id, record.content[0].start, record.id))
    else:
        fitting.sort(key=lambda record: (record.article.id, record.article.sha256, record.content[0].start, record.id))
    at = next((number for number, record in enumerate(fitting) if record.id == current), None)
    low = max((at or 0) - AROUND, 0)

    def name(number: int) -> str | None:
        return fitting[number].id if 0 <= number < len(fitting) else None

    return Queue(
        entries=fitting[low : (at or 0) + AROUND + 1],
        total=len(fitting),
        position=at,
        before=None if at is None else name(at - 1),
        after=name(0 if at is None else at + 1),
        first=name(0),
    )


def _fits(record: Record, choice: Choice) -> bool:
    if choice.article and record.article.sha256 != choice.article:
        return False
    if choice.show == "all":
        return True
    status = record.review.status if record.review else "open"
    return status == choice.show


def _words(record: Record) -> str:
    speaker = record.speaker.name if record.speaker else ""
    source = record.source.text if record.source else ""
    return " ".join((speaker, source, *(part.text for part in record.content))).lower()
