"""People's names that capitals, titles, given names and parties give away: "Sen. Rand Paul", "Jon Tester, D-Mont."."""

from __future__ import annotations

from spacy.tokens import Doc

from quotes.engine.speakers.names import ORGANIZATION_LABELS, Name, has_party, is_capital
from quotes.engine.speakers.titles import end_of_honorific, find_appositive
from quotes.language.lexicon import word_list
from quotes.language.names import HONOURS, PARTICLES, normalize
from quotes.language.sectors import is_body, is_role
from quotes.nlp.words import find_capitals


def find_capitalised_names(doc: Doc, words: list[str], text: str) -> list[Name]:
    """People's names among runs of capitalised words, by a title before, a given name first or a party behind."""
    names = []
    given = word_list("given_names")
    titles = word_list("honorifics")
    at = 0
    for start in find_capitals(doc):
        if start < at:
            continue
        at = start
        while at < len(words) and (is_capital(words[at]) or (at > start and _goes_on(doc, words, at))):
            at += 1
        if at - start > 12 or _is_headline(words, start, at):
            continue
        end = at
        while end - 1 > start and normalize(words[end - 1]) in HONOURS:
            end -= 1
        name = _find_person(doc, words, start, end, given, titles) or _by_company(doc, words, start, end, text)
        if name is not None:
            names.append(name)
    return names


def _goes_on(doc: Doc, words: list[str], at: int) -> bool:
    """Inside a name: "van" before a capital, the hyphen and what hangs on it in "Ban Ki-moon", "Gallego-Lazo"."""
    if at + 1 >= len(words):
        return False
    if words[at] == "\u00a0":  # a space that the tokenizer kept
        return is_capital(words[at + 1])
    if words[at] == "-":
        is_tight = not doc[at - 1].whitespace_ and not doc[at].whitespace_
        return words[at + 1][:1].isalpha() and (len(words[at - 1]) <= 4 or (is_tight and is_capital(words[at + 1])))
    if words[at].lower() in PARTICLES:
        return is_capital(words[at + 1]) or words[at + 1 : at + 2] == ["-"] or words[at - 1] == "-"  # "al-Eryani"
    return words[at - 1] == "-"


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
    cut = end_of_honorific(words, start, end)
    while start < cut < end - 2 and is_role(words[cut].lower()):
        cut += 1  # "Executive" of "Chief Executive", and a name of two words
    if start < cut < end:
        sure = (
            words[cut - 1].endswith(".")
            or words[cut - 1].lower() in word_list("forms_of_address")
            or doc[end - 1].pos_ == "PROPN"
        )
        return Name(cut, end, "PERSON", (start, cut)) if sure and _could_be_name(words, cut, end, titles) else None
    for i in range(start, end - 1):
        if words[i].lower() in given and not is_body(words[i + 1].lower()) and end - i <= 4:
            if i > start and not (is_body(words[i - 1].lower()) or words[i - 1].lower() in titles):
                return None  # "Johns Hopkins", "St. John": no name begins in the middle of one
            return Name(i, end, "PERSON", (start, i) if i > start else None)
    return None


def _could_be_name(words: list[str], start: int, end: int, titles: frozenset[str]) -> bool:
    last = words[end - 1]
    if last.lower() in titles or is_role(last.lower()):
        return False  # "Former President", "Chief Executive"
    return end - start <= 5 and len(last) > 1 and not (end - start == 1 and last.isupper() and len(last) <= 3)


def _by_company(doc: Doc, words: list[str], start: int, end: int, text: str) -> Name | None:
    """A name that a party or a role after it gives away: "Ban Ki-moon, the secretary general"."""
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
    opens = doc[start].is_sent_start and doc[start].pos_ != "PROPN"
    if found is None or any(is_body(words[i].lower()) for i in range(start, end)) or opens:
        return Name(start, end, "PERSON") if found and "-" in words[start:end] else None
    return Name(start, end, "PERSON") if all(doc[i].pos_ in ("PROPN", "PUNCT") for i in range(start, end)) else None
