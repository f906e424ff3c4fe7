"""One case of finding a speaker: a function beside its examples. `resolve.CASES` has all, in the order of trial.

A case looks at a source and returns an `Answer` with a speaker; `PASS`, and the next case is tried; `nobody(…)`, and no
other is; where a pronoun takes up a noun phrase, the `Source` to be asked for instead; or a `Ranking` that none of the
article's entities has won, and the next case is tried with it in mind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from quotes.engine.constructions.registry import find_construction
from quotes.engine.speakers.discourse import Answer, Discourse, as_speaker, join_speakers
from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.phrases import lemma_of
from quotes.engine.speakers.ranking import Ranking
from quotes.engine.speakers.scene import Scene, Source

PASS: Final = None
Reply = Answer | Source | Ranking | None


@dataclass(frozen=True)
class Example:
    """A text with its sources and contents marked, and the speaker of the last source.

    `Example("Putin left. [He]{source} said [so]{content}.", "Putin")`. A `{continued}` content has no own source;
    an `{inner source}` is in the content of the attribution before it; a `{label}` is a source with a colon.
    """

    text: str
    speaker: str | None


@dataclass(frozen=True)
class SpeakerCase:
    """A named case; `counterexamples` are texts where another case answers, or nobody does."""

    name: str
    function: Callable[[Source, Scene, Discourse], Reply]
    examples: tuple[Example, ...]
    counterexamples: tuple[Example, ...]
    is_taken_up: bool = True  # a later "they" can mean its source


def nobody(source: Source, reason: str = "no_antecedent") -> Answer:
    """No speaker, and why; a label that stands for nobody is named as the reason before any other."""
    is_label = (
        source.attribution.source is not None and find_construction(source.attribution.construction).source_is_label
    )
    return Answer(None, "label" if is_label else reason)


def answer_with(
    entity: Entity,
    head: Token,
    resolution: str,
    text: str,
    scene: Scene,
    discourse: Discourse,
    *,
    ranking: Ranking | None = None,
) -> Answer:
    """An entity as the speaker of a source with this head and these words."""
    speaker = as_speaker(entity, text, resolution, scene.mentions, discourse, head=lemma_of(head))
    return Answer(speaker, spoke=((head.i, entity),), ranking=ranking)


def answer_together(people: Sequence[Entity], head: Token, resolution: str, discourse: Discourse) -> Answer:
    """Several entities as one speaker."""
    speaker = join_speakers(tuple(people), head, resolution, discourse)
    return Answer(speaker, spoke=tuple((head.i, entity) for entity in people))
