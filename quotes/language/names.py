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
from itertools import product
from string import ascii_lowercase

from quotes.language.lexicon import word_list

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "qc", "kc", "mp"})
PARTICLES = frozenset(
    {"de", "da", "di", "del", "della", "der", "van", "von", "al", "bin", "ibn", "la", "le", "el", "du", "ter"}
)
COMPANY_ENDINGS = frozenset(
    {"inc", "corp", "co", "llc", "ltd", "plc", "company", "corporation", "group", "sa", "ag", "&"}
)
_MEDIA_TAILS = frozenset({"news"})  # "Fox" is Fox News
_NATIONAL = frozenset({"us", "american", "uk", "british", "federal"})  # "the Supreme Court" is the U.S. Supreme Court
# Latin letters that no accent can be taken off, and apostrophes; in lower case.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i"}
    | dict.fromkeys("'’‘ʼ`´", "")
)
_POSSESSIVE = re.compile(r"['’]s?$")


@lru_cache(maxsize=8192)
def normalize(word: str) -> str:
    """A word for comparison: lower case, without final possessive and periods."""
    return _POSSESSIVE.sub("", word.replace("’", "'")).replace(".", "").casefold()


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
    """Can the first name be a short form of the second: "Stoltenberg" of "Jens Stoltenberg"?"""
    few, many = name_words(short), name_words(full)
    if not few or len(few) > len(many):
        return False
    if few == many:
        return True
    if len(few) == 1:
        return few[0] == many[-1] or few[0] == many[0] or few[0] == surname(full).replace(" ", "")
    return (few[-1] == many[-1] and (few[0] == many[0] or (len(few[0]) == 1 and many[0].startswith(few[0])))) or all(
        word in many for word in few
    )


def is_spelling_of(first: str, second: str) -> bool:
    """Are two full names the same but for a letter or a shorter first name: "Hilary", "Hillary Clinton"?"""
    a, b = name_words(first), name_words(second)
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1]:
        return False
    return _one_letter_apart(a[0], b[0]) or (
        min(len(a[0]), len(b[0])) > 2 and (a[0].startswith(b[0]) or b[0].startswith(a[0]))
    )


def _one_letter_apart(first: str, second: str) -> bool:
    if abs(len(first) - len(second)) > 1 or min(len(first), len(second)) < 5:
        return False
    same = 0
    while same < min(len(first), len(second)) and first[same] == second[same]:
        same += 1
    first_rest, second_rest = first[same:], second[same:]
    return first_rest[1:] == second_rest or first_rest == second_rest[1:] or first_rest[1:] == second_rest[1:]


Key = tuple[object, ...]


def person_keys(name: str) -> set[Key]:
    """Keys to file a person under: the words of "Hillary Clinton", "hil" and "ry" with "clinton"."""
    words = name_words(name)
    if not words:
        return set()
    first, last = words[0], words[-1]
    keys: set[Key] = {("word", word) for word in words} | {("words", *pair) for pair in product(words, repeat=2)}
    return keys | {("initial", first[:1], last), ("begins", first[:3], last), ("ends", first[-2:], last)}


def person_queries(name: str) -> set[Key]:
    """Keys under which there is everyone that this name is a short form or a spelling of."""
    words = name_words(name)
    if len(words) < 2:
        return {("word", word) for word in words}
    first, last = words[0], words[-1]
    return {
        ("words", first, last),
        ("begins", first[:3], last),  # "Chris Lee" is Christopher Lee
        ("ends", first[-2:], last),  # "Hilary Clinton" is Hillary Clinton: a letter differs in the middle
        *([("initial", first, last)] if len(first) == 1 else []),
    }


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
    """Are two names one organization's: "Apple" and "Apple Inc.", "the Times" and "The New York Times", "RNC"?"""
    few, many = sorted((organization_words(name), organization_words(other)), key=len)
    if not few or few == many:
        return bool(few)
    if many in aliases.names_of.get(few, ()):
        return True
    if many[: len(few)] == few and set(many[len(few) :]) <= COMPANY_ENDINGS | _MEDIA_TAILS:
        return True
    if len(few) > 1 and many[1:] == few and many[0] in _NATIONAL:
        return True
    return len(few) == 1 and few[0] == many[-1] and few[0] in word_list("newspaper_heads")


def organization_keys(name: str) -> set[Key]:
    """Keys to file an organization under: "apple" without its ending for "Apple Inc."."""
    words = organization_words(name)
    return {("words", *words), ("core", *_core(words)), ("last", *words[-1:])}


def organization_queries(name: str, aliases: Aliases) -> set[Key]:
    """Keys under which there is every organization that is the same as this one."""
    words = organization_words(name)
    keys: set[Key] = {("core", *_core(words))}
    keys |= {("words", *other) for other in aliases.names_of.get(words, ())}
    keys |= {("words", nation, *words) for nation in _NATIONAL}
    if words and words[0] in _NATIONAL:
        keys.add(("words", *words[1:]))
    if words and words[-1] in word_list("newspaper_heads"):  # "the Times" is The New York Times
        keys.add(("last", words[-1]) if len(words) == 1 else ("words", words[-1]))
    return keys


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without endings: ("apple",) of ("apple", "inc")."""
    end = len(words)
    while end and words[end - 1] in COMPANY_ENDINGS | _MEDIA_TAILS:
        end -= 1
    return words[:end]


@lru_cache(maxsize=4096)
def organization_words(name: str) -> tuple[str, ...]:
    """The words of an organization's name that count in comparisons: those of `name_words` but for "the"."""
    return tuple(word for word in name_words(name) if word != "the")


def make_id(name: str) -> str:
    """A name as an identifier: "jens-stoltenberg", "zoe-oneill" for "Zoë O’Neill".

    Latin letters lose their accents, apostrophes vanish; the letters of other scripts stay as they are.
    """
    letters: list[str] = []
    for char in unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name.casefold()).translate(_LETTERS)):
        if not (unicodedata.combining(char) and letters and letters[-1] in ascii_lowercase):
            letters.append(char)
    folded = unicodedata.normalize("NFC", "".join(letters))
    return re.sub(r"[^\w]+", "-", folded).strip("-_") or "unnamed"
