"""Names in the text before they are grouped: values that the spotters make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc

from quotes.language.lexicon import word_list
from quotes.nlp.words import find_words, text_between
from quotes.values import value

PERSON_LABELS = frozenset({"PERSON", "PER"})
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
ORGANIZATION_LABELS = frozenset({"ORG", "NORP"}) | PLACE_LABELS
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_PARTY = re.compile(
    r",? ?[-–—(]{0,2} ?\(?(?:[RDI]\.?[-–][A-Z][a-z.]+|Rep?\.?[-–][A-Z]|Dem\.?[-–][A-Z])"
    r"|,? \((?:R|D|I|Republican|Democrat)\b"
)


@value(frozen=True)
class Name:
    """A name in the text: the token range without title and possessive, its kind, and the title inside the range."""

    start: int
    end: int
    label: str  # PERSON, ORG, PLACE or MEMBERS ("Democrats")
    title: tuple[int, int] | None = None


def spell(doc: Doc, name: Name) -> str:
    """A name as it is written, in one line."""
    if name.end - name.start == 1:
        return find_words(doc)[name.start]
    return " ".join(text_between(doc, name.start, name.end).split())


def has_party(text: str, end: int) -> bool:
    """Does a party follow a name that ends at this character: "Jon Tester (D-Mont.)", "Rubio, R-Fla."?"""
    return _PARTY.match(text, end) is not None


def is_capital(word: str) -> bool:
    """Does the word begin with a capital?"""
    return word[:1].isupper()


@cache
def _given_names() -> frozenset[str]:
    return word_list("given_names") | word_list("given_names_he") | word_list("given_names_she")


def share_surnames(doc: Doc, names: Sequence[Name], spelled: dict[Name, str]) -> None:
    """Give a couple's first name the surname of the second, in place: "James and Olive Meehan" names James Meehan."""
    given = _given_names()
    for first, second in pairwise(names):
        if first.label != "PERSON" or second.label != "PERSON" or first.end - first.start != 1:
            continue
        words = spelled[second].split()
        is_joined = second.start == first.end + 1 and doc[first.end].lower_ == "and"
        if is_joined and len(words) == 2 and doc[first.start].lower_ in given:
            spelled[first] = f"{spelled[first]} {words[1]}"
