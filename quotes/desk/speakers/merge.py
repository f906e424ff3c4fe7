"""The speakers of all articles with what each article says of them, as `people` and `credits` have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from quotes.desk.tables.store import Corpus


@dataclass(frozen=True, slots=True)
class Appearance:
    """A speaker in one article: `speaker` is the id in that article's records."""

    id: str
    sha256: str
    speaker: str
    records: int


@dataclass(frozen=True, slots=True)
class CorpusSpeaker:
    """A speaker of the corpus. `variants` are the names and descriptions used, each with its number of records."""

    name: str
    description: str | None
    nature: str
    sector: str
    wikidata: str | None
    merged: Literal["name", "alias"] | None  # why speakers of several articles were merged
    records: int
    quoted: int  # records with words between quotation marks
    joint: int  # records of a joint source, which credit each of its members
    variants: tuple[tuple[str, int], ...]
    articles: tuple[Appearance, ...]


# One row for each wording of a speaker in an article: a mention by name or description is a variant, a pronoun is not.
_WORDINGS = """
SELECT credits.who, credits.place, any_value(article), any_value(sha256), any_value(speaker_id),
    CASE WHEN member_ids IS NULL AND resolution IN ('name', 'description') THEN source
        WHEN member_ids IS NULL THEN speaker ELSE people.name END AS variant,
    count(*) FILTER (member_ids IS NULL AND resolution IN ('name', 'description')), count(*),
    count(*) FILTER (quote_type IN ('direct', 'mixed')), count(*) FILTER (member_ids IS NOT NULL)
FROM credits JOIN records ON records.rowid = credits.row JOIN people USING (who)
GROUP BY credits.who, credits.place, variant ORDER BY credits.who, min(credits.row)
"""


@dataclass
class _Tally:
    """The counts of one speaker."""

    records: int = 0
    quoted: int = 0
    joint: int = 0
    variants: Counter[str] = field(default_factory=Counter)
    articles: dict[int, Appearance] = field(default_factory=dict)


def merge_speakers(corpus: Corpus) -> list[CorpusSpeaker]:
    """The speakers of the corpus, those with most records first."""
    people = {
        row[0]: row[1:]
        for row in corpus.stream("SELECT who, name, description, nature, sector, wikidata, merged FROM people")
    }
    speakers = [_describe(people[who], tally) for who, tally in _count(corpus)]
    return sorted(speakers, key=lambda speaker: (-speaker.records, -len(speaker.articles), speaker.name))


def _count(corpus: Corpus) -> Iterator[tuple[int, _Tally]]:
    """The speakers with their counts, from one row for each wording."""
    last, tally = None, _Tally()
    for who, place, article, sha256, speaker, variant, number, records, quoted, joint in corpus.stream(_WORDINGS):
        if who != last:
            if last is not None:
                yield last, tally
            last, tally = who, _Tally()
        tally.records += records
        tally.quoted += quoted
        tally.joint += joint
        tally.variants[" ".join(variant.split())] += number
        before = tally.articles.get(place)
        tally.articles[place] = Appearance(article, sha256, speaker, records + (before.records if before else 0))
    if last is not None:
        yield last, tally


def _describe(person: tuple[Any, ...], tally: _Tally) -> CorpusSpeaker:
    name, description, nature, sector, wikidata, merged = person
    return CorpusSpeaker(
        name=" ".join(name.split()),
        description=description and " ".join(description.split()),
        nature=nature,
        sector=sector,
        wikidata=wikidata,
        merged=merged,
        records=tally.records,
        quoted=tally.quoted,
        joint=tally.joint,
        variants=tuple(tally.variants.most_common()),
        articles=tuple(tally.articles.values()),
    )
