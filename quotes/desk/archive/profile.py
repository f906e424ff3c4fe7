"""What a speaker, or an outlet, is about: names, months, subjects: `make_profile(archive, Filters(speakers=(12,)))`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.facets import Facets, FacetValue, count_facets
from quotes.desk.archive.filters import Filters
from quotes.desk.archive.search import list_newest
from quotes.desk.claims.key_terms import find_key_terms

MAX_STATEMENTS = 300  # whose key terms are looked for: 5,000 words take 150 ms
MAX_VALUES = 50  # variants of a name, and others: an editor reads no more
MAX_YEARS_BY_MONTH = 20  # 240 columns: more are no longer told apart
MAX_YEARS = 300  # newspapers are not older
_NAMES = "SELECT names.name, sum(records) FROM appearances JOIN names ON names.number = appearances.name"
_DESCRIPTIONS = "SELECT description, sum(records) FROM appearances"


@dataclass(frozen=True)
class Profile:
    """How many records there are, of which kinds, when, and their subjects. Months are in order, without gaps."""

    facets: Facets
    dates: tuple[FacetValue, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Variants:
    """The names, descriptions and attributes that a speaker has in the articles, the commonest first."""

    names: tuple[FacetValue, ...]
    descriptions: tuple[FacetValue, ...]
    attributes: tuple[tuple[str, str], ...]


def make_profile(archive: Archive, filters: Filters, words: str | None = None) -> Profile:
    """The profile of the records that the filters let through and the words match. Raises QuotesError."""
    facets = count_facets(archive, words, filters, alternatives=False)
    _, hits = list_newest(archive, filters, words, limit=MAX_STATEMENTS)
    return Profile(facets, fill_gaps(facets.values["date"]), find_key_terms([hit.said for hit in hits]))


def find_variants(archive: Archive, speaker: int) -> Variants:
    """What a speaker is called."""

    def count(select: str, column: str) -> tuple[FacetValue, ...]:
        sql = f"{select} WHERE speaker = ? AND {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MAX_VALUES}"
        return tuple(FacetValue(*row) for row in archive.connection.execute(sql, (speaker,)))

    sql = "SELECT attribute, value FROM attributes WHERE speaker = ? ORDER BY attribute"
    attributes = tuple(archive.connection.execute(sql, (speaker,)))
    return Variants(count(_NAMES, "names.name"), count(_DESCRIPTIONS, "description"), attributes)


def fill_gaps(dates: Iterable[FacetValue]) -> tuple[FacetValue, ...]:
    """The months, or years, from the first to the last, also those without a record.

    Years where there are too many months, and no gaps are filled where there are too many years: an article is dated
    0001 or 9999 by mistake.

    >>> [date.value for date in fill_gaps([FacetValue("2020-02", 1), FacetValue("2019-12", 3)])]
    ['2019-12', '2020-01', '2020-02']
    """
    counts = {date.value: date.count for date in sorted(dates, key=lambda date: date.value)}
    if not counts:
        return ()
    first, last = min(counts), max(counts)
    years = range(int(first[:4]), int(last[:4]) + 1)
    if len(first) == len("2020-01") and len(years) <= MAX_YEARS_BY_MONTH:
        months = (f"{year:04}-{month:02}" for year in years for month in range(1, 13))
        return tuple(FacetValue(month, counts.get(month, 0)) for month in months if first <= month <= last)
    by_year: dict[str, int] = {}
    for when, count in counts.items():
        by_year[when[:4]] = by_year.get(when[:4], 0) + count
    shown = map("{:04}".format, years) if len(years) <= MAX_YEARS else by_year
    return tuple(FacetValue(year, by_year.get(year, 0)) for year in shown)
