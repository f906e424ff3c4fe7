"""The order of review: lowest confidence first, or article by article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quotes.desk.review.notes import Note
from quotes.desk.review.state import ReviewState
from quotes.record import Record

Show = Literal[
    "open", "all", "accepted", "rejected", "corrected", "added", "flagged", "commented", "skipped", "unresolved"
]
Order = Literal["confidence", "article"]
MAX_NEIGHBOURS = 40  # entries shown before and after the current one: a full screen on either side


@dataclass(frozen=True)
class Choice:
    """What the reviewer wants to see."""

    show: Show = "open"
    order: Order = "confidence"
    article: str | None = None  # its name in the review
    words: str = ""  # in content, source or speaker
    speaker: str = ""  # words of the speaker's name
    quote_type: str | None = None
    least: float = 0.0  # confidence
    most: float = 1.0
    only: frozenset[str] | None = None  # names of the records of the file that the user selected; None: all


@dataclass(frozen=True)
class Queue:
    """The matching records, and the position of the current one."""

    entries: list[Record]  # the records near the current one
    total: int
    position: int | None  # of the current one, from 0
    before: str | None
    after: str | None
    first: str | None
    current: str | None


def make_queue(state: ReviewState, choice: Choice, current: str | None, *, begin: bool = False) -> Queue:
    """The queue. The current record stays in it even if it has just been decided.

    With `begin`, the first record is the current one where there is no other.
    """
    fitting = find_matching(state, choice, current)
    if begin and current is None and fitting:
        current = fitting[0][0]
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
        current=current,
    )


def find_matching(state: ReviewState, choice: Choice, current: str | None = None) -> list[tuple[str, Record]]:
    """The matching records with their names, in the order of review; those that were skipped come last."""
    words = choice.words.lower().split()
    speaker = choice.speaker.lower().split()
    fitting = [
        (name, record)
        for name, record in state.current.items()
        if name == current
        or (
            _fits(name, record, choice, state)
            and (not words or _has(words, _words(record)))
            and (not speaker or _has(speaker, _speaker(record)))
        )
    ]
    skipped = {name for name, note in state.notes.items() if note.skipped}
    if choice.order == "confidence":
        fitting.sort(
            key=lambda pair: (
                pair[0] in skipped,
                pair[1].confidence,
                pair[1].article.id,
                pair[1].content[0].start,
                pair[0],
            )
        )
    else:
        fitting.sort(key=lambda pair: (pair[0] in skipped, pair[1].article.key, pair[1].content[0].start, pair[0]))
    return fitting


def _fits(name: str, record: Record, choice: Choice, state: ReviewState) -> bool:
    if choice.only is not None and name not in choice.only and state.original(name) is not None:
        return False
    if choice.article and state.article_of(record) != choice.article:
        return False
    if choice.quote_type and record.quote_type != choice.quote_type:
        return False
    if not choice.least <= record.confidence <= choice.most:
        return False
    if choice.show == "all":
        return True
    if choice.show == "unresolved":
        return record.speaker is None and record.review is None
    if choice.show in ("flagged", "commented", "skipped"):
        note = state.notes.get(name, Note())
        is_open = record.review is None
        return bool(
            {"flagged": note.flagged, "commented": note.comment, "skipped": note.skipped and is_open}[choice.show]
        )
    status = record.review.status if record.review else "open"
    return status == choice.show


def _has(words: list[str], text: str) -> bool:
    return all(word in text for word in words)


def _speaker(record: Record) -> str:
    return record.speaker.name.lower() if record.speaker else ""


def _words(record: Record) -> str:
    speaker = record.speaker.name if record.speaker else ""
    source = record.source.text if record.source else ""
    return " ".join((speaker, source, *(part.text for part in record.content))).lower()
