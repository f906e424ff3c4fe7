"""The views of an archive, each as a page, as JSON and as a file: `VIEWS[0].draw(archive, asked)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.filters import Filters
from quotes.desk.archive.listings import ArticleEntry, SpeakerEntry, list_articles, list_speakers
from quotes.desk.archive.search import Hit, list_records
from quotes.desk.archive.search_output import COLUMNS
from quotes.desk.serve import archive_answers as answers
from quotes.desk.serve import archive_content as content
from quotes.desk.serve import archive_pages as pages
from quotes.desk.serve.archive_downloads import csv_parts, lines_of, lines_of_hits, rows_of_hits
from quotes.desk.serve.archive_queries import (
    ArticleQuery,
    ArticlesQuery,
    CompareQuery,
    PageQuery,
    SearchQuery,
    SpeakersQuery,
    filter_outlet,
)
from quotes.desk.serve.messages import Message
from quotes.desk.serve.problems import RequestError
from quotes.formats.records.csv import dump_rows

QUOTATIONS_PER_SIDE = 10


@dataclass(frozen=True)
class Asked:
    """What is asked of a view: the query, the key in the address, the form of the answer."""

    query: Any
    key: str
    form: str
    counts: content.CountCache = field(default_factory=content.CountCache)


@dataclass(frozen=True)
class View:
    """A view: its path, its query, and its page, its JSON and its file."""

    path: str
    name: str  # of a file
    query: type[Message]
    draw: Callable[[Archive, Asked], str]
    describe: Callable[[Archive, Asked], dict[str, Any]]
    write: Callable[[Archive, Asked], Iterator[bytes]]


def _draw_search(archive: Archive, asked: Asked) -> str:
    return pages.draw_search(asked.query, *content.find_records(archive, asked.query, asked.counts))


def _describe_search(archive: Archive, asked: Asked) -> dict[str, Any]:
    return answers.write_search(archive, asked.query, *content.find_records(archive, asked.query, asked.counts))


def _write_search(archive: Archive, asked: Asked) -> Iterator[bytes]:
    filters = content.make_filters(archive, asked.query)
    return _write_hits(archive, list_records(archive, filters, asked.query.q.strip() or None)[1], asked.form)


def _list_speakers(archive: Archive, query: SpeakersQuery, **part: int) -> tuple[int, list[SpeakerEntry]]:
    return list_speakers(archive, name=query.q.strip() or None, sectors=query.sector, natures=query.nature, **part)


def _draw_speakers(archive: Archive, asked: Asked) -> str:
    return pages.draw_speakers(asked.query, *_list_speakers(archive, asked.query, **_part(asked.query)))


def _describe_speakers(archive: Archive, asked: Asked) -> dict[str, Any]:
    total, entries = _list_speakers(archive, asked.query, **_part(asked.query))
    return _list(asked.query, total, speakers=map(answers.summarize_speaker, entries))


def _write_speakers(archive: Archive, asked: Asked) -> Iterator[bytes]:
    return _write_entries(map(answers.summarize_speaker, _list_speakers(archive, asked.query)[1]), asked.form)


def _draw_speaker(archive: Archive, asked: Asked) -> str:
    return pages.draw_speaker(asked.query, content.find_speaker_content(archive, asked.key, asked.query))


def _describe_speaker(archive: Archive, asked: Asked) -> dict[str, Any]:
    shown = content.find_speaker_content(archive, asked.key, asked.query)
    return answers.write_speaker(archive, asked.query, shown)


def _write_speaker(archive: Archive, asked: Asked) -> Iterator[bytes]:
    speaker = content.get_speaker(archive, asked.key)
    return _write_hits(archive, list_records(archive, Filters(speakers=(speaker.number,)))[1], asked.form)


def _list_articles(archive: Archive, query: ArticlesQuery, **part: int) -> tuple[int, list[ArticleEntry]]:
    where = filter_outlet(archive, query.outlet)
    filters = Filters(outlet=where.outlet, outlets=where.outlets, since=query.since or None, until=query.until or None)
    return list_articles(archive, filters, words=query.q, id=query.id or None, **part)


def _draw_articles(archive: Archive, asked: Asked) -> str:
    return pages.draw_articles(asked.query, *_list_articles(archive, asked.query, **_part(asked.query)))


def _describe_articles(archive: Archive, asked: Asked) -> dict[str, Any]:
    total, entries = _list_articles(archive, asked.query, **_part(asked.query))
    return _list(asked.query, total, articles=map(answers.summarize_article, entries))


def _write_articles(archive: Archive, asked: Asked) -> Iterator[bytes]:
    return _write_entries(map(answers.summarize_article, _list_articles(archive, asked.query)[1]), asked.form)


def _draw_article(archive: Archive, asked: Asked) -> str:
    return pages.draw_article(content.find_article_content(archive, asked.key))


def _describe_article(archive: Archive, asked: Asked) -> dict[str, Any]:
    return answers.write_article(content.find_article_content(archive, asked.key))


def _write_article(archive: Archive, asked: Asked) -> Iterator[bytes]:
    shown = content.find_article_content(archive, asked.key)
    if asked.form == "csv":
        return iter((dump_rows(shown.records, header=True),))
    if asked.form == "text":
        if shown.text is None:
            raise RequestError(404, "The archive has the records of this article, but not its text.")
        return iter((shown.text.encode("utf-8", "replace"),))
    return (line + b"\n" for line in shown.lines)


def _draw_comparison(archive: Archive, asked: Asked) -> str:
    sides = content.compare(archive, asked.query, limit=QUOTATIONS_PER_SIDE)
    return pages.draw_comparison(asked.query, sides, content.name_chosen(archive, asked.query))


def _describe_comparison(archive: Archive, asked: Asked) -> dict[str, Any]:
    sides = content.compare(archive, asked.query, limit=0)
    if sides is None:
        raise _nobody_named()
    return answers.write_comparison(asked.query.by, sides)


def _write_comparison(archive: Archive, asked: Asked) -> Iterator[bytes]:
    """The records of both sides, each with the name of its side."""
    query = asked.query
    if not query.a.strip() or not query.b.strip():
        raise _nobody_named()
    sides: list[tuple[str, Iterator[Hit]]] = []
    for given in (query.a, query.b):
        filters = content.filter_side(archive, query, given)
        hits = list_records(archive, filters, query.q.strip() or None)[1]
        sides.append((content.name_side(archive, filters, given), hits))
    if asked.form == "csv":
        return csv_parts(("side", *COLUMNS), ((name, *row) for name, hits in sides for row in rows_of_hits(hits)))
    return chain.from_iterable(lines_of_hits(archive, hits, side=name) for name, hits in sides)


def _nobody_named() -> RequestError:
    return RequestError(422, "a, b: name two speakers, or two outlets with by=outlet")


def _part(query: PageQuery) -> dict[str, int]:
    return {"limit": query.size, "offset": query.offset}


def _list(query: PageQuery, total: int, **entries: Iterable[Message]) -> dict[str, Any]:
    """A page of a list."""
    listed = {name: [entry.model_dump() for entry in values] for name, values in entries.items()}
    return {"total": total, "page": query.page, "size": query.size, **listed}


def _write_hits(archive: Archive, hits: Iterator[Hit], form: str) -> Iterator[bytes]:
    return csv_parts(COLUMNS, rows_of_hits(hits)) if form == "csv" else lines_of_hits(archive, hits)


def _write_entries(entries: Iterable[Message], form: str) -> Iterator[bytes]:
    return lines_of(entries) if form == "jsonl" else _table_of(entries)


def _table_of(entries: Iterable[Message]) -> Iterator[bytes]:
    values: Sequence[dict[str, Any]] = [entry.model_dump() for entry in entries]
    names = tuple(values[0]) if values else ("key",)
    return csv_parts(names, (tuple(value.values()) for value in values))


VIEWS = (
    View("/search", "search", SearchQuery, _draw_search, _describe_search, _write_search),
    View("/speakers", "speakers", SpeakersQuery, _draw_speakers, _describe_speakers, _write_speakers),
    View("/speakers/{key}", "speaker", PageQuery, _draw_speaker, _describe_speaker, _write_speaker),
    View("/articles", "articles", ArticlesQuery, _draw_articles, _describe_articles, _write_articles),
    View("/articles/{key}", "article", ArticleQuery, _draw_article, _describe_article, _write_article),
    View("/compare", "comparison", CompareQuery, _draw_comparison, _describe_comparison, _write_comparison),
)
