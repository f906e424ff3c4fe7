"""Contents before the clause of their cue, and cues of several words: "a deal she supported", "made it clear"."""

from __future__ import annotations

from spacy.tokens import Token

from quotes.engine.constructions.clausal import CLAUSE, SUBJECT
from quotes.engine.constructions.conditions import is_active, is_finite_clause
from quotes.engine.constructions.construction import Construction, PathPattern
from quotes.engine.constructions.objects import OBJECT
from quotes.language.labels import find_children
from quotes.language.verb_words import (
    MAKING_VERBS,
    PLAIN_ADJECTIVES,
    RELATIVE_ADVERBS,
    RELATIVE_PRONOUNS,
    SUBJECT_RELATIVES,
)

MAX_ADJECTIVE_DISTANCE = 4  # tokens from "made" to "clear": "made it very clear"


def lacks_its_object(verb: Token, content: Token) -> bool:
    """The content is the object of its own relative clause: "a deal she supported", not "the man who spoke"."""
    if not is_active(verb, content) or content.i > verb.i:
        return False
    subject = next(find_children(verb, "nsubj"), None)
    is_subject_relative = subject is not None and subject.lower_ in SUBJECT_RELATIVES
    if any(word.i > verb.i or word.lower_ not in RELATIVE_PRONOUNS for word in find_children(verb, "obj")):
        return False
    return not is_subject_relative and not any(child.lower_ in RELATIVE_ADVERBS for child in verb.lefts)


def is_made_plain(verb: Token, content: Token) -> bool:
    """The cue is "made clear" or "made it plain", and the content a clause after it."""
    words = verb.doc[verb.i + 1 : verb.i + 1 + MAX_ADJECTIVE_DISTANCE]
    adjective = next((token for token in words if token.lower_ in PLAIN_ADJECTIVES), None)
    return adjective is not None and content.i > adjective.i and is_finite_clause(verb, content)


RELATIVE_OBJECT = Construction(
    name="relative-object",
    pattern=PathPattern(
        pos="VERB",
        frames=CLAUSE | OBJECT,
        content=("<relcl",),
        source=(">nsubj",),
        without=(">ccomp", ">xcomp"),
        where=lacks_its_object,
        source_needed=True,
    ),
    complement=("object",),
    claim="as_written",
    examples=("[A deal]{content} that [Ankara]{source} [had proposed]{cue} failed.",),
    counterexamples=("The minister who spoke had left.", "It was the day when Ankara spoke."),
)
MADE_CLEAR = Construction(
    name="made-clear",
    pattern=PathPattern(
        pos="VERB",
        words=MAKING_VERBS,
        content=(">ccomp", ">xcomp>ccomp", ">xcomp>nsubj", ">advcl"),
        source=SUBJECT,
        where=is_made_plain,
        source_needed=True,
    ),
    mode="statement",
    cue_end=PLAIN_ADJECTIVES | {"it", "very"},
    claim="as_written",
    examples=("[Stoltenberg]{source} [made it clear]{cue} [that NATO was ready]{content}.",),
    counterexamples=("Stoltenberg made a list of allies.",),
)

CONSTRUCTIONS = (RELATIVE_OBJECT, MADE_CLEAR)
