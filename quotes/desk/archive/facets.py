"""How many of the records that a search finds have each outlet, sector, month: `count_facets(archive, "NATO", …)`.

The counts of a facet are those that its choices would give: all other choices hold, and its own does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.filters import Filters, find_speakers, make_condition
from quotes.desk.archive.listings import make_key
from quotes.desk.archive.query import parse_query

MAX_VALUES = 12  # of a facet, besides those that are chosen: a screen holds them
MAX_MONTHS = 24  # a longer time is counted by years
FACETS = ("speaker", "outlet", "sector", "nature", "type", "date")
_CREDITED = "SELECT record FROM credits JOIN appearances ON appearances.number = appearance WHERE speaker IN ({})"
# Which records match, what they have, and which of the choices let them through. In memory, for this request alone.
_MATCHED = """
CREATE TEMP TABLE matched AS
SELECT records.number AS record, articles.outlet, records.sector, records.nature, records.quote_type AS type,
    articles.day, {speaker} AS ok_speaker, {outlet} AS ok_outlet, {sector} AS ok_sector, {nature} AS ok_nature,
    {type} AS ok_type, {date} AS ok_date
FROM {source} WHERE {condition}
"""


@dataclass(frozen=True)
class FacetValue:
    """A value and the number of records that choosing it gives; a speaker's value is the key, its label the name."""

    value: str
    count: int
    label: str | None = None


@dataclass(frozen=True)
class Facets:
    """The number of records, and the commonest values of each facet: `facets.values["outlet"]`."""

    total: int
    values: Mapping[str, tuple[FacetValue, ...]]


def count_facets(archive: Archive, words: str | None, filters: Filters, *, alternatives: bool = True) -> Facets:
    """Count the values of all facets; without `alternatives`, those of the records that the filters let through alone.

    Raises QueryError, and what `make_condition` raises.
    """
    _fill(archive, words, filters, Filters() if alternatives else filters)
    ask = archive.connection.execute
    passing = {name: " AND ".join(f"ok_{other}" for other in FACETS if other != name) for name in FACETS}
    (total,) = ask(f"SELECT count(*) FROM matched WHERE ok_date AND {passing['date']}").fetchone()
    values = {
        name: _count(archive, name, passing[name], chosen)
        for name, chosen in (
            ("outlet", filters.outlets),
            ("sector", filters.sectors),
            ("nature", filters.natures),
            ("type", filters.types),
        )
    }
    values["speaker"] = _count_speakers(archive, passing["speaker"], filters.speakers)
    values["date"] = _count_dates(archive, passing["date"])
    ask("DROP TABLE matched")
    return Facets(total, values)


def _fill(archive: Archive, words: str | None, filters: Filters, always: Filters) -> None:
    """Fill the table of the records that match the words and `always`, and what the filters say of each."""
    always = replace(
        always,
        where=filters.where,
        min_confidence=filters.min_confidence,
        min_speaker_confidence=filters.min_speaker_confidence,
    )
    parameters: list[str | int | float] = []
    choices: dict[str, str] = {}
    for name, only in (
        ("outlet", Filters(outlet=filters.outlet, outlets=filters.outlets)),
        ("sector", Filters(sectors=filters.sectors)),
        ("nature", Filters(natures=filters.natures)),
        ("type", Filters(types=filters.types)),
        ("date", Filters(since=filters.since, until=filters.until)),
    ):
        chosen = make_condition(archive, only)
        choices[name] = f"ifnull({chosen.sql}, 0)"  # an article without a date is in no time
        parameters += chosen.parameters
    choices["speaker"] = "1"
    if filters.speaker is not None or filters.speakers:
        numbers = filters.speakers or find_speakers(archive, filters.speaker or "")
        choices["speaker"] = f"records.number IN ({_CREDITED.format(', '.join(map(str, numbers)))})"
    condition = make_condition(archive, always)
    source, matches = "records", ""
    parameters += condition.parameters
    if words is not None:
        source, matches = "search CROSS JOIN records ON records.number = search.rowid", " AND search MATCH ?"
        parameters.append(parse_query(words))
    source += " JOIN articles ON articles.number = records.article"
    archive.connection.execute("PRAGMA temp_store = MEMORY")
    archive.connection.execute(_MATCHED.format(source=source, condition=condition.sql + matches, **choices), parameters)


def _count(archive: Archive, name: str, passing: str, chosen: tuple[str, ...]) -> tuple[FacetValue, ...]:
    sql = f"SELECT {name}, count(*) FROM matched WHERE {passing} AND {name} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    rows = archive.connection.execute(sql).fetchall()
    shown = [row for place, row in enumerate(rows) if place < MAX_VALUES or row[0] in chosen]
    values = tuple(FacetValue(value, count) for value, count in shown)
    missing = (value for value in chosen if all(value != other.value for other in values))
    return (*values, *(FacetValue(value, 0) for value in missing))


def _count_speakers(archive: Archive, passing: str, chosen: tuple[int, ...]) -> tuple[FacetValue, ...]:
    numbers = ", ".join(map(str, chosen))
    sql = f"""
        SELECT speakers.number, identity, speakers.name, ifnull(n, 0) AS n FROM speakers LEFT JOIN (
            SELECT speaker, count(DISTINCT record) AS n FROM matched JOIN credits USING (record)
                JOIN appearances ON appearances.number = appearance
            WHERE {passing} GROUP BY speaker
            ORDER BY speaker IN ({numbers}) DESC, n DESC, speaker LIMIT {MAX_VALUES + len(chosen)}
        ) ON speaker = speakers.number WHERE n > 0 OR speakers.number IN ({numbers}) ORDER BY n DESC, speakers.number
    """
    rows = archive.connection.execute(sql).fetchall()
    return tuple(FacetValue(make_key(number, identity), count, name) for number, identity, name, count in rows)


def _count_dates(archive: Archive, passing: str) -> tuple[FacetValue, ...]:
    """By month, or by year where there are many months; the latest first."""
    sql = f"SELECT substr(day, 1, ?), count(*) FROM matched WHERE {passing} AND day IS NOT NULL GROUP BY 1 ORDER BY 1"
    rows = archive.connection.execute(sql, (len("2020-01"),)).fetchall()
    if len(rows) > MAX_MONTHS:
        rows = archive.connection.execute(sql, (len("2020"),)).fetchall()
    return tuple(FacetValue(when, count) for when, count in reversed(rows))
