"""Who said it: how often speakers, natures and sectors are right, where what was said is found and its source is right.

>>> is_same_speaker(SaidBy("Sir Ian Blair", "named_person"), "Ian Warwick Blair")
True
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from quotes.evaluation.matching import Pair
from quotes.evaluation.relations import Relation, SaidBy
from quotes.language.lexicon import word_list
from quotes.language.names import SUFFIXES, fold_accents
from quotes.language.pronouns import STANDING_ALONE, lower_pronoun
from quotes.spans import overlaps

SourceKind = Literal["name", "pronoun", "description", "no source"]
SURE = 0.9  # confidence of a speaker from which an editor may trust it
_BY_SOURCE: dict[SourceKind, str] = {
    "name": "a name",
    "pronoun": "a pronoun",
    "description": "a description",
    "no source": "nothing",
}
_ARTICLE = re.compile(r"^(?:the|an?)\s+")
_MARKS = re.compile(r"[^\w' ]+")
_JOINED = re.compile(r",? and |, (?![JS]r\b)")


@dataclass(frozen=True)
class Share:
    """How many of some are right; `percent` is None if there are none."""

    right: int
    of: int

    @property
    def percent(self) -> float | None:
        """The share in per cent, to one decimal."""
        return round(100 * self.right / self.of, 1) if self.of else None


@dataclass(frozen=True)
class SpeakerScores:
    """The shares over attributed pairs, and the names again by what the source is.

    `sure` counts names whose confidence is at least `SURE`, which are `sure_of_all` of all.
    """

    fields: dict[str, Share]
    names_by_source: dict[SourceKind, Share]
    sure: Share
    sure_of_all: Share

    @property
    def rows(self) -> tuple[tuple[str, Share], ...]:
        """All shares with words for them, as tables show them."""
        names = ((f"name, by {_BY_SOURCE[kind]}", share) for kind, share in self.names_by_source.items())
        return *self.fields.items(), *names, (f"name, confidence ≥ {SURE}", self.sure)


def count_speakers(pairs: Iterable[Pair]) -> SpeakerScores | None:
    """The shares of what gold says of speakers; None if it says nothing of any."""
    said = [pair for pair in pairs if pair.attributed and pair.gold.said_by is not None]
    if not said:
        return None
    named = [pair for pair in said if pair.gold.said_by is not None and pair.gold.said_by.name]
    kinds: tuple[SourceKind, ...] = ("name", "pronoun", "description", "no source")
    by_kind = {kind: [pair for pair in named if kind_of_source(pair.gold) == kind] for kind in kinds}
    sure = [pair for pair in named if confidence_in_speaker(pair.found) >= SURE]
    return SpeakerScores(
        fields={
            "name": _share(named, is_name_right),
            "nature": _share(said, lambda pair: _agree(pair, "nature")),
            "sector": _share([pair for pair in said if _has_sector(pair)], lambda pair: _agree(pair, "sector")),
            "addressee": _share([pair for pair in said if pair.gold.addressee], lambda pair: _touch(pair, "addressee")),
            "medium": _share([pair for pair in said if pair.gold.medium], lambda pair: _touch(pair, "medium")),
        },
        names_by_source={kind: _share(of_kind, is_name_right) for kind, of_kind in by_kind.items() if of_kind},
        sure=_share(sure, is_name_right),
        sure_of_all=Share(len(sure), len(named)),
    )


def _share(pairs: list[Pair], is_right: Callable[[Pair], bool]) -> Share:
    return Share(sum(map(is_right, pairs)), len(pairs))


def is_name_right(pair: Pair) -> bool:
    """Is the record's speaker the one that gold names?"""
    gold, found = pair.gold.said_by, pair.found.said_by
    return gold is not None and is_same_speaker(gold, None if found is None else found.name)


def confidence_in_speaker(relation: Relation) -> float:
    """The confidence of a record's speaker; 0 where there is none."""
    record = relation.record
    return 0.0 if record is None or record.speaker is None else record.speaker.confidence or 0.0


def is_same_speaker(gold: SaidBy, name: str | None) -> bool:
    """People agree by first and last name, organizations by the whole name, all others by half of their words."""
    wanted, found = _plain(gold.name), _plain(name)
    if gold.nature == "named_person":
        return bool(found) and _people(gold.name or "") == _people(name or "")
    if wanted == found or gold.nature == "named_organization":
        return wanted == found
    words, others = set(wanted.split()), set(found.split())
    shared = words & others
    return bool(shared) and (words <= others or others <= words or 2 * len(shared) >= len(words | others))


def kind_of_source(relation: Relation) -> SourceKind:
    """What an annotated source is: a form of the speaker's name, a pronoun, a description, or nothing."""
    words = " ".join(span.text for span in relation.source).split()
    if not words:
        return "no source"
    if len(words) == 1 and lower_pronoun(words[0]) in STANDING_ALONE:
        return "pronoun"
    name = set(_plain(None if relation.said_by is None else relation.said_by.name).split())
    return "name" if name & set(_plain(" ".join(words)).split()) else "description"


def _plain(name: str | None) -> str:
    lowered = (name or "").lower().replace("’", "'")
    return _MARKS.sub("", _ARTICLE.sub("", lowered)).strip()


def _people(names: str) -> list[tuple[str, ...]]:
    """First and last name of each of some people who are joined, without titles, suffixes and accents."""
    people = []
    for name in _JOINED.split(names):
        words = fold_accents(_plain(name)).split()
        while len(words) > 1 and words[0] in word_list("honorifics"):
            words.pop(0)
        while len(words) > 1 and words[-1] in SUFFIXES:
            words.pop()
        if words:
            people.append((words[0], words[-1]))
    return sorted(people)


def _has_sector(pair: Pair) -> bool:
    return pair.gold.said_by is not None and pair.gold.said_by.sector not in (None, "unknown")


def _agree(pair: Pair, field: str) -> bool:
    return bool(getattr(pair.gold.said_by, field) == getattr(pair.found.said_by, field, None))


def _touch(pair: Pair, role: Literal["addressee", "medium"]) -> bool:
    gold, found = getattr(pair.gold, role), getattr(pair.found, role)
    return any(overlaps((a.start, a.end), (b.start, b.end)) for a in gold for b in found)
