"""Records with decisions applied: those of the file, changed by every decision that was not undone, in order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from quotes.desk.review.decision_journal import NOTE, Journal, target_of
from quotes.desk.review.decisions import NOTES, Decision, Merge
from quotes.desk.review.notes import Note
from quotes.desk.review.progress import ArticleProgress, Progress
from quotes.record import ArticleInfo, Record, Review, Speaker

ArticleKey = tuple[str, str, str]

_STATUS = {
    "accept": "accepted",
    "accept_many": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "add": "added",
}


class ReviewState:
    """The records of one review by their names (see `name_of`). Not safe for threads; the server holds a lock."""

    def __init__(self, records: Iterable[Record], journal: Journal, *, notes: Mapping[str, Note] | None = None):
        self.journal = journal
        self._notes_before = notes or {}  # by the names of records: what was noted before the review
        records = list(records)
        self._suffixes = _mark_copies(record.article for record in records)
        self._marks = {_mark(key): suffix for key, suffix in self._suffixes.items()}
        self._original = {self.name_of(record): record for record in records}
        self._events: list[Decision] = []
        self._by_seq: dict[int, Decision] = {}
        self.seq = 0
        self.current: dict[str, Record] = {}
        self.seen: dict[str, int] = {}  # the last decision on each target
        self.articles: dict[str, list[str]] = {}
        self.notes: dict[str, Note] = dict(self._notes_before)
        self._refold()
        self.catch_up()

    def name_of(self, record: Record) -> str:
        """The name of a record in the review: its id, and a mark if another article before it has the same text.

        "6f1d0c0000000000" of the first article with a text, "6f1d0c0000000000.1f2e3d4c" of a copy of it.
        """
        return record.id + self._suffixes.get(record.article.key, "")

    def article_of(self, record: Record) -> str:
        """The name of the article of a record in the review: the hash of its text, with the same mark."""
        return record.article.sha256 + self._suffixes.get(record.article.key, "")

    def _current_name(self, name: str) -> str:
        """A journal's name as it is now: the order of articles with the same text may have changed."""
        plain, _, mark = name.partition(".")
        return plain + self._marks.get(mark, "")

    def catch_up(self) -> None:
        """Apply the decisions made since, in this or another process."""
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
        """The numbers of the decisions that were undone; an undo may itself be undone."""
        undone: set[int] = set()
        for event in reversed(self._events):
            if event.kind == "undo" and event.seq not in undone and event.undoes is not None:
                undone.add(event.undoes)
        return undone

    def active_decisions(self) -> list[Decision]:
        """The decisions that were not undone, in order."""
        undone = self._undone()
        return [event for event in self._events if event.seq not in undone and event.kind != "undo"]

    def merges_everywhere(self) -> list[Decision]:
        """The merges of speakers in all articles, taken back or not."""
        return [event for event in self._events if event.merge is not None and event.merge.article is None]

    def last_decision(self, by: str) -> Decision | None:
        """The reviewer's last decision that was not undone: the next one to undo."""
        return next((event for event in reversed(self.active_decisions()) if event.by == by), None)

    def last_undo(self, by: str) -> Decision | None:
        """The reviewer's last undo that was not redone: the next one to redo; None after a new decision."""
        undone = self._undone()
        for event in reversed(self._events):
            if event.by == by and event.kind != "undo":
                return None
            if event.by == by and event.seq not in undone and self.decision_of(event).seq == event.undoes:
                return event
        return None

    def target_of_undo(self, event: Decision) -> str:
        """The target of a decision; an undo has the target of the decision that it undoes."""
        return self._current_name(target_of(self.decision_of(event)))

    def last_seq(self, target: str, by: str) -> int:
        """The number of the reviewer's last decision or undo on a target; 0 without one."""
        seqs = (
            event.seq for event in reversed(self._events) if event.by == by and self.target_of_undo(event) == target
        )
        return next(seqs, 0)

    def decision_of(self, event: Decision) -> Decision:
        """The decision that an undo, or an undo of an undo, is about."""
        while event.kind == "undo" and event.undoes is not None:
            event = self._by_seq[event.undoes]
        return event

    def of_article(self, article: str) -> list[Record]:
        """The records of an article by its name (see `article_of`), including rejected ones, in text order."""
        records = [self.current[name] for name in self.articles.get(article, ()) if name in self.current]
        return sorted(records, key=lambda record: (record.content[0].start, record.id))

    def original(self, name: str) -> Record | None:
        """The record as it was read; None for an added one."""
        return self._original.get(name)

    def original_records(self) -> Iterable[Record]:
        """The records as they were read."""
        return self._original.values()

    def article_progress(self) -> list[ArticleProgress]:
        """How far each article is, in the order of the file; articles without records are left out."""
        rows = []
        for name, names in self.articles.items():
            records = [self.current[record] for record in names if record in self.current]
            if records:
                decided = sum(record.review is not None for record in records)
                rows.append(ArticleProgress(name, records[0].article, len(records), decided))
        return rows

    def progress(self) -> Progress:
        """The number of records, and of decisions of each kind."""
        status = [record.review.status for record in self.current.values() if record.review]
        return Progress(
            total=len(self.current),
            decided=len(status),
            accepted=status.count("accepted"),
            rejected=status.count("rejected"),
            corrected=status.count("corrected"),
            added=status.count("added"),
        )

    def _refold(self) -> None:
        self.current = dict(self._original)
        self.articles = {}
        for name, record in self._original.items():
            self.articles.setdefault(self.article_of(record), []).append(name)
        self.seen = {}
        self.notes = dict(self._notes_before)
        for event in self._events:
            for target in (self.target_of_undo(event), *map(self._current_name, event.records or ())):
                self.seen[target] = event.seq
        for event in self.active_decisions():
            self._apply(event)

    def _apply(self, event: Decision) -> None:
        target = self._current_name(target_of(event))
        self.seen[target] = max(event.seq, self.seen.get(target, 0))
        if event.kind == "merge" and event.merge is not None:
            self._merge(event.merge)
            return
        if event.kind == "add" and event.added is not None:
            self.articles.setdefault(self.article_of(event.added), []).append(self.name_of(event.added))
            self.current[self.name_of(event.added)] = event.added
        if event.kind in NOTES:
            name = target.removeprefix(NOTE)
            self.notes[name] = self.notes.get(name, Note()).with_decision(event)
            return
        for name in map(self._current_name, event.records or ()):
            self.seen[name] = max(event.seq, self.seen.get(name, 0))
            if name in self.current and self.current[name].review is None:
                self._decide(name, event)
        self._decide(target, event)

    def _decide(self, name: str, event: Decision) -> None:
        """Give a record the status of a decision on it."""
        record = self.current.get(name)
        if record is None:  # the decision that added it was undone
            return
        if event.kind == "correct" and event.correction is not None:
            record = record.model_copy(update=event.correction.changes(record))
        before = record.review.status if record.review else None
        status = _STATUS[event.kind]
        if before in ("corrected", "added") and status in ("accepted", "corrected"):
            status = before
        if name not in self._original and status != "rejected":
            status = "added"
        review = Review(status=status, by=event.by, at=event.at)  # type: ignore[arg-type]
        self.current[name] = record.model_copy(update={"review": review})

    def _merge(self, merge: Merge) -> None:
        scope = self.articles.get(self._current_name(merge.article), []) if merge.article else list(self.current)
        for name in scope:
            record = self.current.get(name)
            if record is not None and record.speaker is not None and record.speaker.id == merge.gone:
                own = {"resolution": record.speaker.resolution, "confidence": record.speaker.confidence}
                speaker = merge.kept.model_copy(update=own)
                self.current[name] = record.model_copy(update={"speaker": speaker})


def _mark_copies(articles: Iterable[ArticleInfo]) -> dict[ArticleKey, str]:
    """The suffix of the names of each article's records: "", or a mark if an article before it has the same text."""
    suffixes: dict[ArticleKey, str] = {}
    texts: set[str] = set()
    for article in articles:
        if article.key not in suffixes:
            suffixes[article.key] = f".{_mark(article.key)}" if article.sha256 in texts else ""
            texts.add(article.sha256)
    return suffixes


def _mark(key: ArticleKey) -> str:
    return hashlib.sha256("\n".join(key).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def find_speakers(records: Sequence[Record]) -> list[Speaker]:
    """The speakers of the records, each once, by name."""
    speakers: dict[str, Speaker] = {}
    for record in records:
        if record.speaker is not None:
            speakers.setdefault(record.speaker.id, record.speaker)
    return sorted(speakers.values(), key=lambda speaker: (speaker.name.lower(), speaker.id))
