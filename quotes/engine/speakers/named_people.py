"""The person that a source's words name: "Rep. Jim Clyburn (D-S.C.), a member of …", "his manager, Jeff Weaver".

A name counts if only its own title or role leads to it; not in a complement ("a spokesman for Lee"), as an owner
("Lee's lawyer") or as a modifier ("Trump supporters").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from quotes.engine.speakers.entities import Entity, Mentions
from quotes.engine.speakers.names import POSSESSIVES
from quotes.engine.speakers.titles import has_role_word
from quotes.language.lexicon import word_list
from quotes.language.names import HONOURS, normalize
from quotes.language.sectors import is_role
from quotes.nlp.words import text_between
from quotes.spans import Range

_TITLE_TAGS = ("NOUN", "PROPN", "ADJ", "NUM", "ADV", "X")
_ASIDES = (",", "--", "–", "—", "-", ":", "(")
_CONJUNCTIONS = ("and", "or", "but", "nor", "&")


def find_named_person(doc: Doc, start: int, end: int, mentions: Mentions) -> Entity | None:
    """The first person that the tokens from `start` to `end` name, by position, so that no odd tree hides one."""
    for first, last in _mentions_of_people(start, end, mentions):
        if _is_modifier(doc, last, end):
            continue
        if _is_named(doc, start, first, end, mentions):
            return mentions.at(first)
        if doc[first - 1].lower_ in ("and", "or"):
            return None
    return None


def find_named_people(doc: Doc, start: int, end: int, mentions: Mentions) -> tuple[Entity, ...]:
    """All that a description before them names: "The senators, Elizabeth Warren and Bernie Sanders of Vermont"."""
    people: list[Entity] = []
    comma = next((i for i in range(start, end - 1) if doc[i].text in (",", ":", "–", "—", "--")), None)
    if (
        comma is None
        or doc[comma + 1].lower_ in ("like", "including", "such")
        or not _is_description(doc, start, comma, mentions)
    ):
        return ()
    for first, last in _mentions_of_people(start, end, mentions):
        entity = mentions.at(first)
        if first < comma or entity is None or _is_modifier(doc, last, end):
            return ()
        before = doc[first - 1]
        if before.i == comma or before.text == "," or before.lower_ == "and" or _is_title(doc, first - 1, first):
            people.append(entity)
    joined = any(doc[i].lower_ == "and" for i in range(comma, end))
    return tuple(people) if joined and len(set(people)) > 1 else ()


def _mentions_of_people(start: int, end: int, mentions: Mentions) -> Iterator[Range]:
    """The first token and the end of each mention of a person."""
    i = start
    while i < end:
        if mentions.named_at(i) == "PERSON":
            last = mentions.end_of(i, end) + 1
            yield i, last
            i = last
        else:
            i += 1


def _is_modifier(doc: Doc, last: int, end: int) -> bool:
    """Does the name belong to a noun after it: "Lee's lawyer", "Trump supporters"; `last` is its end."""
    while last < end and normalize(doc[last].text) in HONOURS:
        last += 1  # "Judge Durham Hall QC"
    if last >= end:
        return False
    if doc[last].text in POSSESSIVES:
        return last + 1 < end
    after = doc[last]
    return after.pos_ in ("NOUN", "PROPN") or _is_mistaken(after)


def _is_named(doc: Doc, start: int, first: int, end: int, mentions: Mentions) -> bool:
    """Do only titles and roles lead from the beginning of the phrase to the name?"""
    at = _skip_title(doc, start, first, mentions)
    if at < start:
        return True
    before = doc[at]
    if before.text in _ASIDES:
        return _is_description(doc, start, at, mentions)
    if before.lower_ == "and":
        return at + 1 < first and _is_title(doc, at + 1, first) and _is_same_person(doc, start, at, mentions)
    if before.pos_ in ("VERB", "AUX"):
        return before.lower_ in ("named", "called")
    return before.pos_ in ("ADP", "SCONJ", "PART") and _ends_a_title(doc, start, at, first, mentions)


def _skip_title(doc: Doc, start: int, first: int, mentions: Mentions) -> int:
    """The last token before a name that is no part of its title; `start - 1` if there is none."""
    at = first - 1
    while at >= start:
        token = doc[at]
        entity = mentions.at(at)
        if entity is not None and entity.label == "PERSON":
            return at if not _is_owner_in_title(doc, at, first) else start - 1
        is_title = entity is not None or token.pos_ in (*_TITLE_TAGS, "DET", "PRON") or _is_mistaken(token)
        is_participle = token.tag_ in ("VBG", "VBN") and token.lower_ != "including"  # "Oscar-winning actress"
        if not (is_title or is_participle or token.is_space) and token.text not in (*POSSESSIVES, "-", ".", "&", "/"):
            return at
        at -= 1
    return at


def _is_owner_in_title(doc: Doc, at: int, first: int) -> bool:
    """Is the person named there only the owner of the title: Trump of "Trump adviser Sebastian Gorka"?"""
    after = doc[at + 1]
    return at + 1 < first and (after.text in POSSESSIVES or after.pos_ == "NOUN" or _is_mistaken(after))


def _is_mistaken(token: Token) -> bool:
    """Is a token tagged as a conjunction that is none: a noun that the tagger does not know?"""
    return token.pos_ == "CCONJ" and token.lower_ not in _CONJUNCTIONS


def _is_title(doc: Doc, start: int, end: int) -> bool:
    words = text_between(doc, start, end)
    return has_role_word(words) or any(normalize(word) in word_list("honorifics") for word in words.split())


def _is_description(doc: Doc, start: int, end: int, mentions: Mentions) -> bool:
    """Do the words before a comma say what somebody is, without naming him: "his campaign manager"?"""
    if any(mentions.named_at(i) == "PERSON" and not _is_modifier(doc, i + 1, end) for i in (end - 1,) if i >= start):
        return False
    return end > start and any(doc[i].pos_ in ("NOUN", "PROPN") for i in range(start, end))


def _is_same_person(doc: Doc, start: int, at: int, mentions: Mentions) -> bool:
    """Is what "and" joins one person's: "Conservative Party leader and Prime Minister", "civil and environmental"?"""
    before = doc[at - 1]
    if at <= start or mentions.named_at(before.i) == "PERSON":
        return False
    if before.pos_ == "ADJ":
        return True
    is_unnamed = (
        before.pos_ == "PROPN" and mentions.at(before.i) is None
    )  # "Police and Crime Commissioner Stephen Mold"
    if before.pos_ != "NOUN" and not is_role(before.lower_) and not is_unnamed:
        return False
    opens_with_article = doc[start].lower_ in ("a", "an", "the")
    return not opens_with_article or at - start > 2


def _ends_a_title(doc: Doc, start: int, at: int, first: int, mentions: Mentions) -> bool:
    """Does a title with a preposition inside end right before the name: "Ambassador to Germany Richard Grenell"?"""
    if at + 1 >= first or at == start:
        return False
    heads = doc[at - 1]
    if not (is_role(normalize(heads.text)) or is_role(heads.lower_) or heads.lower_ in word_list("honorifics")):
        return False
    last = mentions.at(first - 1)
    is_place_or_body = last is not None and last.label != "PERSON"
    return is_place_or_body or _is_title(doc, first - 1, first) or doc[at].lower_ == "of"
