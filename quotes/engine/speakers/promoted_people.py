"""Names that the recogniser took for a body's or a place's, or missed, and that "he" or "she" shows to be people's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from quotes.engine.speakers.names import Name, is_capital, spell
from quotes.engine.speakers.source_names import PERSON_SIZE, could_be_person
from quotes.engine.speakers.titles import find_appositive
from quotes.language.labels import has_role
from quotes.language.lexicon import word_list
from quotes.language.names import PARTICLES, name_words
from quotes.language.pronouns import SINGULAR_SPELLINGS
from quotes.language.sectors import is_body, is_role
from quotes.nlp.words import find_capitals, find_words
from quotes.values import replace

AGES = range(5, 111)  # of people in the news
MAX_TOKENS_TO_PRONOUN = 40  # between a name and the "he" that shows it to be a person's
_MISSED = "MISSED"  # what the label of a run of capitals is until it is promoted
_PROMOTED = ("ORG", "PLACE", _MISSED)
_BEFORE_OTHERS = ("the", "a", "an", "this", "that")
_PERSONAL_PREPOSITIONS = ("to", "by", "for", "with", "without", "than", "like")


def promote_people(doc: Doc, names: list[Name], quoted: frozenset[int]) -> list[Name]:
    """The names, those of organizations and places that "he" or "she" takes up as people's: "Susan Sarandon … She".

    A role after the name, "Susan Sarandon, an actor", says the same. Nothing in such a name, and no article before it,
    may say that it is an organization's; nobody else may be named between it and the pronoun. A place, or a run of
    capitals that the recogniser left, needs more: no preposition of place before any mention, and nobody before it who
    could be meant.
    """
    pronouns = [i for i, word in enumerate(find_words(doc)) if word in SINGULAR_SPELLINGS and i not in quoted]
    candidates = sorted([*names, *_find_missed(doc, names)], key=lambda name: name.start)
    spelled = {name: spell(doc, name) for name in candidates if name.label in _PROMOTED}
    plain = {key for name, key in spelled.items() if _could_be_promoted(doc, name, key)}
    plain -= {key for name, key in spelled.items() if name.start and doc[name.start - 1].lower_ in _BEFORE_OTHERS}
    places = {
        key for name, key in spelled.items() if name.label != "ORG" and name.start and _is_place_before(doc, name.start)
    }
    plain -= places
    if not plain:
        return names
    promoted = {
        spelled[name]
        for name, following in zip(candidates, [*candidates[1:], None], strict=True)
        if spelled.get(name) in plain
        and (
            _has_role_after(doc, name)
            or _has_age_after(doc, name)
            or (
                _is_taken_up(name.end, _end_of_reach(doc, name, following), pronouns)
                and (name.label == "ORG" or _is_first_person(doc, name, candidates))
            )
        )
    }
    surnames = {words[-1] for key in promoted if len(words := name_words(key)) > 1}
    promoted |= {
        key
        for name, key in spelled.items()
        if len(name_words(key)) == 1 and name_words(key)[0] in surnames and (name.label == "ORG" or key not in places)
    }
    return [
        replace(name, label="PERSON") if spelled.get(name) in promoted else name
        for name in candidates
        if name.label != _MISSED or spelled[name] in promoted
    ]


def _find_missed(doc: Doc, names: Sequence[Name]) -> Iterator[Name]:
    """Runs of capitalised proper nouns that nothing took for a name: "gave the prize to" and two capitals."""
    taken = {i for name in names for i in range(name.start, name.end)}
    words = find_words(doc)
    at = 0
    for start in find_capitals(doc):
        if start < at:
            continue
        at = start
        while at < len(words) and at not in taken and _is_in_run(doc, words, start, at):
            at += 1
        if at - start > 1 and not any(doc[i].ent_type_ for i in range(start, at)):
            yield Name(start, at, _MISSED)
        at = max(at, start + 1)


def _is_in_run(doc: Doc, words: Sequence[str], start: int, at: int) -> bool:
    if start < at < len(words) - 1:
        if words[at] == "-" or words[at - 1] == "-":
            return not doc[at - 1].whitespace_
        if words[at] in PARTICLES:
            return words[at + 1] == "-" or is_capital(words[at + 1])
    return is_capital(words[at]) and doc[at].pos_ == "PROPN"


def _could_be_promoted(doc: Doc, name: Name, spelled: str) -> bool:
    words = spelled.split()
    size = sum(word.lower() not in PARTICLES for word in words)
    if size not in PERSON_SIZE or (name.label == "ORG" and size > 3) or (words[0].isupper() and len(words[0]) > 3):
        return False
    if not could_be_person(words, may_be_noun=_is_like_person(doc, name)):
        return False
    is_single = doc[name.end - 1].tag_ in ("NNP", "NN", "") or words[-1].lower() in word_list("surnames")
    return is_single and (name.end >= len(doc) or doc[name.end].text != "’s")


def _is_like_person(doc: Doc, name: Name) -> bool:
    """What a surname that is a noun needs: a subject, a receiver, or the given name as the head of the rest."""
    root = doc[name.start : name.end].root
    is_flat = root.i == name.start and all(doc[i].head.i == root.i for i in range(name.start + 1, name.end))
    is_receiver = name.start > 0 and doc[name.start - 1].lower_ in _PERSONAL_PREPOSITIONS
    return is_flat or is_receiver or has_role(root, "nsubj")


def _has_role_after(doc: Doc, name: Name) -> bool:
    """Does one person's role follow, set apart: a name and ", a security official from the port"?"""
    role = find_appositive(doc, name.end)
    if role is None or doc[role[0]].lower_ not in ("a", "an"):
        return False
    head = doc[role[0] : role[1]].root
    return is_role(head.lower_) and not is_body(head.lower_)


def _has_age_after(doc: Doc, name: Name) -> bool:
    """Does an age follow, set apart: a name and ", 61,"?"""
    after = find_words(doc)[name.end : name.end + 3]
    return (
        len(after) == 3
        and after[0] == ","
        and after[2] in (",", ".")
        and after[1].isdecimal()
        and int(after[1]) in AGES
    )


def _is_place_before(doc: Doc, start: int) -> bool:
    """Is a preposition of place or an adjective before a name; not "from" after "a letter"."""
    if doc[start - 1].pos_ == "ADJ":  # "upstate New York"
        return True
    before = doc[start - 1].lower_
    carrier = doc[start - 2].lower_ if start > 1 else ""
    return before in word_list("place_prepositions") and not (before == "from" and carrier in word_list("carriers"))


def _is_first_person(doc: Doc, name: Name, names: Sequence[Name]) -> bool:
    """Is nobody named, and no role mentioned, shortly before the name who "he" or "she" could be?"""
    first = max(name.start - MAX_TOKENS_TO_PRONOUN, 0)
    if any(other.label == "PERSON" and first <= other.start < name.start for other in names):
        return False
    return not any(
        is_role(doc[i].lower_) and doc[i].pos_ == "NOUN" for i in range(doc[name.start].sent.start, name.start - 1)
    )


def _end_of_reach(doc: Doc, name: Name, following: Name | None) -> int:
    """How far a pronoun may be: to the next name of somebody else."""
    end = min(name.end + MAX_TOKENS_TO_PRONOUN, len(doc))
    return end if following is None or following.label not in ("PERSON", "ORG") else min(end, following.start)


def _is_taken_up(start: int, end: int, pronouns: Sequence[int]) -> bool:
    """Is any of the pronouns, token numbers in order, in the range?"""
    first = bisect_left(pronouns, start)
    return first < len(pronouns) and pronouns[first] < end
