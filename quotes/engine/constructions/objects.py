"""Verbs with infinitives, objects and passives: "vowed to fight", "blamed Moscow", "It was said by AFP"."""

from __future__ import annotations

from quotes.engine.constructions.clausal import CLAUSE, SUBJECT
from quotes.engine.constructions.conditions import (
    follows_as_gerund,
    is_active_object,
    is_clause,
    is_gerund_or_infinitive,
    is_introduced_by_as,
    is_linked,
    is_passive,
    is_saying,
    is_to_infinitive,
    names_something,
)
from quotes.engine.constructions.construction import Construction, PathPattern
from quotes.engine.constructions.paths import compile_path
from quotes.language.labels import has_role

INFINITIVE, OBJECT = frozenset({"infinitive"}), frozenset({"object"})
PREPOSITIONS = "for|of|about|on|to|against|with|at|over|upon|from|into|in"

OBLIQUE_OF_OBJECT = ">obl(of|as|for|over|with|from|to)"  # "blamed Moscow for the violations"
find_oblique = compile_path(OBLIQUE_OF_OBJECT)

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
        content_includes=(">obj", ">iobj", ">obl(for)"),
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
        cue=is_passive,
        where=is_to_infinitive,
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
        cue=is_passive,
        where=lambda cue, content: has_role(content, "ccomp") or is_clause(cue, content),
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
        content=(">nsubj:pass", "<acl"),
        source=(">obl:agent",),
        without=(">ccomp", ">xcomp"),
        cue=is_passive,
        source_needed=True,
    ),
    complement=("object",),
    claim="according",
    examples=(
        "[The strikes]{content} [were reported]{cue} by [AFP]{source}.",
        "[A plan]{content} [proposed]{cue} by [Ankara]{source} failed.",
    ),
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
OBJECT_PREPOSITIONAL = Construction(
    name="object-prepositional",
    pattern=PathPattern(
        pos="VERB",
        frames=OBJECT,
        content=(">obj",),
        source=SUBJECT,
        without=(">ccomp",),
        needs=OBLIQUE_OF_OBJECT,
        where=lambda cue, content: is_active_object(cue, content) and any(True for _ in find_oblique(cue)),
        source_needed=True,
        content_includes=(OBLIQUE_OF_OBJECT,),
    ),
    complement=("object",),
    links_preposition=True,
    claim="object",
    examples=("[Ankara]{source} [blamed]{cue} [Moscow for the strikes]{content}.",),
    counterexamples=("Ankara blamed Moscow.",),
)
NAMING_OBJECT = Construction(
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
GERUND_COMPLEMENT = Construction(
    name="gerund-complement",
    pattern=PathPattern(
        pos="VERB",
        words=frozenset({"denies", "denied", "denying", "admits", "admitted", "admitting"}),
        content=(">xcomp", ">advcl", ">ccomp"),
        source=SUBJECT,
        without=(">obj",),
        where=follows_as_gerund,
        source_needed=True,
    ),
    complement=("infinitive",),
    mode="statement",
    claim="object",
    prior=0.6,  # set by hand: PolNeAR's training articles have too few
    excludes_others=True,
    examples=("[Moscow]{source} [denied]{cue} [hiding its losses]{content}.",),
    counterexamples=("Moscow denies visas when bombing markets.",),
)
PASSIVE_NAMING = Construction(
    name="passive-naming",
    pattern=PathPattern(
        pos="VERB",
        frames=frozenset({"as"}),
        content=(">obl(as)", ">advcl", ">xcomp"),
        source=(">obl:agent",),
        cue=is_passive,
        where=is_introduced_by_as,
        source_needed=True,
        content_includes=(">nsubj:pass",),
    ),
    complement=("as",),
    claim="according",
    prior=0.6,  # set by hand: PolNeAR's training articles have too few
    floor=0.4,  # set by hand, too: such a phrase says what somebody says, and the scorer has few to learn from
    examples=("The strikes, [described]{cue} by [Ankara]{source} [as a provocation]{content}, ended.",),
    counterexamples=("The strikes, led by Ankara as a provocation, ended.",),
)
PREPOSITIONAL_OBJECT = Construction(
    name="prepositional-object",
    pattern=PathPattern(
        pos="VERB",
        frames=frozenset({"preposition"}),
        content=(f">obl({PREPOSITIONS})", ">advcl"),
        source=SUBJECT,
        without=(">ccomp", ">xcomp", ">obj"),
        where=lambda cue, content: is_saying(cue, content) and is_linked(cue, content),
        source_needed=True,
    ),
    complement=("preposition",),
    links_preposition=True,
    claim="object",
    examples=("[Ankara]{source} [called for]{cue} [an end to the strikes]{content}.",),
    counterexamples=(
        "Ankara waited for an end to the strikes.",
        "The job calls for patience.",
        "Ankara declined to comment on the strikes.",
    ),
)

CONSTRUCTIONS = (
    OBJECT_INFINITIVE,
    INFINITIVE_COMPLEMENT,
    PASSIVE_REPORT,
    PASSIVE_CLAUSE,
    PASSIVE_AGENT,
    NAMING_OBJECT,
    OBJECT_PREPOSITIONAL,
    NOMINAL_OBJECT,
    PREPOSITIONAL_OBJECT,
    GERUND_COMPLEMENT,
    PASSIVE_NAMING,
)
