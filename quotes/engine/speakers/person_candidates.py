"""Who "he" and "she" can stand for: the people that the article names before, and its unnamed people."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Token

from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.phrases import is_plural, key_of
from quotes.engine.speakers.places import (
    describe_entity_place,
    describe_place,
    describe_speech,
    head_of,
    is_subject,
    named_below,
)
from quotes.engine.speakers.ranking import Candidate, rank
from quotes.engine.speakers.scene import Scene, Source
from quotes.engine.speakers.titles import gender_of
from quotes.language.labels import find_children, has_role
from quotes.language.names import usual_pronoun
from quotes.language.pronouns import SINGULAR, lower_pronoun
from quotes.language.sectors import is_role
from quotes.spans import contains
from quotes.values import replace

WINDOW = 12  # sentences to look back for people with a name
WINDOW_OF_UNNAMED = 3  # sentences to look back for people without one
_SUBJECT, _SAYS_GENDER = "unnamed subject of its sentence", "unnamed says gender"
MAX_TOKENS_BEFORE = 2  # before a pronoun that opens its sentence: "But she said"
INDEFINITE_ARTICLES = ("a", "an", "one", "another", "some")


def find_people(source: Source, scene: Scene, discourse: Discourse, kind: str | None) -> list[Candidate]:
    """The people before the source; `kind` he, she, or None for any.

    People for whom the article uses the other pronoun are left out, and so is a person that the pronoun's own clause
    names.
    """
    pronoun, mentions = source.head, scene.mentions
    here = mentions.sentence(pronoun.i)
    first = mentions.starts[max(here - WINDOW, 0)]
    near = (entity for entity in mentions.named_between(first, pronoun.i) if entity.label == "PERSON")
    people = [person for person in near if not (kind and person.pronoun not in (None, kind))]
    below = named_below(scene, pronoun) if kind else set()
    found = []
    for entity in [person for person in people if person not in below] or people:
        last = _find_last_mention(entity, source)
        if last < first:
            continue
        features = describe_entity_place(source, scene, entity)
        features |= describe_speech(source, scene, discourse, entity)
        features["share"] = len(entity.mentions) / mentions.count_of_people
        if kind is not None:
            features |= _compare_gender(entity, kind)
        found.append((last, Candidate(entity.name, features, entity=entity)))
    centre = find_centre(source, scene, [candidate for _, candidate in found], kind) if kind else None
    nouns = find_unnamed_people(source, scene, discourse, kind) if kind and centre is None else []
    subject = next((noun for _, noun in nouns if _SUBJECT in noun.features and _SAYS_GENDER in noun.features), None)
    if subject is not None:
        return [subject]  # "My mother rested, but even now she still says"
    if centre is not None:
        found = [(place, candidate) for place, candidate in found if candidate is centre]
    places = [place for place, _ in (*found, *nouns)]
    candidates = []
    for place, candidate in (*found, *nouns):
        extra = {"nearest": float(place == max(places)), "alone": float(len(places) == 1)}
        candidates.append(Candidate(candidate.name, {**candidate.features, **extra}, candidate.entity, candidate.noun))
    return candidates


def find_centre(source: Source, scene: Scene, people: Sequence[Candidate], kind: str) -> Candidate | None:
    """The subject of the sentence before, if only it may be "she": "The mayor, Lee, thanked them. She said …".

    Grosz, Joshi and Weinstein (1995), Centering: what the sentence before is about is what a pronoun continues with.
    """
    pronoun, mentions = source.head, scene.mentions
    here = mentions.sentence(pronoun.i)
    start = mentions.starts[here]
    if not here or pronoun.i - start > MAX_TOKENS_BEFORE or not has_role(pronoun, "nsubj"):
        return None
    first = mentions.starts[here - 1]
    outside = (mentions.at(i) for i in range(first, start) if i not in scene.quoted)
    named = {entity for entity in outside if entity is not None and may_be(entity, kind)}
    centre = next((candidate for candidate in people if candidate.entity in named), None)
    if len(named) != 1 or centre is None or centre.entity is None:
        return None
    places = centre.entity.mentions[centre.entity.count_before(first) : centre.entity.count_before(start)]
    heads = [head_of(scene.doc, place) for place in places]
    tops = [head.head if has_role(head, "appos") else head for head in heads]
    is_topic = any(has_role(top, "nsubj") and has_role(top.head, "root") for top in tops)
    return centre if is_topic else None


def may_be(entity: Entity, kind: str) -> bool:
    """True for a person whom neither the article nor the given name makes the other pronoun's."""
    return entity.label == "PERSON" and entity.pronoun in (None, kind) and usual_pronoun(entity.name) in (None, kind)


