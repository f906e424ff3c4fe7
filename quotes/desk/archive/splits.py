"""Speakers of several articles that may be two: a John Lee who is a minister, and a John Lee who plays cricket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.identities import join_key
from quotes.desk.archive.name_forms import Forms, are_compatible, description_words, list_some
from quotes.desk.archive.suggestion import Suggestion

_MERGED = """
SELECT speaker, speakers.name, articles.id, article, names.name, appearances.sector, appearances.description,
    appearances.records
FROM speakers JOIN appearances ON appearances.speaker = speakers.number
    JOIN names ON names.number = appearances.name JOIN articles ON articles.number = article
WHERE speakers.merged IS NOT NULL AND speakers.nature = 'named_person' ORDER BY speaker, appearances.number
"""


@dataclass(frozen=True, slots=True)
class _Appearance:
    article_id: str
    article: int
    variant: str
    sector: str | None
    description: str | None
    records: int


def find_splits(archive: Archive, forms: Forms) -> Iterator[Suggestion]:
    """A suggestion for each article of the rarer of two speakers that go by one name."""
    for (_, name), group in groupby(archive.connection.execute(_MERGED), key=itemgetter(0, 1)):
        yield from _split(name, [_Appearance(*row[2:]) for row in group], forms)


def _split(name: str, appearances: list[_Appearance], forms: Forms) -> Iterator[Suggestion]:
    """The articles whose sector cannot be that of most articles, and whose descriptions share no word with theirs."""
    counts: dict[str, int] = {}
    for item in appearances:
        if item.sector is not None:
            counts[item.sector] = counts.get(item.sector, 0) + 1
    if len(counts) < 2:
        return
    usual = max(counts, key=lambda sector: (counts[sector], sector))
    most = [item for item in appearances if are_compatible(item.sector, usual)]
    words = description_words(item.description for item in most if item.description)
    around = forms.companions(join_key(name), (item.article for item in most))
    for item in appearances:
        if are_compatible(item.sector, usual) or item.description is None:
            continue
        own = description_words([item.description])
        if not own or not words or own & words:
            continue
        reasons = [
            f"{(item.sector or '').replace('_', ' ')} here, {usual.replace('_', ' ')} elsewhere",
            f"described as {item.description}, elsewhere as {list_some(words)}",
        ]
        beside = forms.companions(join_key(item.variant), [item.article])
        if beside and not beside & around:
            reasons.append("no speaker of the article is in the others")
        yield Suggestion(
            "split",
            join_key(item.variant),
            item.variant,
            f"{name} ({item.description})",
            item.article_id,
            len(reasons),
            item.records,
            tuple(reasons),
        )
