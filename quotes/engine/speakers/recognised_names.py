"""Names that the recogniser found, put right: titles parted off, two names in one parted, bounds put right."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from quotes.engine.speakers.names import ORGANIZATION_LABELS, PERSON_LABELS, PLACE_LABELS, POSSESSIVES, Name
from quotes.engine.speakers.person_bounds import (
    find_given_name,
    is_elided,
    is_people,
    is_role_set_apart,
    is_surname,
    is_title_of_work,
    join_over_blanks,
    part_person,
    part_person_from_body,
    part_title,
)
from quotes.engine.speakers.phrases import MEMBER_ENDING
from quotes.language.lexicon import word_list
from quotes.language.names import HONOURS, PARTICLES, normalize
from quotes.language.sectors import is_body, is_role, is_seat


def find_recognised_names(doc: Doc, words: list[str]) -> list[Name]:
    """The people, organizations and places of the recogniser, without articles, possessives and titles."""
    names = []
    capitals = any(word[:1].isupper() for word in words)
    people = [ent for ent in doc.ents if ent.label_ in PERSON_LABELS and len(ent) > 1]
    surnames = frozenset(words[ent.end - 1] for ent in people if "of" not in words[ent.start : ent.end])
    for first, last, label in _join_parts(doc, words):
        start, end, has_honours = _trim(words, first, last, capitals)
        if start == end:
            continue
        is_body_too = label in ORGANIZATION_LABELS
        parted = part_person(words, start, end, surnames) or (
            part_person_from_body(words, start, end, has_honours) if is_body_too else None
        )
        if parted is not None:
            names += parted
        elif label in PERSON_LABELS:
            if not is_title_of_work(words, start, end) and not is_role_set_apart(words, start, end):
                names.append(_name_person(doc, words, start, end, surnames))
        else:
            names.append(_name_other(doc, words, start, end, label))
    return [name for name in names if name.start < name.end and not _is_only_a_kind(words, name)]


def _trim(words: list[str], start: int, end: int, capitals: bool) -> tuple[int, int, bool]:
    """The bounds without articles, marks, what a line break parts and honours; and whether there were honours."""
    for i in range(start, end):  # "… Reaction\n\nDonald Trump": a name does not run over a line
        if words[i].isspace() and words[i] != "\u00a0":
            end = i
            break
    while end > start and (words[end - 1] in POSSESSIVES or not words[end - 1][:1].isalnum()):
        end -= 1
    while start < end and (words[start].lower() == "the" or not words[start][:1].isalnum()):
        start += 1
    if capitals:  # "the federal Securities and Exchange Commission"; not "blue arrow"
        while start < end and words[start][:1].islower() and not is_elided(words, start, end):
            start += 1
    stop = end
    while stop - 1 > start and normalize(words[stop - 1]) in HONOURS and len(words[stop - 1]) > 1:
        stop -= 1  # "Judge Durham Hall QC"
    return start, stop, stop < end


def _name_person(doc: Doc, words: list[str], start: int, end: int, surnames: frozenset[str]) -> Name:
    """What the recogniser takes for a person, as the kind that its words say it is."""
    start, end = join_over_blanks(words, start, end)
    start = find_given_name(doc, words, start)
    name = part_title(words, start, end, "PERSON")
    if name.title is None and is_seat(" ".join(words[name.start : name.end]).lower()):
        return Name(name.start, name.end, "ORG")  # "Fox", "Nabisco", "Wells Fargo"
    if name.end > name.start + 1:
        is_body_name = is_body(words[name.end - 1].lower()) and not is_surname(words, name)
        return Name(start, name.end, "ORG") if is_body_name else name  # "Eric Trump Foundation"
    if name.start < name.end and doc[name.start].tag_ == "NNPS" and MEMBER_ENDING.search(words[name.start]):
        return Name(name.start, name.end, "MEMBERS")
    if name.start < name.end and words[name.start] not in surnames and is_people(doc, name.start):
        return Name(name.start, name.end, "ORG")  # "The Arapaho"
    return name


def _name_other(doc: Doc, words: list[str], start: int, end: int, label: str) -> Name:
    """An organization, a place, or the members of one."""
    if label not in PLACE_LABELS:
        end = _extend(words, end)
        start = _skip_owner(words, start, end)
    kind = "PLACE" if label in PLACE_LABELS and not _is_body_of_people(words, start, end) else "ORG"
    return Name(start, end, "MEMBERS" if _is_members(doc, end - 1, label) else kind)


def _join_parts(doc: Doc, words: list[str]) -> list[tuple[int, int, str]]:
    """The recognised names with their labels, those cut at a hyphen or a particle as one: "[Ann Hart]-[Lowe]"."""
    parts: list[tuple[int, int, str]] = []
    for ent in doc.ents:
        if ent.label_ not in PERSON_LABELS and ent.label_ not in ORGANIZATION_LABELS:
            continue
        start, end, label = ent.start, ent.end, ent.label_
        if parts and _is_one_name(doc, words, parts[-1], (start, end, label)):
            start, _, before = parts.pop()
            label = before if before in PERSON_LABELS else label
        parts.append((start, end, label))
    return parts


def _is_one_name(doc: Doc, words: list[str], first: tuple[int, int, str], second: tuple[int, int, str]) -> bool:
    between = words[first[1] : second[0]]
    labels = {first[2], second[2]}
    if between and all(word in PARTICLES for word in between):  # "Duarte da Fonseca"
        return labels <= PERSON_LABELS | PLACE_LABELS
    if between != ["-"] or not labels & PERSON_LABELS or first[1] - first[0] < 2 or second[1] - second[0] > 1:
        return False
    is_tight = not doc[first[1] - 1].whitespace_ and not doc[first[1]].whitespace_
    return is_tight and (second[1] >= len(words) or doc[second[1]].pos_ != "NOUN")  # not "a Hillary Clinton-Trump race"


def _is_body_of_people(words: list[str], start: int, end: int) -> bool:
    """Does a "place" end in a word for people or a body that speaks: "Northern Arapaho Tribe"?"""
    return end - start > 1 and words[end - 1].lower() in word_list("speaking_bodies")


def _is_only_a_kind(words: list[str], name: Name) -> bool:
    """A capitalised kind of body alone, "the Court" or "the Department", takes up a fuller name and is none itself."""
    return (
        name.label == "ORG" and name.end == name.start + 1 and words[name.start].lower() in word_list("generic_bodies")
    )


def _skip_owner(words: list[str], start: int, end: int) -> int:
    """Where the name itself begins: "the University of Washington's Institute for Health", "Turkey's Presidency"."""
    mark = next((i for i in range(start + 1, end - 2) if words[i] in POSSESSIVES), None)
    if mark is None or words[mark - 1].lower() in word_list("shared_owners"):
        return start
    is_whole = any(is_body(words[i].lower()) for i in range(mark + 1, end)) and words[mark + 1][:1].isupper()
    is_common_noun = mark - start == 1 and (is_body(words[start].lower()) or is_role(words[start].lower()))
    return mark + 1 if is_whole and not is_common_noun else start


def _extend(words: list[str], end: int) -> int:
    """Take in "for the 3rd Circuit" after "the U.S. Court of Appeals"."""
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
    if not word.lower_.endswith("s") or (label != "NORP" and word.lower_ not in word_list("member_names")):
        return False
    return word.tag_ in ("NNPS", "NNS") or "Plur" in word.morph.get("Number", [])
