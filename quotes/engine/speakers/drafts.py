"""Entities while their mentions are being gathered: the longest names first, then the shorter ones that fit them.

"Jens Stoltenberg" opens a draft, and "Mr. Stoltenberg" and "Stoltenberg" are added to it. Drafts are looked up by the
keys made of their names, so that an article of many names costs no more per name than one of few.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from quotes.engine.speakers.names import Name
from quotes.language.names import (
    Key,
    is_short_form,
    is_spelling_of,
    name_words,
    person_keys,
    person_queries,
    usual_pronoun,
)
from quotes.language.organizations import (
    Aliases,
    is_same_organization,
    organization_keys,
    organization_queries,
    organization_words,
)
from quotes.spans import Range


@dataclass(eq=False)
class Draft:
    """An entity in the making; `number` is its place in the order of drafts."""

    number: int
    label: str
    name: str = ""
    spellings: Counter[str] = field(default_factory=Counter)
    mentions: list[Range] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    appositives: list[str] = field(default_factory=list)
    owners: list[Draft] = field(default_factory=list)
    party: bool = False
    runs: bool = False
    pronouns: dict[str, float] = field(default_factory=lambda: {"he": 0.0, "she": 0.0})  # weighed

    def add(self, start: int, end: int, spelled: str) -> None:
        """Take in a mention; the name is the fullest, of names as long the one used most."""
        self.mentions.append((start, end))
        self.spellings[spelled] += 1
        self.name = max(self.spellings, key=lambda name: (len(name_words(name)), self.spellings[name], len(name), name))

    @property
    def pronoun(self) -> str | None:
        """he or she, where the article itself says which; against a usual given name it must say so twice."""
        he, she = self.pronouns["he"], self.pronouns["she"]
        usual = usual_pronoun(self.name) if max(he, she) >= 1 else None
        he, she = he + (usual == "he"), she + (usual == "she")
        if max(he, she) < 1 or max(he, she) < 2 * min(he, she):
            return None
        return "he" if he > she else "she"


class Drafts:
    """The drafts of one article, and for each token of a mention its draft."""

    def __init__(self, starts: Iterable[int], aliases: Aliases) -> None:
        self.starts = tuple(starts)  # first token of each sentence
        self.aliases = aliases
        self.all: list[Draft] = []
        self.draft_of: dict[int, Draft] = {}
        self._by_words: dict[tuple[str, ...], list[Draft]] = defaultdict(list)
        self._by_key: dict[Key, list[Draft]] = defaultdict(list)

    def at(self, token: int) -> Draft | None:
        """The draft whose mention covers a token."""
        return self.draft_of.get(token)

    def sentence(self, token: int) -> int:
        """The number of the sentence that a token is in."""
        return bisect_right(self.starts, token) - 1

    def people(self) -> list[Draft]:
        """The drafts of persons, in the order in which they were opened."""
        return [draft for draft in self.all if draft.label == "PERSON"]

    def assign(self, name: Name, spelled: str, draft: Draft | None) -> Draft:
        """Add a mention to a draft, or to a new one."""
        if draft is None:
            draft = Draft(len(self.all), name.label)
            self.all.append(draft)
        before = draft.name
        draft.add(name.start, name.end, spelled)
        for i in range(name.start, name.end):
            self.draft_of[i] = draft
        if draft.name != before:
            words = name_words(draft.name)
            self._by_words[words].append(draft)
            for key in person_keys(draft.name) | organization_keys(draft.name):
                self._by_key[key].append(draft)
        return draft

    def find(self, name: Name, spelled: str) -> Draft | None:
        """The draft that a full name, or an organization's, belongs to."""
        words = name_words(spelled)
        equal = [d for d in self._by_words.get(words, ()) if d.label != "MEMBERS" and name_words(d.name) == words]
        if equal:  # also where the recogniser wavered between person and organization
            return min(equal, key=lambda draft: draft.number)
        if name.label == "PERSON":
            filed = self._under(person_queries(spelled), "PERSON")
            fitting = [draft for draft in filed if _is_same_person(spelled, draft.name)]
        elif name.label == "ORG":
            filed = self._under(organization_queries(spelled, self.aliases), "ORG")
            fitting = [draft for draft in filed if is_same_organization(spelled, draft.name, self.aliases)]
        elif name.label == "PLACE":  # "the US" is the United States
            own = organization_words(spelled)
            filed = self._under({("words", *own)}, "PLACE")
            fitting = [draft for draft in filed if organization_words(draft.name) == own]
        else:
            return None
        return min(fitting, key=lambda draft: draft.number, default=None)

    def _under(self, keys: Iterable[Key], label: str) -> set[Draft]:
        return {draft for key in keys for draft in self._by_key.get(key, ()) if draft.label == label}


def _is_same_person(short: str, full: str) -> bool:
    return is_short_form(short, full) or is_spelling_of(short, full)
