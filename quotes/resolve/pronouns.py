"""Find whom a pronoun stands for: by number, person, the article's own gender evidence, salience and who spoke last."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from quotes.language.labels import has_role
from quotes.resolve.mentions import Entity, Mentions

SINGULAR = {"he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she"}
PLURAL = frozenset({"they", "them", "their", "it", "its"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
WINDOW = 6  # sentences to look back
RECENCY, SUBJECT, SPOKE, FREQUENT, GENDER, QUOTED = 1.0, 1.2, 1.6, 0.15, 1.5, 1.0


def is_pronoun(token: Token) -> bool:
    """Is the token a personal pronoun that can stand for a speaker?"""
    return token.lower_ in SINGULAR or token.lower_ in PLURAL or token.lower_ in FIRST


def find_antecedent(
    doc: Doc, pronoun: Token, mentions: Mentions, spoke: Iterable[tuple[int, Entity]], quoted: frozenset[int]
) -> Entity | None:
    """The most salient fitting entity named before the pronoun, or None.

    `spoke` holds (token index, entity) of earlier sources; `quoted` the tokens inside quotation marks, whose
    mentions count for less: a speaker names others.
    """
    starts = [sent.start for sent in doc.sents]
    sentence = _sentence(starts, pronoun.i)
    wanted = SINGULAR.get(pronoun.lower_)
    last_speaker = max((pair for pair in spoke if pair[0] < pronoun.i), key=lambda pair: pair[0], default=None)
    best, best_score = None, 0.0
    for entity in mentions.entities:
        if wanted and (entity.label != "PERSON" or (entity.pronoun and entity.pronoun != wanted)):
            continue
        if not wanted and entity.label == "PERSON":
            continue
        score = _salience(doc, entity, pronoun, starts, sentence, quoted)
        if score <= 0:
            continue
        if wanted and entity.pronoun == wanted:
            score += GENDER
        if last_speaker is not None and last_speaker[1] is entity:
            score += SPOKE / (1 + 0.3 * max(sentence - _sentence(starts, last_speaker[0]) - 1, 0))
        if score > best_score:
            best, best_score = entity, score
    return best


def _salience(
    doc: Doc, entity: Entity, pronoun: Token, starts: list[int], sentence: int, quoted: frozenset[int]
) -> float:
    best = 0.0
    count = 0
    for start, end in entity.mentions:
        if start >= pronoun.i:
            break
        count += 1
        distance = sentence - _sentence(starts, start)
        if distance > WINDOW:
            continue
        head = doc[start:end].root
        score = RECENCY * (WINDOW - distance) / 2
        if has_role(head, "nsubj") or has_role(head, "nsubj:pass"):
            score += SUBJECT
        if start in quoted:
            score -= QUOTED
        if has_role(head, "poss") or has_role(head, "obl"):
            score -= 0.5
        best = max(best, score)
    return best + FREQUENT * min(count, 6) if best > 0 else 0.0


def _sentence(starts: list[int], token: int) -> int:
    return bisect_right(starts, token) - 1
