"""English pronouns by what they can refer to: `SINGULAR["hers"]` is "she".

The forms of one pronoun are in one set: "he", "him", "his", "himself".
"""

from __future__ import annotations

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
SINGULAR = {**dict.fromkeys(HE, "he"), **dict.fromkeys(SHE, "she")}  # form → the pronoun that it is a form of
SINGULAR_SPELLINGS = {**SINGULAR, **{form.capitalize(): pronoun for form, pronoun in SINGULAR.items()}}
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
WE = frozenset({"we", "us", "our", "ours"})
FIRST = frozenset({"i", "me", "my", "mine"}) | WE
FIRST_OBJECT = frozenset({"me", "us"})
GENERIC = frozenset({"you", "your", "y'all"})  # "You never know": nobody in particular
PERSONAL = frozenset(SINGULAR) | PLURAL | NEUTER | FIRST | GENERIC
POSSESSIVE = frozenset({"his", "her", "hers", "its", "their", "theirs", "my", "our"})  # before a noun or for one
RELATIVE_TO_PEOPLE = frozenset({"who", "whom", "whose"})
STANDING_ALONE = PERSONAL | RELATIVE_TO_PEOPLE | {"which", "that", "this", "these", "those", "someone", "both", "one"}
"""Words that can be all of a source and name nobody."""


def lower_pronoun(word: str) -> str:
    """A word as the sets of pronouns have it; an acronym stays as it is: "us" for "Us", but "US", "WHO", "IT"."""
    return word if len(word) > 1 and word.isupper() else word.lower()


def is_personal(word: str) -> bool:
    """True for the forms of personal pronouns, in lower case: "hers", not "who"."""
    return word in PERSONAL
