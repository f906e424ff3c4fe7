"""Which records of an archive are looked at: those of a speaker, a time, an outlet, a type."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quotes.desk.archive.archive import Archive, ArchiveError
from quotes.desk.archive.identities import join_key
from quotes.desk.selection.expressions import ExpressionError

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_FIRST_DAY = "-01-01"  # what completes "2020" to a day
# What an expression of the user's may do: look at the records, and call functions.
_READS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION})
# Speakers by whole words of any of their names, without case and titles.
_BY_NAME = """
SELECT speaker FROM appearances WHERE name IN (SELECT number FROM names WHERE instr(' ' || key || ' ', :words))
UNION SELECT number FROM speakers WHERE identity >= 'alias ' AND identity < 'alias!'
    AND instr(substr(identity, 6) || ' ', :words)
"""
_BY_ID = "SELECT speaker FROM appearances WHERE id = :id"


@dataclass(frozen=True)
class Filters:
    """What the options of `quotes search` and `quotes timeline` say; a date is "2020", "2020-01" or "2020-01-31"."""

    speaker: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    types: tuple[str, ...] = ()
    where: str | None = None
    min_confidence: float | None = None
    min_speaker_confidence: float | None = None
    # what the pages of `quotes serve` choose from lists: exact values, of which a record has one
    speakers: tuple[int, ...] = ()  # by their numbers
    outlets: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Condition:
    """SQL over `records` and `articles` with its parameters, and the speakers that it is about."""

    sql: str
    parameters: tuple[str | int | float, ...]
    speakers: tuple[int, ...] = ()


def make_condition(archive: Archive, filters: Filters, *, matches: int | None = None) -> Condition:
    """The filters as SQL. Raises ArchiveError for a date that is none, and ExpressionError.

    `matches` is how many records there are to look at, where a search has found them before.
    """
    parts = ["records.review IS NOT 'rejected'"]
    values: list[str | int | float] = []
    speakers: tuple[int, ...] = ()
    if filters.speaker is not None or filters.speakers:
        speakers = filters.speakers or find_speakers(archive, filters.speaker or "")
        parts.append(_credit(archive, speakers, matches))
    for name, day in (("--since", filters.since), ("--until", filters.until)):
        if day is not None and not is_date(day):
            raise ArchiveError(f"{name} {day!r}: not a date; write it as 2020, 2020-01 or 2020-01-31")
    if filters.since is not None and filters.until is not None and filters.since[: len(filters.until)] > filters.until:
        raise ArchiveError(f"--since {filters.since} is later than --until {filters.until}; nothing is between them")
    if filters.since is not None:
        parts.append("articles.day >= ?")
        values.append(filters.since)
    if filters.until is not None:
        parts.append("substr(articles.day, 1, ?) <= ?")
        values += [len(filters.until), filters.until]
    if filters.outlet is not None:
        parts.append("instr(' ' || lower(articles.outlet) || ' ', ' ' || lower(?) || ' ')")
        values.append(" ".join(filters.outlet.split()))
    for column, choices in (
        ("records.quote_type", filters.types),
        ("articles.outlet", filters.outlets),
        ("records.sector", filters.sectors),
        ("records.nature", filters.natures),
    ):
        if choices:
            parts.append(f"{column} IN ({', '.join('?' * len(choices))})")
            values += choices
    if filters.min_confidence is not None:
        parts.append("records.confidence >= ?")
        values.append(filters.min_confidence)
    if filters.min_speaker_confidence is not None:
        parts.append("ifnull(records.speaker_confidence, 1) >= ?")
        values.append(filters.min_speaker_confidence)
    if filters.where is not None:
        chosen = check_where(archive, filters.where)
        parts.append(f"+records.number IN ({chosen})")
    return Condition(" AND ".join(parts), tuple(values), speakers)


def is_date(text: str) -> bool:
    """True for a day, month or year that a calendar has: "2020-02-29", "2020-02", "2020".

    >>> is_date("2020-02-30")
    False
    """
    if _DATE.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text + _FIRST_DAY[len(text) - len("2020") :])
    except ValueError:
        return False
    return True


def _credit(archive: Archive, speakers: tuple[int, ...], matches: int | None) -> str:
    """That a record is credited to one of the speakers: by a list of their records, or, if that is longer, by each."""
    numbers = ", ".join(map(str, speakers))
    join = f"FROM credits JOIN appearances ON appearances.number = appearance WHERE speaker IN ({numbers})"
    if matches is None:
        return f"records.number IN (SELECT record {join})"
    sql = f"SELECT ifnull(sum(records), 0) FROM speakers WHERE number IN ({numbers})"
    (credited,) = archive.connection.execute(sql).fetchone()
    # the numbers of the search, not of the records: the others' records are then not looked up; "+": the list is asked
    # for each match, and not the search for each number of the list
    if credited < matches:
        return f"+search.rowid IN (SELECT record {join})"
    return f"EXISTS (SELECT 1 {join} AND record = search.rowid)"


def find_speakers(archive: Archive, name: str) -> tuple[int, ...]:
    """The numbers of the speakers with these words in one of their names, or else with this id in an article."""
    key = join_key(name)
    rows = archive.connection.execute(_BY_NAME, {"words": f" {key} "}).fetchall() if key else []
    rows = rows or archive.connection.execute(_BY_ID, {"id": name.strip()}).fetchall()
    return tuple(sorted({number for (number,) in rows}))


def name_speakers(archive: Archive, numbers: Sequence[int]) -> list[tuple[str, int]]:
    """The names of these speakers with how many records each name has, the most frequent first."""
    totals: dict[str, int] = {}
    sql = "SELECT name, records FROM speakers WHERE number = ?"
    for name, records in (row for number in numbers for row in archive.connection.execute(sql, (number,))):
        totals[name] = totals.get(name, 0) + records
    return sorted(totals.items(), key=lambda item: (-item[1], item[0]))


def check_where(archive: Archive, expression: str) -> str:
    """The numbers of the records that an expression holds for, as SQL. Raises ExpressionError if it does more.

    The expression sees the view `flat_records` and nothing else, and can only read.
    """
    sql = f"SELECT number FROM flat_records WHERE ({expression}\n)"
    tables: set[str] = set()

    def allow(action: int, table: str | None, name: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_FUNCTION and name == "load_extension":
            return sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_READ and table:
            tables.add(table)
        return sqlite3.SQLITE_OK if action in _READS else sqlite3.SQLITE_DENY

    try:
        archive.connection.set_authorizer(allow)
        archive.connection.execute(f"EXPLAIN {sql}")
    except (sqlite3.Error, sqlite3.Warning) as error:
        archive.connection.set_authorizer(_allow_all)
        names = (row[0] for row in archive.connection.execute("SELECT name FROM pragma_table_info('flat_records')"))
        columns = ", ".join(name for name in names if name != "number")
        raise ExpressionError(f"--where {expression!r}: {error}. Columns: {columns}") from error
    archive.connection.set_authorizer(_allow_all)
    if tables - {"flat_records", "records", "articles"} or _closes_more_than_it_opens(expression):
        raise ExpressionError(f"--where {expression!r}: it may ask for the columns of a record, and for nothing else")
    return sql


def _allow_all(*_: object) -> int:  # instead of None, which Python 3.10 takes for a function that refuses
    return sqlite3.SQLITE_OK


def _closes_more_than_it_opens(expression: str) -> bool:
    """True for "true) OR (true", whose brackets would end those around it."""
    depth = 0
    for char in re.sub(r"'(?:[^']|'')*'|\"[^\"]*\"", "", expression):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return True
    return False
