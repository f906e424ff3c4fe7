"""Bring the table `speakers` up to date with the articles: names, sectors, descriptions, Wikidata ids, attributes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.identities import join_key
from quotes.desk.selection.attributes import Attributes, plain_id
from quotes.desk.speakers.name_keys import Key

SPEAKERS_PER_TRANSACTION = 10_000  # a third of a second, after which another writer may come in
_STALE = "SELECT speaker FROM stale_speakers WHERE speaker <= :last"
# What the articles say of each speaker that is out of date, the commonest first, the earliest where two are as common.
_WORDINGS = f"""
SELECT speaker, identity, wordings.name, wordings.nature, wordings.sector, wordings.description, n, appearances
FROM (SELECT speaker, names.name, nature, sector, description, sum(records) AS n, count(*) AS appearances,
        min(first) AS first
    FROM appearances JOIN names ON names.number = appearances.name WHERE speaker IN ({_STALE})
    GROUP BY speaker, names.name, nature, sector, description) AS wordings
JOIN speakers ON speakers.number = speaker ORDER BY speaker, n DESC, first
"""
_UPDATE = """
UPDATE speakers SET name = :name, nature = :nature, sector = :sector, description = :description,
    wikidata = :wikidata, merged = :merged, records = :records, articles = :articles WHERE number = :number
"""
# Attributes by name, by Wikidata id and by the id that an article's records have; the later replace the earlier.
_ATTRIBUTES = (
    "SELECT :number, attribute, value FROM given_attributes WHERE key <> '' AND key = :key",
    "SELECT :number, attribute, value FROM given_attributes WHERE id <> '' AND id = :wikidata",
    "SELECT :number, attribute, value FROM given_attributes JOIN appearances USING (id) WHERE speaker = :number",
)


def refresh_speakers(archive: Archive) -> None:
    """Bring the speakers up to date whose articles have changed, and delete those of no article any more."""
    next_ones = f"SELECT max(speaker) FROM (SELECT speaker FROM stale_speakers LIMIT {SPEAKERS_PER_TRANSACTION})"
    while archive.connection.execute("SELECT 1 FROM stale_speakers LIMIT 1").fetchone():
        with archive.transaction() as connection:
            (last,) = connection.execute(next_ones).fetchone()
            if last is not None:  # else another writer has just done it
                _refresh(connection, {"last": last})


def _refresh(connection: sqlite3.Connection, bounds: dict[str, int]) -> None:
    rows = list(_describe(connection, bounds))
    connection.executemany(_UPDATE, rows)
    connection.execute(f"DELETE FROM attributes WHERE speaker IN ({_STALE})", bounds)
    if connection.execute("SELECT 1 FROM given_attributes LIMIT 1").fetchone():
        for sql in _ATTRIBUTES:
            connection.executemany(f"INSERT OR REPLACE INTO attributes {sql}", rows)
    connection.execute(
        f"DELETE FROM speakers WHERE number IN ({_STALE}) AND number NOT IN (SELECT speaker FROM appearances "
        f"WHERE speaker IN ({_STALE}))",
        bounds,
    )
    connection.execute("DELETE FROM stale_speakers WHERE speaker <= :last", bounds)


def _describe(connection: sqlite3.Connection, bounds: dict[str, int]) -> Iterator[dict[str, Any]]:
    """The values of `_UPDATE` and `_ATTRIBUTES` for each speaker that is out of date."""
    names = connection.execute("SELECT name, sector FROM splits UNION ALL SELECT name, sector FROM aliases")
    given = {join_key(name): (name, sector) for name, sector in names}
    ids = dict(connection.execute("SELECT key, id FROM wikidata"))
    distinct = "SELECT count(DISTINCT article) FROM appearances WHERE speaker = ?"
    for number, group in groupby(connection.execute(_WORDINGS, bounds), key=itemgetter(0)):
        rows = list(group)
        kind, _, key = rows[0][1].partition(" ")
        name, sector = given[key] if kind == "alias" else (" ".join(rows[0][2].split()), None)
        appearances = sum(row[7] for row in rows)
        key = join_key(name)
        yield {
            "number": number,
            "name": name,
            "key": key,
            "nature": rows[0][3],
            "sector": sector or next((row[4] for row in rows if row[4] is not None), "unknown"),
            "description": next((row[5] for row in rows if row[5] is not None), None),
            "wikidata": ids.get(key) if kind != "article" else None,
            "merged": None if appearances == 1 else "alias" if kind == "alias" else "name",
            "records": sum(row[6] for row in rows),
            "articles": connection.execute(distinct, (number,)).fetchone()[0] if kind == "alias" else appearances,
        }


def replace_wikidata(connection: sqlite3.Connection, ids: Mapping[Key, str]) -> None:
    """Put a table of Wikidata ids in the place of the last one."""
    connection.execute("DELETE FROM wikidata")
    connection.executemany(
        "INSERT INTO wikidata VALUES (?, ?)", ((" ".join(key), number) for key, number in ids.items())
    )
    _all_are_stale(connection)


def replace_attributes(connection: sqlite3.Connection, attributes: Attributes) -> None:
    """Put a table of attributes in the place of the last one."""
    connection.execute("DELETE FROM given_attributes")
    rows = (
        (key, plain_id(number), attribute, value)
        for key, number, values in attributes.rows
        for attribute, value in zip(attributes.columns, values, strict=True)
        if value is not None
    )
    connection.executemany("INSERT INTO given_attributes VALUES (?, ?, ?, ?)", rows)
    _all_are_stale(connection)


def _all_are_stale(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT OR IGNORE INTO stale_speakers SELECT number FROM speakers")
