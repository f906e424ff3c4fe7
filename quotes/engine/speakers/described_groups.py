"""Groups and bodies without a name, by how fully an article describes them: "the researchers", "the government"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quotes.engine.speakers.entities import Mentions
from quotes.engine.speakers.phrases import end_of, is_plural, key_of
from quotes.language.lexicon import word_list, word_table
from quotes.language.sectors import singular

RESEARCHERS = "researcher"
MAX_WORDS = 16  # of a fuller form; longer ones are clauses
STEM = 4  # letters that the name of a country and its adjective share: "Samoa", "Samoan"


@dataclass(frozen=True)
class FullerForm:
    """A phrase that says whose a group is: "scientists from the University of Bristol"."""

    head: Token
    start: int
    end: int
    whose: str  # the beginnings of its names: "samo" of "the Samoan government"


def kind_of(noun: Token) -> str | None:
    """researcher for "scientists" and "authors"; the noun itself for "government"; None for those that many can be."""
    word = singular(key_of(noun))
    groups = word_table("research_groups")
    if is_plural(noun) and word in groups:
        return groups[word]
    if word == "team":  # "an international team of scientists", "the research team"
        words = {singular(token.lower_) for token in noun.doc[noun.left_edge.i : end_of(noun)]}
        return RESEARCHERS if "research" in words or words & groups.keys() else None
    return word if word in word_list("described_bodies") else None


def find_fuller_forms(doc: Doc, mentions: Mentions, quoted: frozenset[int]) -> dict[str, list[FullerForm]]:
    """The fuller forms of each kind, outside quotation marks, in text order."""
    forms: dict[str, list[FullerForm]] = {}
    for noun in doc:
        if noun.pos_ not in ("NOUN", "PROPN") or noun.i in quoted or mentions.at(noun.i) is not None:
            continue
        kind = kind_of(noun)
        if kind is None:
            continue
        start, end = noun.left_edge.i, end_of(noun)
        while start < noun.i and doc[start].pos_ in ("ADP", "SCONJ", "PUNCT", "SPACE", "ADV"):
            start += 1
        if end - start <= MAX_WORDS and _says_which(kind, noun, start, end, mentions):
            own = [doc[i].lower_[:STEM] for i in range(start, end) if doc[i].text[:1].isupper() and i != noun.i]
            forms.setdefault(kind, []).append(FullerForm(noun, start, end, " ".join(own)))
    return forms


def _says_which(kind: str, noun: Token, start: int, end: int, mentions: Mentions) -> bool:
    """Does the phrase say whose the group is: "the Iranian government", "scientists from the University of Bristol"?"""
    doc = noun.doc
    if kind == RESEARCHERS:
        has_owner = any(doc[i].tag_ in ("POS", "PRP$") for i in range(start, noun.i))
        return end > noun.i + 2 and doc[noun.i + 1].pos_ == "ADP" and not has_owner
    return any(
        (doc[i].pos_ in ("PROPN", "ADJ") and doc[i].text[:1].isupper() and i != noun.i and i != start)
        or mentions.at(i) is not None
        for i in range(start, end)
    )
