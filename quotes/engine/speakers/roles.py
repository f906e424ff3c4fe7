"""The roles that an article gives a person, as words: "Sen. Warren" has the role of a senator."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.entities import Entity
from quotes.language.lexicon import word_table
from quotes.language.names import normalize
from quotes.language.sectors import find_sector, singular

_KINDRED = {"politics", "government", "business"}  # sectors that one person may have: a businessman runs for office


def has_role_of(entity: Entity, lemma: str, discourse: Discourse) -> bool:
    """Has the article, so far, given the person a role of this name?"""
    roles = (*entity.titles, *discourse.roles(entity))
    return bool(roles) and any(lemma in role_words(role) for role in roles)


def has_role_word_of(entity: Entity, words: Iterable[str], discourse: Discourse) -> bool:
    """Does any of the words stand in a role that the article, so far, has given the person?"""
    return any(has_role_of(entity, word, discourse) for word in words)


@lru_cache(maxsize=4096)
def role_words(role: str) -> frozenset[str]:
    """The words of a role with their singulars and equivalents: "Sens." has "senator"."""
    words = {normalize(word) for word in re.split(r"[\s/-]+", role)}
    abbreviations, equivalents = word_table("role_abbreviations"), word_table("equivalent_roles")
    words |= {abbreviations[word] for word in words if word in abbreviations} | {singular(word) for word in words}
    return frozenset(words | {equivalents[word] for word in words if word in equivalents})


def sectors_differ(entity: Entity, description: str) -> bool:
    """Is the description about another sector than the article's own words about the person?"""
    described = find_sector(description)
    known = {find_sector(role) for role in (*entity.titles, *entity.appositives)} - {None}
    return bool(described and known and described not in known and not {described, *known} <= _KINDRED)
