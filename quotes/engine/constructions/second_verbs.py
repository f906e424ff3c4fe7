"""A second verb of the same source, which begins an attribution of its own: said the pump leaked and urged repairs.

The parser takes the second verb for one of the content as often as not: then the subject of the content tells.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from quotes.language.labels import find_children, has_role, labels_of
from quotes.language.lexicon import verbs, word_list
from quotes.language.person_nouns import looks_like_person
from quotes.language.sectors import body_words, role_words
from quotes.language.tree import once_per_token
from quotes.spans import Range

CONJUNCT_LABELS = labels_of("conj") or frozenset()
CLAUSE_LABELS = labels_of("ccomp") or frozenset()
FINITE = frozenset({"VBD", "VBZ", "VBP"})
FIRST_VERBS = frozenset({"clause", "quotation"})  # frames of a cue whose clause may take in the next cue
COMMITTING_CLASSES = frozenset({"directive"})  # of verbs that a report goes on with: "and warned of delays"
FINDING_MODE = "evidence"  # of verbs that studies and other things may be the subject of: "and showed no link"


def without_second_verb(doc: Doc, cue: int | None, content: Iterable[Range]) -> list[Range]:
    """Token ranges of a content, cut where a second verb of the same source begins."""
    if cue is None:
        return list(content)
    verb = doc[cue]
    if find_first_verb(verb) is not None:
        return [(start, end) for start, end in content if start > cue]
    second = find_second_verb(verb)
    if second is None:
        return list(content)
    end = second.left_edge.i if second.left_edge.i > doc[second.head.i].i else second.i
    end = min((child.i for child in (*second.lefts, *second.head.rights) if _joins(child, second)), default=end)
    return [(start, min(stop, end)) for start, stop in content if start < end]


def _joins(word: Token, second: Token) -> bool:
    """True for the "and" before a second verb, and the comma before that."""
    return second.head.i < word.i < second.i and (word.dep_ == "cc" or word.text == ",") and second.i - word.i <= 3


@once_per_token
def find_second_verb(cue: Token) -> Token | None:
    """The verb that a source goes on with: "urged" of "said the pump leaked and urged repairs"."""
    if cue.tag_ not in FINITE:
        return None
    for head in [child for child in cue.rights if child.dep in CLAUSE_LABELS]:
        entry = verbs().get(cue.lemma_)
        if entry is not None and not entry.frames & FIRST_VERBS:
            return None
        for verb in find_children(cue, "conj"):
            if verb.i > head.i and _reports(verb, cue):
                return verb
        for verb in find_children(head, "conj"):
            if _reports(verb, cue) and _belongs_to_source(verb, head):
                return verb
    return None


@once_per_token
def find_first_verb(verb: Token) -> Token | None:
    """The verb whose source a second verb has: "said" for "urged" in "said the pump leaked and urged repairs"."""
    if verb.dep not in CONJUNCT_LABELS or not has_role(verb.head, "ccomp"):
        return None
    cue = verb.head.head
    return cue if find_second_verb(cue) == verb else None


def _reports(verb: Token, cue: Token) -> bool:
    """True for a verb of speech in the tense of the cue that has no subject and no auxiliary of its own."""
    if verb.tag_ != cue.tag_ and (cue.tag_, verb.tag_) != ("VBD", "VBN"):
        return False
    entry = verbs().get(verb.lemma_)
    if entry is None or entry.mode == FINDING_MODE:
        return False
    return not any(
        True for role in ("nsubj", "nsubj:pass", "aux", "aux:pass", "mark") for _ in find_children(verb, role)
    )


def _belongs_to_source(verb: Token, head: Token) -> bool:
    """True if the subject of the content cannot well be that of the second verb: a thing, or "were armed and urged"."""
    subject = next((word for role in ("nsubj", "nsubj:pass") for word in find_children(head, role)), None)
    if subject is None:
        return False
    if is_thing(subject):
        return True
    is_copular = any(True for _ in find_children(head, "cop"))
    return is_copular and verb.tag_ != "VBN" and verbs()[verb.lemma_].verb_class in COMMITTING_CLASSES


def is_thing(noun: Token) -> bool:
    """True for a noun that can say nothing: "pump", not "judge", "court", "she" or a name."""
    if noun.pos_ != "NOUN" or noun.ent_type_:
        return False
    lemma = noun.lemma_.lower()
    if lemma in role_words() or lemma in body_words() or looks_like_person(lemma):
        return False
    return lemma not in word_list("groups") and lemma not in word_list("documents")
