"""Names of people: titles off, surname found, two names compared.

>>> strip_titles("NATO Secretary General Jens Stoltenberg".split(), protected=2)
('NATO Secretary General', 'Jens Stoltenberg')
"""

from __future__ import annotations

import re
from functools import lru_cache

from quotes.language.lexicon import word_list

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "qc", "kc", "mp"})
_PARTICLES = frozenset(
    {"de", "da", "di", "del", "della", "der", "van", "von", "al", "bin", "ibn", "la", "le", "el", "du", "ter"}
)
_POSSESSIVE = re.compile(r"['’]s?$")


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
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


def is_short_form(short: str, full: str) -> bool:
    """May the one name stand for the other: "Stoltenberg", "Jens" or "J. Stoltenberg" for "Jens Stoltenberg"?"""
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


def make_id(name: str) -> str:
    """A name as an identifier: "jens-stoltenberg"."""
    return re.sub(r"[^\w]+", "-", _POSSESSIVE.sub("", name.casefold())).strip("-_") or "unnamed"
