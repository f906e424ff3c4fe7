"""Find whom a definite description stands for: "the secretary general", "the retired neurosurgeon", "the bank".

Only a definite singular phrase without complements can take up someone named: "the judge", not "the judge in Ohio".
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from quotes.engine.speakers.mentions import Entity
from quotes.engine.speakers.phrases import is_plural, lemma_of
from quotes.engine.speakers.pronouns import Scene, rank
from quotes.engine.speakers.titles import gender_of
from quotes.language.lexicon import word_list
from quotes.language.names import name_words, normalize
from quotes.language.sectors import WEAK, find_sector, is_body, is_role, look_up, singular

HAS_ROLE, CONFLICT = 2.5, 3.0  # how much a role given elsewhere, or one that contradicts, counts beside salience
SURE = 1.5  # how much likelier than the next a person must be whom nothing but salience suggests
_NEVER = frozenset(
    {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "representative",
        "source",
        "official",
        "aide",
        "adviser",
        "advisor",
        "narrator",
        "interviewer",
        "host",
        "moderator",
        "person",
        "member",
        "other",
        "voter",
        "user",
        "witness",
        "crowd",
        "public",
        "reporter",
        "child",
        "editor",
        "analyst",
        "expert",
        "lawyer",
        "attorney",
        "prosecutor",
        "friend",
    }
)
_OFFICES = {
    "sen": "senator",
    "rep": "congressman",
    "gov": "governor",
    "pres": "president",
    "prof": "professor",
    "gen": "general",
    "sens": "senator",
    "reps": "congressman",
    "dr": "doctor",
}
_RUNNING = frozenset({"candidate", "nominee", "frontrunner", "front-runner", "hopeful", "contender"})
_LABELLED = re.compile(
    r"\b\d\d-year-old\b|\bformer\b|\bretired\b|\bbespectacled\b|\bbillionaire\b|\boutgoing\b|\bself-", re.I
)
_UNTOLD = frozenset({"business", "ngo", "media"})  # what many names do not say of themselves: Nabisco, the Advocate
_SAYING_LITTLE = frozenset({"the", "a", "an", "this", "that", "federal", "state", "local", "national", "top", "big"})
SOON = 4  # sentences after which an article has named whom its first lines only describe
_SAME_ROLE = {"justice": "judge", "judge": "justice", "physician": "doctor", "lawmaker": "senator"}
_AGED = re.compile(r"\d\d?[-‑]year[-‑]old", re.I)
_KINDS = {
    "company": "business",
    "firm": "business",
    "bank": "business",
    "airline": "business",
    "carmaker": "business",
    "automaker": "business",
    "retailer": "business",
    "insurer": "business",
    "corporation": "business",
    "paper": "media",
    "newspaper": "media",
    "magazine": "media",
    "network": "media",
    "tabloid": "media",
    "outlet": "media",
    "broadcaster": "media",
    "channel": "media",
    "website": "media",
    "court": "judiciary",
    "agency": "government",
    "department": "government",
    "ministry": "government",
    "bureau": "government",
    "university": "academic",
    "college": "academic",
    "campaign": "politics",
    "committee": "politics",
    "party": "politics",
    "union": "ngo",
    "group": "",
    "organization": "",
    "organisation": "",
    "association": "ngo",
    "foundation": "ngo",
    "charity": "ngo",
    "alliance": "",
    "institute": "",
}


def find_described(scene: Scene, head: Token, start: int, end: int) -> Entity | None:
    """The entity that a definite description takes up, or None."""
    doc = scene.doc
    first = doc[start].lower_
    definite = first in ("the", "this", "that")
    lemma = singular(lemma_of(head)).removeprefix("ex-")
    if is_plural(head) or head.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") or _has_complement(head, end):
        return None
    text = doc[start:end].text
    if definite and _AGED.fullmatch(doc[start + 1 : end].text):
        return _find_person(scene, head, lemma, text, start, definite=True)  # "the 46-year-old"
    if is_role(lemma) and lemma not in _NEVER:
        return _find_person(scene, head, lemma, text, start, definite=definite)
    if definite and (lemma in _KINDS or is_body(lemma)) and start == head.i - 1:
        return _find_organization(scene, head, lemma)
    if first != "another" and (lemma in _KINDS or is_body(lemma)) and end == head.i + 1:
        return _find_called_so(scene, head, lemma, start)
    return None


def _find_called_so(scene: Scene, head: Token, lemma: str, start: int) -> Entity | None:
    """The one organization whose name has all the words: "the appeals court", the U.S. Court of Appeals.

    Without "the" it is one that the article names soon after, as the first lines of news do.
    """
    words = {normalize(token.text) for token in scene.doc[start : head.i]} - _SAYING_LITTLE
    if not words and scene.doc[start].lower_ not in ("a", "an") and head.i - start > 1:
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
    definite = scene.doc[start].lower_ in ("the", "this", "that")
    return fitting[0] if definite or _is_named_soon(scene, fitting[0], head) else None


def _is_named_soon(scene: Scene, entity: Entity, head: Token) -> bool:
    """Is the first that the article has of the name a few sentences after the description?"""
    first = entity.mentions[0][0]
    return first > head.i and scene.mentions.sentence(first) - scene.mentions.sentence(head.i) <= SOON


def _has_complement(head: Token, end: int) -> bool:
    doc = head.doc
    return any(doc[i].lower_ in ("for", "at", "with", "in", "on", "from", "to", "who") for i in range(head.i + 1, end))


def _find_person(scene: Scene, head: Token, lemma: str, text: str, start: int, *, definite: bool) -> Entity | None:
    """By the role that the article gives, else by salience, where nothing speaks against it."""
    gender = gender_of(text)
    labelled = _LABELLED.search(text) is not None
    scored = sorted(
        (
            (score + HAS_ROLE * has_role_of(one, lemma) - CONFLICT * (not labelled and _conflicts(one, text)), one)
            for score, one in rank(scene, head, kind=gender)
        ),
        key=lambda pair: -pair[0],
    )
    having = [entity for _, entity in scored if has_role_of(entity, lemma)]
    modifiers = [word for word in name_words(text) if word not in ("the", "former", lemma)]
    if len(having) > 1 and modifiers:
        having = [one for one in having if any(word in _role_words(one) for word in modifiers)] or having
    later = [one for one in scene.mentions.people() if has_role_of(one, lemma)]
    if not definite:
        if len(having) == 1 and modifiers:
            return having[0]
        soon = len(later) == 1 and _is_named_soon(scene, later[0], head) and (modifiers or _opens_line(scene, start))
        return later[0] if soon else None
    if len(having) == 1 and modifiers:
        return having[0]
    if len(later) == 1 and later[0].mentions[0][0] > head.i and (gender is None or later[0].pronoun in (None, gender)):
        return later[0]  # "the judge", whose name comes later
    if not scored:
        return None
    ahead = scored[0][0] - (scored[1][0] if len(scored) > 1 else 0.0)
    best = scored[0][1]
    if has_role_of(best, lemma):
        return best
    if _conflicts(best, text) and not labelled:
        return None
    return best if ahead >= (0.0 if labelled or lemma in _RUNNING else SURE) else None


def _opens_line(scene: Scene, start: int) -> bool:
    """Does the phrase open a headline, without an article: "Retired General Warns …"?"""
    doc = scene.doc
    return scene.paragraph_of[start] == 0 and doc[start].text[:1].isupper() and doc[start].pos_ != "DET"


def has_role_of(entity: Entity, lemma: str) -> bool:
    """Does the article give the person a role of this name?"""
    return lemma in _role_words(entity)


def _role_words(entity: Entity) -> set[str]:
    words = {
        normalize(word)
        for role in (*entity.titles, *entity.appositives, *entity.descriptions)
        for word in re.split(r"[\s/-]+", role)
    }
    words |= {_OFFICES[word] for word in words if word in _OFFICES} | {singular(word) for word in words}
    return words | {_SAME_ROLE[word] for word in words if word in _SAME_ROLE}


def _conflicts(entity: Entity, text: str) -> bool:
    """Does the description tell another sector than the article's own words about the person?"""
    told = find_sector(text)
    known = {find_sector(role) for role in (*entity.titles, *entity.appositives)} - {None}
    return bool(told and known and told not in known and not {told, *known} <= {"politics", "government", "business"})


