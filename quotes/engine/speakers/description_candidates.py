"""Who a description can stand for: the article's people, organizations and places, and somebody not named in it."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from quotes.engine.speakers.description import Description
from quotes.engine.speakers.description_fit import (
    age_of,
    could_be,
    could_have_role,
    has_role,
    is_called,
    names_another,
    sector_of,
    share_of_modifiers,
    shares_complement,
)
from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.places import describe_entity_place, describe_speech
from quotes.engine.speakers.ranking import Candidate
from quotes.engine.speakers.roles import sectors_differ
from quotes.engine.speakers.scene import Scene, Source
from quotes.language.lexicon import word_list
from quotes.language.names import usual_pronoun

WINDOW = 75  # sentences on either side
MAX_ENTITIES = 75  # of an article; longer documents are looked at in part


def find_described(source: Source, scene: Scene, discourse: Discourse) -> list[Candidate]:
    """The entities that a description can take up, with nobody as the last candidate."""
    description = Description.of(source, scene)
    entities = [entity for entity in _find_near(source, scene) if entity.label != "MEMBERS" and entity.mentions]
    total = sum(len(entity.mentions) for entity in entities) or 1
    holders = [entity for entity in entities if has_role(entity, description, discourse)]
    called = [entity for entity in entities if is_called(entity, description.lemma)]
    candidates = []
    for entity in entities:
        if not could_be(entity, description, scene):
            continue
        if entity.count_before(source.end) > entity.count_before(source.start):
            continue  # named within the description itself
        if description.article == "indefinite" and entity.mentions[0][0] < source.head.i:
            continue  # "a judge" is not the judge named before
        is_somebodys = description.owner or (description.kind == "role" and description.complement)
        if is_somebodys and entity not in holders:
            continue  # "my mother", "the judge in the case": nobody of whom nothing such is said
        if description.kind == "role" and not could_have_role(entity, description, source, discourse):
            continue
        if names_another(entity, description, discourse):
            continue
        if description.gender and entity.pronoun not in (None, description.gender):
            continue
        features = _describe(entity, description, source, scene, discourse, holds_role=entity in holders)
        features["share"] = len(entity.mentions) / total
        features["only one with the role"] = float(holders == [entity])
        features["only one of the name"] = float(called == [entity])
        candidates.append((entity, features))
    fitting = [e for e, f in candidates if f.get("same sector")]
    for entity, features in candidates:
        features["only one of the sector"] = float(fitting == [entity])
    candidates = _keep_fullest(candidates)
    _add_rank(candidates, source)
    found = [Candidate(e.name, {k: v for k, v in f.items() if v}, entity=e) for e, f in candidates]
    return [*found, _nobody(description, bool(holders), bool(called))]


def _find_near(source: Source, scene: Scene) -> Sequence[Entity]:
    """All entities; in a long document those that are named within WINDOW sentences."""
    mentions = scene.mentions
    if len(mentions.entities) <= MAX_ENTITIES:
        return mentions.entities
    here, last = mentions.sentence(source.head.i), len(mentions.starts) - 1
    end = mentions.starts[here + WINDOW] if here + WINDOW <= last else len(scene.doc)
    return mentions.named_between(mentions.starts[max(here - WINDOW, 0)], end)


def _describe(
    entity: Entity, description: Description, source: Source, scene: Scene, discourse: Discourse, *, holds_role: bool
) -> dict[str, float]:
    head, mentions = source.head, scene.mentions
    before = entity.count_before(head.i)
    features: dict[str, float] = {f"{description.kind} for {entity.label}": 1.0}
    if before:
        features |= describe_entity_place(source, scene, entity)
    else:
        away = mentions.sentence(entity.mentions[0][0]) - mentions.sentence(head.i)
        features["named later"] = 1.0
        features["named soon"] = float(away <= 2)
        features["named next"] = float(away <= 1)
    features |= describe_speech(source, scene, discourse, entity)
    features["in the headline"] = float(scene.is_in_headline(entity.mentions[0][0]))
    features["mentions in all"] = log(1 + len(entity.mentions))
    features["has the role"] = float(holds_role)
    features["other role"] = float(
        description.kind == "role" and not holds_role and bool(discourse.roles(entity) or entity.titles)
    )
    features["no role said"] = float(description.kind == "role" and not (discourse.roles(entity) or entity.titles))
    features["called so"] = float(is_called(entity, description.lemma))
    shared = share_of_modifiers(entity, description, discourse)
    if description.modifiers:
        features["modifiers shared"] = shared
        features["modifiers shared with the role"] = shared * holds_role
        features["no modifier shared"] = float(shared == 0)
        features["no modifier shared but the role"] = float(shared == 0 and holds_role)
    if description.complement_words:
        features["complement shared"] = float(shares_complement(entity, description, discourse))
    sector = sector_of(entity)
    if description.sector and sector:
        features["same sector" if sector == description.sector else "other sector"] = 1.0
    features["sectors differ"] = float(entity.label == "PERSON" and sectors_differ(entity, description.text))
    features["complement"] = float(description.complement)
    features["complement and the role"] = float(description.complement and holds_role)
    if description.age is not None and entity.label == "PERSON":
        features["age for a person"] = 1.0
        features["same age"] = float(age_of(entity, scene) == description.age)
    features["telling for a person"] = float(description.telling and entity.label == "PERSON")
    features["said so"] = float(description.gender is not None and entity.pronoun == description.gender)
    usual = usual_pronoun(entity.name) if entity.label == "PERSON" and entity.pronoun is None else None
    if description.gender is not None and usual is not None:
        features["name agrees" if usual == description.gender else "name differs"] = 1.0
    features["definite and same sector"] = float(description.article == "definite") * features.get("same sector", 0.0)
    features["headline and named next"] = float(description.headline and not before)
    features["called so with all modifiers"] = float(is_called(entity, description.lemma) and shared == 1)
    return features


def _keep_fullest(candidates: list[tuple[Entity, dict[str, float]]]) -> list[tuple[Entity, dict[str, float]]]:
    """Those whose names have all the words, if there are any: "the appeals court" is no other court."""
    fullest = [pair for pair in candidates if pair[1].get("called so with all modifiers")]
    return fullest or candidates


def _add_rank(candidates: list[tuple[Entity, dict[str, float]]], source: Source) -> None:
    """Note who was named nearest before the source, and most, among those of one label."""
    for label in ("PERSON", "ORG", "PLACE"):
        own = [(entity, features) for entity, features in candidates if entity.label == label]
        places = {
            id(entity): entity.mentions[count - 1][0] if (count := entity.count_before(source.head.i)) else -1
            for entity, _ in own
        }
        most = max((len(entity.mentions) for entity, _ in own), default=0)
        for entity, features in own:
            features["nearest of its kind"] = float(places[id(entity)] == max(places.values()) >= 0)
            features["most named of its kind"] = float(len(entity.mentions) == most)
            features["alone of its kind"] = float(len(own) == 1)


def _nobody(description: Description, has_holder: bool, is_called: bool) -> Candidate:
    features = {
        "nobody": 1.0,
        f"nobody {description.kind}": 1.0,
        f"nobody {description.article}": 1.0,
        f"nobody {description.article} {description.kind}": 1.0,
        "nobody plural": float(description.plural),
        "nobody complement": float(description.complement),
        "nobody modifiers": float(bool(description.modifiers)),
        "nobody capital": float(description.capital),
        "nobody shared role": float(description.lemma in word_list("shared_roles")),
        "nobody has the role": float(description.kind == "role" and not has_holder),
        "nobody called so": float(not is_called),
        "nobody headline": float(description.headline),
        "nobody aged": float(description.age is not None),
        "nobody telling": float(description.telling),
        "nobody candidate": float(description.lemma in word_list("candidates")),
    }
    return Candidate("", {name: value for name, value in features.items() if value})
