"""The weights of the classifier of sectors are few, named, and add up."""

from __future__ import annotations

from importlib.resources import files
from typing import get_args

import pytest

from quotes.engine.types.sector_model import SectorFeatures, SectorModel, known_sector, load, score
from quotes.record import Sector

HINTS = {
    "title", "title head", "role", "role head", "after office", "candidacy", "candidacy beside", "leads a place",
    "party", "rules", "rules for certain",
    "known", "known kin", "person's name", "own words", "own head", "name word", "its organization",
}  # fmt: skip
HINTS_BY_KIND = {"before", "after", "article", "owner of"}
WORDS = {"nature", "label", "described", "is", "place", "name", "source", "last", "head", "verb"}
MAX_BYTES = 300_000
MODEL = SectorModel({}, {}, {"media": 0.1, "politics": 0.0}, {"title": 1.5}, {"head host": {"media": 2.0}})


def test_every_weight_has_a_name_that_says_what_it_is() -> None:
    model = load()
    assert not {name for name in model.hints if name not in HINTS and name.rpartition(" ")[0] not in HINTS_BY_KIND}
    assert not {name for name in model.words if name.partition(" ")[0] not in WORDS}


def test_sectors_are_those_of_the_record() -> None:
    sectors = set(get_args(Sector)) - {"unknown"}
    assert set(load().bias) == sectors
    assert {sector for weights in load().words.values() for sector in weights} <= sectors


def test_no_hint_speaks_against_its_sector() -> None:
    assert min(load().hints.values()) >= 0


def test_the_file_is_small() -> None:
    assert len(files("quotes.model").joinpath("sectors.json").read_bytes()) < MAX_BYTES


@pytest.mark.parametrize(
    ("hints", "words", "scores"),
    [
        pytest.param({}, {}, {"media": 0.1, "politics": 0.0}, id="bias alone"),
        pytest.param({("unknown", "media"): 1.0}, {"odd": 1.0}, {"media": 0.1, "politics": 0.0}, id="not in the model"),
        pytest.param({("title", "place"): 1.0}, {}, {"media": 0.1, "politics": 0.0}, id="no sector"),
        pytest.param({("title", "politics"): 0.5}, {}, {"media": 0.1, "politics": 0.75}, id="hint, by its value"),
        pytest.param({}, {"head host": 1.0}, {"media": 2.1, "politics": 0.0}, id="word"),
    ],
)
def test_scores(hints: dict[tuple[str, str], float], words: dict[str, float], scores: dict[str, float]) -> None:
    assert score(SectorFeatures(hints, words), MODEL) == pytest.approx(scores)


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        pytest.param("Nobody In Particular", None, id="unknown"),
        pytest.param("Ted Cruz", "politics", id="full name"),
        pytest.param("Ted Q. Cruz", "politics", id="with an initial"),
        pytest.param("Trump", "politics", id="surname"),
    ],
)
def test_known_names(name: str, sector: str | None) -> None:
    assert known_sector(name) == sector