def _find_organization(scene: Scene, head: Token, lemma: str) -> Entity | None:
    """The organization of that kind that was named last within a few sentences."""
    kind = _KINDS.get(lemma) or (look_up(lemma) if lemma not in _KINDS else "")
    here = scene.mentions.sentence(head.i)
    best: tuple[float, Entity] | None = None
    for entity in scene.mentions.entities:
        if entity.label != "ORG":
            continue
        before = [
            mention
            for mention in entity.mentions
            if mention[0] < head.i and here - scene.mentions.sentence(mention[0]) <= 3
        ]
        if not before:
            continue
        sector = find_sector(entity.name, names=True) or next(filter(None, map(find_sector, entity.appositives)), None)
        named = lemma in name_words(entity.name)
        if kind == "politics" and not named:
            continue  # "the campaign" is none but one called so
        if not named and kind and kind != WEAK and sector != kind and not (sector is None and kind in _UNTOLD):
            continue
        score = (
            2.0 * named
            + (sector == kind)
            - 0.5 * (here - scene.mentions.sentence(before[-1][0]))
            + 0.1 * len(entity.mentions)
        )
        score += 0.5 * (before[-1][0] not in scene.quoted) + 0.001 * before[-1][0]
        if best is None or score > best[0]:
            best = score, entity
    return best[1] if best else None


def is_document(lemma: str) -> bool:
    """Is the noun what a document is called?"""
    return lemma in word_list("documents") or singular(lemma) in word_list("documents")
