"""What the review page can show and do, without HTTP: `desk.view(Choice(), record=None)`."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from quotes.desk.pages.render import render
from quotes.desk.report.passages import Passages
from quotes.desk.review.alias_file import write_aliases
from quotes.desk.review.corrections import Request, SelectionError, make_added, make_correction
from quotes.desk.review.decision_journal import NOTE, target_of
from quotes.desk.review.decisions import MANY, SPEAKERS, Decision, Merge
from quotes.desk.review.notes import Note
from quotes.desk.review.queue import Choice, find_matching, make_queue
from quotes.desk.review.state import ReviewState, find_speakers
from quotes.desk.review.view import View, draw_article, draw_panel, draw_queue, label_article
from quotes.errors import QuotesError
from quotes.record import ArticleInfo, Record

MAX_PEOPLE = 40  # speakers that a menu offers: a longer one wants another word


class GoneError(QuotesError):
    """The record does not exist, or no longer."""


@dataclass(frozen=True)
class Undone:
    """What was taken back or done again: the record, None for several, and the kind of the decision."""

    record: str | None
    kind: str


class Desk:
    """One review: its state, its texts, and a lock around both."""

    def __init__(
        self,
        state: ReviewState,
        find_text: Callable[[ArticleInfo], str | None],
        *,
        aliases: Path | None = None,
        only: frozenset[str] | None = None,
        notes: tuple[str, ...] = (),
    ):
        self.state = state
        self.only = only  # names of the records that the queue can show; None: all
        self.notes = notes  # what the selection left out, in sentences
        self.aliases = aliases  # the file that merges in all articles are written to
        self.lock = threading.RLock()
        self._find_text = lru_cache(maxsize=8)(find_text)

    def view(self, choice: Choice, record: str | None) -> View:
        """The page with a record open; without a name, or one that is gone, the first of the queue."""
        with self.lock:
            self.state.catch_up()
            choice = replace(choice, only=self.only)
            queue = make_queue(self.state, choice, record if record in self.state.current else None, begin=True)
            name = queue.current
            current = self.state.current[name] if name else None
            parts = {
                "queue": draw_queue(self.state, queue, name),
                "progress": render("review_progress.html", progress=self.state.progress()),
                "article": "",
                "panel": "",
            }
            ids: list[str] = []
            if current is not None:
                parts["article"], ids, voices = draw_article(self.state, current, self._passages(current))
                parts["panel"] = draw_panel(self.state, current, voices)
            base = self.state.seen.get(name, 0) if name else 0
            return View(parts, name, ids, self.state.seq, base, queue.before, queue.after)

    def changed(self, seq: int) -> bool:
        """True if there are decisions after this number."""
        with self.lock:
            self.state.catch_up()
            return self.state.seq > seq

    def decide(self, kind: str, record: str, by: str, base: int) -> str:
        """Accept or reject a record."""
        return self._write(Decision(kind=kind, record=record, by=by), base)  # type: ignore[arg-type]

    def accept_many(self, choice: Choice, by: str) -> int:
        """Accept every open record of a choice; returns their number. One undo takes it back."""
        with self.lock:
            self.state.catch_up()
            names = self._open_names(choice)
            if not names:
                raise SelectionError("nothing open fits; choose a lower confidence or another view")
            decision = Decision(kind="accept_many", records=names, by=by)
            self._write(decision, self.state.seq, target=MANY)
            return len(names)

    def count_open(self, choice: Choice) -> int:
        """The number of records that `accept_many` would accept."""
        with self.lock:
            self.state.catch_up()
            return len(self._open_names(choice))

    def _open_names(self, choice: Choice) -> tuple[str, ...]:
        matching = find_matching(self.state, replace(choice, only=self.only))
        return tuple(name for name, record in matching if record.review is None)

    def note(self, kind: str, record: str, by: str, *, comment: str = "") -> str:
        """Skip a record, flag it or take its flag away, or comment on it."""
        with self.lock:
            self.state.catch_up()
            self._get(record)
            note = Decision(
                kind=kind,  # type: ignore[arg-type]
                record=record,
                by=by,
                flagged=not self.state.notes.get(record, Note()).flagged if kind == "flag" else None,
                comment=comment if kind == "comment" else None,
            )
            return self._write(note, self.state.seen.get(target_of(note), 0))

    def correct(self, record: str, request: Request, by: str, base: int) -> str:
        """Change spans or fields of a record. Raises SelectionError if a selection cannot be a span."""
        with self.lock:
            self.state.catch_up()
            current = self._get(record)
            speakers = find_speakers(self.state.of_article(self.state.article_of(current)))
            correction = make_correction(request, current, self._passages(current), speakers)
            return self._write(Decision(kind="correct", record=record, correction=correction, by=by), base)

    def add(self, like: str, span: tuple[int, int], by: str) -> str:
        """Add a missed attribution to the article of a record; returns the new record's id."""
        with self.lock:
            self.state.catch_up()
            current = self._get(like)
            added = make_added(span, current, self._passages(current))
            name = self.state.name_of(added)
            if name in self.state.current or self.state.original(name):
                raise SelectionError("that attribution exists already")
            return self._write(Decision(kind="add", record=name, added=added, by=by), self.state.seen.get(name, 0))

    def merge(self, record: str, gone: str, kept: str, by: str, *, everywhere: bool, seq: int) -> str:
        """Make one speaker another, in the article of the record or in all. `seq`: the last decision on the page."""
        with self.lock:
            self.state.catch_up()
            current = self._get(record)
            own = {speaker.id for speaker in find_speakers(self.state.of_article(self.state.article_of(current)))}
            speakers = {speaker.id: speaker for speaker in find_speakers(list(self.state.current.values()))}
            if gone not in own or kept not in speakers or gone == kept:
                raise SelectionError("choose a speaker of the article and another one")
            article = None if everywhere else self.state.article_of(current)
            merge = Merge(gone=gone, kept=speakers[kept], article=article)
            self._write(Decision(kind="merge", merge=merge, by=by), seq, target=SPEAKERS)
            self._write_aliases()
            return record

    def find_people(self, words: str) -> list[dict[str, str]]:
        """The speakers of all articles whose name has these words, each with a label that no other has."""
        with self.lock:
            fitting = [
                speaker
                for speaker in find_speakers(list(self.state.current.values()))
                if all(word in speaker.name.lower() for word in words.lower().split())
            ][:MAX_PEOPLE]
        names = Counter(speaker.name for speaker in fitting)
        return [
            {"id": speaker.id, "label": speaker.name if names[speaker.name] == 1 else f"{speaker.name} ({speaker.id})"}
            for speaker in fitting
        ]

    def _write_aliases(self) -> None:
        if self.aliases is not None:
            write_aliases(self.state, self.aliases)

    def undo(self, by: str, *, redo: bool) -> Undone:
        """Take back the reviewer's last decision, or the last undo."""
        with self.lock:
            self.state.catch_up()
            last = self.state.last_undo(by) if redo else self.state.last_decision(by)
            if last is None:
                raise SelectionError(f"{by} has nothing to {'redo' if redo else 'undo'}")
            target = self.state.target_of_undo(last)
            undo = Decision(kind="undo", undoes=last.seq, by=by)
            base = self.state.seq if target == MANY else self.state.last_seq(target, by)  # others have other records
            self._write(undo, base, target=target)
            if target == SPEAKERS:
                self._write_aliases()
            kind = self.state.decision_of(last).kind
            return Undone(None if target in (SPEAKERS, MANY) else target.removeprefix(NOTE), kind)

    def _write(self, decision: Decision, base: int, *, target: str | None = None) -> str:
        with self.lock:
            self.state.catch_up()
            if target is None and decision.kind != "add":
                self._get(str(decision.record))
            self.state.journal.append(decision, base=base, target=target)
            self.state.catch_up()
            return str(decision.record)

    def _get(self, record: str) -> Record:
        current = self.state.current.get(record)
        if current is None:
            raise GoneError("that attribution no longer exists; choose another")
        return current

    def _passages(self, record: Record) -> Passages:
        text = self._find_text(record.article)
        return Passages.of(text, self.state.of_article(self.state.article_of(record)))

    def articles(self) -> list[dict[str, Any]]:
        """The articles by title, with their progress; with the path if another article has the same title."""
        with self.lock:
            self.state.catch_up()
            rows = self.state.article_progress()
        titles = Counter(row.article.title or row.article.id for row in rows)
        articles = [
            {"name": row.name, "title": label_article(row.article, titles), "total": row.total, "decided": row.decided}
            for row in rows
        ]
        return sorted(articles, key=lambda article: str(article["title"]).lower())
