"""Names of organizations: two names compared, and the keys under which the same organization is found.

>>> is_same_organization("the State Department", "U.S. Department of State", Aliases({}))
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from quotes.language.closed_classes import SHORT_NAME_WORDS
from quotes.language.lexicon import word_list
from quotes.language.names import Key, name_words

COMPANY_ENDINGS = frozenset(
    {"inc", "corp", "co", "llc", "ltd", "plc", "company", "corporation", "group", "sa", "ag", "&"}
)
MAX_WORDS_OF_NAME = 16  # in which shorter forms are looked for, so that a page of capitals costs little
_MEDIA_TAILS = frozenset({"news"})  # "Fox" is Fox News
_PEOPLES = frozenset({"tribe", "tribes", "nation", "people"})
_DIRECTIONS = frozenset({"northern", "southern", "eastern", "western", "north", "south", "east", "west"})
_NATIONAL = frozenset({"united", "states", "kingdom", "american", "british", "federal", "national"})
_COUNTRIES = {"us": ("united", "states"), "usa": ("united", "states"), "uk": ("united", "kingdom")}


@dataclass(frozen=True)
class Aliases:
    """Names that an article gives one organization, as words: of "World Health Organization (WHO)" both forms."""

    names_of: Mapping[tuple[str, ...], frozenset[tuple[str, ...]]]  # each form with the others

    @classmethod
    def of(cls, acronyms: Mapping[str, str]) -> Aliases:
        """Aliases of acronyms and the names that they abbreviate: {"WHO": "World Health Organization"}."""
        names: dict[tuple[str, ...], frozenset[tuple[str, ...]]] = {}
        for pair in acronyms.items():
            short, long = map(organization_words, pair)
            names[short] = names.get(short, frozenset()) | {long}
            names[long] = names.get(long, frozenset()) | {short}
        return cls(names)


def is_same_organization(name: str, other: str, aliases: Aliases) -> bool:
    """Are two names one organization's: "Apple" and "Apple Inc.", "the Times" and "The New York Times", "RNC"?

    So are "the State Department" and "the United States Department of State", "the Supreme Court" and "the Supreme
    Court of Canada", "the Rescue Agency" and "the National Rescue Agency".
    """
    few, many = sorted((organization_words(name), organization_words(other)), key=len)
    if not few or few == many:
        return bool(few)
    if many in aliases.names_of.get(few, ()):
        return True
    if few in _people_forms(many):
        return True
    if many[: len(few)] == few and (_is_company(few, many) or _is_place(few, many)):
        return True
    if len(few) > 1 and (many[-len(few) :] == few or _has_same_words(few, many)):
        return True
    return len(few) == 1 and few[0] == many[-1] and few[0] in word_list("newspaper_heads")


def _is_company(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Does the longer name only add what kind of firm it is: "Apple Inc.", "Ford Motor Company", "Fox News"?"""
    rest = many[len(few) :]
    return set(rest) <= COMPANY_ENDINGS | _MEDIA_TAILS or (len(rest) < 3 and rest[-1] in COMPANY_ENDINGS)


def _people_forms(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """What a people goes by for short: ("arapaho",) of ("northern", "arapaho", "tribe")."""
    if len(words) < 2 or words[-1] not in _PEOPLES:
        return set()
    forms = {words[:-1]}
    if len(words) > 2 and words[0] in _DIRECTIONS:
        forms.add(words[1:-1])
    return forms


def _is_place(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Does the longer name only add where: "Supreme Court of Canada"?"""
    return len(few) > 1 and many[len(few)] in ("of", "in")


def _has_same_words(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Are all words the same, in another order, but for a country: "State Department", "US Department of State"?"""
    short, long = (frozenset(words) - SHORT_NAME_WORDS for words in (few, many))
    return len(short) > 1 and short == long - (_NATIONAL - short)


def organization_keys(name: str) -> set[Key]:
    """Keys to file an organization under: its words in order and as a set, and the shorter forms that it can have."""
    words = organization_words(name)
    keys: set[Key] = {("short", *form) for form in _shorter_forms(words)}
    return keys | {("words", *words), ("set", _plain_words(words)), ("last", *words[-1:])}


def organization_queries(name: str, aliases: Aliases) -> set[Key]:
    """Keys under which there is every organization that is the same as this one."""
    words = organization_words(name)
    keys: set[Key] = {("short", *words), ("set", _plain_words(words))}
    keys |= {("words", *other) for other in aliases.names_of.get(words, ())}
    keys |= {("words", *form) for form in _shorter_forms(words)}
    if words and words[-1] in word_list("newspaper_heads"):  # "the Times" is The New York Times
        keys.add(("last", words[-1]) if len(words) == 1 else ("words", words[-1]))
    return keys


def _shorter_forms(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """What an organization of this name can be called for short: "ford" for ("ford", "motor", "company")."""
    words = words[:MAX_WORDS_OF_NAME]
    forms = {words[start:] for start in range(1, len(words) - 1)}  # "Rescue Agency"
    forms |= {words[:end] for end in range(2, len(words)) if words[end] in ("of", "in")}
    forms |= {words[:end] for end in range(1, len(words)) if _is_company(words[:end], words)}
    return forms | _people_forms(words)


def _plain_words(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words) - SHORT_NAME_WORDS - _NATIONAL


@lru_cache(maxsize=4096)
def organization_words(name: str) -> tuple[str, ...]:
    """The words of an organization's name that count in comparisons: those of `name_words` but for "the".

    "US" and "UK" are written out.
    """
    words: list[str] = []
    for word in name_words(name):
        words += _COUNTRIES.get(word, () if word == "the" else (word,))
    return tuple(words)
