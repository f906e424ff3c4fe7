"""Features of where a candidate stands: how far before the source, as what, in quotation marks, who spoke last."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from spacy.tokens import Doc, Token

from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.scene import Scene, Source
from quotes.language.labels import has_role
from quotes.spans import Range, contains

MAX_PLACES = 50  # the last mentions that are looked at, of the hundreds of a long document


def describe_entity_place(source: Source, scene: Scene, entity: Entity) -> dict[str, float]:
    """The features of an entity by its mentions before the source."""
    count = entity.count_before(source.head.i)
    return describe_place(source, scene, entity.mentions[max(count - MAX_PLACES, 0) : count], count)


def describe_place(source: Source, scene: Scene, places: Sequence[Range], count: int = 1) -> dict[str, float]:
    """The features of a candidate by its last mentions, token ranges before the source; `count` is that of all."""
    doc, mentions, head = scene.doc, scene.mentions, source.head
    here = mentions.sentence(head.i)
    usable = [place for place in places if not contains(source.content, place[0])] or list(places)
    outside = [place for place in usable if place[0] not in scene.quoted]
    last = (outside or usable)[-1]
    distance = here - mentions.sentence(last[0])
    noun = head_of(doc, last)
    lately = [place for place in outside if here - mentions.sentence(place[0]) <= 2]
    features = {
        "same sentence": float(distance == 0),
        "sentence before": float(distance == 1),
        "two sentences before": float(distance == 2),
        "distance": log(1 + distance),
        "same paragraph": float(scene.layout.paragraph_of[last[0]] == scene.layout.paragraph_of[head.i]),
        "paragraph before": float(scene.layout.paragraph_of[last[0]] == scene.layout.paragraph_of[head.i] - 1),
        "subject": float(is_subject(doc, last)),
        "subject lately": float(any(is_subject(doc, place) for place in lately)),
        "possessor": float(has_role(noun, "poss")),
        "oblique": float(has_role(noun, "obl") or has_role(noun, "obj")),
        "modifier": float(has_role(noun, "nmod") or has_role(noun, "compound")),
        "opens its sentence": float(last[0] - mentions.starts[mentions.sentence(last[0])] <= 3),
        "only in quotation": float(not outside),
        "mentions": log(1 + count),
        "in content": float(len(usable) < len(places)),
    }
    return {name: value for name, value in features.items() if value}


def describe_speech(source: Source, scene: Scene, discourse: Discourse, entity: Entity) -> dict[str, float]:
    """The features of an entity that has spoken before the source, or whose words the source is in."""
    head = source.head
    features: dict[str, float] = {}
    if discourse.has_spoken(entity, head.i):
        features["spoke ever"] = 1.0
        spoke = discourse.speakers_before(head.i)
        if spoke[-1][1] is entity:
            features["spoke last"] = 1.0
            here = scene.mentions.sentence(head.i)
            features["spoke just before"] = float(here - scene.mentions.sentence(spoke[-1][0]) <= 2)
        elif spoke[0][1] is entity:
            features["spoke before"] = 1.0
    parent = source.attribution.parent
    if parent is not None and parent < len(discourse.answers):
        outer = discourse.answers[parent]
        if any(speaker is entity for _, speaker in outer.spoke) or (
            outer.speaker is not None and outer.speaker.name == entity.name
        ):
            features["speaks around it in marks" if head.i in scene.quoted else "speaks around it"] = 1.0
    return features


def head_of(doc: Doc, place: Range) -> Token:
    """The head of a mention; most mentions are one token, and a span takes ten times as long."""
    start, end = place
    return doc[start] if end - start == 1 else doc[start:end].root


def is_subject(doc: Doc, place: Range) -> bool:
    """Is the mention the subject of its clause?"""
    head = head_of(doc, place)
    return has_role(head, "nsubj") or has_role(head, "nsubj:pass")


def named_below(scene: Scene, pronoun: Token) -> set[Entity]:
    """Who the clause of a subject names after it: "he" in "he admitted under Warren's grilling" is not Warren.

    Chomsky (1981), Lectures on government and binding: a name is free of what stands above it (principle C).
    """
    if not has_role(pronoun, "nsubj"):
        return set()
    end = pronoun.head.right_edge.i + 1
    comma = next((i for i in range(pronoun.i, end) if scene.doc[i].text in (",", ";", "–", "—")), end)
    below = range(pronoun.i + 1, comma)
    named = [scene.mentions.at(i) for i in below if i not in scene.quoted]
    return {entity for entity in named if entity is not None}
