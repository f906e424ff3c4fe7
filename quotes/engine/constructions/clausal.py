"""Verbs with their complements: "Putin said warships fired", "vowed to fight", "It was said by AFP"."""

from __future__ import annotations

from quotes.engine.constructions.conditions import (
    is_active,
    is_active_object,
    is_clause,
    is_finite_clause,
    is_gerund_or_infinitive,
    is_left_unsaid,
    names_something,
    passive_cue,
)
from quotes.engine.constructions.construction import Construction, PathPattern
from quotes.engine.constructions.paths import compile_path
from quotes.language.labels import has_role

# Where the subject of a verb stands when it is not the verb's own child:
SUBJECT = (
    ">nsubj",  # Lee said
    "<conj>nsubj",  # Lee rose and said
    "<conj<conj>nsubj",
    "<xcomp>nsubj",  # Lee went on to say
    "<xcomp<conj>nsubj",
    "<conj<xcomp>nsubj",
    "<advcl>nsubj",  # Lee rejected it, saying …
    "<advcl>nsubj:pass",  # Lee was quoted as saying …
    "<advcl<conj>nsubj",
    "<conj<advcl>nsubj",
    "<acl",  # a letter saying …
    "<conj>nsubj:pass",  # Lee was arrested and said
    "<xcomp>nsubj:pass",
)
CLAUSE, INFINITIVE, OBJECT = frozenset({"clause"}), frozenset({"infinitive"}), frozenset({"object"})
PREPOSITIONS = "for|of|about|on|to|against|with|at|over|upon|from|into|in"

OBJECT_TAIL = compile_path(">obl(of|as|for|over|with|from|to)")

