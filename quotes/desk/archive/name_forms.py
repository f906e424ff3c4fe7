"""The names in an archive with what its articles say of them, to compare speakers: `read_forms(archive)`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from quotes.desk.archive.archive import Archive
from quotes.language.closed_classes import SHORT_NAME_WORDS
from quotes.language.names import normalize

PERSON, ORGANIZATION = "named_person", "named_organization"
MIN_LETTERS = 3  # of a word of a description that is compared: "ex", "of" tell nobody apart
MAX_NAMES_SHOWN = 3  # in a reason
COMPATIBLE_SECTORS = frozenset({"government", "politics"})  # a senator who becomes a minister is still one person

_APPEARANCES = """
SELECT names.key, names.name, appearances.nature, appearances.sector, appearances.description, article, records
FROM appearances JOIN names ON names.number = appearances.name
WHERE appearances.nature IN ('named_person', 'named_organization') AND names.key <> ''
ORDER BY appearances.number
"""


@dataclass(slots=True)
class Form:
    """A name, and the articles in which a speaker goes by it."""

    key: str
    nature: str
    names: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    articles: set[int] = field(default_factory=set)
    records: int = 0

    @property
    def name(self) -> str:
        """The commonest spelling."""
        return self.names.most_common(1)[0][0]

    @property
    def sector(self) -> str | None:
        """The commonest sector, None where it is not known."""
        return self.sectors.most_common(1)[0][0] if self.sectors else None

    @property
    def description_words(self) -> set[str]:
        """The words of all descriptions that mean something: {"prime", "minister"}."""
        return description_words(self.descriptions)


@dataclass(frozen=True, slots=True)
class Forms:
    """All names of people and organizations, and which names are in each article."""

    by_key: dict[tuple[str, str], Form]  # (key, nature)
    of_article: dict[int, set[str]]

    def companions(self, key: str, articles: Iterable[int]) -> set[str]:
        """The keys of the others who speak in these articles."""
        return {other for article in articles for other in self.of_article[article]} - {key}

    def name_of(self, key: str) -> str:
        """A spelling of a key: "Vladimir Putin" for "vladimir putin"."""
        forms = (self.by_key.get((key, nature)) for nature in (PERSON, ORGANIZATION))
        return next((form.name for form in forms if form is not None), key)


def read_forms(archive: Archive) -> Forms:
    """The names in an archive; people and organizations of one name are apart."""
    by_key: dict[tuple[str, str], Form] = {}
    of_article: dict[int, set[str]] = {}
    for key, name, nature, sector, description, article, records in archive.connection.execute(_APPEARANCES):
        form = by_key.setdefault((key, nature), Form(key, nature))
        form.names[" ".join(name.split())] += records
        form.records += records
        form.articles.add(article)
        if sector is not None:
            form.sectors[sector] += records
        if description is not None:
            form.descriptions[description] += records
        of_article.setdefault(article, set()).add(key)
    return Forms(by_key, of_article)


def description_words(descriptions: Iterable[str]) -> set[str]:
    """The words of descriptions that mean something: {"prime", "minister"} for "the prime minister"."""
    words = (normalize(word.strip('.,;:()“”"')) for text in descriptions for word in text.split())
    return {word for word in words if len(word) >= MIN_LETTERS and word not in SHORT_NAME_WORDS}


def are_compatible(sector: str | None, other: str | None) -> bool:
    """True if one speaker may have both sectors, in one article the one and in another the other."""
    return sector is None or other is None or sector == other or {sector, other} <= COMPATIBLE_SECTORS


def list_some(names: Iterable[str]) -> str:
    """Some names: "A, B, C and 2 more"."""
    ordered = sorted(names)
    more = f" and {len(ordered) - MAX_NAMES_SHOWN:,} more" if len(ordered) > MAX_NAMES_SHOWN else ""
    return ", ".join(ordered[:MAX_NAMES_SHOWN]) + more
