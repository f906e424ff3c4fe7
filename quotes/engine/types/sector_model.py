"""The classifier of sectors: a multinomial logistic regression with plain named weights, in `sectors.json`.

`hints` are weights that all sectors share (a title of a sector speaks for that sector, whichever it is), `words` are
those of single words by sector; `training/speakers/train_sectors.py` makes both, and the well-known names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from quotes.engine.weight_files import damaged, read_weights
from quotes.language.names import name_words


@dataclass
class SectorFeatures:
    """What speaks for each sector, and the words that are weighed for each of them."""

    hints: dict[tuple[str, str], float] = field(default_factory=dict)  # ("title", "politics"): 1.0
    words: dict[str, float] = field(default_factory=dict)  # "head senator": 1.0

    def hint(self, name: str, sector: str | None, value: float = 1.0) -> None:
        """Note that something speaks for a sector."""
        if sector is not None:
            self.hints[name, sector] = value

    def add_words(self, name: str, words: Iterable[str]) -> None:
        """Note words of one kind: "described", "name", "before"."""
        for word in words:
            self.words[f"{name} {word}"] = 1.0


@dataclass(frozen=True)
class SectorModel:
    """The weights of the classifier, and the sectors of well-known names."""

    names: Mapping[str, str]  # "ted cruz": "politics"
    surnames: Mapping[str, str]  # "trump": "politics"
    bias: Mapping[str, float]  # by sector
    hints: Mapping[str, float]  # "first title": 1.2, for the sector that the title hints at
    words: Mapping[str, Mapping[str, float]]  # "head senator": {"politics": 0.8}


FILE = "sectors.json"
_replaced: SectorModel | None = None


def load(folder: str = "") -> SectorModel:
    """The model in a pipeline's folder of weights, else that of the package.

    Raises ModelError where the file is missing or damaged.
    """
    return _read(folder) if _replaced is None else _replaced


def replace_model(model: SectorModel | None) -> None:
    """Classify by another model from now on, as training does; with None again by those of the files."""
    global _replaced  # one place, for training alone
    _replaced = model


@lru_cache(maxsize=4)
def _read(folder: str) -> SectorModel:
    try:
        return SectorModel(**read_weights(FILE, folder))
    except TypeError as error:
        raise damaged(FILE) from error


def score(features: SectorFeatures, model: SectorModel) -> dict[str, float]:
    """The log-odds of each sector, up to a constant."""
    scores = dict(model.bias)
    for (name, sector), value in features.hints.items():
        weight = model.hints.get(name)
        if weight is not None and sector in scores:
            scores[sector] += weight * value
    for name, value in features.words.items():
        for sector, weight in model.words.get(name, {}).items():
            scores[sector] += weight * value
    return scores


def find_likeliest(features: SectorFeatures, model: SectorModel | None = None) -> str:
    """The likeliest sector: "politics" for somebody with the title "Senator". Without a model, by the package's."""
    scores = score(features, model or load())
    return max(scores, key=lambda sector: scores[sector])


def known_sector(name: str, model: SectorModel | None = None) -> str | None:
    """What the training articles call someone of this name, where they agree: "politics" for "Ted Cruz".

    Without a model, as the package's has it.
    """
    words, model = name_words(name), model or load()
    sector = model.names.get(" ".join(words))
    if sector is None and len(words) > 2:
        sector = model.names.get(f"{words[0]} {words[-1]}")
    if sector is None and len(words) == 1:
        sector = model.surnames.get(words[0])
    return sector
