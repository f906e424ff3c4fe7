"""Constructions by the cues that they take, so that few are tried on a token: "said" takes a clause, "table" nothing.

>>> [construction.name for construction in cue_index().of(token)]   # doctest: +SKIP
['unknown-verb-complement']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from quotes.engine.constructions.construction import Construction, PathPattern
from quotes.engine.constructions.first_steps import ANY, FirstSteps, Route
from quotes.engine.constructions.registry import ALL
from quotes.language import lexicon
from quotes.language.lexicon import CueEntry

VERB, AUX, NOUN = map(get_string_id, ("VERB", "AUX", "NOUN"))


@dataclass(frozen=True)
class Plan:
    """A construction with its paths, and the first steps that its cue must have (one of each set) or may not have."""

    construction: Construction
    pattern: PathPattern
    content: tuple[Route, ...]
    source: tuple[Route, ...]
    without: tuple[Route, ...]
    content_includes: tuple[Route, ...]
    first: int
    needed: int
    forbidden: int


Plans = tuple[Plan, ...]
NOTHING: tuple[dict[int, Plans], Plans] = {}, ()


class CueIndex:
    """The constructions that walk paths, by the word, the frames and the first steps of a cue."""

    def __init__(self, constructions: Sequence[Construction]) -> None:
        self.by_word: dict[str, list[Construction]] = defaultdict(list)
        self.by_frame: dict[str, list[Construction]] = defaultdict(list)
        self.unknown: list[Construction] = []
        patterns = [(item, item.pattern) for item in constructions if isinstance(item.pattern, PathPattern)]
        self.steps = FirstSteps(path for _, pattern in patterns for path in pattern.paths())
        self.plans = {item.name: self._plan(item, pattern) for item, pattern in patterns}
        for construction, pattern in patterns:
            for word in pattern.words:
                self.by_word[word].append(construction)
            if not pattern.words:
                self.by_frame[pattern.pos].append(construction)
            if pattern.unknown:
                self.unknown.append(construction)
        self._words = {get_string_id(word): self._plans(items) for word, items in self.by_word.items()}
        verbs = self._by_lemma(self.by_frame.get("VERB", []), lexicon.verbs()), self._plans(self.unknown)
        nouns = self._by_lemma(self.by_frame.get("NOUN", []), lexicon.nouns()), ()
        self._lemmas: dict[int, tuple[dict[int, Plans], Plans]] = {VERB: verbs, AUX: verbs, NOUN: nouns}

    def _plan(self, construction: Construction, pattern: PathPattern) -> Plan:
        steps, first, forbidden = self.steps, 0, 0
        for path in pattern.content:
            first |= steps.bits(path)
        for path in pattern.without:
            forbidden |= steps.bits_that_lead(path)
        return Plan(
            construction,
            pattern,
            content=steps.routes(pattern.content),
            source=steps.routes(pattern.source),
            without=steps.routes(pattern.without),
            content_includes=steps.routes(pattern.content_includes),
            first=first,
            needed=ANY if pattern.needs is None else steps.bits(pattern.needs),
            forbidden=forbidden,
        )

    def _plans(self, constructions: Iterable[Construction]) -> Plans:
        return tuple(self.plans[construction.name] for construction in constructions)

    def _by_lemma(self, constructions: Sequence[Construction], entries: dict[str, CueEntry]) -> dict[int, Plans]:
        """The constructions that take each lemma of a lexicon by its frames, by the id of the lemma."""
        by_frames = {
            frames: tuple(plan for plan in self._plans(constructions) if plan.pattern.frames & frames)
            for frames in {entry.frames for entry in entries.values()}
        }
        return {get_string_id(lemma): by_frames[entry.frames] for lemma, entry in entries.items()}

    def _plans_of(self, word: int, pos: int, lemma: int) -> Plans:
        plans, others = self._lemmas.get(pos, NOTHING)
        return self._words.get(word, ()) + plans.get(lemma or word, others)

    def of(self, token: Token) -> list[Construction]:
        """The constructions that a token may be the cue of."""
        return [plan.construction for plan in self._plans_of(token.lower, token.pos, token.lemma)]

    def possible_cues(self, doc: Doc, steps: Sequence[int]) -> Iterator[tuple[int, list[Plan]]]:
        """The tokens that may be a cue by word, lemma and `steps`, each with the constructions to try."""
        rows: Any = doc.to_array(["LOWER", "POS", "LEMMA"])
        for place, ((word, pos, lemma), own) in enumerate(zip(rows.tolist(), steps, strict=True)):
            if pos not in self._lemmas and word not in self._words:
                continue
            plans = [
                plan
                for plan in self._plans_of(word, pos, lemma)
                if own & plan.first and own & plan.needed and not own & plan.forbidden
            ]
            if plans:
                yield place, plans


@lru_cache(maxsize=1)
def cue_index() -> CueIndex:
    """The index of all constructions that walk paths."""
    return CueIndex(ALL)
