"""Sources that describe someone named elsewhere: "the secretary general", "the retired neurosurgeon", "the bank".

Only a definite singular phrase without complements can take up someone named: "the judge", not "the judge in Ohio".
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from quotes.engine.speakers.bodies import find_body_by_kind, find_body_by_words
from quotes.engine.speakers.case import PASS, Example, Reply, SpeakerCase, answer_with, as_rivals
from quotes.engine.speakers.discourse import Discourse, Rival
from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.naming import find_named
from quotes.engine.speakers.phrases import is_plural, lemma_of
from quotes.engine.speakers.ranking import rank
from quotes.engine.speakers.roles import has_role_of, has_role_word_of, is_named_soon, sectors_differ
from quotes.engine.speakers.scene import Scene, Source
from quotes.engine.speakers.titles import gender_of
from quotes.language.closed_classes import COMPLEMENT_PREPOSITIONS, DEFINITE
from quotes.language.lexicon import word_list
from quotes.language.names import name_words
from quotes.language.sectors import is_body, is_role, singular

ROLE_WEIGHT, CONFLICT_WEIGHT = 2.5, 3.0  # what a role given elsewhere, or one that contradicts, counts beside salience
MIN_SALIENCE_LEAD = 1.5  # how much likelier than the next a person must be for whom only salience speaks
_RUNNING = frozenset({"candidate", "nominee", "frontrunner", "front-runner", "hopeful", "contender"})
_TELLING = re.compile(
    r"\b\d\d-year-old\b|\bformer\b|\bretired\b|\bbespectacled\b|\bbillionaire\b|\boutgoing\b|\bself-", re.I
)
_AGED = re.compile(r"\d\d?[-‑]year[-‑]old", re.I)
_Described = tuple[Entity, tuple[Rival, ...]]


def resolve_description(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "The secretary general said": the entity that the description takes up."""
    if source.is_joined or find_named(source.head, source.start, source.end, scene.mentions) is not None:
        return PASS
    described = find_described(source, scene, discourse)
    if described is None:
        return PASS
    entity, lost = described
    answer = answer_with(entity, source.head, "description", source.text, scene, discourse, lost=lost)
    if entity.label != "PERSON" or source.text in discourse.descriptions(entity) or answer.speaker is None:
        return answer
    roles = (*answer.speaker.roles, source.text)
    return replace(answer, speaker=replace(answer.speaker, roles=roles), learnt=(entity, source.text))


def find_described(source: Source, scene: Scene, discourse: Discourse) -> _Described | None:
    """The entity that a definite description takes up, with those it was ranked before."""
    doc, head, start, end = scene.doc, source.head, source.start, source.end
    first = doc[start].lower_
    definite = first in DEFINITE
    lemma = singular(lemma_of(head)).removeprefix("ex-")
    if is_plural(head) or head.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") or _has_complement(head, end):
        return None
    text = doc[start:end].text
    if definite and _AGED.fullmatch(doc[start + 1 : end].text):  # "the 46-year-old"
        return _find_person(scene, discourse, head, lemma, text, start, definite=True)
    if is_role(lemma) and lemma not in word_list("shared_roles"):
        return _find_person(scene, discourse, head, lemma, text, start, definite=definite)
    if not is_body(lemma):
        return None
    if definite and start == head.i - 1:
        return find_body_by_kind(scene, head, lemma)
    if first != "another" and end == head.i + 1:
        body = find_body_by_words(scene, head, lemma, start)
        return None if body is None else (body, ())
    return None


def _has_complement(head: Token, end: int) -> bool:
    return any(head.doc[i].lower_ in COMPLEMENT_PREPOSITIONS for i in range(head.i + 1, end))


def _find_person(
    scene: Scene, discourse: Discourse, head: Token, lemma: str, text: str, start: int, *, definite: bool
) -> _Described | None:
    """By the role that the article gives, else by salience, where nothing speaks against it."""
    gender = gender_of(text)
    is_telling = _TELLING.search(text) is not None
    weighed = [
        (
            score
            + ROLE_WEIGHT * has_role_of(person, lemma, discourse)
            - CONFLICT_WEIGHT * (not is_telling and sectors_differ(person, text)),
            person,
        )
        for score, person in rank(scene, discourse, head, kind=gender)
    ]
    ranked = sorted(weighed, key=lambda pair: -pair[0])
    holders = [person for _, person in ranked if has_role_of(person, lemma, discourse)]
    modifiers = [word for word in name_words(text) if word not in ("the", "former", lemma)]
    if len(holders) > 1 and modifiers:
        holders = [one for one in holders if has_role_word_of(one, modifiers, discourse)] or holders
    if len(holders) == 1 and modifiers:
        return holders[0], as_rivals(ranked, holders[0])
    everywhere = [person for person in scene.mentions.people if has_role_of(person, lemma, discourse)]
    only = everywhere[0] if len(everywhere) == 1 else None
    if not definite:
        soon = only is not None and is_named_soon(scene, only, head) and (modifiers or _opens_line(scene, start))
        return (only, as_rivals(ranked, only)) if only is not None and soon else None
    if only is not None and only.mentions[0][0] > head.i and (gender is None or only.pronoun in (None, gender)):
        return only, as_rivals(ranked, only)  # "the judge", whose name comes later
    if not ranked:
        return None
    lead = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
    best = ranked[0][1]
    if not has_role_of(best, lemma, discourse):
        if sectors_differ(best, text) and not is_telling:
            return None
        if lead < (0.0 if is_telling or lemma in _RUNNING else MIN_SALIENCE_LEAD):
            return None
    return best, as_rivals(ranked, best)


def _opens_line(scene: Scene, start: int) -> bool:
    """Does the phrase open a headline, without an article: "Retired General Warns …"?"""
    doc = scene.doc
    return scene.layout.paragraph_of[start] == 0 and doc[start].text[:1].isupper() and doc[start].pos_ != "DET"


DESCRIPTION = SpeakerCase(
    "description",
    resolve_description,
    (
        Example(
            "Secretary General Jens Stoltenberg met. [The secretary general]{source} said [it is over]{content}.",
            "Jens Stoltenberg",
        ),
        Example("The Bank of America lost. [The bank]{source} said [it was over]{content}.", "Bank of America"),
    ),
    (
        Example("Judge Gonzalo Curiel left. [A judge in Ohio]{source} said [it was over]{content}.", "judge in Ohio"),
        Example("Josh Earnest left. [The officials]{source} said [it was over]{content}.", "officials"),
    ),
)
