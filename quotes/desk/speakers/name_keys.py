"""Names that identify a speaker: "President Vladimir Putin" and "Vladimir Putin", but not "Putin" in two articles."""

from __future__ import annotations

import re

from quotes.language.names import PARTICLES, SUFFIXES, normalize, strip_titles

Key = tuple[str, ...]
# Words in names of bodies that many countries or cities have: two articles may mean two Foreign Ministries.
GENERIC_BODY_WORDS = frozenset(
    {
        "administration",
        "agency",
        "air",
        "and",
        "army",
        "assembly",
        "authority",
        "bank",
        "board",
        "bureau",
        "cabinet",
        "central",
        "chamber",
        "city",
        "commission",
        "committee",
        "congress",
        "conservative",
        "constitutional",
        "council",
        "county",
        "court",
        "defence",
        "defense",
        "democratic",
        "department",
        "economy",
        "education",
        "election",
        "energy",
        "federal",
        "finance",
        "for",
        "force",
        "foreign",
        "general",
        "government",
        "health",
        "high",
        "home",
        "house",
        "intelligence",
        "interior",
        "justice",
        "labor",
        "labour",
        "liberal",
        "lower",
        "ministry",
        "municipality",
        "national",
        "navy",
        "of",
        "office",
        "parliament",
        "party",
        "police",
        "prosecutor",
        "representatives",
        "republican",
        "security",
        "senate",
        "service",
        "socialist",
        "state",
        "supreme",
        "the",
        "treasury",
        "upper",
    }
)
_INITIAL = re.compile(r"(\w\.-?)+|\w")  # "J." may be John and Jane


def name_key(name: str) -> Key:
    """A key that is the same for all spellings of a name: without article, titles, case and periods.

    Suffixes stay, since father and son may differ in nothing else.

    >>> name_key("the White House"), name_key("President  VLADIMIR PUTIN")
    (('white', 'house'), ('vladimir', 'putin'))
    """
    _, bare = strip_titles(name.replace(",", " ").split())
    words = tuple(filter(None, map(normalize, bare.split())))
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
        _, bare = strip_titles(name.replace(",", " ").split())
        return sum(_is_full(word) for word in bare.split()) > 1
    own = not GENERIC_BODY_WORDS.issuperset(key)
    return nature == "named_organization" and own and any(char.isupper() for char in name)


def _is_full(word: str) -> bool:
    other = SUFFIXES | PARTICLES
    return word[0].isupper() and not _INITIAL.fullmatch(word) and normalize(word) not in other
