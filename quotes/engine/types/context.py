"""Guess a sector where the article's own description of a speaker ends: from the words around, and well-known names.

A multinomial logistic regression with plain weights (`sectors.json`), learned from the speakers that the training
articles do describe; `training/speakers/train_sectors.py` makes it.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache, cached_property
from importlib.resources import files
from math import exp, log
from typing import Any

from spacy.tokens import Doc

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.language.names import name_words
from quotes.language.sectors import WEAK, look_up

AROUND = 8  # tokens on either side of a mention
MIN_PROBABILITY = 0.3  # of a guess; 15 of 1,878 records of Wikinews train are below it, and 1 of them was right


class Context:
    """The words of a document by their sector, counted only when a speaker needs it."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc

    @cached_property
    def sectors(self) -> list[str | None]:
        """The sector of each token's own word, None for most."""
        return [_sector_of_word(token.lower_) if token.is_alpha else None for token in self.doc]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often words of each sector occur in the document."""
        return Counter(sector for sector in self.sectors if sector is not None)

    def describe(self, speaker: ResolvedSpeaker) -> dict[str, float]:
        """The figures that the regression weighs: sector words around the speaker's mentions and in the article."""
        own = {i for at in speaker.places for i in range(at - AROUND, at + AROUND + 1)}
        near = Counter(self.sectors[i] for i in own if 0 <= i < len(self.sectors) and self.sectors[i] is not None)
        total = sum(self.counts.values()) or 1
        around = sum(near.values()) or 1
        features = {f"near {sector}": count / around for sector, count in near.items()}
        features |= {f"article {sector}": count / total for sector, count in self.counts.items()}
        features[f"kind {speaker.label or ('group' if speaker.plural else 'unnamed')}"] = 1.0
        features["mentions"] = log(1 + len(speaker.places))
        return features


@cache
def _sector_of_word(word: str) -> str | None:
    found = look_up(word)
    return None if found == WEAK else found


def guess_sector(speaker: ResolvedSpeaker, context: Context) -> str | None:
    """The likeliest sector by the context, or None where none is likely enough."""
    weights: dict[str, dict[str, float]] = load()["weights"]
    features = context.describe(speaker)
    scores = {
        sector: row.get("bias", 0.0) + sum(row.get(name, 0.0) * value for name, value in features.items())
        for sector, row in weights.items()
    }
    if not scores:
        return None
    best = max(scores, key=lambda sector: scores[sector])
    probability = 1 / sum(exp(score - scores[best]) for score in scores.values())
    return best if probability >= MIN_PROBABILITY else None


def known_sector(name: str) -> str | None:
    """What the training articles call someone of this name, where they agree: "politics" for "Ted Cruz"."""
    words = name_words(name)
    found = load()["names"].get(" ".join(words))
    if found is None and len(words) > 2:
        found = load()["names"].get(f"{words[0]} {words[-1]}")
    if found is None and len(words) == 1:
        found = load()["surnames"].get(words[0])
    return str(found) if found is not None else None


@cache
def load() -> dict[str, Any]:
    """The weights by sector, and the names with their sectors."""
    text = files("quotes.model").joinpath("sectors.json").read_text(encoding="utf-8")
    model: dict[str, Any] = json.loads(text)
    return model