VERB_COMPLEMENT = Construction(
    name="verb-complement",
    pattern=PathPattern(
        pos="VERB",
        frames=CLAUSE | {"quotation"},
        content=(">ccomp",),
        source=SUBJECT,
        where=is_active,
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
STRONG_CLAUSE = Construction(
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
MARKED_CLAUSE = Construction(
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
SPEECH_PARATAXIS = Construction(
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
    examples=("[Stoltenberg]{source} [put]{cue} it like this — [NATO is ready, and Turkey is safe]{content}.",),
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
        where=lambda cue, content: is_active(cue, content) and any(c.lower_ == "as" for c in cue.lefts),
        source_needed=True,
    ),
    examples=("As [Putin]{source} [said]{cue}, [the strikes hit rebels]{content}.",),
    counterexamples=("As Putin left, the strikes hit rebels.",),
)
INFINITIVE_COMPLEMENT = Construction(
    name="infinitive-complement",
    pattern=PathPattern(
        pos="VERB",
        frames=INFINITIVE,
        content=(">xcomp",),
        source=SUBJECT,
        without=(">ccomp",),
        where=is_gerund_or_infinitive,
    ),
    complement=("infinitive",),
    claim="object",
    examples=("[NATO]{source} [vowed]{cue} [to defend Turkey]{content}.",),
    counterexamples=("NATO began to defend Turkey.",),
)
OBJECT_INFINITIVE = Construction(
    name="object-infinitive",
    pattern=PathPattern(
        pos="VERB",
        frames=frozenset({"object_infinitive"}),
        content=(">xcomp", ">ccomp", ">advcl"),
        source=SUBJECT,
        where=is_gerund_or_infinitive,
        content_includes=(">obj", ">iobj"),
    ),
    complement=("object_infinitive",),
    claim="object",
    examples=("[Ankara]{source} [urged]{cue} [Moscow to stop the strikes]{content}.",),
    counterexamples=("Ankara helped Moscow to stop the strikes.",),
)
PASSIVE_REPORT = Construction(
    name="passive-report",
    pattern=PathPattern(
        pos="VERB",
        frames=CLAUSE | INFINITIVE,
        content=(">xcomp",),
        source=(">obl:agent",),
        where=lambda cue, content: passive_cue(cue, content) and any(c.lower_ == "to" for c in content.lefts),
        content_includes=(">nsubj:pass",),
    ),
    complement=("object_infinitive", "clause"),  # they expect the sale to raise millions
    claim="according",
    examples=("[The sale]{content} [is expected]{cue} [to raise millions]{content}.",),
    counterexamples=("The sale was made to raise millions.",),
)
PASSIVE_CLAUSE = Construction(
    name="passive-clause",
    pattern=PathPattern(
        pos="VERB",
        frames=CLAUSE,
        content=(">ccomp", ">nsubj:pass>ccomp", ">obl:agent>acl", ">obl:agent>relcl", ">nsubj"),
        source=(">obl:agent",),
        where=lambda cue, content: (
            passive_cue(cue, content) and (has_role(content, "ccomp") or is_clause(cue, content))
        ),
    ),
    claim="according",
    examples=("It [was reported]{cue} by [AFP]{source} [that troops had begun an operation]{content}.",),
    counterexamples=("Troops were moved by AFP.",),
)
PASSIVE_AGENT = Construction(
    name="passive-agent",
    pattern=PathPattern(
        pos="VERB",
        frames=CLAUSE | OBJECT,
        content=(">nsubj:pass",),
        source=(">obl:agent",),
        without=(">ccomp", ">xcomp"),
        where=passive_cue,
        source_needed=True,
    ),
    complement=("object",),
    claim="according",
    examples=("[The strikes]{content} [were reported]{cue} by [AFP]{source}.",),
    counterexamples=("The strikes were reported by noon.", "The town was bombed by Russia."),
)
NOMINAL_OBJECT = Construction(
    name="nominal-object",
    pattern=PathPattern(
        pos="VERB",
        frames=OBJECT,
        content=(">obj",),
        source=SUBJECT,
        without=(">ccomp",),
        where=is_active_object,
        source_needed=True,
    ),
    complement=("object",),
    claim="object",
    examples=("[The observatory]{source} [has reported]{cue} [air strikes in Hama]{content}.",),
    counterexamples=("The observatory launched 40 air strikes.",),
)
OBJECT_PREPOSITION = Construction(
    name="object-prepositional",
    pattern=PathPattern(
        pos="VERB",
        frames=OBJECT,
        content=(">obj",),
        source=SUBJECT,
        without=(">ccomp",),
        where=lambda cue, content: is_active_object(cue, content) and any(True for _ in OBJECT_TAIL(cue)),
        source_needed=True,
        content_includes=(">obl(of|as|for|over|with|from|to)",),
    ),
    complement=("object",),
    links_preposition=True,
    claim="object",
    examples=("[Ankara]{source} [blamed]{cue} [Moscow for the violations]{content}.",),
    counterexamples=("Ankara blamed Moscow.",),
)
AS_OBJECT = Construction(
    name="naming-object",
    pattern=PathPattern(
        pos="VERB",
        frames=frozenset({"as"}),
        content=(">xcomp", ">obl(as)", ">advcl"),
        source=SUBJECT,
        where=names_something,
        source_needed=True,
        content_includes=(">obj",),
    ),
    complement=("as",),
    claim="object",
    examples=("[Ankara]{source} [called]{cue} [the strikes a provocation]{content}.",),
    counterexamples=("Ankara made the strikes a pretext.",),
)
PREPOSITIONAL_OBJECT = Construction(
    name="prepositional-object",
    pattern=PathPattern(
        pos="VERB",
        frames=frozenset({"preposition"}),
        content=(f">obl({PREPOSITIONS})",),
        source=SUBJECT,
        without=(">ccomp", ">xcomp", ">obj"),
        where=is_active,
        source_needed=True,
    ),
    complement=("preposition",),
    links_preposition=True,
    claim="object",
    examples=("[Ankara]{source} [called for]{cue} [an end to the strikes]{content}.",),
    counterexamples=("Ankara waited for an end to the strikes.",),
)

CONSTRUCTIONS = (
    VERB_COMPLEMENT,
    STRONG_CLAUSE,
    MARKED_CLAUSE,
    ADDRESSEE_CLAUSE,
    SPEECH_PARATAXIS,
    PARENTHETICAL,
    AS_CLAUSE,
    OBJECT_INFINITIVE,
    INFINITIVE_COMPLEMENT,
    PASSIVE_REPORT,
    PASSIVE_CLAUSE,
    PASSIVE_AGENT,
    AS_OBJECT,
    OBJECT_PREPOSITION,
    NOMINAL_OBJECT,
    PREPOSITIONAL_OBJECT,
)
