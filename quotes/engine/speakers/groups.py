"""Find what "they" and "it" stand for: the group, pair or organization that was last to speak, or is nearest."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.entities import Entity, Mentions
from quotes.engine.speakers.phrases import is_plural, lemma_of
from quotes.engine.speakers.scene import Scene
from quotes.language.labels import find_children, has_role
from quotes.language.lexicon import word_list
from quotes.language.pronouns import NEUTER, lower_pronoun
from quotes.language.sectors import is_body, is_role
from quotes.spans import Range, contains

WINDOW = 3  # sentences to look back


def find_group(scene: Scene, discourse: Discourse, pronoun: Token, content: Sequence[Range]) -> Token | None:
    """The head of the likeliest phrase for "they" or "it", or None."""
    doc, mentions = scene.doc, scene.mentions
    fit_of = _fit_neuter if lower_pronoun(pronoun.text) in NEUTER else _fit_plural
    here = mentions.sentence(pronoun.i)
    last = max((at for at in discourse.heads if at < pronoun.i), default=None)
    heads = frozenset(discourse.heads)
    best: tuple[float, Token] | None = None
    for i in range(mentions.starts[max(here - WINDOW, 0)], pronoun.i):
        token = doc[i]
        if token.pos_ not in ("NOUN", "PROPN", "NUM", "PRON") or len(token) < 2 or contains(content, i):
            continue
        fit = fit_of(token, mentions)
        if fit is None:
            continue
        score = fit - 1.0 * (here - mentions.sentence(i)) + 0.2 * (i / max(pronoun.i, 1))
        if has_role(token, "nsubj") or has_role(token, "nsubj:pass"):
            score += 1.2
        if has_role(token, "poss") or has_role(token, "nmod") or has_role(token, "compound"):
            score -= 0.7
        if i in scene.quoted:
            score -= 1.5
        if i == last:
            score += 1.6
        elif i in heads:
            score += 0.6
        if best is None or score >= best[0]:
            best = score, token
    if best is not None and best[0] > 0:
        return best[1]
    return doc[last] if last is not None and here - mentions.sentence(last) <= 2 * WINDOW else None


def _fit_plural(token: Token, mentions: Mentions) -> float | None:
    entity = mentions.at(token.i)
    if entity is not None and entity.label == "PERSON":
        others = [child for child in find_children(token, "conj") if _is_person(mentions.at(child.i), entity)]
        return 1.6 if others and token.i == min([token.i, *(t.i for t in others)]) else None
    if entity is not None and entity.label == "MEMBERS":
        return 1.4
    if entity is not None:
        return 0.2 if entity.label == "ORG" and _is_head(token, entity) else None
    if token.pos_ == "PROPN" and is_plural(token):
        return 1.2
    if token.pos_ == "NOUN" and is_plural(token):
        lemma = lemma_of(token)
        return 1.5 if is_role(lemma) else 1.0 if is_body(lemma) else 0.0 if lemma in word_list("documents") else -0.8
    if token.pos_ == "NOUN" and (lemma_of(token) in word_list("groups") or is_body(lemma_of(token))):
        return 0.6
    return None


def _fit_neuter(token: Token, mentions: Mentions) -> float | None:
    entity = mentions.at(token.i)
    if entity is not None:
        return 1.2 if entity.label == "ORG" and _is_head(token, entity) else 0.3 if entity.label == "PLACE" else None
    if token.pos_ == "NOUN" and not is_plural(token):
        lemma = lemma_of(token)
        return 1.0 if lemma in word_list("documents") or is_body(lemma) else -1.0
    return None


def _is_person(entity: Entity | None, other: Entity) -> bool:
    return entity is not None and entity.label == "PERSON" and entity is not other


def _is_head(token: Token, entity: Entity) -> bool:
    return any(start <= token.i < end and not start <= token.head.i < end for start, end in entity.mentions)
