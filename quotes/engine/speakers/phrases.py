"""Noun phrases of sources: where they end, what they count, what a relative pronoun refers to, how they are written.

>>> clean_name("the “senior” officials, who")
'“senior” officials'
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc, Token

from quotes.language.labels import GOVERNING_LABELS, find_children, has_role
from quotes.language.lexicon import word_list
from quotes.language.sectors import is_body, is_role, singular

_DETERMINER = re.compile(r"^(?:the|an?|this|that|these|those|his|her|its|their|our|my)\s+(?=\S)", re.I)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_CLAUSE = re.compile(r"\s*(?:,|\(|--|–|—|;|\s(?:who|which|that|whose)\s)")
MEMBER_ENDING = re.compile(r"(?:ers|ists|ians|icans|crats|ites)$")  # "Birchers"; not "Clintons"


def is_plural(token: Token) -> bool:
    """Is the noun a plural, by tag or by what it is: "voters", "police"?"""
    word = token.lower_
    if token.tag_ in ("NNS", "NNPS") or word in word_list("plural_words") or "Number=Plur" in str(token.morph):
        return True
    if token.pos_ != "NOUN":
        return False
    if token.text[:1].isupper() and MEMBER_ENDING.search(token.text):
        return True
    return word.endswith("s") and singular(word) != word and is_role(singular(word))  # "antagonists" with a wrong tag


def has_plural_verb(noun: Token) -> bool:
    """Does the verb of a subject say that it is several: "the Arapaho have plans"?"""
    if not (has_role(noun, "nsubj") or has_role(noun, "nsubj:pass")):
        return False
    verbs = (noun.head, *(child for child in noun.head.children if child.pos_ == "AUX"))
    return any(verb.i > noun.i and (verb.tag_ == "VBP" or verb.lower_ == "were") for verb in verbs)


def lemma_of(token: Token) -> str:
    """The lemma in lower case."""
    return (token.lemma_ or token.text).lower()


def key_of(token: Token) -> str:
    """The noun as the word lists have it: its lemma, else its singular by ending, where the lemmatizer erred."""
    lemma, plain = lemma_of(token), singular(token.lower_.rstrip(".,"))
    return lemma if _is_listed(lemma) or not _is_listed(plain) else plain


@lru_cache(maxsize=8192)
def _is_listed(word: str) -> bool:
    return (
        is_role(word) or is_body(word) or any(word in word_list(name) for name in ("documents", "groups", "quantities"))
    )


def counted(head: Token, end: int) -> Token:
    """The noun that a quantity counts: "Democrats" for "percent" in "75 percent of Democrats"; else the head itself."""
    quantities = word_list("quantities")
    for _ in range(2):
        if lemma_of(head) not in quantities and head.lower_ not in quantities and not head.like_num:
            return head
        inner = _object_of(head, end)
        if inner is None:
            return head
        head = inner
    return head


def _object_of(head: Token, end: int) -> Token | None:
    doc = head.doc
    at = head.i + 1
    if at < end and doc[at].lower_ in ("of", "percent", "%"):
        if doc[at].lower_ != "of":
            at += 1
        for child in find_children(head, "nmod", frozenset({"of"})):
            if head.i < child.i < end:
                return child
        # the parser hung it elsewhere: the first noun after "of"
        for i in range(at, min(end, at + 8)):
            if doc[i].pos_ in ("NOUN", "PROPN") and not (i + 1 < end and doc[i + 1].pos_ in ("NOUN", "PROPN")):
                return doc[i]
    return None


def find_antecedent_noun(pronoun: Token) -> Token | None:
    """The noun of a relative clause: "Lee" for "who" in "Lee, who said …"; by the tree, else the noun just before."""
    before = pronoun.i - 1
    while before > pronoun.sent.start and pronoun.doc[before].is_punct:
        before -= 1
    if pronoun.lower_ == "which" and pronoun.doc[before].ent_type_ and before < pronoun.i - 1:
        return _head_before(pronoun.doc[before])  # "questions from The Post – which"
    token = pronoun
    for _ in range(4):
        if has_role(token, "relcl") or has_role(token, "acl"):
            if token.head.i < pronoun.i:
                return token.head
            break
        if token.head.i == token.i:
            break
        token = token.head
    for i in range(pronoun.i - 1, max(pronoun.i - 6, pronoun.sent.start - 1), -1):
        word = pronoun.doc[i]
        if word.pos_ in ("NOUN", "PROPN", "PRON"):
            return _head_before(word)
        if word.pos_ in ("VERB", "AUX"):
            break
    return None


def _head_before(noun: Token) -> Token:
    """The head of the noun phrase that ends with a noun: "Lee" for "Texas" in "Lee of Texas"."""
    while (
        noun.head.i < noun.i
        and noun.head.pos_ in ("NOUN", "PROPN")
        and any(has_role(noun, role) for role in ("flat", "compound", "nmod", "appos"))
    ):
        noun = noun.head
    return noun


def start_of(noun: Token) -> int:
    """Where the noun phrase begins, what governs it left out: after "according to"."""
    start = noun.left_edge.i
    while start < noun.i and noun.doc[start].dep_ in GOVERNING_LABELS:
        start += 1
    return start


def end_of(noun: Token) -> int:
    """Where the noun phrase ends, its relative clause left out."""
    end = noun.right_edge.i + 1
    for child in noun.children:
        if child.i > noun.i and (has_role(child, "relcl") or has_role(child, "acl") or child.dep_ == "punct"):
            end = min(end, child.left_edge.i)
    while end > noun.i + 1 and noun.doc[end - 1].is_punct:
        end -= 1
    return end


def has_preposition(head: Token, end: int) -> bool:
    """Does a preposition stand between the head noun and the end: "a spokesman for Lee" is not Lee?"""
    return any(head.doc[i].pos_ in ("ADP", "SCONJ") for i in range(head.i + 1, end))


def clean_name(text: str) -> str:
    """A description as a name: without determiner, possessive ending and what is set apart after it."""
    name = " ".join(text.split()).strip(" ,.;:")
    cut = _CLAUSE.search(name, 1)
    if cut and cut.start() > 2:
        name = name[: cut.start()]
    return _POSSESSIVE.sub("", _DETERMINER.sub("", name))


def cut_at_clause(doc: Doc, head: Token, start: int, end: int) -> int:
    """Where the description of an unnamed source ends: before its clauses and asides."""
    for i in range(head.i + 1, end):
        token = doc[i]
        if token.lower_ in ("who", "which", "whose") or token.text in (",", "(", "--", "—", "–"):
            return i
    return end


def is_document(lemma: str) -> bool:
    """Is the noun what a document is called?"""
    return lemma in word_list("documents") or singular(lemma) in word_list("documents")
