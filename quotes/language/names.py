"""Names of people: titles off, surname found, two names compared; and identifiers of names.

>>> strip_titles("NATO Secretary General Jens Stoltenberg".split(), protected=2)
('NATO Secretary General', 'Jens Stoltenberg')
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product
from string import ascii_lowercase

from quotes.language.lexicon import word_list

HONOURS = frozenset({"phd", "md", "esq", "qc", "kc", "mp", "obe", "cbe", "mbe"})  # after a name, and no part of it
SUFFIXES = HONOURS | {"jr", "sr", "ii", "iii", "iv"}
PARTICLES = frozenset(
    {"de", "da", "di", "do", "del", "della", "der", "van", "von", "al", "bin", "ibn", "la", "le", "el", "du", "ter"}
    | {"das", "dos", "den", "ten", "af", "av", "zu", "te", "ben", "bint"}
)
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


def usual_pronoun(name: str) -> str | None:
    """he or she, where nearly all of that given name are called so; None for most: "she" for "Nicola Sturgeon"."""
    words = name_words(name)
    if len(words) < 2:
        return None
    if words[0] in word_list("given_names_he"):
        return "he"
    return "she" if words[0] in word_list("given_names_she") else None


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
        # of "Ricardo Rosselló Nevares" Rosselló too: the first of two surnames
        return few[0] in many or few[0] == surname(full).replace(" ", "")
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


def make_id(name: str) -> str:
    """A name as an identifier: "jens-stoltenberg", "zoe-oneill" for "Zoë O’Neill".

    Latin letters lose their accents, apostrophes vanish; the letters of other scripts stay as they are.
    """
    folded = fold_accents(_POSSESSIVE.sub("", name.casefold()).translate(_LETTERS))
    return re.sub(r"[^\w]+", "-", folded).strip("-_") or "unnamed"
