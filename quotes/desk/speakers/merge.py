"""The speakers of all articles, merged only by an identical full name or the user's aliases, never by guessing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Literal, TypeVar

from quotes.desk.speakers.given import Alias
from quotes.desk.speakers.name_keys import Key, is_full_name, name_key
from quotes.desk.tables.store import ARTICLE_KEY, Corpus

Value = TypeVar("Value")


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
    variants: tuple[tuple[str, int], ...]
    articles: tuple[Appearance, ...]


@dataclass
class _Tally:
    """The counts of one speaker, in one article or in all."""

    records: int = 0
    quoted: int = 0
    names: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    natures: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    variants: Counter[str] = field(default_factory=Counter)
    articles: list[Appearance] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.names.most_common(1)[0][0]

    @property
    def nature(self) -> str:
        return _commonest(self.natures, but="none")

    def add(self, other: _Tally) -> None:
        self.records += other.records
        self.quoted += other.quoted
        for mine, others in (
            (self.names, other.names),
            (self.descriptions, other.descriptions),
            (self.natures, other.natures),
            (self.sectors, other.sectors),
            (self.variants, other.variants),
        ):
            mine.update(others)
        self.articles += other.articles


def merge_speakers(
    corpus: Corpus, *, aliases: Mapping[Key, Alias] | None = None, ids: Mapping[Key, str] | None = None
) -> list[CorpusSpeaker]:
    """The speakers of the corpus, those with most records first.

    Speakers of two articles are merged if the user's aliases say so, or if they have the same full name. A name that
    two speakers of one article share merges nothing.
    """
    aliases, ids = aliases or {}, ids or {}
    ambiguous = _find_ambiguous(corpus)
    speakers: list[CorpusSpeaker] = []
    merged: dict[object, _Tally] = {}
    reasons: dict[object, Alias | None] = {}
    for tally in _count(corpus):
        key = name_key(tally.name)
        alias = aliases.get(key)
        group: object
        if alias is not None:
            group = ("alias", name_key(alias.name))
        elif key not in ambiguous and is_full_name(tally.name, tally.nature):
            group = ("name", tally.nature, key)
        else:  # a speaker of this article only, like most unnamed ones
            speakers.append(_describe(tally, None, None))
            continue
        merged.setdefault(group, _Tally()).add(tally)
        reasons[group] = alias
    for group, tally in merged.items():
        alias = reasons[group]
        speakers.append(_describe(tally, alias, ids.get(name_key(alias.name if alias else tally.name))))
    return sorted(speakers, key=lambda speaker: (-speaker.records, -len(speaker.articles), speaker.name))


def _find_ambiguous(corpus: Corpus) -> set[Key]:
    """Names that two speakers of one article share."""
    rows = corpus.stream(
        f"SELECT {ARTICLE_KEY} AS place, any_value(speaker) FROM records WHERE speaker_id IS NOT NULL "
        "GROUP BY place, speaker_id ORDER BY place"
    )
    ambiguous: set[Key] = set()
    for _, speakers in groupby(rows, key=itemgetter(0)):
        counts = Counter(name_key(name or "") for _, name in speakers)
        ambiguous |= {key for key, number in counts.items() if number > 1}
    return ambiguous


def _count(corpus: Corpus) -> Iterator[_Tally]:
    """The speakers article by article, from one row per mention."""
    rows = corpus.stream(
        f"SELECT {ARTICLE_KEY} AS place, speaker_id, article, sha256, speaker, description, nature, sector, "
        "CASE WHEN resolution IN ('name', 'description') THEN source END AS variant, count(*), "
        "count(*) FILTER (quote_type IN ('direct', 'mixed')) FROM records WHERE speaker_id IS NOT NULL "
        "GROUP BY ALL ORDER BY place, speaker_id, min(rowid)"
    )
    last, tally = None, _Tally()
    for place, speaker, article, sha256, name, description, nature, sector, variant, records, quoted in rows:
        if (place, speaker) != last:
            if last is not None:
                yield tally
            last, tally = (place, speaker), _Tally(articles=[Appearance(article, sha256, speaker, 0)])
        tally.records += records
        tally.quoted += quoted
        tally.names[_squeeze(name or speaker)] += records
        tally.natures[nature] += records
        tally.sectors[sector] += records
        if description is not None:
            tally.descriptions[_squeeze(description)] += records
        tally.variants[_squeeze(variant or name or speaker)] += records if variant else 0
        tally.articles = [Appearance(article, sha256, speaker, tally.records)]
    if last is not None:
        yield tally


def _describe(tally: _Tally, alias: Alias | None, wikidata: str | None) -> CorpusSpeaker:
    return CorpusSpeaker(
        name=alias.name if alias else tally.name,
        description=tally.descriptions.most_common(1)[0][0] if tally.descriptions else None,
        nature=tally.nature,
        sector=(alias and alias.sector) or _commonest(tally.sectors, but="unknown"),
        wikidata=wikidata,
        merged=("alias" if alias else "name") if len(tally.articles) > 1 else None,
        records=tally.records,
        quoted=tally.quoted,
        variants=tuple(tally.variants.most_common()),
        articles=tuple(tally.articles),
    )


def _commonest(counts: Counter[Value], *, but: Value) -> Value:
    """The most frequent value; `but` only where there is no other."""
    return next((value for value, _ in counts.most_common() if value != but), but)


def _squeeze(text: str) -> str:
    return " ".join(text.split())
