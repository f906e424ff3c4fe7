"""What has been said so far in an article: who spoke, in what order, and what was called by which description.

`Discourse` is the only thing that changes while speakers are resolved, and `note` is the only place that changes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from quotes.engine.speakers.entities import Entity, Mentions
from quotes.engine.speakers.phrases import lemma_of
from quotes.engine.speakers.ranking import Ranking
from quotes.engine.speakers.speaker import ResolvedSpeaker


@dataclass(frozen=True)
class Answer:
    """What a case says of a source: a speaker, or nobody and why; with all that later cases may take up."""

    speaker: ResolvedSpeaker | None
    reason: str | None = None  # why nobody: no_source, generic, label, no_antecedent
    spoke: tuple[tuple[int, Entity], ...] = ()  # the named who speak here, by token
    pair: tuple[int, tuple[Entity, ...]] | None = None  # people named together, by token
    learnt: tuple[Entity, str] | None = None  # a description that the article uses for someone named
    ranking: Ranking | None = None  # whom the source could stand for, where that took a judgment
    cases: tuple[str, ...] = ()  # the case that answered; before it, the one that replaced a pronoun by a noun
    confidence: float | None = None  # that the speaker is right, if the source is
    at: int | None = None  # the source's head, where a later "they" can take it up


@dataclass
class Discourse:
    """The answers so far, in text order, by what a later source can refer to."""

    answers: list[Answer] = field(default_factory=list)
    spoke: list[tuple[int, Entity]] = field(default_factory=list)  # people and organizations that spoke, by token
    heads: list[int] = field(default_factory=list)  # the heads of all sources
    pairs: list[tuple[int, tuple[Entity, ...]]] = field(default_factory=list)
    unnamed: tuple[int, ResolvedSpeaker] | None = None  # the last person without a name, and where
    _descriptions: dict[Entity, tuple[str, ...]] = field(default_factory=dict)

    def note(self, answer: Answer) -> None:
        """Take in an answer."""
        self.answers.append(answer)
        self.spoke += answer.spoke
        if answer.pair is not None:
            self.pairs.append(answer.pair)
        if answer.learnt is not None:
            entity, text = answer.learnt
            self._descriptions[entity] = (*self.descriptions(entity), text)
        if answer.at is not None:
            self.heads.append(answer.at)
            speaker = answer.speaker
            if speaker is not None and speaker.resolution == "description" and not (speaker.label or speaker.plural):
                self.unnamed = (answer.at, speaker)

    def descriptions(self, entity: Entity) -> tuple[str, ...]:
        """The descriptions that have taken up an entity: "the retired neurosurgeon"."""
        return self._descriptions.get(entity, ())

    def roles(self, entity: Entity) -> tuple[str, ...]:
        """What the article has called an entity so far, its titles apart."""
        return (*entity.appositives, *self.descriptions(entity))

    def last_place(self, entity: Entity, before: int, quoted: frozenset[int]) -> int:
        """Where an entity was last named, or spoke, outside quotations before a token; -1 for nowhere."""
        named = [start for start, _ in entity.mentions if start < before and start not in quoted]
        spoke = [start for start, speaker in self.spoke if speaker is entity and start < before]
        return max([*named, *spoke], default=-1)


def as_speaker(
    entity: Entity, text: str, resolution: str, mentions: Mentions, discourse: Discourse, *, with_owners: bool = True
) -> ResolvedSpeaker:
    """An entity as a speaker, with those who its role belongs to."""
    owners = mentions.owners.get(entity, ()) if with_owners else ()
    return ResolvedSpeaker(
        name=entity.name,
        description=entity.description,
        resolution=resolution,
        label=entity.label,
        head="",
        plural=False,
        words=text,
        titles=entity.titles,
        roles=discourse.roles(entity),
        party=entity.party,
        runs=entity.runs,
        owners=tuple(as_speaker(owner, owner.name, "name", mentions, discourse, with_owners=False) for owner in owners),
        places=tuple(start for start, _ in entity.mentions),
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
