"""Rank the people that "he", "she" or a description can stand for, by salience, the article's words, who spoke last.

The weights of `ranker.json` are those of a logistic regression over pairs of candidates; what they weigh is named in
`_describe`. Each is a plain number, so that a decision can be read off.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import log

from spacy.tokens import Doc, Token

from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.scene import Scene
from quotes.language.labels import has_role
from quotes.spans import Range, contains

WINDOW = 12  # sentences to look back


def rank(
    scene: Scene, discourse: Discourse, pronoun: Token, *, kind: str | None = None, content: Sequence[Range] = ()
) -> list[tuple[float, Entity]]:
    """The people that the pronoun can stand for, the likeliest first; `kind` he, she, or None for a description.

    `content` are the token ranges of what the pronoun is said to say.
    """
    weights = load_weights()
    ranked = [
        (sum(weights.get(name, 0.0) * value for name, value in features.items()), entity)
        for entity, features in find_candidates(scene, discourse, pronoun, kind, content)
    ]
    return sorted(ranked, key=lambda pair: -pair[0])


def find_candidates(
    scene: Scene, discourse: Discourse, pronoun: Token, kind: str | None, content: Sequence[Range] = ()
) -> list[tuple[Entity, dict[str, float]]]:
    """Each fitting person with its features; people for whom the article uses the other pronoun are left out."""
    here = scene.mentions.sentence(pronoun.i)
    spoke = [pair for pair in sorted(discourse.spoke, key=lambda pair: pair[0]) if pair[0] < pronoun.i]
    total = sum(len(entity.mentions) for entity in scene.mentions.people) or 1
    candidates = []
    order: list[tuple[int, Entity]] = []
    people = [person for person in scene.mentions.people if not (kind and person.pronoun not in (None, kind))]
    governed = _named_below(scene, pronoun) if kind else set()
    for entity in [person for person in people if person not in governed] or people:
        before = [mention for mention in entity.mentions if mention[0] < pronoun.i]
        usable = [mention for mention in before if not contains(content, mention[0])]
        if not usable or here - scene.mentions.sentence(usable[-1][0]) > WINDOW:
            continue
        order.append((usable[-1][0], entity))
        candidates.append((entity, _describe(scene, pronoun, entity, kind, before, usable, here, total, spoke)))
    nearest = max(order, key=lambda pair: pair[0])[1] if order else None
    for entity, features in candidates:
        features["nearest"] = float(entity is nearest)
        features["alone"] = float(len(candidates) == 1)
    return candidates


def _named_below(scene: Scene, pronoun: Token) -> set[Entity]:
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


def _describe(
    scene: Scene,
    pronoun: Token,
    entity: Entity,
    kind: str | None,
    before: list[Range],
    usable: list[Range],
    here: int,
    total: int,
    spoke: list[tuple[int, Entity]],
) -> dict[str, float]:
    doc, mentions = scene.doc, scene.mentions
    speakers = [speaker for _, speaker in spoke]
    open_ = [mention for mention in usable if mention[0] not in scene.quoted]
    last = (open_ or usable)[-1]
    distance = here - mentions.sentence(last[0])
    head = doc[last[0] : last[1]].root
    lately = [mention for mention in open_ if here - mentions.sentence(mention[0]) <= 2]
    as_subject = [mention for mention in lately if _is_subject(doc, mention)]
    features = {
        "same sentence": float(distance == 0),
        "sentence before": float(distance == 1),
        "two sentences before": float(distance == 2),
        "distance": log(1 + distance),
        "same paragraph": float(scene.layout.paragraph_of[last[0]] == scene.layout.paragraph_of[pronoun.i]),
        "subject": float(_is_subject(doc, last)),
        "subject lately": float(bool(as_subject)),
        "possessor": float(has_role(head, "poss")),
        "oblique": float(has_role(head, "obl") or has_role(head, "obj")),
        "opens its sentence": float(last[0] - mentions.starts[mentions.sentence(last[0])] <= 3),
        "only in quotation": float(not open_),
        "mentions": log(1 + len(before)),
        "share": len(entity.mentions) / total,
        "said so": float(kind is not None and entity.pronoun == kind),
        "in content": float(len(usable) < len(before)),
        "spoke last": float(bool(speakers) and speakers[-1] is entity),
        "spoke before": float(len(speakers) > 1 and speakers[-2] is entity),
        "spoke ever": float(entity in speakers),
    }
    if speakers and speakers[-1] is entity:
        features["spoke just before"] = float(here - mentions.sentence(spoke[-1][0]) <= 2)
    return features


def _is_subject(doc: Doc, mention: Range) -> bool:
    head = doc[mention[0] : mention[1]].root
    return has_role(head, "nsubj") or has_role(head, "nsubj:pass")


@cache
def load_weights() -> dict[str, float]:
    """The ranker's weights by the name of the feature."""
    text = files("quotes.model").joinpath("ranker.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
