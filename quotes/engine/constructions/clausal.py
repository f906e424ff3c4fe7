"""Verbs with clauses: "Putin said warships fired", "The force, he said, could be deployed"."""

from __future__ import annotations

from quotes.engine.constructions.conditions import (
    is_active,
    is_clause,
    is_finite_clause,
    is_left_unsaid,
    is_reason,
)
from quotes.engine.constructions.construction import Construction, PathPattern

# Where the subject of a verb is, nearest readings first:
SUBJECT = (
    ">nsubj",  # Lee said
    "<conj>nsubj",  # Lee rose and said
    "<conj<conj>nsubj",
    "<xcomp>obj",  # it led Lee to say
    "<xcomp>nsubj",  # Lee went on to say
    "<xcomp<conj>nsubj",
    "<conj<xcomp>obj",  # it led Lee to stop and say
    "<conj<xcomp>nsubj",
    "<advcl>nsubj",  # Lee rejected it, saying …
    "<advcl>nsubj:pass",  # Lee was quoted as saying …
    "<advcl<conj>nsubj",
    "<conj<advcl>nsubj",
    "<acl",  # a letter saying …
    "<conj>nsubj:pass",  # Lee was arrested and said
    "<xcomp>nsubj:pass",
    "<xcomp<xcomp>nsubj",  # Lee is likely to try to say
    "<xcomp<advcl>nsubj",
    "<advcl<xcomp>nsubj",
    "<advcl<advcl>nsubj",
    "<conj<advcl<conj>nsubj",
)
CLAUSE = frozenset({"clause"})

VERB_COMPLEMENT = Construction(
    name="verb-complement",
    pattern=PathPattern(
        pos="VERB",
        frames=CLAUSE | {"quotation"},
        content=(">ccomp",),
        source=SUBJECT,
        where=lambda cue, content: is_active(cue, content) and not is_reason(cue, content),
        surface_subject=True,
    ),
    takes_addressee=True,
    examples=(
        "[Putin]{source} [said]{cue} [warships fired missiles]{content}.",
        "[The source]{source} [told]{cue} AFP [that troops had begun an operation]{content}.",
        "[This force could be deployed if need be]{content}, [he]{source} [said]{cue}.",
        "[The minister]{source} resigned and [said]{cue} [the plan had failed]{content}.",
        "[Moscow]{source} rejected the report, [saying]{cue} [it was false]{content}.",
    ),
    counterexamples=("It was said by noon.", "Putin said nothing."),
)
UNKNOWN_VERB_COMPLEMENT = Construction(
    name="unknown-verb-complement",
    pattern=PathPattern(
        pos="VERB",
        content=(">ccomp",),
        source=SUBJECT,
        where=lambda cue, content: is_active(cue, content) and is_finite_clause(cue, content),
        unknown=True,
        source_needed=True,
    ),
    examples=("[The mayor]{source} [crowed]{cue} [that the bridge was safe]{content}.",),
    counterexamples=("The mayor helped rebuild the bridge.",),
)
VERB_MARKED_CLAUSE = Construction(
    name="verb-marked-clause",
    pattern=PathPattern(
        pos="VERB",
        frames=CLAUSE,
        content=(">advcl", ">acl", ">conj"),
        source=SUBJECT,
        without=(">ccomp",),
        where=lambda cue, content: (
            is_active(cue, content) and (is_clause(cue, content) or is_left_unsaid(cue, content))
        ),
        source_needed=True,
    ),
    examples=("[He]{source} [did not say]{cue} [when the batteries would be removed]{content}.",),
    counterexamples=("Putin spoke while warships fired missiles.",),
)
ADDRESSEE_CLAUSE = Construction(
    name="addressee-clause",
    pattern=PathPattern(
        pos="VERB",
        frames=CLAUSE,
        content=(">obj>acl", ">iobj>acl", ">obj>relcl", ">iobj>relcl"),
        source=SUBJECT,
        without=(">ccomp",),
        where=lambda cue, content: is_active(cue, content) and is_clause(cue, content),
        source_needed=True,
    ),
    takes_addressee=True,
    examples=("[Union officials]{source} [told]{cue} the newspaper a story [that 600 jobs were at risk]{content}.",),
    counterexamples=("Union officials left the newspaper that had hired them.",),
)
PARENTHETICAL = Construction(
    name="parenthetical",
    pattern=PathPattern(
        pos="VERB",
        frames=CLAUSE | {"quotation"},
        content=("<parataxis",),
        source=(">nsubj", "<conj>nsubj"),
        where=is_active,
        surface_subject=True,
    ),
    takes_addressee=True,
    examples=("[The force]{content}, [he]{source} [said]{cue}, [could be deployed to the east]{content}.",),
    counterexamples=("The strikes hit rebels; they were heavy.",),
)
VERB_PARATAXIS = Construction(
    name="verb-parataxis",
    pattern=PathPattern(
        pos="VERB",
        frames=CLAUSE | {"quotation"},
        content=(">parataxis",),
        source=SUBJECT,
        without=(">ccomp",),
        where=is_active,
        surface_subject=True,
    ),
    takes_addressee=True,
    examples=(
        "[Stoltenberg]{source} [has written]{cue} letters for several of them -- [it is not an easy process]{content}.",
    ),
    counterexamples=("Stoltenberg left; NATO was ready.",),
)
AS_CLAUSE = Construction(
    name="as-clause",
    pattern=PathPattern(
        pos="VERB",
        frames=CLAUSE | {"quotation"},
        content=("<advcl",),
        source=(">nsubj",),
        without=(">ccomp", ">obj"),
        where=lambda cue, content: is_active(cue, content) and any(word.lower_ == "as" for word in cue.lefts),
        source_needed=True,
    ),
    examples=("As [Putin]{source} [said]{cue}, [the strikes hit rebels]{content}.",),
    counterexamples=("As Putin left, the strikes hit rebels.",),
)
CONSTRUCTIONS = (
    VERB_COMPLEMENT,
    UNKNOWN_VERB_COMPLEMENT,
    VERB_MARKED_CLAUSE,
    ADDRESSEE_CLAUSE,
    VERB_PARATAXIS,
    PARENTHETICAL,
    AS_CLAUSE,
)
