"""Where a person's name begins and ends in what the recogniser found: titles, offices, particles, nicknames, roles."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from quotes.engine.speakers.names import POSSESSIVES, Name
from quotes.engine.speakers.titles import end_of_honorific
from quotes.language.lexicon import word_list
from quotes.language.names import HONOURS, PARTICLES, SUFFIXES, normalize
from quotes.language.sectors import is_body, is_role

OPENING_MARKS = frozenset("“‘\"'«„`") | {"``"}
CLOSING_MARKS = frozenset("”’\"'»“") | {"''"}
MAX_SYLLABLE = 5  # letters of half a given name: "kyung"
_INITIAL = re.compile(r"[A-Z]\.?$|[A-Z]\.[A-Z]\.$")


def part_person(words: list[str], start: int, end: int, surnames: frozenset[str]) -> list[Name] | None:
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
    if preposition == start + 1 and words[start] in surnames:  # "Wilson of NASA", where Sam Wilson is named before
        return [Name(start, preposition, "PERSON"), Name(preposition + 1, end, "ORG")]
    if words[start].lower() in given and start + 2 <= preposition <= start + 3 and not is_role(words[start].lower()):
        return [Name(start, preposition, "PERSON"), Name(preposition + 1, end, "ORG")]
    if is_role(words[start].lower()) or words[start].lower() in word_list("honorifics"):
        first = next((i for i in range(preposition + 2, end - 1) if words[i].lower() in given), None)
        if first is not None:
            return [Name(first, end, "PERSON", (start, first))]
        if end - preposition == 4 and words[start].lower() in word_list("honorifics"):
            return [Name(end - 2, end, "PERSON", (start, end - 2))]
    return None


def is_elided(words: list[str], start: int, end: int) -> bool:
    """Does a name begin with a particle and a hyphen: "al-Eryani"?"""
    return end - start > 2 and words[start] in PARTICLES and words[start + 1] == "-" and words[start + 2][:1].isupper()


def part_person_from_body(words: list[str], start: int, end: int, has_honours: bool) -> list[Name] | None:
    """What was taken for a body's name but ends in a person's: "Research Fellow Martin How"; or None."""
    cut = _find_person_after_role(words, start, end, has_honours)
    if cut:
        return [Name(cut, end, "PERSON", (start, cut))]
    cut = _find_hyphenated_name(words, start, end)
    return [Name(start, cut, "ORG"), Name(cut, end, "PERSON")] if cut else None


def _find_person_after_role(words: list[str], start: int, end: int, has_honours: bool) -> int:
    """Where a person's name begins in what was taken for a body's: "Research Fellow Martin How"; 0 for nowhere.

    A given name, a form of address before two words ("Judge Durham Hall") or honours after them show it.
    """
    for cut in range(max(end - 3, start + 1), end - 1):
        before, name = words[cut - 1].lower(), [word.lower() for word in words[cut:end]]
        if not all(word[:1].isupper() for word in words[cut:end]) or any(
            is_body(word) or is_role(word) for word in name
        ):
            continue
        is_title = before in word_list("honorifics")
        if (is_title or is_role(before)) and (has_honours or is_title or name[0] in word_list("given_names")):
            return cut
    return 0


def _find_hyphenated_name(words: list[str], start: int, end: int) -> int:
    """Where a person's name begins after a body's: "Amnesty International Man-kei Tam"; 0 for nowhere."""
    cut = end - 4
    if cut <= start or words[cut + 1] != "-" or not words[cut + 2].islower():
        return 0
    return cut if words[cut][:1].isupper() and words[end - 1][:1].isupper() else 0


def is_role_set_apart(words: list[str], start: int, end: int) -> bool:
    """Is a "person" the role of the one before: "Mark Hay, Regents Professor and Teasley Chair"?"""
    is_after = start > 0 and words[start - 1] in (",", "and")
    last = words[end - 1].lower()
    return (
        is_after
        and end - start == 2
        and is_role(last)
        and last not in word_list("surnames")
        and words[start].lower() not in word_list("given_names")
    )


def is_title_of_work(words: list[str], start: int, end: int) -> bool:
    """Is the name all that stands between two quotation marks: “Hamlet” star and her name?"""
    before, after = words[start - 1 : start], words[end : end + 1]
    return bool(before and after) and before[0] in OPENING_MARKS and after[0] in CLOSING_MARKS


def join_over_blanks(words: list[str], start: int, end: int) -> tuple[int, int]:
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


def find_given_name(doc: Doc, words: list[str], start: int) -> int:
    """Where a name begins whose first word the recogniser left out: "Nuno" of "Nuno do Carmo", by particle or tree."""
    if start > 2 and words[start - 2] == "-" and words[start - 1].islower() and words[start - 3][:1].isupper():
        is_tight = not doc[start - 3].whitespace_ and not doc[start - 2].whitespace_
        return start - 3 if is_tight and _is_syllable(doc, start - 1) else start  # "Man-kei Tam"
    first = start - 2 if start > 1 and words[start - 1] in PARTICLES else start - 1
    if first < 0 or doc[first].pos_ != "PROPN" or doc[first].ent_type_ or not words[first][:1].isupper():
        return start
    if first == start - 1 and not (doc[start].dep_ == "flat" and doc[start].head.i == first):
        return start
    word = normalize(words[first])
    return start if is_role(word) or is_body(word) or word in word_list("honorifics") else first


def is_people(doc: Doc, at: int) -> bool:
    """Does an article before a single name, which nothing follows that it could modify, show that it is no person's?"""
    if not at or doc[at - 1].lower_ != "the" or (doc[at].head.i > at and doc[at].dep_ in ("compound", "amod", "nmod")):
        return False
    return at + 1 >= len(doc) or (
        doc[at + 1].pos_ not in ("NOUN", "PROPN", "ADJ") and doc[at + 1].text not in POSSESSIVES
    )


def _is_syllable(doc: Doc, at: int) -> bool:
    """Could a word after a hyphen be the second half of a given name: "kei" of "Man-kei", not "born", not "winner"?"""
    return len(doc[at]) <= MAX_SYLLABLE and doc[at].pos_ in ("PROPN", "NOUN", "X") and not is_role(doc[at].lower_)


def is_surname(words: list[str], name: Name) -> bool:
    """Does a name of two words end in a surname that is also a noun: "Joseph Banks"?"""
    return name.end - name.start == 2 and words[name.end - 1].lower() in word_list("surnames")


def _is_blank(word: str) -> bool:
    return word.isspace() and "\n" not in word and "\r" not in word


def part_title(words: list[str], start: int, end: int, label: str) -> Name:
    """A recognised person with the title parted off and a suffix or a missed given name's initial kept."""
    cut = end_of_honorific(words, start, end)
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
