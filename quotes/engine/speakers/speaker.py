"""The speaker that a source comes to, with what the article tells of it: `ResolvedSpeaker(name="Jens Stoltenberg", …)`."""  # noqa: E501

from __future__ import annotations

from dataclasses import dataclass

from quotes.language.names import make_id


@dataclass(frozen=True)
class ResolvedSpeaker:
    """A speaker with what the classifier wants to know of it."""

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
    owners: tuple[ResolvedSpeaker, ...] = ()  # whom it belongs to: of "a spokesman for Lee", Lee
    author: bool = False  # who wrote the article
    places: tuple[int, ...] = ()  # the tokens where it is mentioned
    share: bool = False  # of a poll: "75 percent of Democrats"

    @property
    def id(self) -> str:
        """The name as an identifier: "jens-stoltenberg"."""
        return make_id(self.name)
