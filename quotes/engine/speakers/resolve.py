"""Turn each attribution's source into its speaker: "he" → Jens Stoltenberg, by pronoun.

The cases are tried in the order of `CASES`; the first that does not pass answers. What has been said so far is in one
`Discourse`, which takes in each answer before the next source is read.
"""

from __future__ import annotations

from collections.abc import Sequence

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
from quotes.values import replace

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
            speaker = answer.speaker
            if speaker is not None and reply.takes_up is not None:
                speaker = replace(speaker, resolution=reply.takes_up)
            ranking = reply.ranking or answer.ranking
            return replace(
                answer, speaker=speaker, ranking=ranking, cases=(case.name, *answer.cases), at=_place(case, source)
            )
        if isinstance(reply, Answer):
            return replace(reply, cases=(case.name, *reply.cases), at=_place(case, source))
    return find_noun_answer(source, scene, discourse, at=source.head.i)


def find_noun_answer(source: Source, scene: Scene, discourse: Discourse, at: int | None = None) -> Answer:
    """The answer for a noun phrase, from the source itself or taken up by a pronoun; `at` is its head."""
    phrase = source.trimmed()
    ranking = None
    for case in NOUN_CASES:
        reply = case.function(phrase, scene, discourse)
        if isinstance(reply, Ranking):
            ranking = reply
        if isinstance(reply, Answer):
            return replace(reply, cases=(case.name,), ranking=reply.ranking or ranking, at=at)
    return replace(nobody(source), at=at)


def _place(case: SpeakerCase, source: Source) -> int | None:
    """Where later sources can take up the answer, if they can."""
    return source.head.i if case.is_taken_up else None
