"""Spot names: those that the recogniser found, put right, and those that capitals and titles give away.

"Sen. Rand Paul (Ky.)" is a name by its title, "Jon Tester, D-Mont." by its party, "Susan Sarandon" by a given name,
whatever the recogniser made of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from quotes.engine.speakers.phrases import MEMBER_ENDING
from quotes.engine.speakers.titles import find_appositive
from quotes.language.lexicon import word_list
from quotes.language.names import PARTICLES, SUFFIXES, normalize
from quotes.language.sectors import is_body, is_role, is_seat
from quotes.nlp.words import find_words

PERSON_LABELS = frozenset({"PERSON", "PER"})
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
ORGANIZATION_LABELS = frozenset({"ORG", "NORP"}) | PLACE_LABELS
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_PARTY = re.compile(
    r",? ?[-–—(]{0,2} ?\(?(?:[RDI]\.?[-–][A-Z][a-z.]+|Rep?\.?[-–][A-Z]|Dem\.?[-–][A-Z])|,? \((?:R|D|I|Republican|Democrat)\b"  # noqa: E501
)
_INITIAL = re.compile(r"[A-Z]\.?$|[A-Z]\.[A-Z]\.$")
_TITLES_ONLY = frozenset({"mr", "mrs", "ms", "miss", "dr", "sen", "rep", "gov", "sens", "reps"})


@dataclass(frozen=True)
class Name:
    """A name in the text: the token range without title and possessive, its kind, and the title inside the range."""

    start: int
    end: int
    label: str  # PERSON, ORG, PLACE or MEMBERS ("Democrats")
    title: tuple[int, int] | None = None


def spell(doc: Doc, name: Name) -> str:
    """A name as it is written, in one line."""
    return " ".join(doc[name.start : name.end].text.split())


def find_names(doc: Doc, text: str) -> list[Name]:
    """The names of a document in text order, none overlapping another."""
    words = find_words(doc)
    found: dict[int, Name] = {}
    taken = [False] * len(words)
    for name in (*_from_capitals(doc, words, text), *_from_recogniser(doc, words)):
        if not any(taken[name.start : name.end]):
            found[name.start] = name
            taken[name.start : name.end] = [True] * (name.end - name.start)
    return [found[start] for start in sorted(found)]


def has_party(text: str, end: int) -> bool:
    """Does a party stand behind a name that ends at this character: "Jon Tester (D-Mont.)", "Rubio, R-Fla."?"""
    return _PARTY.match(text, end) is not None


def _from_recogniser(doc: Doc, words: list[str]) -> list[Name]:
    names = []
    capitals = any(word[:1].isupper() for word in words)
    for ent in doc.ents:
        if ent.label_ not in PERSON_LABELS and ent.label_ not in ORGANIZATION_LABELS:
            continue
        start, end = ent.start, ent.end
        for i in range(start, end):  # "… Reaction\n\nDonald Trump": a name does not run over a line
            if words[i].isspace() and words[i] != "\u00a0":
                end = i
                break
        while end > start and (words[end - 1] in POSSESSIVES or not words[end - 1][:1].isalnum()):
            end -= 1
        while start < end and (words[start].lower() == "the" or not words[start][:1].isalnum()):
            start += 1
        if capitals:  # "the federal Securities and Exchange Commission"; not "blue arrow"
            while start < end and words[start][:1].islower():
                start += 1
        if start == end:
            continue
        if ent.label_ in PERSON_LABELS:
            name = _part_title(words, start, end, "PERSON")
            if name.title is None and is_seat(" ".join(words[name.start : name.end]).lower()):
                name = Name(name.start, name.end, "ORG")  # "Fox", "Nabisco", "Wells Fargo"
            elif name.end > name.start + 1 and is_body(words[name.end - 1].lower()):
                name = Name(start, name.end, "ORG")  # "Eric Trump Foundation"
            alone = name.end == name.start + 1 and doc[name.start].tag_ == "NNPS"
            if alone and MEMBER_ENDING.search(words[name.start]):
                name = Name(name.start, name.end, "MEMBERS")
            names.append(name)
        else:
            if ent.label_ not in PLACE_LABELS:
                end = _extend(words, end)
            label = "PLACE" if ent.label_ in PLACE_LABELS else "ORG"
            names.append(Name(start, end, "MEMBERS" if _is_members(doc, end - 1, ent.label_) else label))
    return [name for name in names if name.start < name.end]


def _extend(words: list[str], end: int) -> int:
    """Take in "for the 3rd Circuit" behind "the U.S. Court of Appeals"."""
    at = end
    if at < len(words) and words[at].lower() in ("for", "of"):
        at += 1
        if at < len(words) and words[at].lower() == "the":
            at += 1
        start = at
        while at < len(words) and (words[at][:1].isupper() or re.match(r"\d+(?:st|nd|rd|th)$", words[at])):
            at += 1
        if at > start and is_body(words[at - 1].lower()):
            return at
    return end


def _is_members(doc: Doc, head: int, label: str) -> bool:
    """Members rather than an organization: "Democrats", "Republicans", "Muslims"."""
    word = doc[head]
    plural = word.tag_ in ("NNPS", "NNS") or "Plur" in word.morph.get("Number", [])
    return plural and word.lower_.endswith("s") and (label == "NORP" or word.lower_ in word_list("member_names"))


def _from_capitals(doc: Doc, words: list[str], text: str) -> list[Name]:
    """People's names among runs of capitalised words, by a title before, a given name first or a party behind."""
    names = []
    given = word_list("given_names")
    titles = word_list("honorifics")
    at = 0
    while at < len(words):
        if not _is_capital(words[at]):
            at += 1
            continue
        start = at
        while at < len(words) and (_is_capital(words[at]) or (at > start and _goes_on(words, at))):
            at += 1
        if at - start > 12 or _is_headline(words, start, at):
            continue
        name = _find_person(doc, words, start, at, given, titles) or _by_company(doc, words, start, at, text)
        if name is not None:
            names.append(name)
    return names


