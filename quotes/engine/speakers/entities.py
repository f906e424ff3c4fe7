"""Entities of one article and their mentions: values that are made once, by `find_mentions`, and never changed.

An entity is the same as another only if it is that very object: two people called John Smith are two.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from quotes.engine.speakers.titles import has_role_word
from quotes.language.names import surname
from quotes.spans import Range
from quotes.values import value


@value(frozen=True, eq=False)
class Entity:
    """A person or organization of one article: Entity("PERSON", "Jens Stoltenberg", mentions=((4, 6), (31, 32)))."""

    label: str  # PERSON, ORG, PLACE or MEMBERS ("Democrats")
    name: str  # the fullest name used, without title
    mentions: tuple[Range, ...]  # token ranges, in text order
    titles: tuple[str, ...] = ()  # in front of the name: "Secretary General"
    appositives: tuple[str, ...] = ()  # roles set apart or predicated: "the alliance's secretary general"
    party: bool = False  # a party follows the name: "Jon Tester (D-Mont.)"
    runs: bool = False  # "the Trump campaign", "Trump supporters"
    pronoun: str | None = None  # he or she, where the article itself says which

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The first token of each mention."""
        return tuple(start for start, _ in self.mentions)

    def count_before(self, token: int) -> int:
        """How many mentions begin before a token."""
        return bisect_left(self.mentions, (token,))

    @cached_property
    def description(self) -> str | None:
        """The role that the article gives: the longest title in front of the name, else the first appositive."""
        titles = [title for title in self.titles if has_role_word(title)]
        if titles:
            return max(titles, key=len)
        return self.appositives[0] if self.appositives else None


@dataclass(frozen=True)
class Mentions:
    """The entities of a document and, for each token of a named mention, its entity."""

    entities: tuple[Entity, ...]
    entity_of: Mapping[int, Entity]
    owners: Mapping[Entity, tuple[Entity, ...]]  # who a role belongs to: of "Lee spokesman Karl Schum", Lee
    starts: tuple[int, ...]  # first token of each sentence

    def at(self, token: int) -> Entity | None:
        """The entity whose mention covers a token."""
        return self.entity_of.get(token)

    def named_at(self, token: int) -> str | None:
        """The label of the entity whose mention covers a token."""
        entity = self.entity_of.get(token)
        return None if entity is None else entity.label

    def sentence(self, token: int) -> int:
        """The number of the sentence that a token is in."""
        return bisect_right(self.starts, token) - 1

    def named_between(self, start: int, end: int) -> list[Entity]:
        """The entities that the tokens from `start` to `end` mention, in the order in which they were grouped."""
        tokens, entities = self._named_tokens
        named = set(entities[bisect_left(tokens, start) : bisect_left(tokens, end)])
        return sorted(named, key=self._numbers.__getitem__)

    @cached_property
    def _named_tokens(self) -> tuple[tuple[int, ...], tuple[Entity, ...]]:
        """The tokens of named mentions in text order, and the entity of each."""
        tokens = tuple(sorted(self.entity_of))
        return tokens, tuple(self.entity_of[token] for token in tokens)

    @cached_property
    def _numbers(self) -> dict[Entity, int]:
        return {entity: number for number, entity in enumerate(self.entities)}

    @cached_property
    def count_of_people(self) -> int:
        """How many mentions all persons have."""
        return sum(len(person.mentions) for person in self.people)

    @cached_property
    def surnames(self) -> Counter[str]:
        """How many persons have a surname."""
        return Counter(surname(person.name) for person in self.people)

    @cached_property
    def people(self) -> tuple[Entity, ...]:
        """The persons, in the order in which they were grouped."""
        return tuple(entity for entity in self.entities if entity.label == "PERSON")

    def end_of(self, token: int, stop: int) -> int:
        """The last token, before `stop`, of the mention that a token is in: of "Jens" in "Jens Stoltenberg", 1."""
        entity = self.entity_of.get(token)
        while token + 1 < stop and self.entity_of.get(token + 1) is entity:
            token += 1
        return token
