"""Sources that name somebody: "Rep. Jim Clyburn (D-S.C.), a member of …", "the BLM group", "Clinton's remarks"."""

from __future__ import annotations

from spacy.tokens import Token

from quotes.engine.speakers.case import PASS, Example, Reply, SpeakerCase, answer_with, nobody
from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.entities import Entity, Mentions
from quotes.engine.speakers.named_bodies import find_named_body
from quotes.engine.speakers.named_people import find_named_person
from quotes.engine.speakers.names import POSSESSIVES
from quotes.engine.speakers.person_candidates import find_people
from quotes.engine.speakers.phrases import counted, is_document, lemma_of
from quotes.engine.speakers.ranking import rank
from quotes.engine.speakers.scene import Scene, Source
from quotes.language import lexicon
from quotes.language.labels import find_children
from quotes.language.lexicon import word_list

MAX_DISTANCE_AFTER_SELF = 12  # tokens: "A self-professed independent, Cuban said"


def resolve_self(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "A self-professed independent, Cuban said": who is named next, else the likeliest."""
    if source.head.lower_ != "self" and source.text.lower() != "self":
        return PASS
    head = source.head
    for i in range(head.i + 1, min(head.i + MAX_DISTANCE_AFTER_SELF, head.sent.end)):
        entity = scene.mentions.at(i)
        if entity is not None and entity.label == "PERSON":
            return answer_with(entity, head, "pronoun", "", scene, discourse)
    ranking = rank("pronoun", find_people(source, scene, discourse, None), scene.ranker)
    if ranking is None or ranking.best.entity is None:
        return nobody(source)
    return answer_with(ranking.best.entity, head, "pronoun", "", scene, discourse, ranking=ranking)


def resolve_name(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "Rep. Jim Clyburn said": whoever the source names."""
    entity = find_named(source.head, source.start, source.end, scene.mentions)
    if entity is None or entity.label == "MEMBERS":
        return PASS
    return answer_with(entity, source.head, "name", source.text, scene, discourse)


def resolve_artefact(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "Clinton's remarks" are Clinton's, "a NATO press release" is NATO's."""
    noun = counted(source.head, source.end)
    owner = find_owner(noun, source.start, scene.mentions) or _find_issuer(noun, source.start, scene.mentions)
    if owner is None or not _is_artefact(noun):
        return PASS
    return answer_with(owner, source.head, "name", source.text, scene, discourse)


def find_owner(noun: Token, start: int, mentions: Mentions) -> Entity | None:
    """Who a noun belongs to: Clinton of "Clinton's remarks"."""
    owner = next((child for child in find_children(noun, "poss") if child.i >= start), None)
    return None if owner is None else mentions.at(owner.i)


def _find_issuer(noun: Token, start: int, mentions: Mentions) -> Entity | None:
    """Whose name stands right before what only carries words: NATO of "a NATO press release"."""
    if lemma_of(noun) not in word_list("carriers"):
        return None
    at = noun.i - 1
    while at > start and mentions.at(at) is None and lemma_of(noun.doc[at]) in word_list("carrier_modifiers"):
        at -= 1
    entity = mentions.at(at) if at >= start else None
    return entity if entity is not None and entity.label != "MEMBERS" else None


def _is_artefact(noun: Token) -> bool:
    lemma = lemma_of(noun)
    return (
        lemma in word_list("artefacts")
        or lemma in word_list("carriers")
        or (lemma in lexicon.nouns() and not is_document(lemma))
    )


def find_named(head: Token, start: int, end: int, mentions: Mentions) -> Entity | None:
    """The entity that a phrase names: a person by position, so that no odd tree hides one, else what its head is."""
    person = find_named_person(head.doc, start, end, mentions)
    if person is not None:
        return person
    entity = mentions.at(head.i)
    if entity is not None and entity.label == "PERSON":
        last = mentions.end_of(head.i, end)
        after = head.doc[last + 1] if last + 1 < end else None
        is_possessive = after is not None and after.text in POSSESSIVES
        owned = after is not None and (is_possessive or after.pos_ in ("NOUN", "PROPN"))
        return None if owned and last + 2 < end + 1 - is_possessive else entity
    if entity is not None and (head.pos_ != "NOUN" or (head.ent_type_ and head.text[:1].isupper())):
        return entity
    return find_named_body(head, start, end, mentions)


SELF = SpeakerCase(
    "self",
    resolve_self,
    (Example("A [self]{source}-professed [independent]{content}, Mark Cuban spoke.", "Mark Cuban"),),
    (Example("[Mark Cuban]{source} said [it was over]{content}.", "Mark Cuban"),),
)
NAME = SpeakerCase(
    "name",
    resolve_name,
    (
        Example("[Rep. Jim Clyburn (D-S.C.)]{source} said [it was over]{content}.", "Jim Clyburn"),
        Example("[His campaign manager, Jeff Weaver]{source}, said [it was over]{content}.", "Jeff Weaver"),
    ),
    (
        Example("[A spokesman for Jeff Weaver]{source} said [it was over]{content}.", "spokesman for Jeff Weaver"),
        Example("[Trump supporters]{source} said [it was over]{content}.", "Trump supporters"),
    ),
)
ARTEFACT = SpeakerCase(
    "artefact",
    resolve_artefact,
    (Example("[Hillary Clinton's remarks]{source} suggested [it was over]{content}.", "Hillary Clinton"),),
    (Example("[Hillary Clinton's lawyer]{source} suggested [it was over]{content}.", "Hillary Clinton's lawyer"),),
)