def _goes_on(words: list[str], at: int) -> bool:
    """Inside a name: "van" before a capital, the hyphen and what hangs on it in "Ban Ki-moon"."""
    if at + 1 >= len(words):
        return False
    if words[at] == "\u00a0":  # a space that the tokenizer kept
        return _is_capital(words[at + 1])
    if words[at] == "-":
        return words[at + 1][:1].isalpha() and len(words[at - 1]) <= 4
    return (words[at].lower() in PARTICLES and _is_capital(words[at + 1])) or words[at - 1] == "-"


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def _is_headline(words: list[str], start: int, end: int) -> bool:
    """Words all in capitals tell nothing about names, but for "JAKE TAPPER: …"."""
    shouted = all(word.isupper() and len(word) > 2 for word in words[start:end])
    return shouted and not (2 <= end - start <= 3 and words[start].lower() in word_list("given_names"))


def _find_person(
    doc: Doc, words: list[str], start: int, end: int, given: frozenset[str], titles: frozenset[str]
) -> Name | None:
    """The person named in a run of capitalised words, its title apart: "Fox News host Sean Hannity"."""
    if is_body(words[end - 1].lower()) or words[end - 1].lower() in word_list("place_endings"):
        return None
    cut = _end_of_title(words, start, end, titles)
    if start < cut < end:
        sure = words[cut - 1].endswith(".") or words[cut - 1].lower() in _TITLES_ONLY or doc[end - 1].pos_ == "PROPN"
        return Name(cut, end, "PERSON", (start, cut)) if sure and _could_be_name(words, cut, end, titles) else None
    for i in range(start, end - 1):
        if words[i].lower() in given and not is_body(words[i + 1].lower()) and end - i <= 4:
            if i > start and not (is_body(words[i - 1].lower()) or words[i - 1].lower() in titles):
                return None  # "Johns Hopkins", "St. John": no name begins in the middle of one
            return Name(i, end, "PERSON", (start, i) if i > start else None)
    return None


def _end_of_title(words: list[str], start: int, end: int, titles: frozenset[str]) -> int:
    cut = start
    for stop in range(start + 1, end):
        for begin in range(max(start, stop - 3), stop):
            if " ".join(map(normalize, words[begin:stop])) in titles:
                cut = stop
    return cut


def _could_be_name(words: list[str], start: int, end: int, titles: frozenset[str]) -> bool:
    last = words[end - 1]
    if last.lower() in titles or is_role(last.lower()):
        return False  # "Former President", "Chief Executive"
    return end - start <= 5 and len(last) > 1 and not (end - start == 1 and last.isupper() and len(last) <= 3)


def _by_company(doc: Doc, words: list[str], start: int, end: int, text: str) -> Name | None:
    """A name that a party or a role behind it gives away: "Ban Ki-moon, the secretary general"."""
    last = doc[end - 1]
    if (
        not 2 <= end - start <= 5
        or is_body(last.lower_)
        or is_role(last.lower_)
        or last.ent_type_ in ORGANIZATION_LABELS
    ):
        return None
    if has_party(text, last.idx + len(last)):
        return Name(start, end, "PERSON")
    found = find_appositive(doc, end)
    if found is None or any(is_body(words[i].lower()) for i in range(start, end)) or doc[start].is_sent_start:
        return Name(start, end, "PERSON") if found and "-" in words[start:end] else None
    return Name(start, end, "PERSON") if all(doc[i].pos_ in ("PROPN", "PUNCT") for i in range(start, end)) else None


def _part_title(words: list[str], start: int, end: int, label: str) -> Name:
    """A recognised person with the title parted off and a suffix or a missed given name's initial kept."""
    titles = word_list("honorifics")
    cut = start
    for stop in range(start + 1, end):
        for begin in range(max(start, stop - 3), stop):
            if " ".join(map(normalize, words[begin:stop])) in titles:
                cut = stop
    if cut == end:
        cut = start
    while end - 1 > cut and _INITIAL.match(words[end - 1]) and normalize(words[end - 1]) not in SUFFIXES:
        end -= 1  # "Steve Israel (D": a bracket's letter is no name
    return Name(cut, end, label, (start, cut) if cut > start else None)
