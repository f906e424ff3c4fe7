"""The speaker of a source, with what the article says of it: `ResolvedSpeaker(name="Jens Stoltenberg", …)`."""

from __future__ import annotations

from quotes.language.names import make_id
from quotes.values import value


@value(frozen=True)
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

    @property
    def id(self) -> str:
        """The name as an identifier, the same for all mentions in the article: "jens-stoltenberg"."""
        return make_id(self.name)

    def make_id(self, article: str) -> str:
        """The identifier among all articles; for the unnamed it ends with the beginning of the article's SHA-256.

        The "officials" of two articles are never taken for the same.
        """
        return self.id if self.label is not None or self.author or self.members else f"{self.id}-{article[:8]}"
