"""The organization that a source's words name: "the BLM group", "news agency AFP", "Global Times, a tabloid"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotes.engine.speakers.entities import Entity, Mentions
from quotes.engine.speakers.phrases import lemma_of
from quotes.language.lexicon import word_list
from quotes.language.sectors import is_body, is_role
from quotes.spans import Range

MAX_WORDS_BEFORE = (
    3  # of the first name, where a comma after it begins a description: "the state-run Global Times, a …"
)
_PHRASE_TAGS = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PUNCT", "VERB", "ADV")


def find_named_body(head: Token, start: int, end: int, mentions: Mentions) -> Entity | None:
    """The organization that the tokens from `start` to `end` name together with its kind."""
    names = _mentions_of_bodies(start, end, mentions)
    if not names:
        return None
    first, last = names[0]
    doc = head.doc
    if _is_panel_of_judges(head, start, first):
        return mentions.at(first)
    if _is_described_after(doc, head, start, end, names[0]) or _has_kind_after(head, last):
        return mentions.at(first)
    first, last = _skip_acronym(doc, names, mentions)
    rest = {doc[i].text for i in range(last, end)}
    is_at_end = last == end or (doc[last].text == "(" and doc[end - 1].text == ")") or rest <= {",", "'s", "’s"}
    if is_at_end and (_has_kind_before(doc, start, first) or _is_set_apart(doc, start, first, mentions)):
        return mentions.at(first)
    return None


def _mentions_of_bodies(start: int, end: int, mentions: Mentions) -> list[Range]:
    """The first token and the end of each mention, if the first one is an organization's; else none."""
    names = []
    i = start
    while i < end:
        entity = mentions.at(i)
        if entity is None:
            i += 1
            continue
        last = mentions.end_of(i, end) + 1
        if entity.label == "ORG":
            names.append((i, last))
        elif entity.label == "PERSON":
            return []
        i = last
    return names


def _skip_acronym(doc: Doc, names: list[Range], mentions: Mentions) -> Range:
    """The last name, or the one that it abbreviates: "the Syrian Democratic Forces (SDF)"."""
    if len(names) > 1 and doc[names[-1][0] - 1].text == "(":
        return names[-2]
    return names[-1]


def _is_described_after(doc: Doc, head: Token, start: int, end: int, name: Range) -> bool:
    """ "Global Times, a tabloid": a comma right after the name."""
    first, last = name
    return last < end and doc[last].text == "," and first - start <= MAX_WORDS_BEFORE and head.i >= last


def _is_panel_of_judges(head: Token, start: int, first: int) -> bool:
    """ "A three-judge panel of the Court of Appeals" speaks for the court."""
    words = [head.doc[i].lower_ for i in range(start, first)]
    return lemma_of(head) == "panel" and "judge" in words and "of" in words and head.i < first


def _has_kind_after(head: Token, last: int) -> bool:
    """ "the BLM group": nothing but nouns between the name and its kind."""
    between = {head.doc[i].pos_ for i in range(last, head.i)}
    return lemma_of(head) in word_list("body_kinds") and last <= head.i and between <= {"NOUN"}


def _has_kind_before(doc: Doc, start: int, first: int) -> bool:
    """ "state-owned Iranian news agency Fars", "the group Moms Demand Action"."""
    at = first - 1
    if at > start and doc[at].lower_ == "the":  # "newspaper The Hindu"
        at -= 1
    if at < start or doc[at].text[:1].isupper() or doc[at].pos_ not in ("NOUN", "PROPN"):
        return False
    lemma = lemma_of(doc[at])
    is_kind = is_body(lemma) or is_role(lemma) or lemma in word_list("body_kinds")
    return is_kind and all(doc[i].pos_ in _PHRASE_TAGS and doc[i].text != "," for i in range(start, at))


def _is_set_apart(doc: Doc, start: int, first: int, mentions: Mentions) -> bool:
    """ "the legislature of Taiwan, the Legislative Yuan": a body's description, a comma, its name."""
    comma = first - 1
    if comma > start and doc[comma].lower_ in ("the", "an", "a"):
        comma -= 1
    if comma <= start or doc[comma].text not in (",", "–", "—", "--"):
        return False
    if any(mentions.named_at(i) == "ORG" for i in range(start, comma)) or any(
        doc[i].text == "," or doc[i].lower_ in ("and", "or") for i in range(start, comma)
    ):
        return False
    lemmas = [lemma_of(doc[i]) for i in range(start, comma) if doc[i].pos_ == "NOUN"]
    return any(is_body(lemma) or lemma in word_list("body_kinds") for lemma in lemmas) or (
        bool(lemmas) and not any(is_role(lemma) for lemma in lemmas)
    )
