"""What has been said so far in an article: who spoke, in what order, and what was called by which description.

`Discourse` is the only thing that changes while speakers are resolved, and `note` is the only place that changes it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from operator import itemgetter

from spacy.tokens import Token

from quotes.engine.speakers.entities import Entity, Mentions
from quotes.engine.speakers.phrases import lemma_of
from quotes.engine.speakers.ranking import Ranking
from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.values import value


@value(frozen=True)
class Answer:
    """What a case says of a source: a speaker, or nobody and why; with all that later cases may take up."""

    speaker: ResolvedSpeaker | None
    reason: str | None = None  # why nobody: no_source, generic, label, no_antecedent
    spoke: tuple[tuple[int, Entity], ...] = ()  # the named who speak here, by token
    pair: tuple[int, tuple[Entity, ...]] | None = None  # people named together, by token
    learnt: tuple[Entity, str] | None = None  # a description that the article uses for someone named
    ranking: Ranking | None = None  # who the source could stand for, where that took a judgment
    cases: tuple[str, ...] = ()  # the case that answered; before it, the one that replaced a pronoun by a noun
    confidence: float | None = None  # that the speaker is right, if the source is
    at: int | None = None  # the source's head, where a later "they" can take it up


@dataclass
class Discourse:
    """The answers so far, in text order, by what a later source can refer to."""

    answers: list[Answer] = field(default_factory=list)
    spoke: list[tuple[int, Entity]] = field(default_factory=list)  # who spoke, sorted by token
    heads: list[int] = field(default_factory=list)  # of all sources, sorted
    pairs: list[tuple[int, tuple[Entity, ...]]] = field(default_factory=list)
    unnamed: tuple[int, ResolvedSpeaker] | None = None  # the last person without a name, and where
    _first_spoke: dict[Entity, int] = field(default_factory=dict)
    _descriptions: dict[Entity, tuple[str, ...]] = field(default_factory=dict)

    def note(self, answer: Answer) -> None:
        """Take in an answer."""
        self.answers.append(answer)
        for token, speaker in answer.spoke:
            insort(self.spoke, (token, speaker), key=itemgetter(0))
            self._first_spoke[speaker] = min(token, self._first_spoke.get(speaker, token))
        if answer.pair is not None:
            self.pairs.append(answer.pair)
        if answer.learnt is not None:
            entity, text = answer.learnt
            self._descriptions[entity] = (*self.descriptions(entity), text)
        if answer.at is not None:
            insort(self.heads, answer.at)
            unnamed = answer.speaker
            if unnamed is not None and unnamed.resolution == "description" and not (unnamed.label or unnamed.plural):
                self.unnamed = (answer.at, unnamed)

    def descriptions(self, entity: Entity) -> tuple[str, ...]:
        """The descriptions that have taken up an entity: "the retired neurosurgeon"."""
        return self._descriptions.get(entity, ())

    def roles(self, entity: Entity) -> tuple[str, ...]:
        """What the article has called an entity so far, its titles apart."""
        return (*entity.appositives, *self.descriptions(entity))

    def heads_before(self, token: int, number: int) -> list[int]:
        """The heads of the last sources before a token, at most `number` of them."""
        end = bisect_left(self.heads, token)
        return self.heads[max(end - number, 0) : end]

    def is_head(self, token: int) -> bool:
        """Is a token the head of a source?"""
        place = bisect_left(self.heads, token)
        return place < len(self.heads) and self.heads[place] == token

    def speakers_before(self, token: int) -> list[tuple[int, Entity]]:
        """The last two named who spoke before a token, by token; the last one last."""
        end = bisect_left(self.spoke, token, key=itemgetter(0))
        return self.spoke[max(end - 2, 0) : end]

    def has_spoken(self, entity: Entity, before: int) -> bool:
        """Has an entity spoken before a token?"""
        return self._first_spoke.get(entity, before) < before


def as_speaker(
    entity: Entity,
    text: str,
    resolution: str,
    mentions: Mentions,
    discourse: Discourse,
    *,
    head: str = "",
    with_owners: bool = True,
) -> ResolvedSpeaker:
    """An entity as a speaker, with those who its role belongs to; `head` is the lemma of the source's head."""
    owners = mentions.owners.get(entity, ()) if with_owners else ()
    return ResolvedSpeaker(
        name=entity.name,
        description=entity.description,
        resolution=resolution,
        label=entity.label,
        head=head,
        plural=False,
        words=text,
        titles=entity.titles,
        roles=discourse.roles(entity),
        party=entity.party,
        runs=entity.runs,
        owners=tuple(as_speaker(owner, owner.name, "name", mentions, discourse, with_owners=False) for owner in owners),
        places=entity.places,
    )


def join_speakers(people: tuple[Entity, ...], head: Token, resolution: str, discourse: Discourse) -> ResolvedSpeaker:
    """Several entities as one speaker: "Warren and Clinton"."""
    return ResolvedSpeaker(
        name=" and ".join(entity.name for entity in people),
        description=None,
        resolution=resolution,
        label=people[0].label,
        head=lemma_of(head),
        plural=True,
        words=head.text,
        titles=tuple(title for entity in people for title in entity.titles),
        roles=tuple(role for entity in people for role in discourse.roles(entity)),
        party=any(entity.party for entity in people),
        runs=any(entity.runs for entity in people),
        members=tuple(entity.name for entity in people),
    )
