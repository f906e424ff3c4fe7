"""Records as the decisions have them: the file's records with every decision that stands laid over them in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.desk.review.decision_journal import Journal, target_of
from quotes.desk.review.decisions import Decision, Merge
from quotes.record import Record, Review, Speaker

_STATUS = {"accept": "accepted", "reject": "rejected", "mend": "mended", "add": "added"}


@dataclass(frozen=True)
class Progress:
    """How far the review is."""

    total: int
    decided: int
    accepted: int
    rejected: int
    mended: int
    added: int


class ReviewState:
    """The records of one review. Not safe for threads; the server holds a lock."""

    def __init__(self, records: Iterable[Record], journal: Journal):
        self.journal = journal
        self._original = {record.id: record for record in records}
        self._events: list[Decision] = []
        self._by_seq: dict[int, Decision] = {}
        self.seq = 0
        self.current: dict[str, Record] = {}
        self.seen: dict[str, int] = {}  # the last decision on each target
        self.articles: dict[str, list[str]] = {}
        self._refold()
        self.catch_up()

    def catch_up(self) -> None:
        """Take in what has been decided since, here or in another process."""
        new = self.journal.since(self.seq)
        if not new:
            return
        self._events += new
        self._by_seq |= {event.seq: event for event in new}
        self.seq = new[-1].seq
        if any(event.kind == "undo" for event in new):
            self._refold()
            return
        for event in new:
            self._apply(event)

    def _undone(self) -> set[int]:
        """The numbers of the decisions that are taken back; an undo may itself be undone."""
        undone: set[int] = set()
        for event in reversed(self._events):
            if event.kind == "undo" and event.seq not in undone and event.undoes is not None:
                undone.add(event.undoes)
        return undone

    def standing(self) -> list[Decision]:
        """The decisions that no later one takes back, in order."""
        undone = self._undone()
        return [event for event in self._events if event.seq not in undone and event.kind != "undo"]

    def last_decision(self, by: str) -> Decision | None:
        """The reviewer's last decision that stands: what an undo takes back."""
        return next((event for event in reversed(self.standing()) if event.by == by), None)

    def last_undo(self, by: str) -> Decision | None:
        """The reviewer's last undo that stands: what a redo takes back. There is none after a new decision."""
        undone = self._undone()
        for event in reversed(self._events):
            if event.by == by and event.kind != "undo":
                return None
            if event.by == by and event.seq not in undone and self._decision_of(event).seq == event.undoes:
                return event
        return None

    def target_of_undo(self, event: Decision) -> str:
        """What a decision is on; an undo is on whatever the decision was on that it takes back."""
        return target_of(self._decision_of(event))

    def last_seq(self, target: str, by: str) -> int:
        """The number of the reviewer's last decision or undo on a target; 0 without one."""
        seqs = (
            event.seq for event in reversed(self._events) if event.by == by and self.target_of_undo(event) == target
        )
        return next(seqs, 0)

    def _decision_of(self, event: Decision) -> Decision:
        while event.kind == "undo" and event.undoes is not None:
            event = self._by_seq[event.undoes]
        return event

    def of_article(self, sha256: str) -> list[Record]:
        """The records of an article, rejected ones too, in text order."""
        found = [self.current[name] for name in self.articles.get(sha256, ()) if name in self.current]
        return sorted(found, key=lambda record: (record.content[0].start, record.id))

    def original(self, name: str) -> Record | None:
        """The record as it was read; None for an added one."""
        return self._original.get(name)

    def progress(self) -> Progress:
        """How many records there are and what has been decided on them."""
        status = [record.review.status for record in self.current.values() if record.review]
        return Progress(
            total=len(self.current),
            decided=len(status),
            accepted=status.count("accepted"),
            rejected=status.count("rejected"),
            mended=status.count("mended"),
            added=status.count("added"),
        )

    def _refold(self) -> None:
        self.current = dict(self._original)
        self.articles = {}
        for record in self._original.values():
            self.articles.setdefault(record.article.sha256, []).append(record.id)
        self.seen = {}
        for event in self._events:
            self.seen[self.target_of_undo(event)] = event.seq
        for event in self.standing():
            self._apply(event)

    def _apply(self, event: Decision) -> None:
        target = target_of(event)
        self.seen[target] = max(event.seq, self.seen.get(target, 0))
        if event.kind == "merge" and event.merge is not None:
            self._merge(event.merge)
            return
        if event.kind == "add" and event.added is not None:
            self.articles.setdefault(event.added.article.sha256, []).append(event.added.id)
            self.current[event.added.id] = event.added
        record = self.current.get(str(event.record))
        if record is None:  # the decision that added it was taken back
            return
        if event.kind == "mend" and event.mend is not None:
            record = record.model_copy(update=event.mend.changes(record))
        before = record.review.status if record.review else None
        status = _STATUS[event.kind]
        if before in ("mended", "added") and status in ("accepted", "mended"):
            status = before
        if record.id not in self._original and status != "rejected":
            status = "added"
        review = Review(status=status, by=event.by, at=event.at)  # type: ignore[arg-type]
        self.current[record.id] = record.model_copy(update={"review": review})

    def _merge(self, merge: Merge) -> None:
        scope = self.articles.get(merge.article, []) if merge.article else list(self.current)
        for name in scope:
            record = self.current.get(name)
            if record is not None and record.speaker is not None and record.speaker.id == merge.gone:
                kept = merge.kept.model_copy(update={"resolution": record.speaker.resolution})
                self.current[name] = record.model_copy(update={"speaker": kept})


def find_speakers(records: Sequence[Record]) -> list[Speaker]:
    """The speakers of the records, each once, by name."""
    found: dict[str, Speaker] = {}
    for record in records:
        if record.speaker is not None:
            found.setdefault(record.speaker.id, record.speaker)
    return sorted(found.values(), key=lambda speaker: (speaker.name.lower(), speaker.id))


def make_id(name: str) -> str:
    """The id of a speaker by its name.

    >>> make_id("Zoë O'Neill")
    'zoe-o-neill'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "speaker"
