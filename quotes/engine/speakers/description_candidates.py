"""Who a description can stand for: the article's people, organizations and places, and somebody not named in it."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from quotes.engine.speakers.description import Description
from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.places import describe_entity_place, describe_speech
from quotes.engine.speakers.ranking import Candidate
from quotes.engine.speakers.roles import has_role_of, has_role_word_of, sectors_differ
from quotes.engine.speakers.scene import Scene, Source
from quotes.language.lexicon import word_list, word_table
from quotes.language.names import name_words, usual_pronoun
from quotes.language.sectors import WEAK, find_sector, singular

WINDOW = 150  # sentences on either side
MAX_ENTITIES = 150  # of an article; longer documents are looked at in part


def find_described(source: Source, scene: Scene, discourse: Discourse) -> list[Candidate]:
    """The entities that a description can take up, with nobody as the last candidate."""
    description = Description.of(source, scene)
    entities = [entity for entity in _find_near(source, scene) if entity.label != "MEMBERS" and entity.mentions]
    total = sum(len(entity.mentions) for entity in entities) or 1
    holders = [entity for entity in entities if _has_role(entity, description, discourse)]
    called = [entity for entity in entities if _is_called(entity, description.lemma)]
    candidates = []
    for entity in entities:
        if entity.count_before(source.end) > entity.count_before(source.start):
            continue  # named within the description itself
        if not _could_be(entity, description, scene):
            continue
        if description.article == "indefinite" and entity.mentions[0][0] < source.head.i:
            continue  # "a judge" is not the judge named before
        is_somebodys = description.owner or (description.kind == "role" and description.complement)
        if is_somebodys and not _has_role(entity, description, discourse):
            continue  # "my mother", "the judge in the case": nobody of whom nothing such is said
        if description.kind == "role" and not _could_have_role(entity, description, source, discourse):
            continue
        if (
            description.named_modifier
            and _is_called(entity, description.lemma)
            and not _share_of_modifiers(entity, description, discourse)
        ):
            continue  # "the Senate banking committee" is no committee of the House
        if description.gender and entity.pronoun not in (None, description.gender):
            continue
        features = _describe(entity, description, source, scene, discourse)
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


_LABELS_OF_KINDS = {
    "role": ("PERSON",),
    "place": ("PLACE", "ORG"),
    "kind": ("ORG",),
    "body": ("ORG", "PLACE"),
    "document": (),
    "carrier": ("PERSON", "ORG", "PLACE"),
    "person": ("PERSON",),
    "other": ("ORG",),
}


def _could_be(entity: Entity, description: Description, scene: Scene) -> bool:
    """May a description of this kind and number stand for the entity at all?"""
    if description.kind == "body" and not _is_called(entity, description.lemma) and entity.label == "PLACE":
        return False
    sector = _sector_of(entity) if description.kind in ("kind", "body") else None
    if description.sector and sector not in (None, description.sector) and not _is_called(entity, description.lemma):
        return False  # "the court" is no news agency
    if (
        description.age is not None
        and entity.label == "PERSON"
        and _age_of(entity, scene) not in (None, description.age)
    ):
        return False
    if description.plural and not (description.kind == "body" and _is_called(entity, description.lemma)):
        return False
    return entity.label in _LABELS_OF_KINDS[description.kind]


def _describe(
    entity: Entity, description: Description, source: Source, scene: Scene, discourse: Discourse
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
    has_role = _has_role(entity, description, discourse)
    features["has the role"] = float(has_role)
    features["other role"] = float(
        description.kind == "role" and not has_role and bool(discourse.roles(entity) or entity.titles)
    )
    features["no role said"] = float(description.kind == "role" and not (discourse.roles(entity) or entity.titles))
    features["called so"] = float(_is_called(entity, description.lemma))
    shared = _share_of_modifiers(entity, description, discourse)
    if description.modifiers:
        features["modifiers shared"] = shared
        features["modifiers shared with the role"] = shared * has_role
        features["no modifier shared"] = float(shared == 0)
        features["no modifier shared but the role"] = float(shared == 0 and has_role)
    if description.complement_words:
        own = set(name_words(entity.name)) | {word for role in discourse.roles(entity) for word in name_words(role)}
        features["complement shared"] = float(bool(set(description.complement_words) & own))
    sector = _sector_of(entity)
    if description.sector and sector:
        features["same sector" if sector == description.sector else "other sector"] = 1.0
    features["sectors differ"] = float(entity.label == "PERSON" and sectors_differ(entity, description.text))
    features["complement"] = float(description.complement)
    features["complement and the role"] = float(description.complement and has_role)
    if description.age is not None and entity.label == "PERSON":
        features["age for a person"] = 1.0
        features["same age"] = float(_age_of(entity, scene) == description.age)
    features["telling for a person"] = float(description.telling and entity.label == "PERSON")
    features["said so"] = float(description.gender is not None and entity.pronoun == description.gender)
    usual = usual_pronoun(entity.name) if entity.label == "PERSON" and entity.pronoun is None else None
    if description.gender is not None and usual is not None:
        features["name agrees" if usual == description.gender else "name differs"] = 1.0
    features["definite and same sector"] = float(description.article == "definite") * features.get("same sector", 0.0)
    features["headline and named next"] = float(description.headline and not before)
    features["called so with all modifiers"] = float(_is_called(entity, description.lemma) and shared == 1)
    return features


def _could_have_role(entity: Entity, description: Description, source: Source, discourse: Discourse) -> bool:
    """Does the article say anything that the entity is, or is the description one that news has for those it named?

    "Lee was jailed. The judge said …": nothing says that Lee is a judge. Those whom the first
    lines describe are named later.
    """
    if entity.titles or discourse.roles(entity) or entity.mentions[0][0] > source.head.i:
        return True
    is_telling = description.telling or description.age is not None or description.gender is not None
    return is_telling or description.lemma in word_list("candidates")


def _has_role(entity: Entity, description: Description, discourse: Discourse) -> bool:
    """Has the article given the role so far; whoever runs for an office is a candidate."""
    runs = entity.label == "PERSON" and entity.runs and description.lemma in word_list("candidates")
    return runs or has_role_of(entity, description.lemma, discourse) or _is_relative(entity, description, discourse)


def _is_relative(entity: Entity, description: Description, discourse: Discourse) -> bool:
    """ "My father", where "my parents, James and Olive Meehan" are named and James is no woman's name."""
    either = word_table("relatives").get(description.lemma)
    gender = entity.pronoun or usual_pronoun(entity.name)
    return either is not None and gender in (None, description.gender) and has_role_of(entity, either, discourse)


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