def find_likeliest(pronoun: Token, source: Source, scene: Scene, discourse: Discourse) -> Entity | None:
    """Who, of the people with a name, a "he" or "her" within a source is: "Both he and …", "her campaign"."""
    kind = kind_of(pronoun)
    if kind is None:
        return None
    people = find_people(replace(source, head=pronoun), scene, discourse, kind)
    ranking = rank("pronoun", (candidate for candidate in people if candidate.entity is not None), scene.ranker)
    return None if ranking is None else ranking.best.entity


def _find_last_mention(entity: Entity, source: Source) -> int:
    """The token of the last mention before the source that its content does not have; -1 for none."""
    for i in range(entity.count_before(source.head.i) - 1, -1, -1):
        start = entity.mentions[i][0]
        if not contains(source.content, start):
            return start
    return -1


def _compare_gender(entity: Entity, kind: str) -> dict[str, float]:
    """What the article, or else the given name, says of the pronoun."""
    if entity.pronoun == kind:
        return {"said so": 1.0}
    usual = usual_pronoun(entity.name)
    return {} if usual is None else {"name agrees" if usual == kind else "name differs": 1.0}


def find_unnamed_people(
    source: Source, scene: Scene, discourse: Discourse, kind: str | None
) -> list[tuple[int, Candidate]]:
    """The heads of noun phrases for people without a name in the last sentences: "a woman", "the driver"."""
    pronoun, mentions = source.head, scene.mentions
    here = mentions.sentence(pronoun.i)
    found = []
    first = bisect_left(scene.nouns, mentions.starts[max(here - WINDOW_OF_UNNAMED, 0)])
    for i in scene.nouns[first : bisect_left(scene.nouns, pronoun.i)]:
        noun = scene.doc[i]
        if not _is_unnamed_person(noun, scene) or contains(source.content, i):
            continue
        gender = gender_of(noun.text)
        if gender is not None and kind is not None and gender != kind:
            continue
        features = describe_place(source, scene, [(i, i + 1)])
        features = {name: value for name, value in features.items() if name != "mentions"}
        features["unnamed"] = 1.0
        features["unnamed indefinite"] = float(noun.doc[noun.left_edge.i].lower_ in INDEFINITE_ARTICLES)
        features[_SAYS_GENDER] = float(gender is not None)
        if discourse.is_head(i):
            features["unnamed spoke"] = 1.0
            features["unnamed spoke last"] = float(discourse.heads_before(pronoun.i, 1) == [i])
        if _is_only_subject(noun, scene):
            features[_SUBJECT] = float(mentions.sentence(i) == here)
        if _is_inside_its_clause(noun, pronoun):
            features["unnamed in its own clause"] = 1.0
        found.append((i, Candidate(noun.text, {k: v for k, v in features.items() if v}, noun=noun)))
    return found


def _is_unnamed_person(noun: Token, scene: Scene) -> bool:
    if noun.lower_ in ("one", "another"):  # "one of the victims"
        return any(is_plural(child) and is_role(key_of(child)) for child in find_children(noun, "nmod"))
    if noun.pos_ not in ("NOUN", "PROPN") or scene.mentions.at(noun.i) is not None or is_plural(noun):
        return False
    if not is_role(key_of(noun)):
        return False
    following = noun.i + 1
    while following < len(scene.doc) and scene.doc[following].pos_ == "PROPN" and scene.mentions.at(following) is None:
        following += 1
    if following < len(scene.doc) and scene.mentions.named_at(following) == "PERSON":
        return False  # a title: "senator" of "senator Lee", "Secretary" of "Secretary General Jens Stoltenberg"
    is_part = noun.dep_ in ("compound", "appos")
    return not is_part and not any(child.dep_ in ("appos", "flat", "cop") for child in noun.children)


def _is_only_subject(noun: Token, scene: Scene) -> bool:
    """Is the noun the subject of a sentence that names nobody before it: "My mother rested"?"""
    if not is_subject(scene.doc, (noun.i, noun.i + 1)):
        return False
    return not any(scene.mentions.named_at(i) == "PERSON" for i in range(noun.sent.start, noun.i))


def _is_inside_its_clause(noun: Token, pronoun: Token) -> bool:
    return noun.head.i == pronoun.head.i or noun.head.i == pronoun.i


def kind_of(pronoun: Token) -> str | None:
    """he or she, for their forms."""
    return SINGULAR.get(lower_pronoun(pronoun.text))
