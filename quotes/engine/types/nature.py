"""The nature of a source: "Jens Stoltenberg" is a named person, "officials" an unnamed group, "a study" a document."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.language.lexicon import word_list
from quotes.language.names import normalize
from quotes.language.person_nouns import looks_like_person
from quotes.language.sectors import is_body, is_role, look_up, singular
from quotes.record import Nature

_SITE = re.compile(r"\w\.(?:com|org|net|info|co\.\w\w)$", re.I)
_CAPITAL = re.compile(r"[^\W\d_a-z]|\d")
_INNER_CAPITAL = re.compile(r"[a-z][-–]?[A-Z]|^[A-Z][A-Z0-9&.-]+$")  # "BuzzFeed", "AFL-CIO", "NASA"
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_PARTY = re.compile(r"\b(?:National|Party|Democratic|Republican)\b")  # holds conventions of another kind
_SUBJECT = re.compile(r"\s(?:on|of|against|for)\s")  # "Convention on Cluster Munitions", "Treaty of Rome"
_NUMBER = re.compile(r"\s(?:(?:number|no\.?|nr\.?|#)\s*)?\d[\w.-]*\W*$", re.I)  # "Advisory Number 14", "Act No. 3846"
_LOWER_ARTICLE = re.compile(r"the [A-Z]")  # "the Order": capital within a sentence


def nature_of(speaker: ResolvedSpeaker | None) -> Nature:
    """named_person, unnamed_person, named_organization, unnamed_group, document or none."""
    if speaker is None:
        return "none"
    if speaker.author:  # the author of an article signs it
        return "unnamed_group" if speaker.plural else "named_person"
    if speaker.label == "PERSON":
        return "named_organization" if _is_name_of_body(speaker.name) else "named_person"
    if speaker.label in ("ORG", "PLACE"):
        return "document" if _is_name_of_document(speaker.name) else "named_organization"
    lemma = singular(speaker.head)
    if _is_name(speaker, lemma):
        return "named_organization"
    if is_document(speaker.head):
        return "document"
    if (
        speaker.plural
        or speaker.head in word_list("groups")
        or (speaker.head in word_list("quantities") and lemma not in word_list("shared_roles"))  # not "the show's host"
        or (is_body(lemma) and not is_role(lemma))
    ):
        return "unnamed_group"
    return "unnamed_person" if is_role(lemma) or is_role(speaker.head) or looks_like_person(lemma) else "none"


def is_document(noun: str) -> bool:
    """True for a noun that names what can be read or seen: "report", "guideline", "motion"."""
    if noun in word_list("documents"):
        return True
    return singular(noun) in _documents() and not is_role(noun) and noun not in word_list("quantities")  # "figure"


@cache
def _documents() -> frozenset[str]:
    return frozenset(singular(noun) for noun in word_list("documents"))


def _is_name(speaker: ResolvedSpeaker, lemma: str) -> bool:
    """True for what no recogniser took for a name, although it is written as one.

    "Internal Revenue Service", "BuzzFeed", "the Order", and bodies that a place has only one of: "the Syrian military",
    "parliament of Ukraine".
    """
    words = [word for word in speaker.name.split() if word.lower() not in word_list("function_words")]
    if not words or is_role(lemma) or is_role(normalize(words[-1])) or (speaker.plural and len(words) == 1):
        return False
    if all(_CAPITAL.match(word) for word in words):
        last = normalize(words[-1])
        if len(words) > 1 or _INNER_CAPITAL.search(words[0]):
            return not (is_document(last) or is_document(speaker.head))
        return _LOWER_ARTICLE.match(speaker.words) is not None and last not in word_list("legal_documents")
    if speaker.plural or lemma not in word_list("sole_bodies"):
        return False
    owner = speaker.name.partition(" of ")[2] if words[0].lower() == lemma else speaker.name
    first = speaker.words.split()[0]
    if first.lower() in ("a", "an"):  # "a Democratic legislature" is one of several
        return False
    return _CAPITAL.match(owner.removeprefix("the ")) is not None and words[0] != first


@lru_cache(maxsize=4096)
def _is_name_of_document(name: str) -> bool:
    """True for "the Clean Air Act", "Constitution of India", "Advisory Number 14", "the 1951 Refugee Convention"."""
    numbered = _NUMBER.sub("", name).split()
    if numbered and numbered != name.split() and is_document(normalize(numbered[-1])):
        return True
    nouns = [normalize(words[-1]) for part in _SUBJECT.split(name, 1) if (words := part.split())]
    if any(noun in word_list("legal_documents") for noun in nouns):
        return True
    return "convention" in nouns and _PARTY.search(name) is None and (_YEAR.search(name) is not None or len(nouns) > 1)


@lru_cache(maxsize=4096)
def _is_name_of_body(name: str) -> bool:
    """True for a name that is a body's whatever a recogniser takes it for: "USA Today", "example.com"."""
    return bool(_SITE.search(name)) or (" " in name and look_up(name.lower(), names=True) is not None)
