"""Names that the recogniser found, put right: titles parted off, two names in one parted, bounds put right."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from quotes.engine.speakers.names import ORGANIZATION_LABELS, PERSON_LABELS, PLACE_LABELS, POSSESSIVES, Name
from quotes.engine.speakers.phrases import MEMBER_ENDING
from quotes.language.lexicon import word_list
from quotes.language.names import HONOURS, PARTICLES, SUFFIXES, normalize
from quotes.language.sectors import is_body, is_role, is_seat

OPENING_MARKS = frozenset("“‘\"'«„`") | {"``"}
CLOSING_MARKS = frozenset("”’\"'»“") | {"''"}
_INITIAL = re.compile(r"[A-Z]\.?$|[A-Z]\.[A-Z]\.$")


def find_recognised_names(doc: Doc, words: list[str]) -> list[Name]:
    """The people, organizations and places of the recogniser, without articles, possessives and titles."""
    names = []
    capitals = any(word[:1].isupper() for word in words)
    for start, end, label in _join_parts(doc, words):
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
        while end - 1 > start and normalize(words[end - 1]) in HONOURS and len(words[end - 1]) > 1:
            end -= 1  # "Judge Durham Hall QC"
        if start == end:
            continue
        if (parted := _part_person(words, start, end)) is not None:
            names += parted
            continue
        if label in PERSON_LABELS:
            if _is_title_of_work(words, start, end):
                continue
            start, end = _join_over_blanks(words, start, end)
            start = _find_given_name(doc, words, start)
            name = _part_title(words, start, end, "PERSON")
            if name.title is None and is_seat(" ".join(words[name.start : name.end]).lower()):
                name = Name(name.start, name.end, "ORG")  # "Fox", "Nabisco", "Wells Fargo"
            elif name.end > name.start + 1 and is_body(words[name.end - 1].lower()) and not _is_surname(words, name):
                name = Name(start, name.end, "ORG")  # "Eric Trump Foundation"
            alone = name.end == name.start + 1 and doc[name.start].tag_ == "NNPS"
            if alone and MEMBER_ENDING.search(words[name.start]):
                name = Name(name.start, name.end, "MEMBERS")
            names.append(name)
        else:
            if label not in PLACE_LABELS:
                end = _extend(words, end)
                start = _skip_owner(words, start, end)
            kind = "PLACE" if label in PLACE_LABELS else "ORG"
            names.append(Name(start, end, "MEMBERS" if _is_members(doc, end - 1, label) else kind))
    return [name for name in names if name.start < name.end and not _is_only_a_kind(words, name)]


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


def _part_person(words: list[str], start: int, end: int) -> list[Name] | None:
    """A recognised name that holds a person with an office or a place: "Mayor of London Sadiq Khan", or None.

    "Sabrina Bennoui of Reporters Without Borders" is two names.
    """
    given = word_list("given_names")
    preposition = next((i for i in range(start, end) if words[i] in ("of", "from")), None)
    if preposition is None:
        is_after_preposition = start > 0 and words[start - 1].lower() in ("of", "for", "to")
        if (
            is_after_preposition and end - start == 3 and words[start + 1].lower() in given
        ):  # "Scotland Nicola Sturgeon"
            return [Name(start, start + 1, "PLACE"), Name(start + 1, end, "PERSON")]
        return None
    if words[start].lower() in given and start + 2 <= preposition <= start + 3 and not is_role(words[start].lower()):
        return [Name(start, preposition, "PERSON"), Name(preposition + 1, end, "ORG")]
    if is_role(words[start].lower()) or words[start].lower() in word_list("honorifics"):
        first = next((i for i in range(preposition + 2, end - 1) if words[i].lower() in given), None)
        if first is not None:
            return [Name(first, end, "PERSON", (start, first))]
        if end - preposition == 4 and words[start].lower() in word_list("honorifics"):
            return [Name(end - 2, end, "PERSON", (start, end - 2))]
    return None


def _is_title_of_work(words: list[str], start: int, end: int) -> bool:
    """Is the name all that stands between two quotation marks: “Hamlet” star and her name?"""
    before, after = words[start - 1 : start], words[end : end + 1]
    return bool(before and after) and before[0] in OPENING_MARKS and after[0] in CLOSING_MARKS


def _join_over_blanks(words: list[str], start: int, end: int) -> tuple[int, int]:
    """A name with the parts after no-break spaces and nicknames in marks: "William “Bill” Clinton"."""
    while end + 1 < len(words) and _is_blank(words[end]) and words[end + 1][:1].isupper():
        end += 2
    while start > 1 and _is_blank(words[start - 1]) and words[start - 2][:1].isupper() and words[start - 2].isalpha():
        start -= 2
    if words[end : end + 1] and words[end] in OPENING_MARKS and end + 3 < len(words):
        close = next((i for i in range(end + 2, min(end + 4, len(words) - 1)) if words[i] in CLOSING_MARKS), None)
        if close is not None and words[close + 1][:1].isupper() and words[end + 1][:1].isupper():
            end = close + 2
    return start, end


def _find_given_name(doc: Doc, words: list[str], start: int) -> int:
    """Where a name begins whose first word the recogniser left out: "Nuno" of "Nuno do Carmo", by particle or tree."""
    first = start - 2 if start > 1 and words[start - 1] in PARTICLES else start - 1
    if first < 0 or doc[first].pos_ != "PROPN" or doc[first].ent_type_ or not words[first][:1].isupper():
        return start
    if first == start - 1 and not (doc[start].dep_ == "flat" and doc[start].head.i == first):
        return start
    word = normalize(words[first])
    return start if is_role(word) or is_body(word) or word in word_list("honorifics") else first


def _is_surname(words: list[str], name: Name) -> bool:
    """Does a name of two words end in a surname that is also a noun: "Joseph Banks"?"""
    return name.end - name.start == 2 and words[name.end - 1].lower() in word_list("surnames")


def _is_blank(word: str) -> bool:
    return word.isspace() and "\n" not in word and "\r" not in word


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
    plural = word.tag_ in ("NNPS", "NNS") or "Plur" in word.morph.get("Number", [])
    return plural and word.lower_.endswith("s") and (label == "NORP" or word.lower_ in word_list("member_names"))


def _part_title(words: list[str], start: int, end: int, label: str) -> Name:
    """A recognised person with the title parted off and a suffix or a missed given name's initial kept."""
    titles = word_list("honorifics")
    cut = start
    for stop in range(start + 1, end):
        for begin in range(max(start, stop - 3), stop):
            if words[stop] != "-" and " ".join(map(normalize, words[begin:stop])) in titles:
                cut = stop  # "Bishop" of "Ann Bishop-Lane" is no title
    if cut == end:
        cut = start
    while end - cut > 2 and is_role(words[cut].lower()):
        cut += 1  # "Executive" of "Chief Executive", and a name of two words
    while end - 1 > cut and (
        normalize(words[end - 1]) in HONOURS
        or (_INITIAL.match(words[end - 1]) and normalize(words[end - 1]) not in SUFFIXES)
    ):
        end -= 1  # "Kama Melly QC"; "Steve Israel (D": a bracket's letter is no name
    return Name(cut, end, label, (start, cut) if cut > start else None)
