"""What "they" and "it" can stand for: groups, pairs and organizations of the last sentences, and who last spoke."""

from __future__ import annotations

from spacy.tokens import Token

from quotes.engine.speakers.described_groups import RESEARCHERS, kind_of, takes_up_team
from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.entities import Entity, Mentions
from quotes.engine.speakers.phrases import has_plural_verb, is_plural, lemma_of
from quotes.engine.speakers.places import describe_place, describe_speech, is_subject, named_below
from quotes.engine.speakers.ranking import Candidate
from quotes.engine.speakers.scene import Scene, Source
from quotes.language.labels import find_children, has_role
from quotes.language.lexicon import word_list
from quotes.language.pronouns import NEUTER, lower_pronoun
from quotes.language.sectors import is_body, is_role
from quotes.spans import contains

WINDOW = 4  # sentences to look back
MAX_HEADS = 3  # of the last sources, however far they are
NOBODY = "nobody"


def find_groups(source: Source, scene: Scene, discourse: Discourse) -> list[Candidate]:
    """The heads of the phrases that "they" or "it" can take up, and nobody."""
    pronoun, mentions = source.head, scene.mentions
    is_neuter = lower_pronoun(pronoun.text) in NEUTER
    here = mentions.sentence(pronoun.i)
    heads = discourse.heads_before(pronoun.i, MAX_HEADS)
    last = heads[-1] if heads else None
    below = named_below(scene, pronoun)
    first = mentions.starts[max(here - WINDOW, 0)]
    candidates = []
    described = {form.head.i for form in scene.fuller_forms.get(RESEARCHERS, ())[:1] if form.head.i < pronoun.i}
    for i in sorted({*range(first, pronoun.i), *heads, *described}):
        noun = scene.doc[i]
        if noun.pos_ not in ("NOUN", "PROPN", "NUM", "PRON") or len(noun) < 2 or contains(source.content, i):
            continue
        fit = _fit_neuter(noun, mentions) if is_neuter else _fit_plural(noun, scene)
        if fit is None:
            continue
        entity = mentions.at(i)
        features = describe_place(source, scene, [(i, i + 1)])
        if entity is not None:
            features["mentions"] *= entity.count_before(i + 1)
        features = {f"{'it' if is_neuter else 'they'} {fit}": 1.0, **features}
        if entity is not None:
            features |= describe_speech(source, scene, discourse, entity)
            features["below"] = float(entity in below)
        if pronoun.i in scene.quoted or i not in scene.quoted:  # a speaker within a quotation says nothing after it
            features["is last source"] = float(i == last)
            features["is a source"] = float(discourse.is_head(i))
        features["same verb"] = float(noun.head.i == pronoun.head.i)
        kept = {name: value for name, value in features.items() if value}
        candidates.append(Candidate(noun.text if entity is None else entity.name, kept, noun=noun))
    candidates.append(Candidate("", {f"{NOBODY} {'it' if is_neuter else 'they'}": 1.0}))
    return candidates


def _fit_plural(noun: Token, scene: Scene) -> str | None:
    mentions = scene.mentions
    entity = mentions.at(noun.i)
    if entity is not None and entity.label == "PERSON":
        others = [child for child in find_children(noun, "conj") if _is_person(mentions.at(child.i), entity)]
        if others and noun.i == min([noun.i, *(token.i for token in others)]):
            return "pair"
        return "person" if _is_head(noun, entity) else None
    if entity is not None and entity.label == "MEMBERS":
        return "members"
    if entity is not None:
        if not _is_head(noun, entity):
            return None
        return "organization" if entity.label == "ORG" else "place"
    if noun.pos_ == "PROPN":
        return "plural name" if is_plural(noun) or has_plural_verb(noun) else None  # "the Arapaho have plans"
    if noun.pos_ != "NOUN":
        return None
    lemma = lemma_of(noun)
    if kind_of(noun) == RESEARCHERS or takes_up_team(noun, scene.fuller_forms.get(RESEARCHERS, ())):
        return "researchers"
    if is_plural(noun):
        if is_role(lemma):
            return "role"
        if lemma in word_list("documents"):
            return "document"
        return "bodies" if is_body(lemma) else "other"
    if lemma in word_list("groups") or is_body(lemma):
        return "group"
    return "one person" if is_role(lemma) and not _is_title(noun, mentions) else None


def _fit_neuter(noun: Token, mentions: Mentions) -> str | None:
    entity = mentions.at(noun.i)
    if entity is not None:
        if entity.label == "ORG":
            return "organization" if _is_head(noun, entity) else None
        return "place" if entity.label == "PLACE" else None
    if noun.pos_ == "PROPN":  # a name that the recogniser missed
        return "name" if is_subject(noun.doc, (noun.i, noun.i + 1)) and not is_plural(noun) else None
    if noun.pos_ == "NOUN" and not is_plural(noun):
        lemma = lemma_of(noun)
        if lemma in word_list("documents"):
            return "document"
        return "body" if is_body(lemma) else "other"
    return None


def _is_title(noun: Token, mentions: Mentions) -> bool:
    return mentions.named_at(noun.i + 1) == "PERSON" or has_role(noun, "compound")


def _is_person(entity: Entity | None, other: Entity) -> bool:
    return entity is not None and entity.label == "PERSON" and entity is not other


def _is_head(noun: Token, entity: Entity) -> bool:
    return any(start <= noun.i < end and not start <= noun.head.i < end for start, end in entity.mentions)
