"""Names that identify a speaker: "President Vladimir Putin" and "Vladimir Putin", but not "Putin" in two articles."""

from __future__ import annotations

import re

from quotes.language.lexicon import word_list
from quotes.language.names import PARTICLES, SUFFIXES, normalize, strip_titles

Key = tuple[str, ...]
_INITIAL = re.compile(r"(\w\.-?)+|\w")  # "J." may be John and Jane


def name_key(name: str) -> Key:
    """A key that is the same for all spellings of a name: without article, titles, case and periods.

    Suffixes stay, since father and son may differ in nothing else.

    >>> name_key("the White House"), name_key("President  VLADIMIR PUTIN")
    (('white', 'house'), ('vladimir', 'putin'))
    """
    _, untitled = strip_titles(name.replace(",", " ").split())
    words = tuple(filter(None, map(normalize, untitled.split())))
    return words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words


def is_full_name(name: str, nature: str) -> bool:
    """True if the name identifies a speaker in any article: first name and surname, or a body's unique name.

    >>> is_full_name("Vladimir Putin", "named_person"), is_full_name("Putin", "named_person")
    (True, False)
    >>> is_full_name("NATO", "named_organization"), is_full_name("Foreign Ministry", "named_organization")
    (True, False)
    """
    key = name_key(name)
    if nature == "named_person":
        _, untitled = strip_titles(name.replace(",", " ").split())
        return sum(_is_full(word) for word in untitled.split()) > 1
    is_unique = not word_list("generic_body_words").issuperset(key)
    return nature == "named_organization" and is_unique and any(char.isupper() for char in name)


def _is_full(word: str) -> bool:
    return word[0].isupper() and not _INITIAL.fullmatch(word) and normalize(word) not in SUFFIXES | PARTICLES
