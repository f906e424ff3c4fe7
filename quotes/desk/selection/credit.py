"""Who each record is credited to, over all articles: `credits` (row, place, who) and `people` (who, name, …).

Speakers of two articles are merged if the user's aliases say so, or if they have the same full name; a name that two
speakers of one article share merges nothing, and the unnamed are never merged. A joint source credits each member.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from quotes.desk.selection.attributes import NO_ATTRIBUTES, Attributes, add_attributes
from quotes.desk.speakers.given import Alias
from quotes.desk.speakers.name_keys import Key, is_full_name, name_key

if TYPE_CHECKING:
    import duckdb

# Each record with each speaker that it is credited to, who has a number in its article, `local`; names and ids of
# members are joined in one cell.
_MENTIONED = """
CREATE TEMP VIEW mentioned AS
SELECT rowid AS row, place, hash(place, speaker_id) AS local, speaker_id AS id, coalesce(speaker, speaker_id) AS name,
    false AS joint, nature, sector, description
FROM records WHERE speaker_id IS NOT NULL AND member_ids IS NULL
UNION ALL
SELECT row, place, hash(place, unnest(ids)), unnest(ids),
    unnest(CASE WHEN len(names) = len(ids) THEN names ELSE ids END), true, nature, sector, description
FROM (SELECT rowid AS row, place, string_split(member_ids, '; ') AS ids, string_split(members, '; ') AS names, nature,
        sector, description
    FROM records WHERE member_ids IS NOT NULL)
"""
# The speakers of each article, with their commonest name, nature, sector and description, the first where two are as
# common. A joint source's nature is that of its members; its sector and description are its own.
_APPEARANCES = """
CREATE TEMP TABLE appearances AS
SELECT local, any_value(place) AS place, any_value(id) AS id, sum(n)::BIGINT AS n, min(first) AS first,
    arg_max(name, (n, -first)) AS name,
    coalesce(arg_max(nature, (n, -first)) FILTER (nature <> 'none' AND NOT joint),
        arg_max(nature, (n, -first)) FILTER (nature <> 'none'), any_value(nature)) AS nature,
    arg_max(sector, (n, -first)) FILTER (sector <> 'unknown' AND NOT joint) AS sector,
    arg_max(description, (n, -first)) FILTER (description IS NOT NULL AND NOT joint) AS description
FROM (SELECT local, any_value(place) AS place, any_value(id) AS id, name, joint, nature, sector, description,
        count(*) AS n, min(row) AS first FROM mentioned GROUP BY local, name, joint, nature, sector, description)
GROUP BY local
"""
_NAMES = """
CREATE TEMP TABLE names AS SELECT *, name_key(name) AS key, is_full_name(name, nature) AS is_full
FROM (SELECT DISTINCT name, nature FROM appearances)
"""
_IDENTIFIED = """
CREATE TEMP TABLE identified AS
WITH keyed AS (SELECT appearances.*, names.key, names.is_full FROM appearances JOIN names USING (name, nature)),
shared AS (SELECT DISTINCT key FROM keyed GROUP BY place, key HAVING count(*) > 1)
SELECT keyed.*, coalesce(splits.name, aliases.name) AS given_name,
    CASE WHEN splits.name IS NULL THEN aliases.sector ELSE splits.sector END AS given_sector,
    coalesce(splits.name, aliases.name) IS NOT NULL OR (is_full AND shared.key IS NULL) AS is_named,
    hash(CASE WHEN splits.name IS NOT NULL THEN 'alias ' || name_key(splits.name)
        WHEN aliases.name IS NOT NULL THEN 'alias ' || name_key(aliases.name)
        WHEN is_full AND shared.key IS NULL THEN nature || ' ' || keyed.key
        ELSE keyed.place || ' ' || keyed.id END) AS who
FROM keyed LEFT JOIN shared USING (key) LEFT JOIN aliases USING (key)
    LEFT JOIN splits ON splits.key = keyed.key AND splits.place = keyed.place
