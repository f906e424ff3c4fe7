"""Turn each attribution's source into its speaker: "he" → Jens Stoltenberg, by pronoun.

The cases are tried in the order of `CASES`; the first that does not pass answers. What has been said so far is in one
`Discourse`, which takes in each answer before the next source is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quotes.engine.attribution import Attribution
from quotes.engine.layout import Layout
from quotes.engine.speakers.case import SpeakerCase, nobody
from quotes.engine.speakers.confidence import find_confidence
from quotes.engine.speakers.continuations import CONTINUATION, INTERVIEW_LABEL
from quotes.engine.speakers.coordination import JOINED, LIST
from quotes.engine.speakers.descriptions import DESCRIPTION
from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.fuller_forms import FULLER_FORM
from quotes.engine.speakers.naming import ARTEFACT, NAME, SELF
from quotes.engine.speakers.pairs import COUNTED_PAIR, PAIR_BY_ROLE
from quotes.engine.speakers.pronouns import FIRST_PERSON, GENERIC_PRONOUN, HE_OR_SHE, THEY_OR_IT
from quotes.engine.speakers.ranking import Ranking
from quotes.engine.speakers.relative_clauses import RELATIVE
from quotes.engine.speakers.scene import Scene, Source
from quotes.engine.speakers.unnamed import ANOTHER, UNNAMED

# Sources that are no noun phrase: nothing at all, "who", "she", "they", "Q".
WORD_CASES = (CONTINUATION, RELATIVE, FIRST_PERSON, GENERIC_PRONOUN, HE_OR_SHE, THEY_OR_IT, INTERVIEW_LABEL)
# Noun phrases, from the source itself or taken up by a pronoun.
NOUN_CASES = (
    LIST,
    JOINED,
    SELF,
    NAME,
    ARTEFACT,
    COUNTED_PAIR,
    PAIR_BY_ROLE,
    DESCRIPTION,
    ANOTHER,
    FULLER_FORM,
    UNNAMED,
)
CASES: tuple[SpeakerCase, ...] = (*WORD_CASES, *NOUN_CASES)


def resolve(doc: Doc, layout: Layout, attributions: Sequence[Attribution]) -> list[Answer]:
    """The answer for each attribution, in the order given; attributions are read in text order."""
    scene, discourse = Scene.of(doc, layout, attributions), Discourse()
    for attribution in attributions:
        source = Source.of(attribution, scene)
        answer = find_answer(source, scene, discourse)
        discourse.note(replace(answer, confidence=find_confidence(answer, source, scene, discourse)))
    return discourse.answers


def find_answer(source: Source, scene: Scene, discourse: Discourse) -> Answer:
    """The answer of the first case that does not pass."""
    for case in WORD_CASES:
        reply = case.function(source, scene, discourse)
        if isinstance(reply, Source):
            answer = find_noun_answer(reply, scene, discourse)
            answer = replace(answer, ranking=reply.ranking or answer.ranking)
            return _signed(_as_taken_up(answer, reply.takes_up), case, source)
        if isinstance(reply, Answer):
            return _signed(reply, case, source)
    return replace(find_noun_answer(source, scene, discourse), at=source.head.i)


def find_noun_answer(source: Source, scene: Scene, discourse: Discourse) -> Answer:
    """The answer for a noun phrase, from the source itself or taken up by a pronoun."""
    phrase = source.trimmed()
    ranking = None
    for case in NOUN_CASES:
        reply = case.function(phrase, scene, discourse)
        if isinstance(reply, Ranking):
            ranking = reply
        if isinstance(reply, Answer):
            return replace(reply, cases=(case.name,), ranking=reply.ranking or ranking)
    return nobody(source)


def _as_taken_up(answer: Answer, takes_up: str | None) -> Answer:
    if answer.speaker is None or takes_up is None:
        return answer
    return replace(answer, speaker=replace(answer.speaker, resolution=takes_up))


def _signed(answer: Answer, case: SpeakerCase, source: Source) -> Answer:
    """The answer with the name of the case, and the source's place where later sources can take it up."""
    return replace(answer, cases=(case.name, *answer.cases), at=source.head.i if case.is_taken_up else None)
