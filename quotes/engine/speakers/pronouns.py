"""Find whom "he" or "she" stands for: a ranker weighs number, the article's own evidence, salience, who spoke last.

The weights of `ranker.json` are those of a logistic regression over pairs of candidates; the figures that it weighs
are in `Features`. Each is a plain number, so that a decision can be read off.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from spacy.tokens import Doc, Token

from quotes.engine.speakers.mentions import Entity, Mentions
from quotes.engine.speakers.titles import HE, SHE
from quotes.language.labels import has_role
from quotes.spans import Range, contains

SINGULAR = {**dict.fromkeys(HE, "he"), **dict.fromkeys(SHE, "she")}
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine"})
GENERIC = frozenset({"you", "your", "y'all"})
WINDOW = 12  # sentences to look back


def is_pronoun(token: Token) -> bool:
    """Is the token a personal pronoun that can stand for a speaker?"""
    word = token.lower_
    return word in SINGULAR or word in PLURAL or word in NEUTER or word in FIRST or word in GENERIC


@dataclass(frozen=True)
class Scene:
    """What the ranker looks at besides the mentions: quotation marks, paragraphs, who spoke, what is said."""

    doc: Doc
    mentions: Mentions
    quoted: frozenset[int]  # tokens between quotation marks
    paragraph_of: Sequence[int]
    spoke: Sequence[tuple[int, Entity]] = ()  # earlier sources, by their first token
    content: tuple[Range, ...] = ()  # token ranges of what the pronoun is said to say


def rank(scene: Scene, pronoun: Token, *, kind: str | None = None) -> list[tuple[float, Entity]]:
    """The people that the pronoun can stand for, the likeliest first; `kind` he, she, or None for a description."""
    weights = load_weights()
    ranked = [
        (sum(weights.get(name, 0.0) * value for name, value in features.items()), entity)
        for entity, features in find_candidates(scene, pronoun, kind)
    ]
    return sorted(ranked, key=lambda pair: -pair[0])


def find_candidates(scene: Scene, pronoun: Token, kind: str | None) -> list[tuple[Entity, dict[str, float]]]:
    """Each fitting person with its figures; people of whom the article says the other pronoun are left out."""
    here = scene.mentions.sentence(pronoun.i)
    speakers = [entity for start, entity in sorted(scene.spoke, key=lambda one: one[0]) if start < pronoun.i]
    total = sum(len(entity.mentions) for entity in scene.mentions.people()) or 1
    found = []
    order: list[tuple[int, Entity]] = []
    people = [one for one in scene.mentions.people() if not (kind and one.pronoun and one.pronoun != kind)]
    governed = _named_below(scene, pronoun) if kind else set()
    for entity in [one for one in people if id(one) not in governed] or people:
        before = [mention for mention in entity.mentions if mention[0] < pronoun.i]
        usable = [mention for mention in before if not contains(scene.content, mention[0])]
        if not usable or here - scene.mentions.sentence(usable[-1][0]) > WINDOW:
            continue
        order.append((usable[-1][0], entity))
        found.append((entity, _describe(scene, pronoun, entity, kind, before, usable, here, total, speakers)))
    nearest = max(order, key=lambda one: one[0])[1] if order else None
    for entity, features in found:
        features["nearest"] = float(entity is nearest)
        features["alone"] = float(len(found) == 1)
    return found


def _named_below(scene: Scene, pronoun: Token) -> set[int]:
    """Whom the clause of a subject names after it: "he" in "he admitted under Warren's grilling" is not Warren.

    Chomsky (1981), Lectures on government and binding: a name is free of what stands above it (principle C).
    """
    if not has_role(pronoun, "nsubj"):
        return set()
    end = pronoun.head.right_edge.i + 1
    comma = next((i for i in range(pronoun.i, end) if scene.doc[i].text in (",", ";", "–", "—")), end)
    below = range(pronoun.i + 1, comma)
    found = [scene.mentions.at(i) for i in below if i not in scene.quoted]
    return {id(entity) for entity in found if entity is not None}


def _describe(
    scene: Scene,
    pronoun: Token,
    entity: Entity,
    kind: str | None,
    before: list[Range],
    usable: list[Range],
    here: int,
    total: int,
    speakers: list[Entity],
) -> dict[str, float]:
    doc, mentions = scene.doc, scene.mentions
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
        "same paragraph": float(scene.paragraph_of[last[0]] == scene.paragraph_of[pronoun.i]),
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
        "spoke ever": float(any(one is entity for one in speakers)),
    }
    if speakers and speakers[-1] is entity:
        at = max(start for start, one in scene.spoke if one is entity and start < pronoun.i)
        features["spoke just before"] = float(here - mentions.sentence(at) <= 2)
    return features


def _is_subject(doc: Doc, mention: Range) -> bool:
    head = doc[mention[0] : mention[1]].root
    return has_role(head, "nsubj") or has_role(head, "nsubj:pass")


@cache
def load_weights() -> dict[str, float]:
    """The ranker's weights by the name of the figure."""
    text = files("quotes.model").joinpath("ranker.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