def _age_of(entity: Entity, scene: Scene) -> str | None:
    """The age after a name: "69" of "Susan Sarandon, 69, said"."""
    for _, end in entity.mentions:
        if end + 1 < len(scene.doc) and scene.doc[end].text in (",", "(") and scene.doc[end + 1].text.isdigit():
            return scene.doc[end + 1].text
    return None


def _is_called(entity: Entity, lemma: str) -> bool:
    """Does the name have the noun: "the archive", Gun Violence Archive?"""
    return entity.label == "ORG" and any(singular(word) == lemma for word in name_words(entity.name))


def _share_of_modifiers(entity: Entity, description: Description, discourse: Discourse) -> float:
    """How many of the modifiers stand in the entity's name or roles: "Greek" in "Greek Prime Minister Mitsotakis"."""
    if not description.modifiers:
        return 0.0
    own = {form for word in name_words(entity.name) for form in (word, singular(word))}
    shared = sum(word in own or has_role_word_of(entity, (word,), discourse) for word in description.modifiers)
    return shared / len(description.modifiers)


def _sector_of(entity: Entity) -> str | None:
    words = (entity.name,) if entity.label != "PERSON" else (*entity.titles, *entity.appositives)
    found = next(filter(None, (find_sector(text, names=entity.label != "PERSON") for text in words)), None)
    return None if found == WEAK else found
