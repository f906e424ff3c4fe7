"""What an article says of a person beside the name: titles, appositives, roles, party, and the pronoun it uses.

"Jens Stoltenberg, the alliance's secretary general" gives him a role; only the article's own words count, nothing is
guessed from a name.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from quotes.language.sectors import find_sector, is_role
from quotes.resolve.names import normalize

MASCULINE = frozenset({
    "mr", "sir", "lord", "king", "prince", "father", "congressman", "councilman", "chairman", "spokesman",
    "businessman", "husband", "son", "brother", "actor", "baron", "duke", "pope", "policeman", "salesman",
    "grandfather", "uncle", "nephew", "man", "assemblyman", "alderman", "anchorman", "widower", "boyfriend", "pontiff",
})  # fmt: skip
FEMININE = frozenset({
    "mrs", "ms", "miss", "dame", "lady", "queen", "princess", "mother", "congresswoman", "councilwoman",
    "chairwoman", "spokeswoman", "businesswoman", "wife", "daughter", "sister", "actress", "baroness",
    "duchess", "policewoman", "grandmother", "aunt", "niece", "woman", "assemblywoman", "widow", "girlfriend",
    "anchorwoman", "waitress", "hostess",
})  # fmt: skip
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
MOST = 22  # tokens of an appositive
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)
_ENDS = frozenset({",", ".", ";", "(", ")", "–", "—", "--", "”", '"', "“", "''", "``", ":", "?", "!"})
_CLAUSES = frozenset({"who", "which", "whose", "that", "said", "says", "told", "and"})
_TITLE_TAGS = ("PROPN", "NOUN", "ADJ")
_NO_TITLES = frozenset({"republicans", "democrats", "said", "says", "monday", "tuesday", "wednesday", "thursday",
                        "friday", "saturday", "sunday", "and", "asked", "told"})  # fmt: skip


def find_title(doc: Doc, start: int, others: frozenset[int] | set[int]) -> str:
    """The role in front of a name: "White House spokesman" before "Josh Earnest"; empty where there is none.

    `others` are the tokens of names of people, where a title ends.
    """
    begin = start
    sentence = doc[start].sent.start
    while begin > sentence and start - begin < 8 and _is_title_word(doc[begin - 1], others):
        begin -= 1
    while begin < start and (doc[begin].text in ("'s", "’s", "-") or doc[begin].pos_ == "ADP"):
        begin += 1
    return doc[begin:start].text


def _is_title_word(token: Token, others: frozenset[int] | set[int]) -> bool:
    if token.is_space or token.i in others or token.lower_ in _NO_TITLES:
        return False
    if token.text in ("'s", "’s", "-") or token.lower_ == "of":
        return token.i > 0 and not token.doc[token.i - 1].is_space and token.doc[token.i - 1].i not in others
    return not token.is_punct and token.pos_ in _TITLE_TAGS


def find_appositive(doc: Doc, end: int) -> str | None:
    """The role behind a name: "the alliance's secretary general" in "Jens Stoltenberg, the alliance's …"."""
    at = end
    if at < len(doc) and doc[at].text == "(":  # "Jon Tester (D-Mont.), a member of …"
        close = next((i for i in range(at, min(at + 8, len(doc))) if doc[i].text == ")"), None)
        at = close + 1 if close is not None else at
    if at < len(doc) and doc[at].text == "," and at + 2 < len(doc) and doc[at + 1].like_num and doc[at + 2].text == ",":
        at += 2  # "Sarandon, 69, …"
    if at + 1 >= len(doc) or doc[at].text not in (",", "–", "—", "--", "-", "("):
        return None
    start = at + 1
    stop = start
    while stop < min(start + MOST, len(doc)) and doc[stop].text not in _ENDS and not doc[stop].is_space:
        token = doc[stop]
        if token.lower_ in _CLAUSES and not (token.lower_ == "and" and stop > start):
            break
        if token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return None
        stop += 1
    if stop == start or doc[start].pos_ not in ("DET", "NOUN", "ADJ", "PROPN", "PRON", "ADV", "NUM"):
        return None
    phrase = doc[start:stop].text.strip()
    return _ARTICLE.sub("", phrase) if has_role_word(phrase) else None


def find_predicate(doc: Doc, start: int, end: int) -> str | None:
    """What the article says the person is: "Lee, 40, is a professor at Yale"."""
    at = end
    while at < min(end + 3, len(doc)) and doc[at].text in (",", "who"):
        at += 1
    if at + 2 >= len(doc) or doc[at].lower_ not in ("is", "was") or doc[at + 1].lower_ not in ("a", "an", "the"):
        return None
    stop = at + 2
    while stop < min(at + 14, len(doc)) and doc[stop].text not in _ENDS and doc[stop].lower_ not in _CLAUSES:
        stop += 1
    phrase = doc[at + 2 : stop].text.strip()
    return phrase if has_role_word(phrase) else None


def has_role_word(phrase: str) -> bool:
    """Is the phrase, up to its first preposition, about what someone is?"""
    head = re.split(r"\b(?:of|for|at|in|with|on|from|to)\b", phrase, maxsplit=1)[0].split()
    return bool(head) and any(is_role(word.lower().strip(",.'’")) for word in head[-3:])


def gender_of(words: str) -> str | None:
    """he or she, where a title or role says it: "Mr.", "spokeswoman"."""
    found = {normalize(word) for word in words.split()}
    return "he" if found & MASCULINE else "she" if found & FEMININE else None


def tells_sector(words: str) -> bool:
    """Does a description tell a sector?"""
    return find_sector(words) is not None
