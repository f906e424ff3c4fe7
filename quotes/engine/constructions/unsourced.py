"""Constructions without a source: "seems to …", "It is clear that …", "was asked about …", "the debate over …"."""

from __future__ import annotations

from spacy.tokens import Token

from quotes.engine.constructions.clausal import CLAUSE
from quotes.engine.constructions.conditions import (
    is_active,
    is_finite_clause,
    is_linked,
    is_passive,
)
from quotes.engine.constructions.construction import Construction, PathPattern
from quotes.engine.constructions.objects import OBJECT
from quotes.language.lexicon import word_list
from quotes.language.verb_words import ASKED, EVIDENT_ADJECTIVES

OWNER = (">poss", ">nmod(by|from|among)")  # who holds an opinion: "his doubts about", "calls by critics for"


def is_impression(verb: Token, content: Token) -> bool:
    """The content is how something seems: "seems to agree", "looks tired", "sounds like a threat"."""
    opens_as_comparison = any(child.lower_ in ("like", "as", "that") for child in content.lefts)
    return is_active(verb, content) and content.i > verb.i and (content.dep_ != "advcl" or opens_as_comparison)


def is_plain_fact(adjective: Token, content: Token) -> bool:
    """The content is a clause, and what is clear: "it is clear that …", not "the road is clear"."""
    return content.dep_ in ("csubj", "csubj:outer") or is_finite_clause(adjective, content)


def is_made_public(verb: Token) -> bool:
    """The cue is a passive whose subject is what was said, not who heard it: "was announced", not "was told"."""
    return is_passive(verb) and verb.lemma_ not in word_list("telling_verbs")


SEEMING = Construction(
    name="seeming",
    pattern=PathPattern(
        pos="VERB",
        words=word_list("seeming_verbs"),
        content=(">xcomp", ">ccomp", ">obl(like)", ">advcl"),
        source=(),
        where=is_impression,
        content_includes=(">nsubj",),
    ),
    mode="evidence",
    claim="as_written",
    examples=("[The strikes]{content} [seemed]{cue} [to hit rebels]{content}.",),
    counterexamples=("The aircraft appeared at noon.",),
)
CLEAR_THAT = Construction(
    name="clear-that",
    pattern=PathPattern(
        pos="ADJ",
        words=EVIDENT_ADJECTIVES,
        content=(">ccomp", ">nsubj", ">advcl"),
        source=(),
        without=(">obl(to|from|for)",),
        where=is_plain_fact,
    ),
    mode="thought",
    claim="as_written",
    examples=("It [is unclear]{cue} [whether the strikes hit rebels]{content}.",),
    counterexamples=("The sky over Hama was clear.", "It is clear to Stoltenberg that the strikes will end."),
)
PASSIVE_SUBJECT = Construction(
    name="passive-subject",
    pattern=PathPattern(
        pos="VERB",
        frames=CLAUSE | OBJECT,
        content=(">nsubj:pass",),
        source=(),
        without=(">obl:agent", ">ccomp", ">xcomp", ">obj"),
        cue=is_made_public,
    ),
    complement=("object",),
    claim="as_written",
    examples=("[The operation]{content} [was announced]{cue} on Monday.",),
    counterexamples=("The officials were told on Monday.", "The operation was announced by Moscow."),
)
ASKED_ABOUT = Construction(
    name="asked-about",
    pattern=PathPattern(
        pos="VERB",
        words=ASKED,
        content=(">obl(about|on|over)", ">obj"),
        source=(">obl:agent",),
        without=(">ccomp", ">xcomp"),
        cue=is_passive,
    ),
    mode="statement",
    links_preposition=True,
    claim="as_written",
    examples=("The minister [was asked about]{cue} [the strikes]{content}.",),
    counterexamples=("The minister asked about the strikes.",),
)
NOUN_TOPIC = Construction(
    name="noun-topic",
    pattern=PathPattern(
        pos="NOUN",
        frames=frozenset({"preposition"}),
        content=(">nmod(for|of|about|on|to|against|with|over)", ">acl"),
        source=(),
        without=OWNER,
        where=is_linked,
    ),
    cue_kind="noun",
    complement=("preposition",),
    links_preposition=True,
    claim="as_written",
    examples=("[Criticism of]{cue} [the strikes]{content} grew.",),
    counterexamples=("Ankara's criticism of the strikes grew.",),
)

CONSTRUCTIONS = (SEEMING, CLEAR_THAT, PASSIVE_SUBJECT, ASKED_ABOUT, NOUN_TOPIC)