"""
_CREDITS = """
CREATE TABLE credits AS
SELECT row, mentioned.place, who, false AS joint FROM mentioned JOIN identified USING (local) WHERE NOT joint
UNION ALL
SELECT DISTINCT row, mentioned.place, who, true FROM mentioned JOIN identified USING (local) WHERE joint
"""
_PEOPLE = """
CREATE TABLE people AS
SELECT who, coalesce(any_value(given_name), arg_max(name, (n, -first))) AS name, arg_max(nature, (n, -first)) AS nature,
    coalesce(any_value(given_sector), arg_max(sector, (n, -first)) FILTER (sector IS NOT NULL), 'unknown') AS sector,
    arg_max(description, (n, -first)) FILTER (description IS NOT NULL) AS description,
    any_value(given_name) AS given_name, any_value(given_sector) AS given_sector, bool_or(is_named) AS is_named,
    CASE WHEN sum(appearances) > 1 THEN CASE WHEN any_value(given_name) IS NULL THEN 'name' ELSE 'alias' END
        END AS merged,
    NULL::VARCHAR AS wikidata
FROM (SELECT who, name, nature, sector, description, given_name, given_sector, is_named, sum(n)::BIGINT AS n,
        min(first) AS first, count(*) AS appearances
    FROM identified GROUP BY who, name, nature, sector, description, given_name, given_sector, is_named)
GROUP BY who
"""


def credit_speakers(
    connection: duckdb.DuckDBPyConnection,
    aliases: Mapping[Key, Alias],
    ids: Mapping[Key, str],
    attributes: Attributes = NO_ATTRIBUTES,
    splits: Mapping[tuple[Key, str], Alias] = MappingProxyType({}),
) -> None:
    """Create `credits` and `people`."""
    connection.create_function("name_key", join_key, ["VARCHAR"], "VARCHAR")
    connection.create_function("is_full_name", is_full_name, ["VARCHAR", "VARCHAR"], "BOOLEAN")
    _load_pairs(connection, "aliases", [(" ".join(key), alias.name, alias.sector) for key, alias in aliases.items()])
    _load_splits(connection, splits)
    for statement in (_MENTIONED, _APPEARANCES, _NAMES, _IDENTIFIED, _CREDITS, _PEOPLE):
        connection.execute(statement)
    _load_pairs(connection, "ids", [(" ".join(key), number, None) for key, number in ids.items()])
    if ids:
        connection.execute(
            "UPDATE people SET wikidata = ids.name FROM ids WHERE people.is_named AND ids.key = name_key(people.name)"
        )
    if aliases or splits:
        _use_aliases(connection)
    if attributes.columns:
        add_attributes(connection, attributes)
    connection.execute("DROP VIEW mentioned")
    for table in ("appearances", "names", "identified"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute(
        "CREATE VIEW credited AS SELECT records.*, records.rowid AS row, credited_to FROM records LEFT JOIN "
        "(SELECT row, [who] AS credited_to FROM credits WHERE NOT joint UNION ALL "
        "SELECT row, list(who) FROM credits WHERE joint GROUP BY row) AS lists ON lists.row = records.rowid"
    )


def _use_aliases(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the records of aliases the name, and the sector where there is one, that the user says."""
    connection.execute(
        "UPDATE records SET speaker = people.given_name, sector = coalesce(people.given_sector, records.sector) "
        "FROM credits JOIN people USING (who) "
        "WHERE credits.row = records.rowid AND people.given_name IS NOT NULL AND records.member_ids IS NULL"
    )


def join_key(name: str) -> str:
    """The key of a name as one string: "vladimir putin" for "President VLADIMIR PUTIN"."""
    return " ".join(name_key(name))


def _load_splits(connection: duckdb.DuckDBPyConnection, splits: Mapping[tuple[Key, str], Alias]) -> None:
    """Create `splits`: who a name is in one article alone, by the article's number."""
    rows = [(article, " ".join(key), alias.name, alias.sector) for (key, article), alias in splits.items()]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]
    values = "SELECT unnest(?::VARCHAR[]) AS article, unnest(?::VARCHAR[]) AS key, unnest(?::VARCHAR[]) AS name, "
    places = f"SELECT DISTINCT place, article FROM records {'' if rows else 'LIMIT 0'}"
    connection.execute(
        f"CREATE TEMP TABLE splits AS SELECT place, key, name, sector FROM "
        f"({values} unnest(?::VARCHAR[]) AS sector) AS given JOIN ({places}) AS places USING (article)",
        columns,
    )


def _load_pairs(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[str, str, str | None]]) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    connection.execute(f"CREATE TEMP TABLE {table} (key VARCHAR, name VARCHAR, sector VARCHAR)")
    if rows:
        connection.execute(f"INSERT INTO {table} SELECT unnest(?), unnest(?), unnest(?::VARCHAR[])", columns)
