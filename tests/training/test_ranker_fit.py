"""Weights of the ranker and of its confidence, learnt from toy decisions."""

from __future__ import annotations

import pytest

pytest.importorskip("scipy", reason="scipy, which only training needs, is not installed")

from training.speakers.decisions import Decision, Outcome
from training.speakers.ranker_fit import fit_confidence, fit_ranker


def decision(right: dict[str, float], *wrong: dict[str, float]) -> Decision:
    return Decision("pronoun", "an article", ((right, True), *((features, False) for features in wrong)))


NEAREST_IS_RIGHT = [decision({"near": 1.0}, {"far": 1.0})] * 20
FARTHEST_IS_RIGHT = [decision({"far": 1.0}, {"near": 1.0})] * 20
NONE_IS_RIGHT = Decision("pronoun", "an article", (({"near": 1.0}, False), ({"far": 1.0}, False)))


def lead(weights: dict[str, float]) -> float:
    """How much more the nearest scores than the farthest."""
    return weights["near"] - weights["far"]


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        pytest.param((), False, id="no candidates"),
        pytest.param((({}, False), ({}, False)), False, id="none is right"),
        pytest.param((({}, False), ({}, True)), True, id="one is right"),
    ],
)
def test_possible(candidates: tuple[tuple[dict[str, float], bool], ...], expected: bool) -> None:
    assert Decision("pronoun", "an article", candidates).is_possible is expected


def test_feature_of_every_candidate_tells_nothing() -> None:
    weights = fit_ranker([decision({"always": 1.0}, {"always": 1.0})] * 20)
    assert weights["always"] == pytest.approx(0, abs=1e-6)


def test_decisions_that_none_can_win_teach_nothing() -> None:
    assert fit_ranker([*NEAREST_IS_RIGHT, NONE_IS_RIGHT]) == fit_ranker(NEAREST_IS_RIGHT)


def test_contradictory_decisions_cancel_out() -> None:
    assert lead(fit_ranker([*NEAREST_IS_RIGHT, *FARTHEST_IS_RIGHT])) == pytest.approx(0, abs=1e-6)


def test_separable_decisions_are_learnt() -> None:
    weights = fit_ranker(NEAREST_IS_RIGHT)
    assert weights["near"] > 0.5
    assert weights["far"] < -0.5


def test_weights_are_held_back() -> None:
    """Separable decisions would have endless weights; few decisions have smaller ones than many."""
    few, many = lead(fit_ranker(NEAREST_IS_RIGHT[:2])), lead(fit_ranker(NEAREST_IS_RIGHT))
    assert 0 < few < many < 10


def test_other_texts_count_less() -> None:
    weights = fit_ranker(NEAREST_IS_RIGHT, FARTHEST_IS_RIGHT)
    assert 0 < lead(weights) < lead(fit_ranker(NEAREST_IS_RIGHT))


def test_other_texts_count_where_news_tells_nothing() -> None:
    assert lead(fit_ranker([decision({}, {})], FARTHEST_IS_RIGHT)) < 0


def test_any_of_several_right_candidates_will_do() -> None:
    both = Decision("group", "an article", (({"near": 1.0}, True), ({"far": 1.0}, True), ({"other": 1.0}, False)))
    weights = fit_ranker([both] * 20)
    assert weights["near"] == pytest.approx(weights["far"], abs=1e-3)
    assert weights["near"] > weights["other"]


def outcome(is_right: bool, **features: float) -> Outcome:
    return Outcome("an article", features, is_right)


@pytest.mark.parametrize(
    ("right", "wrong", "low", "high"),
    [
        pytest.param(10, 10, -0.1, 0.1, id="as many right as wrong"),
        pytest.param(0, 20, -5, -0.5, id="all wrong"),
        pytest.param(20, 0, 0.5, 5, id="all right"),
        pytest.param(15, 5, 0.3, 1.1, id="three of four right"),
    ],
)
def test_confidence_of_a_share(right: int, wrong: int, low: float, high: float) -> None:
    weights = fit_confidence([outcome(True, bias=1.0)] * right + [outcome(False, bias=1.0)] * wrong)
    assert low < weights["bias"] < high


def test_confidence_of_a_feature() -> None:
    outcomes = [outcome(True, bias=1.0, name=1.0), outcome(False, bias=1.0, pronoun=1.0)] * 20
    weights = fit_confidence(outcomes)
    assert weights["name"] > 0.5 > weights["pronoun"]
