"""Verbs without an object of their own: "recommended the troops withdraw", "the strikes were described as …"."""

from __future__ import annotations

from quotes.engine.constructions.clausal import CLAUSE, SUBJECT
from quotes.engine.constructions.conditions import is_labelled, is_passive, is_subjunctive
from quotes.engine.constructions.construction import Construction, PathPattern
from quotes.engine.constructions.objects import OBJECT

SUBJUNCTIVE_CLAUSE = Construction(
    name="subjunctive-clause",
    pattern=PathPattern(
        pos="VERB",
        frames=CLAUSE,
        content=(">xcomp",),
        source=SUBJECT,
        without=(">ccomp", ">obj"),
        where=is_subjunctive,
        source_needed=True,
    ),
    claim="clause",
    examples=("[Moscow]{source} [called]{cue} [it unlikely that the troops would leave]{content}.",),
    counterexamples=("NATO recommended to withdraw the troops.",),
)
PASSIVE_LABEL = Construction(
    name="passive-label",
    nested_only=True,
    pattern=PathPattern(
        pos="VERB",
        frames=frozenset({"as"}) | OBJECT,
        content=(">obl(as)", ">advcl", ">xcomp", ">obl(of)"),
        source=(),
        without=(">obl:agent", ">ccomp"),
        cue=is_passive,
        where=is_labelled,
        content_includes=(">nsubj:pass",),
    ),
    complement=("as",),
    claim="as_written",
    examples=("[The strikes]{content} [were described]{cue} [as a provocation]{content}.",),
    counterexamples=("The strikes were led as a provocation.",),
)

CONSTRUCTIONS = (SUBJUNCTIVE_CLAUSE, PASSIVE_LABEL)
