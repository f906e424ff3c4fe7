"""The parts of the review page as HTML: the article with its marks, the panel of a record, the queue."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from quotes.desk.pages.render import render
from quotes.desk.report.passages import Passages
from quotes.desk.report.report_page import Voice, prepare
from quotes.desk.review.decisions import LABELS
from quotes.desk.review.notes import Note
from quotes.desk.review.queue import Queue
from quotes.desk.review.state import ReviewState, find_speakers
from quotes.formats.records.fields import choices_of
from quotes.record import ArticleInfo, Record

MAX_WHOLE_ARTICLE = 60_000  # code points: of a longer article only a window is shown, so that pages stay fast
WINDOW_MARGIN = 15_000  # code points shown before and after the current record of a long article
# The values that the page offers for each label.
VALUES_BY_LABEL = {name: choices_of(column) for name, column in LABELS.items()}


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


def draw_article(state: ReviewState, current: Record, passages: Passages) -> tuple[str, list[str], tuple[Voice, ...]]:
    """The article of a record with its marks, the names of the marked records, and who speaks in it."""
    records = [
        record
        for record in state.of_article(state.article_of(current))
        if record.id == current.id or record.review is None or record.review.status != "rejected"
    ]
    cut = passages.end > MAX_WHOLE_ARTICLE
    if cut:
        passages = passages.window(current.context.start - WINDOW_MARGIN, current.context.end + WINDOW_MARGIN)
    shown = prepare(current.article, records, passages)
    html = render("review_article.html", shown=shown, cut=cut)
    return html, [state.name_of(record) for record in shown.records], shown.voices


def draw_panel(state: ReviewState, current: Record, voices: tuple[Voice, ...]) -> str:
    """The spans, labels and notes of a record, to be corrected."""
    colour = next((voice.colour for voice in voices if current.speaker and voice.name == current.speaker.name), "k")
    name = state.name_of(current)
    return render(
        "review_panel.html",
        record=current,
        sets=VALUES_BY_LABEL,
        colour=colour,
        original=state.original(name),
        note=state.notes.get(name, Note()),
        speakers=find_speakers(state.of_article(state.article_of(current))),
    )


def draw_queue(state: ReviewState, queue: Queue, current: str | None) -> str:
    """The list of the records near the current one."""
    return render("review_queue.html", queue=queue, current=current, name_of=state.name_of, notes=state.notes)


def label_article(info: ArticleInfo, titles: Counter[str]) -> str:
    """The title of an article, with its path if another has the same: "Talks fail (a/talks.txt)"."""
    title = info.title or info.id
    return f"{title} ({info.source_path or info.id})" if titles[title] > 1 else title
