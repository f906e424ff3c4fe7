"""Constructions without a pattern: quotations that continue an attribution, and what only the tagger finds."""

from __future__ import annotations

from quotes.engine.constructions.construction import Construction

ADJACENCY = Construction(
    name="adjacency",
    pattern=None,
    summary="a quotation without a cue, which continues the attribution before it",
    claim="as_written",
    examples=(
        '"NATO is ready," [Stoltenberg]{source} [said]{cue}.\n\n["We are able to defend all of the allies."]{content}',
    ),
    counterexamples=("Stoltenberg left. We are able to defend all of the allies.",),
)
TAGGED = Construction(
    name="tagged",
    pattern=None,
    summary="what the attribution tagger finds and no construction reaches; only with a pipeline that has the tagger",
    complement=None,
    claim="as_written",
    examples=("[Stoltenberg]{source} [made no secret of]{cue} [his doubts]{content}.",),
    counterexamples=("Stoltenberg flew to Turkey.",),
)
CITED_SOURCE = Construction(
    name="cited-source",
    pattern=None,
    summary="a source that another source cites: what is attributed to that one is attributed to it",
    cue_kind="verb",
    claim="as_written",
    prior=0.6,  # set by hand: the training articles have five
    examples=("AFP, [citing]{cue} [officials]{source}, reported [that troops had begun an operation]{content}.",),
    counterexamples=("AFP reported that troops had begun an operation, citing the weather.",),
)

CONSTRUCTIONS = (ADJACENCY, TAGGED, CITED_SOURCE)
