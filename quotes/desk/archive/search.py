"""Find what was said: `search(archive, "“climate change”", Filters(speaker="Merkel"))`, the best matches first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from quotes.desk.archive.archive import Archive, is_of_the_file
from quotes.desk.archive.filters import Condition, Filters, make_condition
from quotes.desk.archive.packed_lines import unpack
from quotes.desk.archive.query import QueryError, parse_query
from quotes.desk.archive.snippets import END_MARK, MARK, cut_snippets
from quotes.desk.selection.expressions import ExpressionError

MAX_RANKED = 40_000  # matches that are ranked in 50 ms; of more, those in the sentences around are left out
MAX_SORTED = 2_000  # records that are read and sorted by date in 10 ms
_WEIGHTS = "3.0, 1.0"  # of what was said, against the sentence around it
_JOINS = "JOIN records ON records.number = search.rowid JOIN articles ON articles.number = records.article"
_COUNT = "SELECT count(*) FROM search WHERE search MATCH ?"
_FIELDS = """
records.number, records.id, records.article, articles.day, records.content, records.context, records.quote_type,
records.cue, records.confidence, records.speaker, articles.id, articles.title, articles.outlet, articles.url
"""
_SPEAKERS = (
    "SELECT speakers.name FROM credits JOIN appearances ON appearances.number = appearance "
    "JOIN speakers ON speakers.number = speaker WHERE record = ? ORDER BY appearance"
)


@dataclass(frozen=True)
class Hit:
    """A record that was found. `speaker` is the name over all articles; a joint source has the names of its members."""

    number: int
    id: str
    article_number: int
    date: str | None
    said: str
    context: str
    type: str
    cue: str | None
    confidence: float
    speaker: str | None
    article: str
    title: str | None
    outlet: str | None
    url: str | None
    score: float | None = None  # the greater the better; only to be compared within one search
    snippet: str | None = None

    def to_json(self, record: dict[str, Any] | None) -> dict[str, Any]:
        """The hit as `quotes search` writes it, with the whole record."""
        return {
            "score": self.score,
            "date": self.date,
            "speaker": self.speaker,
            "said": self.said,
            "snippet": self.snippet and self.snippet.replace(MARK, "**").replace(END_MARK, "**"),
            "type": self.type,
            "title": self.title,
            "outlet": self.outlet,
            "url": self.url,
            "article": self.article,
            "record": record,
        }


def search(
    archive: Archive, words: str, filters: Filters, *, limit: int, offset: int = 0
) -> tuple[Condition, list[Hit]]:
    """The best matches, after the first `offset` of them.

    Raises QueryError for words that cannot be looked for, and what `make_condition` raises.
    """
    expression = parse_query(words)
    matches = _ask(archive, _COUNT, (expression,), words).fetchone()[0]
    condition = make_condition(archive, filters, matches=matches)
    if filters == Filters():  # the index ranks all matches, and gives one after the other
        said = f"{{content}} : ({expression})"
        if matches > MAX_RANKED and _ask(archive, _COUNT, (said,), words).fetchone()[0] > offset + limit:
            expression = said
        score, ranked = "-rank", f"AND rank MATCH 'bm25({_WEIGHTS})' AND {condition.sql} ORDER BY rank"
    else:  # only those are ranked that the filters let through
        score, ranked = f"-bm25(search, {_WEIGHTS}) AS score", f"AND {condition.sql} ORDER BY score DESC"
    sql = f"SELECT {_FIELDS}, {score} FROM search {_JOINS} WHERE search MATCH ? {ranked} LIMIT ? OFFSET ?"
    with _naming_expression(filters):
        hits = [Hit(*row) for row in _ask(archive, sql, (expression, *condition.parameters, limit, offset), words)]
    return condition, _add_snippets([_name(archive, hit) for hit in hits], expression)


def list_newest(
    archive: Archive, filters: Filters, words: str | None = None, *, limit: int, offset: int = 0
) -> tuple[Condition, list[Hit]]:
    """The records that the filters let through and that match the words if there are any, the newest first."""
    expression = None if words is None else parse_query(words)
    condition = make_condition(archive, filters)
    tables, matches = "articles CROSS JOIN records ON records.article = articles.number", ""
    if _are_few(archive, condition.speakers, expression, words or ""):
        tables = "records CROSS JOIN articles ON articles.number = records.article"
    if expression is not None:
        matches = "AND records.number IN (SELECT rowid FROM search WHERE search MATCH ?)"
    sql = f"""
        SELECT {_FIELDS} FROM {tables} WHERE {condition.sql} {matches}
        ORDER BY articles.day DESC, articles.number DESC, records.number LIMIT ? OFFSET ?
    """
    parameters = (*condition.parameters, *(() if expression is None else (expression,)), limit, offset)
    with _naming_expression(filters):
        hits = [_name(archive, Hit(*row)) for row in _ask(archive, sql, parameters, words or "")]
    return condition, hits if expression is None else _add_snippets(hits, expression)


def _are_few(archive: Archive, speakers: tuple[int, ...], expression: str | None, words: str) -> bool:
    """True if all records of the speakers, or all matches, are read faster than the articles from the newest on."""
    if expression is not None and _ask(archive, _COUNT, (expression,), words).fetchone()[0] <= MAX_SORTED:
        return True
    numbers = ", ".join(map(str, speakers))
    sql = f"SELECT ifnull(sum(records), 0) FROM appearances WHERE speaker IN ({numbers})"
    return bool(speakers) and archive.connection.execute(sql).fetchone()[0] <= MAX_SORTED


def _add_snippets(hits: list[Hit], expression: str) -> list[Hit]:
    snippets = cut_snippets([(hit.said, hit.context) for hit in hits], expression)
    return [replace(hit, snippet=snippet) for hit, snippet in zip(hits, snippets, strict=True)]


def list_records(archive: Archive, filters: Filters, words: str | None = None) -> tuple[Condition, Iterator[Hit]]:
    """All records that the filters let through, and that match the words if there are any, by date."""
    condition = make_condition(archive, filters)
    matches, parameters = "", condition.parameters
    if words is not None:
        matches = "AND records.number IN (SELECT rowid FROM search WHERE search MATCH ?)"
        parameters = (*parameters, parse_query(words))
    sql = f"""
        SELECT {_FIELDS} FROM records JOIN articles ON articles.number = records.article
        WHERE {condition.sql} {matches} ORDER BY articles.day IS NULL, articles.day, records.number
    """

    def read() -> Iterator[Hit]:
        with _naming_expression(filters):
            for row in _ask(archive, sql, parameters, words or ""):
                yield _name(archive, Hit(*row))

    return condition, read()


@contextmanager
def _naming_expression(filters: Filters) -> Iterator[None]:
    """Say of an error that the user's expression makes, while records are read, that it is the expression's."""
    try:
        yield
    except (sqlite3.OperationalError, sqlite3.DataError) as error:
        if filters.where is None or is_of_the_file(error):
            raise
        raise ExpressionError(f"--where {filters.where!r}: {error}") from error


def _ask(archive: Archive, sql: str, parameters: tuple[Any, ...], words: str) -> sqlite3.Cursor:
    try:
        return archive.connection.execute(sql, parameters)
    except sqlite3.OperationalError as error:
        if "fts5" in str(error):
            raise QueryError(f"{words!r}: cannot be looked for ({error}); give plain words") from error
        raise


def _name(archive: Archive, hit: Hit) -> Hit:
    """The hit with the names that its speakers have over all articles."""
    names = [name for (name,) in archive.connection.execute(_SPEAKERS, (hit.number,))]
    return replace(hit, speaker="; ".join(names) or hit.speaker)


class LineReader:
    """The lines of records as they were added: `LineReader(archive).read(hit)`; one article is kept unpacked."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._article: int | None = None
        self._lines: dict[str, bytes] = {}

    def read(self, hit: Hit) -> bytes:
        """The line of a record."""
        if hit.article_number != self._article:
            sql = "SELECT packed FROM lines WHERE article = ?"
            (packed,) = self.archive.connection.execute(sql, (hit.article_number,)).fetchone()
            self._lines = {json.loads(line)["id"]: line for line in unpack(packed)}
            self._article = hit.article_number
        return self._lines[hit.id]
