"""The speakers and articles of an archive as lists, and each by its key: `list_speakers(archive, name="Lee")`.

A key names a row of the archive in an address: its number, and some digits of a hash of what it is about, so that a
number that another speaker or article has been given is not taken for the one that was meant.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.filters import Filters, find_speakers, make_condition

KEY_PATTERN = "^[0-9]{1,18}-[0-9a-f]{8}$"  # SQLite's numbers have 18 digits and a part of the nineteenth
_KEY = re.compile(KEY_PATTERN)
# While records are added, the rows of their speakers are out of date: their numbers are then counted.
_SPEAKERS = """
SELECT number, identity, name, description, nature, sector, wikidata, {records} AS records, {articles} AS articles
FROM speakers
"""
_COUNTED = """
CASE WHEN number IN (SELECT speaker FROM stale_speakers)
THEN (SELECT ifnull({what}, 0) FROM appearances WHERE speaker = speakers.number) ELSE {column} END
"""
_ARTICLES = """
SELECT number, id, title, day, outlet, url, path, sha256,
    (SELECT count(*) FROM records WHERE article = articles.number AND review IS NOT 'rejected'),
    EXISTS (SELECT 1 FROM texts WHERE article = articles.number)
FROM articles
"""


@dataclass(frozen=True)
class SpeakerEntry:
    """A speaker over all articles."""

    number: int
    identity: str
    name: str
    description: str | None
    nature: str | None
    sector: str | None
    wikidata: str | None
    records: int
    articles: int

    @property
    def key(self) -> str:
        """What names the speaker in an address."""
        return make_key(self.number, self.identity)


@dataclass(frozen=True)
class ArticleEntry:
    """An article; the same id may be there twice, with a text that has changed."""

    number: int
    id: str
    title: str | None
    day: str | None
    outlet: str | None
    url: str | None
    path: str | None
    sha256: str
    records: int
    has_text: bool

    @property
    def key(self) -> str:
        """What names the article in an address."""
        return make_key(self.number, self.id)


def make_key(number: int, about: str) -> str:
    """The key of a row.

    >>> make_key(12, "named_person vladimir putin")
    '12-93dc9e0f'
    """
    return f"{number}-{hashlib.sha256(about.encode('utf-8', 'replace')).hexdigest()[:8]}"


def list_speakers(
    archive: Archive,
    *,
    name: str | None = None,
    sectors: Sequence[str] = (),
    natures: Sequence[str] = (),
    limit: int = -1,
    offset: int = 0,
) -> tuple[int, list[SpeakerEntry]]:
    """How many speakers have this name, sector and nature, and some of them, the most quoted first."""
    parts, values = ["records > 0"], [*sectors, *natures]
    if name is not None:
        parts.append(f"number IN ({', '.join(map(str, find_speakers(archive, name)))})")
    for column, choices in (("sector", sectors), ("nature", natures)):
        if choices:
            parts.append(f"{column} IN ({', '.join('?' * len(choices))})")
    found = f"FROM ({_select_speakers(archive)}) WHERE {' AND '.join(parts)}"
    (total,) = archive.connection.execute(f"SELECT count(*) {found}", values).fetchone()
    sql = f"SELECT * {found} ORDER BY records DESC, name, number LIMIT ? OFFSET ?"
    rows = archive.connection.execute(sql, [*values, limit, offset])
    return total, [SpeakerEntry(*row) for row in rows]


def find_speaker(archive: Archive, key: str) -> SpeakerEntry | None:
    """The speaker with a key; None where there is none, or another has the number now."""
    row = _find(archive, _select_speakers(archive), key)
    entry = None if row is None else SpeakerEntry(*row)
    return entry if entry is not None and entry.key == key else None


def find_credited(archive: Archive, records: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """The key and the name of each speaker that these records are credited to."""
    credited: dict[int, list[tuple[str, str]]] = {}
    sql = f"""
        SELECT record, speakers.number, identity, speakers.name FROM credits
        JOIN appearances ON appearances.number = appearance JOIN speakers ON speakers.number = speaker
        WHERE record IN ({", ".join(map(str, records))}) ORDER BY record, appearance
    """
    for record, number, identity, name in archive.connection.execute(sql):
        credited.setdefault(record, []).append((make_key(number, identity), name))
    return credited


def list_articles(
    archive: Archive, filters: Filters, *, words: str = "", id: str | None = None, limit: int = -1, offset: int = 0
) -> tuple[int, list[ArticleEntry]]:
    """How many articles have these words in their titles, or this id, and some of them, the newest first.

    Of the filters, outlet and time count. Raises ArchiveError for a date that is none.
    """
    chosen = Filters(outlet=filters.outlet, outlets=filters.outlets, since=filters.since, until=filters.until)
    condition = make_condition(archive, chosen).sql.replace("records.review IS NOT 'rejected'", "1")
    values: list[Any] = list(make_condition(archive, chosen).parameters)
    archive.connection.create_function("fold", 1, _fold, deterministic=True)
    for word in words.split():
        condition += " AND instr(fold(ifnull(title, id)), ?)"
        values.append(word.casefold())
    if id is not None:
        condition += " AND id = ?"
        values.append(id)
    (total,) = archive.connection.execute(f"SELECT count(*) FROM articles WHERE {condition}", values).fetchone()
    sql = f"{_ARTICLES} WHERE {condition} ORDER BY day DESC, number DESC LIMIT ? OFFSET ?"
    rows = archive.connection.execute(sql, [*values, limit, offset])
    return total, [_article(row) for row in rows]


def find_article(archive: Archive, key: str) -> ArticleEntry | None:
    """The article with a key; None where there is none, or another has the number now."""
    row = _find(archive, _ARTICLES, key)
    entry = None if row is None else _article(row)
    return entry if entry is not None and entry.key == key else None


def _find(archive: Archive, select: str, key: str) -> Any:
    if _KEY.fullmatch(key) is None:
        return None
    return archive.connection.execute(f"{select} WHERE number = ?", (int(key.partition("-")[0]),)).fetchone()


def _select_speakers(archive: Archive) -> str:
    if archive.connection.execute("SELECT 1 FROM stale_speakers LIMIT 1").fetchone() is None:
        return _SPEAKERS.format(records="records", articles="articles")
    return _SPEAKERS.format(
        records=_COUNTED.format(what="sum(appearances.records)", column="records"),
        articles=_COUNTED.format(what="count(DISTINCT article)", column="articles"),
    )


def _article(row: tuple[Any, ...]) -> ArticleEntry:
    return ArticleEntry(*(*row[:-1], bool(row[-1])))


def _fold(text: str) -> str:
    return text.casefold()
