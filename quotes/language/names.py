"""Names of people and organizations: titles off, surname found, two names compared.

>>> strip_titles("NATO Secretary General Jens Stoltenberg".split(), protected=2)
('NATO Secretary General', 'Jens Stoltenberg')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase

from quotes.language.closed_classes import SHORT_NAME_WORDS
from quotes.language.lexicon import word_list

HONOURS = frozenset({"phd", "md", "esq", "qc", "kc", "mp", "obe", "cbe", "mbe"})  # after a name, and no part of it
SUFFIXES = HONOURS | {"jr", "sr", "ii", "iii", "iv"}
PARTICLES = frozenset(
    {"de", "da", "di", "do", "del", "della", "der", "van", "von", "al", "bin", "ibn", "la", "le", "el", "du", "ter"}
    | {"das", "dos", "den", "ten", "af", "av", "zu", "te", "ben", "bint"}
)
COMPANY_ENDINGS = frozenset(
    {"inc", "corp", "co", "llc", "ltd", "plc", "company", "corporation", "group", "sa", "ag", "&"}
)
_MEDIA_TAILS = frozenset({"news"})  # "Fox" is Fox News
_NATIONAL = frozenset({"united", "states", "kingdom", "american", "british", "federal", "national"})
_COUNTRIES = {"us": ("united", "states"), "usa": ("united", "states"), "uk": ("united", "kingdom")}
# Latin letters that no accent can be taken off, and apostrophes; in lower case.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i"}
    | dict.fromkeys("'’‘ʼ`´", "")
)
_POSSESSIVE = re.compile(r"['’]s?$")


@lru_cache(maxsize=8192)
def normalize(word: str) -> str:
    """A word for comparison: lower case, without accents, final possessive and periods: "erdogan" for "Erdoğan’s"."""
    plain = _POSSESSIVE.sub("", word.replace("’", "'")).replace(".", "").casefold()
    return plain if plain.isascii() else fold_accents(plain.translate(_LETTERS))


def fold_accents(word: str) -> str:
    """Latin letters without their accents; the letters of other scripts stay as they are."""
    letters: list[str] = []
    for char in unicodedata.normalize("NFKD", word):
        if not (unicodedata.combining(char) and letters and letters[-1] in ascii_lowercase):
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters))


def strip_titles(words: list[str], *, protected: int = 1) -> tuple[str, str]:
    """Part the titles in front of a name from the name; at least `protected` words stay in the name."""
    cut = 0
    titles = word_list("honorifics")
    limit = len(words) - protected
    for end in range(limit, 0, -1):
        for start in range(max(0, end - 3), end):
            if " ".join(map(normalize, words[start:end])) in titles:
                cut = max(cut, end)
    return " ".join(words[:cut]), " ".join(words[cut:])


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that count in comparisons: no suffixes, no initials' periods."""
    words = [normalize(word) for word in re.split(r"[\s,]+", name) if word]
    return tuple(word for word in words if word and word not in SUFFIXES)


def surname(name: str) -> str:
    """The surname of a name, its particles included: "van der bellen" of Alexander Van der Bellen."""
    words = name_words(name)
    if not words:
        return ""
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return " ".join(words[start:])


def surname_of(name: str) -> str:
    """The surname as it is written: "Van der Bellen" of Alexander Van der Bellen."""
    words = [word for word in name.split() if normalize(word) not in SUFFIXES]
    return " ".join(words[-len(surname(name).split()) :]) if words else name


def is_short_form(short: str, full: str) -> bool:
    """May the one name stand for the other: "Stoltenberg", "Jens" or "J. Stoltenberg" for "Jens Stoltenberg"?"""
    few, many = name_words(short), name_words(full)
    if not few or len(few) > len(many):
        return False
    if few == many:
        return True
    if len(few) == 1:
        # of "Ricardo Rosselló Nevares" Rosselló too: the first of two surnames
        return few[0] in many or few[0] == surname(full).replace(" ", "")
    return (few[-1] == many[-1] and (few[0] == many[0] or (len(few[0]) == 1 and many[0].startswith(few[0])))) or all(
        word in many for word in few
    )


def is_spelling_of(one: str, other: str) -> bool:
    """Are two full names one name but for a letter or a short form of the first name: "Hilary", "Hillary Clinton"?"""
    a, b = name_words(one), name_words(other)
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1]:
        return False
    return _one_letter_apart(a[0], b[0]) or (
        min(len(a[0]), len(b[0])) > 2 and (a[0].startswith(b[0]) or b[0].startswith(a[0]))
    )


def _one_letter_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 5:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    rest_one, rest_other = one[same:], other[same:]
    return rest_one[1:] == rest_other or rest_one == rest_other[1:] or rest_one[1:] == rest_other[1:]


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

    def first_words(self, name: str) -> set[str]:
        """The first words of the other forms of a name: "world" of "WHO"."""
        return {word for other in self.names_of.get(organization_words(name), ()) for word in other[:1]}


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
    if many[: len(few)] == few and (_is_company(few, many) or _is_place(few, many)):
        return True
    if len(few) > 1 and (many[-len(few) :] == few or _has_same_words(few, many)):
        return True
    return len(few) == 1 and few[0] == many[-1] and few[0] in word_list("newspaper_heads")


def _is_company(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Does the longer name only add what kind of firm it is: "Apple Inc.", "Ford Motor Company", "Fox News"?"""
    rest = many[len(few) :]
    return set(rest) <= COMPANY_ENDINGS | _MEDIA_TAILS or (len(rest) < 3 and rest[-1] in COMPANY_ENDINGS)


def _is_place(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Does the longer name only add where: "Supreme Court of Canada"?"""
    return len(few) > 1 and many[len(few)] in ("of", "in")


def _has_same_words(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Are all words the same, in another order, but for a country: "State Department", "US Department of State"?"""
    short, long = (frozenset(words) - SHORT_NAME_WORDS for words in (few, many))
    return len(short) > 1 and short == long - (_NATIONAL - short)


@lru_cache(maxsize=4096)
def organization_words(name: str) -> tuple[str, ...]:
    """The words of an organization's name that count in comparisons: those of `name_words` but for "the".

    "US" and "UK" are written out.
    """
    words: list[str] = []
    for word in name_words(name):
        words += _COUNTRIES.get(word, () if word == "the" else (word,))
    return tuple(words)


def make_id(name: str) -> str:
    """A name as an identifier: "jens-stoltenberg", "zoe-oneill" for "Zoë O’Neill".

    Latin letters lose their accents, apostrophes vanish; the letters of other scripts stay as they are.
    """
    folded = fold_accents(_POSSESSIVE.sub("", name.casefold()).translate(_LETTERS))
    return re.sub(r"[^\w]+", "-", folded).strip("-_") or "unnamed"
