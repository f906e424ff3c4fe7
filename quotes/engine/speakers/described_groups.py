"""Groups and bodies without a name, by how fully an article describes them: "the researchers", "the government"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quotes.engine.speakers.entities import Mentions
from quotes.engine.speakers.phrases import end_of, is_plural, key_of
from quotes.language.lexicon import word_list, word_table
from quotes.language.sectors import singular
from quotes.nlp.words import find_words
from quotes.spans import Range

RESEARCHERS = "researcher"
TEAM = "team"
MAX_WORDS = 28  # of a fuller form, with the names of two institutions and their acronyms; longer ones are clauses
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
    if word == TEAM:  # "an international team of scientists", "the research team", "a team from the University of …"
        words = {singular(token.lower_) for token in noun.doc[noun.left_edge.i : end_of(noun)]}
        return RESEARCHERS if words & (word_list("research_words") | groups.keys()) else None
    return word if word in word_list("described_bodies") else None


def takes_up_team(noun: Token, forms: Sequence[FullerForm]) -> bool:
    """Is this "the team", after "an international team of scientists"?"""
    is_definite = noun.i > 0 and noun.doc[noun.i - 1].lower_ in ("the", "this")
    return (
        noun.lower_ == TEAM and is_definite and any(form.head.lower_ == TEAM and form.end <= noun.i for form in forms)
    )


def find_fuller_forms(doc: Doc, mentions: Mentions, quoted: frozenset[int]) -> dict[str, list[FullerForm]]:
    """The fuller forms of each kind, outside quotation marks, in text order."""
    forms: dict[str, list[FullerForm]] = {}
    nouns = word_table("research_groups").keys() | word_list("described_bodies") | {TEAM}
    for place, word in enumerate(find_words(doc)):
        if singular(word.lower()) not in nouns or place in quoted or mentions.at(place) is not None:
            continue
        noun = doc[place]
        if noun.pos_ not in ("NOUN", "PROPN"):
            continue
        kind = kind_of(noun)
        if kind is None:
            continue
        start, end = find_bounds(noun)
        if end - start <= MAX_WORDS and _says_which(kind, noun, start, end, mentions):
            forms.setdefault(kind, []).append(FullerForm(noun, start, end, find_whose(noun, start, end)))
    return forms


def find_bounds(noun: Token) -> Range:
    """The phrase of a noun: "the Iranian government"; of "the Iranian government official" what is about it."""
    doc = noun.doc
    start, end = noun.left_edge.i, end_of(noun)
    if start == noun.i and start and doc[start - 1].pos_ in ("ADJ", "PROPN") and doc[start - 1].text[:1].isupper():
        start -= 1
    while start < noun.i and doc[start].pos_ in ("ADP", "SCONJ", "PUNCT", "SPACE", "ADV"):
        start += 1
    return start, end


def find_whose(noun: Token, start: int, end: int) -> str:
    """The beginnings of the names in a phrase: "samo" for "the Samoan government" and "the government of Samoa"."""
    words = (token for token in noun.doc[start:end] if token.i != noun.i and token.pos_ != "DET")
    return " ".join(token.lower_[:STEM] for token in words if token.text[:1].isupper())


def _says_which(kind: str, noun: Token, start: int, end: int, mentions: Mentions) -> bool:
    """Does the phrase say whose the group is: "the Iranian government", "scientists from the University of Bristol"?"""
    doc = noun.doc
    if kind == RESEARCHERS:
        has_owner = any(doc[i].tag_ in ("POS", "PRP$") for i in range(start, noun.i))
        at = noun.i + 2 if end > noun.i + 2 and doc[noun.i + 1].pos_ == "ADV" else noun.i + 1  # "mostly from"
        return end > at + 1 and doc[at].pos_ == "ADP" and doc[at].lower_ != "behind" and not has_owner
    others = (token for token in doc[start:end] if token.i != noun.i)
    return any(
        mentions.at(token.i) is not None
        or (token.pos_ in ("PROPN", "ADJ") and token.text[:1].isupper() and (token.i != start or token.i == noun.i - 1))
        for token in others
    )
