"""Descriptions of organizations: "the bank" is the bank named last, "the appeals court" the U.S. Court of Appeals."""

from __future__ import annotations

from spacy.tokens import Token

from quotes.engine.speakers.discourse import Rival
from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.roles import is_named_soon
from quotes.engine.speakers.scene import Scene
from quotes.language.closed_classes import DEFINITE, WEAK_MODIFIERS
from quotes.language.names import name_words, normalize
from quotes.language.sectors import WEAK, find_sector, look_up, singular

WINDOW = 3  # sentences to look back
_ANY_SECTOR = frozenset({"alliance", "institute"})  # kinds of which there are some in every sector
_UNSAID = frozenset({"business", "ngo", "media"})  # what many names do not say of themselves: Nabisco, the Advocate


def find_body_by_kind(scene: Scene, head: Token, lemma: str) -> tuple[Entity, tuple[Rival, ...]] | None:
    """The organization of that kind that was named last within a few sentences."""
    kind = WEAK if lemma in _ANY_SECTOR else look_up(lemma)
    here = scene.mentions.sentence(head.i)
    scored: list[tuple[float, Entity]] = []
    for entity in scene.mentions.entities:
        if entity.label != "ORG":
            continue
        last = max((start for start, _ in entity.mentions if start < head.i), default=None)
        if last is None or here - scene.mentions.sentence(last) > WINDOW:
            continue
        sector = find_sector(entity.name, names=True) or next(filter(None, map(find_sector, entity.appositives)), None)
        is_called_so = lemma in name_words(entity.name)
        if kind == "politics" and not is_called_so:
            continue  # "the campaign" is only one that has the word in its name
        has_other_kind = kind not in (None, WEAK, sector) and not (sector is None and kind in _UNSAID)
        if has_other_kind and not is_called_so:
            continue
        score = (
            2.0 * is_called_so
            + (sector == kind)
            - 0.5 * (here - scene.mentions.sentence(last))
            + 0.1 * len(entity.mentions)
        )
        score += 0.5 * (last not in scene.quoted) + 0.001 * last
        scored.append((score, entity))
    if not scored:
        return None
    best = max(scored, key=lambda pair: pair[0])[1]
    ranked = sorted(scored, key=lambda pair: -pair[0])
    return best, tuple(Rival(entity.name, score) for score, entity in ranked if entity is not best)


def find_body_by_words(scene: Scene, head: Token, lemma: str, start: int) -> Entity | None:
    """The one organization whose name has all the words: "the appeals court", the U.S. Court of Appeals.

    Without "the" it is one that the article names soon after, as the first lines of news do.
    """
    first = scene.doc[start].lower_
    words = {normalize(token.text) for token in scene.doc[start : head.i]} - WEAK_MODIFIERS
    if not words and first not in ("a", "an") and head.i - start > 1:
        return None
    fitting = [
        entity
        for entity in scene.mentions.entities
        if entity.label == "ORG"
        and len(name_words(entity.name)) > 2
        and {lemma, *words} <= {form for word in name_words(entity.name) for form in (word, singular(word))}
    ]
    if len(fitting) != 1:
        return None
    return fitting[0] if first in DEFINITE or is_named_soon(scene, fitting[0], head) else None
