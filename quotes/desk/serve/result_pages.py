"""The pages of a result: one article marked, a list of several, or how far the work is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.article import Article
from quotes.desk.pages.render import render
from quotes.desk.report.passages import Passages
from quotes.desk.report.report_page import QUOTE_TYPES, prepare
from quotes.desk.serve.lines import read
from quotes.desk.serve.results import Entry, Result
from quotes.errors import without_options
from quotes.record_parts import ArticleInfo


@dataclass(frozen=True)
class Line:
    """One article in the list of several."""

    key: str
    name: str
    state: str
    records: int | None
    reason: str | None


def draw_article(entry: Entry, article: Article, *, home: str, result: Result, archive: bool = False) -> str:
    """The article with all that is said in it marked, a table of it, and the files."""
    records = read([entry.reading.payload]) if entry.reading else []
    shown = prepare(ArticleInfo.of(article), records, Passages.of(article.text, records))
    title = article.title or name_of(entry)
    files = f"{home}results/{result.id}/{entry.key}/"
    several = f"{home}results/{result.id}" if len(result.entries()) > 1 else None
    return render(
        "serve_article.html",
        title=title,
        shown=shown,
        types=QUOTE_TYPES,
        notes=(),
        home=home,
        files=files,
        several=several,
        name=title,
        archive=archive,
    )


def draw_articles(entries: Sequence[Entry], result: Result, *, archive: bool = False) -> str:
    """The list of several articles, each with its number of records, its error, or its state."""
    lines = [_line(entry) for entry in entries]
    done = result.done
    return render(
        "serve_articles.html",
        title=f"{len(lines)} articles",
        lines=lines,
        done=done,
        all=len(result.jobs),
        id=result.id,
        records=sum(line.records or 0 for line in lines),
        archive=archive,
    )


def draw_waiting(result: Result, *, archive: bool = False) -> str:
    """How far the work on one article is."""
    states = {"waiting": "Other articles are read first.", "working": "The article is being read."}
    state = states.get(result.jobs[0].state, states["working"])
    return render("serve_waiting.html", title="Reading", state=state, id=result.id, archive=archive)


def name_of(entry: Entry) -> str:
    """What a person calls the article: its title, else its file or address."""
    article = entry.reading.article if entry.reading else None
    if article is not None and article.title:
        return article.title
    return "Pasted text" if entry.name == "-" else entry.name


def _line(entry: Entry) -> Line:
    reading = entry.reading
    if reading is None:
        reason = "There is no article in it." if entry.state == "done" else None
        return Line(entry.key, name_of(entry), entry.state, None, reason)
    reason = without_options(reading.failure.message) if reading.failure else None
    return Line(entry.key, name_of(entry), entry.state, None if reason else reading.records, reason)
