"""Find what was said: `search(archive, "“climate change”", Filters(speaker="Merkel"))`, the best matches first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.filters import Condition, Filters, make_condition
from quotes.desk.archive.packed_lines import unpack
from quotes.desk.archive.query import QueryError, parse_query

MARK, END_MARK = "\x02", "\x03"  # around the words that were looked for, in a snippet
SNIPPET_WORDS = 40  # two lines and a half of a table of 80 columns
_WEIGHTS = "3.0, 1.0"  # of what was said, against the sentence around it
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


def search(archive: Archive, words: str, filters: Filters, *, limit: int) -> tuple[Condition, Iterator[Hit]]:
    """The best matches. Raises QueryError for words that cannot be looked for, and what `make_condition` raises."""
    expression = parse_query(words)
    condition = make_condition(archive, filters)
    sql = f"""
        SELECT {_FIELDS}, -rank, snippet(search, -1, '{MARK}', '{END_MARK}', '…', {SNIPPET_WORDS})
        FROM search JOIN records ON records.number = search.rowid JOIN articles ON articles.number = records.article
        WHERE search MATCH ? AND rank MATCH 'bm25({_WEIGHTS})' AND {condition.sql} ORDER BY rank LIMIT ?
    """
    return condition, _run(archive, sql, (expression, *condition.parameters, limit), words)


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
    return condition, _run(archive, sql, parameters, words or "")


def _run(archive: Archive, sql: str, parameters: tuple[Any, ...], words: str) -> Iterator[Hit]:
    try:
        rows = archive.connection.execute(sql, parameters)
    except sqlite3.OperationalError as error:
        if "fts5" in str(error):
            raise QueryError(f"{words!r}: cannot be looked for ({error}); give plain words") from error
        raise
    return (_name(archive, Hit(*row)) for row in rows)


def _name(archive: Archive, hit: Hit) -> Hit:
    """The hit with the names that its speakers have over all articles."""
    names = [name for (name,) in archive.connection.execute(_SPEAKERS, (hit.number,))]
    return Hit(**{**hit.__dict__, "speaker": "; ".join(names) or hit.speaker})


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
