"""What the review page can show and do, without HTTP: `desk.view(Choice(), record=None)`."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from quotes.desk.pages.render import render
from quotes.desk.report.passages import Passages
from quotes.desk.report.report_page import Voice, prepare
from quotes.desk.review.corrections import Request, SelectionError, make_added, make_correction
from quotes.desk.review.decisions import LABELS, SPEAKERS, Decision, Merge
from quotes.desk.review.queue import Choice, Queue, make_queue
from quotes.desk.review.state import ReviewState, find_speakers
from quotes.errors import QuotesError
from quotes.formats.records.fields import choices_of
from quotes.record import ArticleInfo, Record

MAX_WHOLE_ARTICLE = 60_000  # code points: of a longer article only a window is shown, so that pages stay fast
WINDOW_MARGIN = 15_000  # code points shown before and after the current record of a long article
# The values that the page offers for each label.
VALUES_BY_LABEL = {name: choices_of(column) for name, column in LABELS.items()}


class GoneError(QuotesError):
    """The record does not exist, or no longer."""


@dataclass(frozen=True)
class View:
    """The page's HTML, part by part, with the values that its script needs."""

    parts: dict[str, str]
    record: str | None
    ids: list[str]  # names of the records, by their number in the marked text
    seq: int
    base: int
    before: str | None
    after: str | None

    def as_json(self) -> dict[str, Any]:
        """The view as a JSON object for the page's script."""
        return dict(vars(self))


class Desk:
    """One review: its state, its texts, and a lock around both."""

    def __init__(self, state: ReviewState, find_text: Callable[[ArticleInfo], str | None]):
        self.state = state
        self.lock = threading.RLock()
        self._find_text = lru_cache(maxsize=8)(find_text)

    def view(self, choice: Choice, record: str | None) -> View:
        """The page with a record open; without a name, or one that is gone, the first of the queue."""
        with self.lock:
            self.state.catch_up()
            name = record if record in self.state.current else make_queue(self.state, choice, None).first
            current = self.state.current[name] if name else None
            queue = make_queue(self.state, choice, name)
            parts = {"queue": self._queue(queue, name), "progress": self._progress(), "article": "", "panel": ""}
            ids: list[str] = []
            if current is not None:
                parts["article"], ids, voices = self._article(current)
                parts["panel"] = self._panel(current, voices)
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
            article = self.state.article_of(current)
            scope = list(self.state.current.values()) if everywhere else self.state.of_article(article)
            speakers = {speaker.id: speaker for speaker in find_speakers(scope)}
            if gone not in speakers or kept not in speakers or gone == kept:
                raise SelectionError("choose two speakers of the article")
            merge = Merge(gone=gone, kept=speakers[kept], article=None if everywhere else article)
            self._write(Decision(kind="merge", merge=merge, by=by), seq, target=SPEAKERS)
            return record

    def undo(self, by: str, *, redo: bool) -> str | None:
        """Take back the reviewer's last decision, or the last undo; returns its record."""
        with self.lock:
            self.state.catch_up()
            last = self.state.last_undo(by) if redo else self.state.last_decision(by)
            if last is None:
                raise SelectionError(f"{by} has nothing to {'redo' if redo else 'undo'}")
            target = self.state.target_of_undo(last)
            undo = Decision(kind="undo", undoes=last.seq, by=by)
            self._write(undo, self.state.last_seq(target, by), target=target)
            return None if target == SPEAKERS else target

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

    def _article(self, current: Record) -> tuple[str, list[str], tuple[Voice, ...]]:
        records = [
            record
            for record in self.state.of_article(self.state.article_of(current))
            if record.id == current.id or record.review is None or record.review.status != "rejected"
        ]
        passages = self._passages(current)
        cut = passages.end > MAX_WHOLE_ARTICLE
        if cut:
            passages = passages.window(current.context.start - WINDOW_MARGIN, current.context.end + WINDOW_MARGIN)
        shown = prepare(current.article, records, passages)
        html = render("review_article.html", shown=shown, cut=cut)
        return html, [self.state.name_of(record) for record in shown.records], shown.voices

    def _panel(self, current: Record, voices: tuple[Voice, ...]) -> str:
        colour = next((voice.colour for voice in voices if current.speaker and voice.name == current.speaker.name), "k")
        return render(
            "review_panel.html",
            record=current,
            sets=VALUES_BY_LABEL,
            colour=colour,
            original=self.state.original(self.state.name_of(current)),
            speakers=find_speakers(self.state.of_article(self.state.article_of(current))),
        )

    def _queue(self, queue: Queue, current: str | None) -> str:
        return render("review_queue.html", queue=queue, current=current, name_of=self.state.name_of)

    def _progress(self) -> str:
        return render("review_progress.html", progress=self.state.progress())

    def articles(self) -> list[tuple[str, str]]:
        """(name, title) of each article, for the filter; with the path if another article has the same title."""
        with self.lock:
            infos = {
                name: records[0].article for name in self.state.articles if (records := self.state.of_article(name))
            }
        titles = Counter(info.title or info.id for info in infos.values())
        labelled = [(name, _label(info, titles)) for name, info in infos.items()]
        return sorted(labelled, key=lambda pair: pair[1].lower())


def _label(info: ArticleInfo, titles: Counter[str]) -> str:
    title = info.title or info.id
    return f"{title} ({info.source_path or info.id})" if titles[title] > 1 else title
