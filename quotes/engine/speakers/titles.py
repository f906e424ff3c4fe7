"""What an article says of a person beside the name: titles, appositives, roles, party, and the pronoun it uses.

"Jens Stoltenberg, the alliance's secretary general" gives him a role; only the article's own words count, nothing is
guessed from a name.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from quotes.language.closed_classes import ARTICLES, DAYS
from quotes.language.labels import FINITE_TAGS
from quotes.language.lexicon import word_list
from quotes.language.names import normalize
from quotes.language.sectors import find_sector, is_body, is_role
from quotes.language.tree import sentence_of
from quotes.nlp.words import text_between

MAX_APPOSITIVE = 22  # tokens: longer ones are clauses
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)
_ENDS = frozenset({",", ".", ";", "(", ")", "–", "—", "--", "”", '"', "“", "''", "``", ":", "?", "!"})
_PHRASE_TAGS = ("NOUN", "ADJ", "DET", "PRON", "PROPN", "ADP", "PART", "NUM")
_TITLE_TAGS = ("PROPN", "NOUN", "ADJ")


def find_title(doc: Doc, start: int, others: frozenset[int] | set[int]) -> tuple[int, str]:
    """The role in front of a name and where it begins: "White House spokesman" before "Josh Earnest", or "".

    `others` are the tokens of names of people, where a title ends.
    """
    begin = start
    sentence = sentence_of(doc, start)[0]
    while begin > sentence and start - begin < 8 and _is_title_word(doc[begin - 1], others):
        begin -= 1
    while begin < start and (doc[begin].text in ("'s", "’s", "-", "of") or doc[begin].pos_ in ("ADP", "SPACE")):
        begin += 1
    if (
        begin < start
        and any(doc[i].text == "of" for i in range(begin, start))
        and not _knows_of(text_between(doc, begin, start))
    ):
        begin = max(i for i in range(begin, start) if doc[i].text == "of") + 1
    last = doc[start - 2 if doc[start - 1].is_space and start > 1 else start - 1]
    if begin < start and last.pos_ == "NOUN" and last.tag_ == "NN" and last.text.islower() and not is_body(last.lower_):
        return begin, _as_text(doc, begin, start)  # "striker" before a name
    if begin < start and not (is_role(last.lower_.rstrip(".")) or normalize(last.text) in word_list("honorifics")):
        text = _as_text(doc, begin, start)
        return (begin, text) if find_sector(text) is not None and last.pos_ == "PROPN" else (start, "")
    while begin < start - 1 and doc[begin].pos_ not in _TITLE_TAGS:
        begin += 1
    return begin, _as_text(doc, begin, start)


def _as_text(doc: Doc, start: int, end: int) -> str:
    return text_between(doc, start, end).replace("\u00a0", " ").strip()


def end_of_honorific(words: list[str], start: int, end: int) -> int:
    """Where the last form of address among some words ends: after "Mr." or "Vice President"; `start` for none."""
    titles = word_list("honorifics")
    cut = start
    for stop in range(start + 1, end):
        for begin in range(max(start, stop - 3), stop):
            if words[stop] != "-" and " ".join(map(normalize, words[begin:stop])) in titles:
                cut = stop  # "Bishop" of "Ann Bishop-Lane" is no title
    return cut


def _knows_of(title: str) -> bool:
    return re.search(r"\b(?:secretary|chief|director|speaker|head|member|minister)s? of\b", title, re.I) is not None


def _is_title_word(token: Token, others: frozenset[int] | set[int]) -> bool:
    if token.text == "\u00a0":  # a space that the tokenizer kept
        return True
    if token.is_space or token.i in others or token.lower_ in DAYS | word_list("no_title_words"):
        return False
    if token.text in ("'s", "’s", "-") or token.lower_ == "of":
        return token.i > 0 and not token.doc[token.i - 1].is_space and token.i - 1 not in others
    return not token.is_punct and token.pos_ in _TITLE_TAGS


def find_appositive(doc: Doc, end: int) -> tuple[int, int] | None:
    """The tokens of the role after a name: "the alliance's secretary general" in "Jens Stoltenberg, the alliance's …"."""  # noqa: E501
    at = end
    if at < len(doc) and doc[at].text == "(":  # "Jon Tester (D-Mont.), a member of …"
        close = next((i for i in range(at, min(at + 8, len(doc))) if doc[i].text == ")"), None)
        at = close + 1 if close is not None else at
    if at + 2 < len(doc) and doc[at].text == "," and doc[at + 1].like_num and doc[at + 2].text == ",":
        at += 2  # "Sarandon, 69, …"
    if at + 1 >= len(doc) or doc[at].text not in (",", "–", "—", "--", "-", "("):
        return None
    start = stop = at + 1
    while stop < min(start + MAX_APPOSITIVE, len(doc)) and doc[stop].text not in _ENDS and not doc[stop].is_space:
        token = doc[stop]
        if token.lower_ in word_list("clause_words") and not (token.lower_ == "and" and stop > start):
            break
        if token.pos_ in ("VERB", "AUX") and token.tag_ in FINITE_TAGS:
            return None
        stop += 1
    if stop == start or doc[start].pos_ not in ("DET", "NOUN", "ADJ", "PROPN", "PRON", "ADV", "NUM"):
        return None
    is_introduced = doc[start].lower_ in ("a", "an") and doc[stop - 1].pos_ in ("NOUN", "PROPN")
    return (start, stop) if is_introduced or has_role_word(text_between(doc, start, stop)) else None


def find_predicate(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The tokens of what the article says the person is: "Lee, 40, is a professor at Yale"."""
    at = end
    while at < min(end + 3, len(doc)) and doc[at].text in (",", "who"):
        at += 1
    if at + 2 >= len(doc) or doc[at].lower_ not in ("is", "was") or doc[at + 1].lower_ not in ARTICLES:
        return None
    stop = at + 2
    while (
        stop < min(at + 14, len(doc))
        and doc[stop].text not in _ENDS
        and doc[stop].lower_ not in word_list("clause_words")
    ):
        stop += 1
    return (at + 2, stop) if has_role_word(text_between(doc, at + 2, stop)) else None


def find_role_before(doc: Doc, end: int) -> tuple[int, int] | None:
    """The tokens of a role set apart in front: "his campaign manager" in "his campaign manager, Jeff Weaver"."""
    begin = end
    sentence = sentence_of(doc, end)[0]
    while begin > sentence and end - begin < 10 and doc[begin - 1].pos_ in _PHRASE_TAGS:
        begin -= 1
    if begin == end or doc[begin].pos_ not in ("DET", "PRON", "PROPN", "ADJ", "NOUN"):
        return None
    return (begin, end) if has_role_word(text_between(doc, begin, end)) else None


def without_article(text: str) -> str:
    """A role without its article, in one line."""
    return _ARTICLE.sub("", " ".join(text.split()))


def has_role_word(phrase: str) -> bool:
    """Is the phrase, up to its first preposition, about what someone is?"""
    head = re.split(r"\b(?:of|for|at|in|with|on|from|to)\b", phrase, maxsplit=1)[0].split()
    return bool(head) and any(is_role(word.lower().strip(",.'’")) for word in head[-3:])


def gender_of(words: str) -> str | None:
    """he or she, where a title or role says it: "Mr.", "spokeswoman"."""
    plain = {normalize(word) for word in words.split()}
    return "he" if plain & word_list("masculine") else "she" if plain & word_list("feminine") else None
