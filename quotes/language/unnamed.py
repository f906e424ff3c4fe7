"""Unnamed sources as newsrooms sort them: anonymous persons apart from groups, institutions and spokespeople.

>>> kind_of_unnamed("senior official", "unnamed_person", "descriptor")
'person'
>>> kind_of_unnamed("critics", "unnamed_group", None), kind_of_unnamed("campaign", "unnamed_group", None)
('group', 'institution')
"""

from __future__ import annotations

import re
from functools import lru_cache

from quotes.language.lexicon import word_list
from quotes.language.sectors import singular

# Why a source has no name: "who asked not to be named because he was not authorised to speak".
REASON = (
    r"\b(because|since (he|she|they)|as (he|she|they) (was|were|is|are)|fear(s|ed|ing)?|citing|due to|"
    r"out of concern|in order to|to (discuss|speak|talk|describe|avoid|protect)|not authori[sz]ed|"
    r"sensitiv\w+|retaliation|reprisals?)\b"
)
UNNAMED_KINDS = ("person", "spokesperson", "group", "institution")
# What follows the head noun: "official | at the ministry", "people | who were there".
_AFTER_HEAD = re.compile(r"\s+(?:for|of|at|in|from|to|on|by|with|within|near|who|that|including)\b.*|[,(].*", re.S)

_GROUP_OF = re.compile(r"\bgroups? of\b", re.I)  # "a group of doctors" is no body


@lru_cache(maxsize=16_384)
def kind_of_unnamed(name: str | None, nature: str, anonymity: str | None) -> str | None:
    """The kind of an unnamed source: person, spokesperson, group, institution; None for all others.

    A spokesperson who asked not to be named is an anonymous person; so are several people with something that only
    insiders know ("officials").
    """
    if nature not in ("unnamed_person", "unnamed_group"):
        return None
    if anonymity == "requested":
        return "person"
    head = _head_words(name or "")
    last = singular(head[-1]) if head else ""
    if {last, " ".join([*head[-2:-1], last])} & word_list("spokespeople") or " ".join(head) in word_list(
        "spokespeople"
    ):
        return "spokesperson"
    if nature == "unnamed_person" or anonymity:
        return "person"
    if last == "group" and _GROUP_OF.search(name or ""):
        return "group"
    bodies = word_list("common_bodies") | word_list("generic_bodies")
    return "institution" if head and (head[-1] in bodies or last in bodies) else "group"


def _head_words(name: str) -> list[str]:
    """The words up to the head noun, in lower case: ["bank", "officials"] of "bank officials in Kiev"."""
    words = " ".join(name.split()).casefold()
    return (_AFTER_HEAD.sub("", words) or words).split()
