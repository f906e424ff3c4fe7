"""Adjectives with clauses, infinitives and prepositions: "is sure that …", "is ready to …", "is committed to …"."""

from __future__ import annotations

from spacy.tokens import Token

from quotes.engine.constructions.conditions import is_linked
from quotes.engine.constructions.construction import Construction, PathPattern
from quotes.language.labels import EXPLETIVE, find_children
from quotes.language.lexicon import adjectives

SUBJECT = (">nsubj", ">nsubj:pass", "<conj>nsubj", "<xcomp>nsubj", "<acl")
PREPOSITIONS = "about|of|by|at|over|with|to|for|in|on|toward|towards"


def _words(frame: str) -> frozenset[str]:
    return frozenset(lemma for lemma, entry in adjectives().items() if frame in entry.frames)


def is_stated(cue: Token, content: Token) -> bool:
    """The content is a clause with a subject of its own: "is sure that the bridge is safe", "is sure it is safe"."""
    if content.lower_ in ("as", "like") or any(child.lower_ in ("because", "as") for child in content.lefts):
        return False
    return content.i > cue.i and any(True for role in ("nsubj", "nsubj:pass") for _ in find_children(content, role))


def is_held(cue: Token, content: Token) -> bool:
    """Somebody states it; "it" of "it is certain that …" is nobody."""
    return is_stated(cue, content) and not any(child.dep_ == EXPLETIVE for child in cue.lefts)


def is_intended(cue: Token, content: Token) -> bool:
    """The content is what somebody means to do: "ready to help", "committed to helping"."""
    return content.i > cue.i and any(child.lower_ == "to" for child in content.lefts)


ADJECTIVE_CLAUSE = Construction(
    name="adjective-clause",
    pattern=PathPattern(
        pos="ADJ",
        words=_words("clause"),
        content=(">ccomp", ">advcl", ">acl"),
        source=SUBJECT,
        where=is_held,
        source_needed=True,
    ),
    complement=("clause",),
    claim="as_written",
    examples=("[Stoltenberg]{source} [is sure]{cue} [that the strikes will end]{content}.",),
    counterexamples=("It is certain that the strikes hit Hama.", "The strikes were as certain as rain."),
)
CLEAR_TO = Construction(
    name="clear-to",
    pattern=PathPattern(
        pos="ADJ",
        words=frozenset({"clear", "obvious", "apparent", "evident", "certain"}),
        content=(">ccomp", ">nsubj", ">advcl"),
        source=(">obl(to|from)",),
        where=is_stated,
        source_needed=True,
    ),
    claim="as_written",
    examples=("It [is clear]{cue} to [Stoltenberg]{source} [that the strikes will end]{content}.",),
    counterexamples=("It is clear that the strikes will end.",),
)
ADJECTIVE_INFINITIVE = Construction(
    name="adjective-infinitive",
    pattern=PathPattern(
        pos="ADJ",
        words=_words("infinitive"),
        content=(">xcomp", ">advcl", ">ccomp", ">obl(to)"),
        source=SUBJECT,
        where=is_intended,
        source_needed=True,
    ),
    complement=("infinitive",),
    claim="as_written",
    examples=("[NATO]{source} [is ready]{cue} [to defend Turkey]{content}.",),
    counterexamples=("NATO is able to defend Turkey.",),
)
ADJECTIVE_PREPOSITIONAL = Construction(
    name="adjective-prepositional",
    pattern=PathPattern(
        pos="ADJ",
        words=_words("preposition"),
        content=(f">obl({PREPOSITIONS})", ">advcl", ">ccomp"),
        source=SUBJECT,
        where=is_linked,
        source_needed=True,
    ),
    complement=("preposition",),
    links_preposition=True,
    claim="as_written",
    examples=("[Ankara]{source} [is worried about]{cue} [the strikes]{content}.",),
    counterexamples=("Ankara is famous for the strikes.",),
)

CONSTRUCTIONS = (ADJECTIVE_CLAUSE, CLEAR_TO, ADJECTIVE_INFINITIVE, ADJECTIVE_PREPOSITIONAL)
