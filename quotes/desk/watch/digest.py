"""What a digest shows, asked from the archive: `read_digest(archive, Period(0, 12)).articles`.

It depends on the archive and the period alone, so the same digest can be written again later.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quotes.columns import JOIN
from quotes.desk.archive.archive import Archive

MAX_SPEAKERS = 20  # most quoted
MAX_FIRST_TIME = 200
QUOTATIONS_PER_SPEAKER = 3
SPEAKERS_PER_ARTICLE = 4

# The articles that arrived within the period and are still there, with the section that the last arrival has.
_NEW = """
WITH new AS (
    SELECT articles.number AS article, watch_arrivals.section, max(watch_arrivals.number)
    FROM watch_arrivals JOIN articles
        ON articles.number = watch_arrivals.article AND articles.sha256 = watch_arrivals.sha256
    WHERE watch_arrivals.number > :first AND watch_arrivals.number <= :last GROUP BY articles.number
)
"""
_ARTICLES = f"""{_NEW}
SELECT articles.number, coalesce(title, id), url, coalesce(day, ''), coalesce(outlet, ''), coalesce(section, ''),
    (SELECT count(*) FROM records WHERE records.article = articles.number AND review IS NOT 'rejected')
FROM new JOIN articles ON articles.number = new.article ORDER BY day DESC, articles.number
"""
_NAMES = f"""{_NEW}
SELECT appearances.article, speakers.name FROM new JOIN appearances ON appearances.article = new.article
JOIN speakers ON speakers.number = appearances.speaker
WHERE appearances.nature IN ('named_person', 'named_organization')
ORDER BY appearances.article, appearances.records DESC, appearances.first
"""
_SPEAKERS = f"""{_NEW}
SELECT speakers.number, speakers.name, speakers.description, speakers.sector, sum(appearances.records) AS n,
    count(DISTINCT appearances.article), count(DISTINCT articles.outlet)
FROM new JOIN appearances ON appearances.article = new.article
JOIN speakers ON speakers.number = appearances.speaker JOIN articles ON articles.number = new.article
WHERE speakers.nature IN ('named_person', 'named_organization') AND {{condition}}
GROUP BY speakers.number ORDER BY n DESC, speakers.name, min(appearances.first) LIMIT {{limit}}
"""
# Whoever appears in no article but those that arrived after the beginning of the period.
_FIRST_TIME = """
speakers.identity NOT LIKE 'article %' AND NOT EXISTS (
    SELECT 1 FROM appearances AS other JOIN articles AS older ON older.number = other.article
    WHERE other.speaker = speakers.number AND NOT EXISTS (
        SELECT 1 FROM watch_arrivals AS arrival WHERE arrival.article = older.number
            AND arrival.sha256 = older.sha256 AND arrival.number > :first))
"""
_QUOTATIONS = f"""{_NEW}
SELECT content, quote_type, coalesce(title, articles.id), url, coalesce(outlet, '') FROM appearances
JOIN new ON new.article = appearances.article JOIN articles ON articles.number = new.article
JOIN credits ON credits.appearance = appearances.number JOIN records ON records.number = credits.record
WHERE appearances.speaker = :speaker
ORDER BY records.parent IS NOT NULL, quote_type = 'indirect', records.confidence DESC, records.number LIMIT :limit
"""
_OLDER = f"{_NEW} SELECT 1 FROM articles WHERE number NOT IN (SELECT article FROM new) LIMIT 1"


@dataclass(frozen=True)
class Period:
    """Arrivals after `first` up to `last`, and when the digest was first made (seconds since 1970)."""

    first: int
    last: int
    made_at: float = 0.0


@dataclass(frozen=True)
class DigestArticle:
    """A new article, and who is quoted most in it."""

    title: str
    url: str | None
    day: str
    outlet: str
    section: str
    records: int
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quotation:
    """What somebody said; `content` is its first part."""

    content: str
    quote_type: str
    article: str
    url: str | None
    outlet: str


@dataclass(frozen=True)
class DigestSpeaker:
    """A speaker of new articles."""

    name: str
    description: str | None
    sector: str | None
    records: int
    articles: int
    outlets: int
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True)
class Digest:
    """All that is shown. `has_older` is False where the archive has no articles but these: everybody is new then."""

    period: Period
    articles: tuple[DigestArticle, ...]
    speakers: tuple[DigestSpeaker, ...]
    first_time: tuple[DigestSpeaker, ...]
    has_older: bool


def find_period(archive: Archive) -> tuple[Period, bool]:
    """The period since the last digest, and True; where nothing came since, that of the last digest, and False."""
    ask = archive.connection.execute
    row = ask("SELECT first, last, made_at FROM watch_digests ORDER BY number DESC LIMIT 1").fetchone()
    before = Period(*row) if row else Period(0, 0)
    (last,) = ask("SELECT ifnull(max(number), 0) FROM watch_arrivals").fetchone()
    if last > before.last:
        return Period(before.last, last, time.time()), True
    return before, False


def save_period(archive: Archive, period: Period) -> None:
    """Note that the digest of a period is written."""
    with archive.transaction() as connection:
        values = (period.first, period.last, period.made_at)
        connection.execute("INSERT INTO watch_digests (first, last, made_at) VALUES (?, ?, ?)", values)


def read_digest(archive: Archive, period: Period) -> Digest:
    """What came in a period."""
    bounds = {"first": period.first, "last": period.last}
    connection = archive.connection
    names: dict[int, list[str]] = {}
    for article, name in connection.execute(_NAMES, bounds):
        names.setdefault(article, []).append(name)
    articles = tuple(
        DigestArticle(
            title,
            url,
            day,
            outlet,
            section,
            records,
            tuple(dict.fromkeys(names.get(number, ())))[:SPEAKERS_PER_ARTICLE],
        )
        for number, title, url, day, outlet, section, records in connection.execute(_ARTICLES, bounds).fetchall()
    )
    return Digest(
        period,
        articles,
        _read_speakers(connection, bounds, "true", MAX_SPEAKERS, QUOTATIONS_PER_SPEAKER),
        _read_speakers(connection, bounds, _FIRST_TIME, MAX_FIRST_TIME, 1),
        connection.execute(_OLDER, bounds).fetchone() is not None,
    )


def _read_speakers(
    connection: sqlite3.Connection, bounds: dict[str, Any], condition: str, limit: int, quotations: int
) -> tuple[DigestSpeaker, ...]:
    rows = connection.execute(_SPEAKERS.format(condition=condition, limit=limit), bounds).fetchall()
    return tuple(
        DigestSpeaker(
            name,
            description,
            sector,
            records,
            articles,
            outlets,
            _read_quotations(connection, {**bounds, "speaker": number, "limit": quotations}),
        )
        for number, name, description, sector, records, articles, outlets in rows
    )


def _read_quotations(connection: sqlite3.Connection, values: dict[str, Any]) -> tuple[Quotation, ...]:
    rows: Sequence[Sequence[Any]] = connection.execute(_QUOTATIONS, values).fetchall()
    return tuple(Quotation(content.split(JOIN)[0], *rest) for content, *rest in rows)
