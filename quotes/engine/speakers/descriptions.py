"""Sources that describe someone named elsewhere: "the secretary general", "the retired neurosurgeon", "the bank"."""

from __future__ import annotations

from quotes.engine.speakers.case import PASS, Example, Reply, SpeakerCase, answer_with
from quotes.engine.speakers.description_candidates import find_described
from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.naming import find_named
from quotes.engine.speakers.phrases import counted
from quotes.engine.speakers.ranking import rank
from quotes.engine.speakers.scene import Scene, Source
from quotes.values import replace

MIN_PROBABILITY = 0.42  # of an entity; where several are as likely, a description is better than a wrong name
_HEADS = ("NOUN", "PROPN", "ADJ", "NUM")
_JOINTS = ("and", "or", "&")


def resolve_description(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "The secretary general said": the entity that the description takes up, if any does."""
    if not is_description(source, scene):
        return PASS
    ranking = rank("description", find_described(source, scene, discourse), scene.ranker)
    if ranking is None or ranking.best.entity is None or ranking.best.probability < MIN_PROBABILITY:
        return ranking
    entity = ranking.best.entity
    answer = answer_with(entity, source.head, "description", source.text, scene, discourse, ranking=ranking)
    if entity.label != "PERSON" or source.text in discourse.descriptions(entity) or answer.speaker is None:
        return answer
    roles = (*answer.speaker.roles, source.text)
    return replace(answer, speaker=replace(answer.speaker, roles=roles), learnt=(entity, source.text))


def is_description(source: Source, scene: Scene) -> bool:
    """A noun phrase with one head that names nobody and counts nobody."""
    head = source.head
    if head.pos_ not in _HEADS or any(head.doc[i].lower_ in _JOINTS for i in range(source.start, source.end)):
        return False
    if counted(head, source.end).i != head.i:
        return False
    return find_named(head, source.start, source.end, scene.mentions) is None


DESCRIPTION = SpeakerCase(
    "description",
    resolve_description,
    (
        Example(
            "Secretary General Jens Stoltenberg met. [The secretary general]{source} said [it is over]{content}.",
            "Jens Stoltenberg",
        ),
        Example("The Bank of America lost. [The bank]{source} said [it was over]{content}.", "Bank of America"),
    ),
    (
        Example("Judge Gonzalo Curiel left. [A judge in Ohio]{source} said [it was over]{content}.", "judge in Ohio"),
        Example("Josh Earnest left. [The officials]{source} said [it was over]{content}.", "officials"),
    ),
)
