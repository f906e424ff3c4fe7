"""Nouns with their complements: "the warning that …", "his promise to …", "calls for …", "made the case that …"."""

from __future__ import annotations

from spacy.tokens import Token

from quotes.engine.constructions.conditions import is_clause, is_linked, is_to_infinitive
from quotes.engine.constructions.construction import Construction, PathPattern

# Where the person is who holds the opinion or says the words:
HOLDER = (
    ">poss",  # his promise
    ">nmod(by|from|among|of)",  # calls by critics
    "<obj>nsubj",  # they made the case, he has plans
    "<obj<conj>nsubj",
    "<obj<advcl>nsubj",
    "<obj<xcomp>nsubj",
    "<obj<acl",
    ">compound",  # a White House statement
)


def is_identifying(noun: Token, content: Token) -> bool:
    """True if the clause says what the noun is: "his concern is that …"."""
    return content.lower_ != noun.lower_ and is_clause(noun, content)


NOUN_CLAUSE = Construction(
    name="noun-clause",
    pattern=PathPattern(
        pos="NOUN",
        frames=frozenset({"clause"}),
        content=(">acl", ">ccomp", ">relcl"),
        source=HOLDER,
        where=is_clause,
    ),
    cue_kind="noun",
    claim="as_written",
    examples=("[Nobody]{source} heard the [warning]{cue} [that the strikes were a threat]{content}.",),
    counterexamples=("The aircraft that crossed the border was Russian.",),
)
NOUN_INFINITIVE = Construction(
    name="noun-infinitive",
    pattern=PathPattern(
        pos="NOUN",
        frames=frozenset({"infinitive"}),
        content=(">acl", ">xcomp"),
        source=HOLDER,
        where=is_to_infinitive,
        source_needed=True,
    ),
    cue_kind="noun",
    complement=("infinitive",),
    claim="as_written",
    examples=("[NATO's]{source} [promise]{cue} [to defend Turkey]{content} was heard.",),
    counterexamples=("NATO's aircraft to defend Turkey were heard.",),
)
NOUN_PREPOSITIONAL = Construction(
    name="noun-prepositional",
    pattern=PathPattern(
        pos="NOUN",
        frames=frozenset({"preposition"}),
        content=(">nmod(for|of|about|on|to|against|with|over)", ">acl"),
        source=HOLDER,
        where=is_linked,
        source_needed=True,
    ),
    cue_kind="noun",
    complement=("preposition",),
    links_preposition=True,
    claim="as_written",
    examples=("[Ankara's]{source} [criticism of]{cue} [the strikes]{content} was heard.",),
    counterexamples=("Ankara's part of the border was shelled.",),
)
NOUN_COPULA = Construction(
    name="noun-copula",
    pattern=PathPattern(
        pos="NOUN",
        frames=frozenset({"clause", "preposition"}),
        content=("<nsubj", "<nsubj>ccomp"),
        source=(">poss", ">nmod(of|by)"),
        where=is_identifying,
    ),
    cue_kind="noun",
    claim="as_written",
    examples=("[His]{source} [concern]{cue} is [that the strikes would spread]{content}.",),
    counterexamples=("His aircraft is what we saw.",),
)

CONSTRUCTIONS = (NOUN_CLAUSE, NOUN_INFINITIVE, NOUN_PREPOSITIONAL, NOUN_COPULA)
