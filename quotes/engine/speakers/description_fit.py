"""Whether an entity fits a description: its role, name, age, sector, and what says that it is somebody else."""

from __future__ import annotations

from quotes.engine.speakers.description import Description
from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.roles import has_role_of, has_role_word_of
from quotes.engine.speakers.scene import Scene, Source
from quotes.language.lexicon import word_list, word_table
from quotes.language.names import name_words, usual_pronoun
from quotes.language.organizations import COMPANY_ENDINGS
from quotes.language.sectors import WEAK, find_sector, singular

_COMPANIES = ("company", "firm", "corporation", "business")
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


def names_another(entity: Entity, description: Description, discourse: Discourse) -> bool:
    """Do names in the description say that it is something else?

    "The Senate banking committee" is no committee of the House, "the team from UCL" is not NASA, "the Islamic State"
    is no state.
    """
    if description.kind == "role":
        return False
    if description.complement_words and not shares_complement(entity, description, discourse):
        return True
    is_like_name = description.capital or is_called(entity, description.lemma)
    return description.named_modifier and is_like_name and not share_of_modifiers(entity, description, discourse)


def shares_complement(entity: Entity, description: Description, discourse: Discourse) -> bool:
    """Does a name after the description's head stand in the entity's name or roles: "the archive of Boston"?"""
    own = {*name_words(entity.name), *(word for role in discourse.roles(entity) for word in name_words(role))}
    return not own.isdisjoint(description.complement_words)


def could_be(entity: Entity, description: Description, scene: Scene) -> bool:
    """May a description of this kind and number stand for the entity at all?"""
    if entity.label not in _LABELS_OF_KINDS[description.kind]:
        return False
    if description.kind == "body" and not is_called(entity, description.lemma) and entity.label == "PLACE":
        return False
    sector = sector_of(entity) if description.kind in ("kind", "body") else None
    if description.sector and sector not in (None, description.sector) and not is_called(entity, description.lemma):
        return False  # "the court" is no news agency
    if (
        description.age is not None
        and entity.label == "PERSON"
        and age_of(entity, scene) not in (None, description.age)
    ):
        return False
    return not description.plural or (description.kind == "body" and is_called(entity, description.lemma))


def could_have_role(entity: Entity, description: Description, source: Source, discourse: Discourse) -> bool:
    """Does the article say anything that the entity is, or is the description one that news has for those it named?

    "Lee was jailed. The judge said …": nothing says that Lee is a judge. Those whom the first
    lines describe are named later.
    """
    if entity.titles or discourse.roles(entity) or entity.mentions[0][0] > source.head.i:
        return True
    is_telling = description.telling or description.age is not None or description.gender is not None
    return is_telling or description.lemma in word_list("candidates")


def has_role(entity: Entity, description: Description, discourse: Discourse) -> bool:
    """Has the article given the role so far; whoever runs for an office is a candidate."""
    runs = entity.label == "PERSON" and entity.runs and description.lemma in word_list("candidates")
    return runs or has_role_of(entity, description.lemma, discourse) or _is_relative(entity, description, discourse)


def _is_relative(entity: Entity, description: Description, discourse: Discourse) -> bool:
    """ "My father", where "my parents, James and Olive Meehan" are named and James is no woman's name."""
    either = word_table("relatives").get(description.lemma)
    if either is None:
        return False
    gender = entity.pronoun or usual_pronoun(entity.name)
    return gender in (None, description.gender) and has_role_of(entity, either, discourse)


def age_of(entity: Entity, scene: Scene) -> str | None:
    """The age after a name: "69" of "Susan Sarandon, 69, said"."""
    for _, end in entity.mentions:
        if end + 1 < len(scene.doc) and scene.doc[end].text in (",", "(") and scene.doc[end + 1].text.isdigit():
            return scene.doc[end + 1].text
    return None


def is_called(entity: Entity, lemma: str) -> bool:
    """Does the name have the noun: "the archive", Gun Violence Archive?"""
    if entity.label != "ORG":
        return False
    words = [singular(word) for word in name_words(entity.name)]
    is_company = lemma in _COMPANIES and bool(words) and words[-1] in COMPANY_ENDINGS  # "the company" is a Corp.
    return is_company or lemma in words


def share_of_modifiers(entity: Entity, description: Description, discourse: Discourse) -> float:
    """How many of the modifiers stand in the entity's name or roles: "Greek" in "Greek Prime Minister Mitsotakis"."""
    if not description.modifiers:
        return 0.0
    own = {form for word in name_words(entity.name) for form in (word, singular(word))}
    shared = sum(word in own or has_role_word_of(entity, (word,), discourse) for word in description.modifiers)
    return shared / len(description.modifiers)


def sector_of(entity: Entity) -> str | None:
    """The sector that a name, or a person's roles, give: "judiciary" for the Court of Appeals."""
    words = (entity.name,) if entity.label != "PERSON" else (*entity.titles, *entity.appositives)
    found = next(filter(None, (find_sector(text, names=entity.label != "PERSON") for text in words)), None)
    return None if found == WEAK else found
