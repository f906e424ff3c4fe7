"""The classifier of sectors learns what its examples show."""

from __future__ import annotations

from collections import Counter

import pytest

pytest.importorskip("scipy", reason="scipy, which only training needs, is not installed")

from quotes.engine.types.sector_model import SectorFeatures
from training.speakers.sector_examples import Example, count_right
from training.speakers.sector_fit import fit, leave_out
from training.speakers.train_sectors import likeliest, share


def example(sector: str, hint: str, word: str = "head thing", *, is_right: bool = True) -> Example:
    features = SectorFeatures({("title", hint): 1.0}, {word: 1.0})
    return Example("wikinews", "an article", features, Counter({sector: 1}), is_right=is_right)


EXAMPLES = [example(sector, sector) for sector in ("media", "politics", "military", "health")] * 3


def test_a_hint_that_is_always_wrong_has_no_weight() -> None:
    model = fit([example("media", "politics"), example("politics", "media")] * 3, {}, {})
    assert model.hints["title"] == 0


def test_a_hint_serves_sectors_without_examples() -> None:
    model = fit(EXAMPLES, {}, {})
    assert likeliest(SectorFeatures({("title", "religious"): 1.0}), model) == "religious"


def test_words_are_learnt_by_sector() -> None:
    model = fit([example("media", "health", "head host"), example("health", "health", "head nurse")] * 5, {}, {})
    assert model.words["head host"]["media"] > 0 > model.words["head nurse"]["media"]


def test_features_are_left_out_by_their_first_words() -> None:
    features = SectorFeatures({("title", "media"): 1.0, ("role", "media"): 1.0}, {"head host": 1.0, "verb say": 1.0})
    assert leave_out(features, ()) == features
    assert leave_out(features, ("title", "verb")) == SectorFeatures({("role", "media"): 1.0}, {"head host": 1.0})


def test_nobody_and_the_author_have_their_answers() -> None:
    nobody = Example("wikinews", "an article", None, Counter({"media": 2}), answer="unknown")
    author = Example("wikinews", "an article", None, Counter({"media": 2, "citizen": 1}), answer="media")
    assert count_right([nobody, author], lambda features: "politics") == [(0, 2), (2, 3)]


@pytest.mark.parametrize(
    ("counts", "percent"),
    [pytest.param([], 0, id="nothing"), pytest.param([(1, 2), (2, 2)], 75, id="three of four")],
)
def test_share(counts: list[tuple[int, int]], percent: float) -> None:
    assert share(counts) == percent
