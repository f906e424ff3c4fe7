"""Who something was said to, where that is not the verb's object: "Speaking to AFP, Lee said", "called on Lee to"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from quotes.engine.constructions.conditions import OPENING_MARKS, is_passive
from quotes.engine.extents.media import phrase_range
from quotes.language.closed_classes import SENT_MEDIA
from quotes.language.labels import find_children
from quotes.language.lexicon import verbs, word_list
from quotes.language.person_nouns import looks_like_person
from quotes.language.verb_words import ADDRESSING_VERBS, QUESTION_WORDS, SPEAKING_VERBS
from quotes.spans import Range, contains

MAX_HEARER_WORDS = 8
MAX_QUOTED_HEARERS = 40  # tokens of a list between marks: 'called on "councils, church leaders and mayors" to'
MAX_LINK_WORDS = 2  # from a verb to its content: "called on residents"
REQUEST = "object_infinitive"  # the complement of verbs that ask somebody to do something
TIMES = frozenset({"DATE", "TIME"})
UNMARKED = frozenset({"obl:unmarked", "obl:tmod", "npadvmod"})  # "last week"
NO_HEARER = frozenset({"VERB", "AUX", "ADP", "SCONJ"})
TO = frozenset({"to"})
TO_HEARERS = frozenset({"to", "with"})
ON_HEARERS = frozenset({"on", "upon", "to"})
SHARING_VERBS = frozenset({"speak", "talk", "share"})
NAMED_HEARERS = frozenset({"ORG", "PERSON", "NORP"})


def find_hearer(
    doc: Doc, cue: Token, content: Sequence[Range], taken: Sequence[Range], medium: Range | None
) -> Range | None:
    """The first words beside source, cue and content that name who it was said to."""
    for token in _possible_hearers(cue, doc, medium):
        if not contains(taken, token.i) and token.lower_ not in word_list("media"):
            return phrase_range(doc, token, taken)
    after = next((span for span in content if span[0] > cue.i), None)
    if after is None or not needs_hearer(cue):
        return None
    if is_passive(cue):
        return asked_subject(doc, cue, content, after)
    return between_cue_and_content(doc, cue, after[0], taken) or at_head_of_infinitive(doc, cue, after)


def at_head_of_infinitive(doc: Doc, cue: Token, content: Range) -> Range | None:
    """Who is to do what the content says, which begins with them: "residents" in "urged residents to leave"."""
    start, end = content
    if start - cue.i > MAX_LINK_WORDS:
        return None
    objects = (
        token for role in ("obj", "iobj", "nsubj") for token in (*find_children(cue, role), *_subjects(cue, role))
    )
    for token in (*objects, *find_children(cue, "obl", ON_HEARERS)):
        last = token.right_edge.i
        longest = MAX_QUOTED_HEARERS if doc[start].text in OPENING_MARKS else MAX_HEARER_WORDS
        is_first = start - token.left_edge.i in (0, 1) and last + 2 < min(end, start + longest)
        if is_first and doc[last + 1].lower_ in ("to", "not"):
            return start, last + 1
    return None


def asked_subject(doc: Doc, cue: Token, content: Sequence[Range], after: Range) -> Range | None:
    """The subject of a passive verb that asks them to do something: "residents" in "residents were told to leave"."""
    before = next((span for span in content if span[1] <= cue.i), None)
    if before is None or doc[after[0]].lower_ not in ("to", "not"):
        return None
    return before if any(contains([before], token.i) for token in find_children(cue, "nsubj:pass")) else None


def _subjects(cue: Token, role: str) -> Iterator[Token]:
    """The subjects of the clauses that a verb governs: "residents", where the parser has "residents to leave"."""
    for clause in (*find_children(cue, "xcomp"), *find_children(cue, "ccomp")):
        yield from find_children(clause, role)


def between_cue_and_content(doc: Doc, cue: Token, end: int, taken: Sequence[Range]) -> Range | None:
    """The noun phrase between a verb that needs a hearer and its content: "told state media the talks were over"."""
    start = cue.i + 1
    if not start < end <= start + MAX_HEARER_WORDS:
        return None
    if doc[start].lower_ in ("on", "upon"):
        start += 1
    words = doc[start:end]
    if any(_is_no_hearer(word) or contains(taken, word.i) for word in words):
        return None
    return (start, end) if any(word.pos_ in ("NOUN", "PROPN", "PRON") for word in words) else None


def _is_no_hearer(word: Token) -> bool:
    if word.is_space or (word.is_punct and word.text != "-") or word.pos_ in NO_HEARER:
        return True
    return word.ent_type_ in TIMES or word.dep_ in UNMARKED or word.lower_ in QUESTION_WORDS


def needs_hearer(cue: Token) -> bool:
    """True for a verb whose object hears what is said: "tell", "urge"."""
    entry = verbs().get(cue.lemma_)
    if entry is None or cue.lemma_ in word_list("telling_verbs"):
        return entry is not None
    return REQUEST in entry.frames and entry.mode_of(REQUEST) == "statement"


def _possible_hearers(cue: Token, doc: Doc, medium: Range | None) -> Iterator[Token]:
    if cue.pos_ == "VERB":
        yield from _hearers_of_cue(cue)
    for verb in _verbs_beside(cue):
        if verb.lemma_.lower() in SPEAKING_VERBS:
            yield from filter(is_named_or_hears, find_children(verb, "obl", TO_HEARERS))
        if verb.lemma_.lower() in ADDRESSING_VERBS:
            yield from filter(is_named_or_hears, find_children(verb, "obj"))
    if medium is not None:
        for token in doc[slice(*medium)]:
            if token.lemma_ in SENT_MEDIA:
                yield from filter(can_hear, find_children(token, "nmod", TO))


def _hearers_of_cue(cue: Token) -> Iterator[Token]:
    if needs_hearer(cue):
        if is_passive(cue):  # "Asked if it was safe, Lee said …"
            yield from find_children(cue, "nsubj:pass")
            if cue.dep_ == "advcl":
                yield from (token for token in find_children(cue.head, "nsubj") if token.i > cue.i)
            return
        yield from (token for token in find_children(cue, "iobj") if token.ent_type_ not in TIMES)
        yield from (token for token in find_children(cue, "obj") if token.pos_ == "PRON" or can_hear(token))
        yield from filter(can_hear, find_children(cue, "obl", ON_HEARERS))
    elif cue.lemma_ in ADDRESSING_VERBS:
        yield from filter(can_hear, find_children(cue, "obj"))
    else:
        yield from filter(
            is_named_or_hears, find_children(cue, "obl", TO_HEARERS if cue.lemma_ in SHARING_VERBS else TO)
        )


def _verbs_beside(cue: Token) -> Iterator[Token]:
    """Verbs of the same person: "speaking" in "Speaking to AFP, he said", "wrote" in "wrote to AFP, asking"."""
    yield from find_children(cue, "advcl")
    yield from find_children(cue, "acl")
    if cue.dep_ in ("conj", "advcl", "parataxis", "acl"):
        yield cue.head
        yield from find_children(cue.head, "advcl")
    for subject in find_children(cue, "nsubj"):
        yield from find_children(subject, "acl")


def is_named_or_hears(token: Token) -> bool:
    """True for any name, also one within a phrase ("the Lowland Council think tank"), and for hearers."""
    return token.pos_ == "PROPN" or can_hear(token) or any(word.ent_type_ == "ORG" for word in token.lefts)


def can_hear(token: Token) -> bool:
    """True for a name, for people, and for others who are spoken to: "reporters", "the press"."""
    lemma, hearers = token.lemma_.lower(), word_list("hearers")
    if token.ent_type_ in NAMED_HEARERS or token.lower_ in hearers or lemma in hearers:
        return True
    return token.pos_ == "NOUN" and looks_like_person(lemma)
