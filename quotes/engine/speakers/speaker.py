"""The speaker of a source, with what the article says of it: `ResolvedSpeaker(name="Jens Stoltenberg", …)`."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.language.names import make_id


@dataclass(frozen=True)
class ResolvedSpeaker:
    """A speaker with what its type is read from."""

    name: str
    description: str | None
    resolution: str
    label: str | None  # PERSON, ORG, PLACE for named ones, else None
    head: str  # lemma of the source's head noun, lower-cased, of what a quantity counts: "voter" of "half of voters"
    plural: bool
    words: str  # the source's own words
    titles: tuple[str, ...] = ()  # in front of the name, or set before it
    roles: tuple[str, ...] = ()  # appositives, predicates, descriptions that take the name up
    party: bool = False
    runs: bool = False  # the article speaks of "the … campaign" or "… supporters"
    owners: tuple[ResolvedSpeaker, ...] = ()  # who the role belongs to: of "a spokesman for Lee", Lee
    author: bool = False  # who wrote the article
    places: tuple[int, ...] = ()  # the tokens where it is mentioned
    share: bool = False  # of a poll: "75 percent of Democrats"
    members: tuple[str, ...] = ()  # the names of a joint source's entities

    def make_id(self, article: str) -> str:
        """The same for all mentions in an article: "jens-stoltenberg"; for the unnamed it ends with the article's own.

        `article` is the article's SHA-256, so that the "officials" of two articles are never taken for the same.
        """
        own = make_id(self.name)
        return own if self.label is not None or self.author or self.members else f"{own}-{article[:8]}"
