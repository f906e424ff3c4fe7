"""Candidates in the order of their scores, with probabilities, by weights that can be replaced."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

import pytest
from support.trees import plain_tree

from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.ranking import (
    Candidate,
    Ranking,
    load_weights,
    probability_of,
    rank,
    replace_weights,
    weigh_features,
)

PUTIN = Entity("PERSON", "Putin", ((0, 1),))
WARREN = Entity("PERSON", "Warren", ((3, 4),))
WEIGHTS = {"pronoun": {"near": 2.0, "far": -1.0}}


@pytest.fixture
def _plain_weights() -> Iterator[None]:
    replace_weights(WEIGHTS)
    yield
    replace_weights(None)


def ranked(*features: dict[str, float], kind: str = "pronoun") -> Ranking | None:
    return rank(kind, [Candidate(str(i), row) for i, row in enumerate(features)])


@pytest.mark.parametrize("kind", ["pronoun", "no such kind"])
def test_no_candidates_are_no_ranking(kind: str) -> None:
    assert ranked(kind=kind) is None


@pytest.mark.usefixtures("_plain_weights")
def test_kind_without_weights_prefers_no_candidate() -> None:
    ranking = ranked({"near": 1.0}, {"far": 1.0}, kind="no such kind")
    assert ranking is not None
    assert [candidate.probability for candidate in ranking.candidates] == [0.5, 0.5]


@pytest.mark.usefixtures("_plain_weights")
def test_equal_scores_keep_their_order() -> None:
    ranking = ranked({"far": 1.0}, {"far": 1.0})
    assert ranking is not None
    assert [candidate.name for candidate in ranking.candidates] == ["0", "1"]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        pytest.param(({"far": 1.0},), "0", id="alone, however unlikely"),
        pytest.param(({}, {"unheard of": 1.0}), "01", id="unknown feature weighs nothing"),
        pytest.param(({"far": 1.0}, {}), "10", id="negative weight"),
        pytest.param(({"near": 1.0}, {"near": 2.0}), "10", id="greater value"),
        pytest.param(({"far": 1.0}, {"near": 1.0}, {}), "120", id="three"),
        pytest.param(({"near": 1.0, "far": 2.0}, {"near": 0.1}), "10", id="features add up"),
    ],
)
@pytest.mark.usefixtures("_plain_weights")
def test_order_and_probabilities(rows: tuple[dict[str, float], ...], names: str) -> None:
    ranking = ranked(*rows)
    assert ranking is not None
    assert "".join(candidate.name for candidate in ranking.candidates) == names
    assert ranking.best is ranking.candidates[0]
    assert sum(candidate.probability for candidate in ranking.candidates) == pytest.approx(1)
    scores = [candidate.score for candidate in ranking.candidates]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.usefixtures("_plain_weights")
def test_probability_is_that_of_the_scores() -> None:
    ranking = ranked({"near": 1.0}, {})
    assert ranking is not None
    assert ranking.best.probability == pytest.approx(exp(2) / (exp(2) + 1))


@pytest.mark.usefixtures("_plain_weights")
def test_large_scores_do_not_overflow() -> None:
    ranking = ranked({"near": 1e6}, {"far": 1e6})
    assert ranking is not None
    assert [candidate.probability for candidate in ranking.candidates] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("together", "expected"),
    [pytest.param(False, "birds", id="each mention alone"), pytest.param(True, "Team", id="mentions of one name")],
)
@pytest.mark.usefixtures("_plain_weights")
def test_mentions_together(together: bool, expected: str) -> None:
    candidates = [Candidate("birds", {"near": 1.2}), Candidate("Team", {"near": 1.0}), Candidate("team", {"near": 1.0})]
    ranking = rank("pronoun", candidates, together=together)
    assert ranking is not None
    assert ranking.best.name == expected


@pytest.mark.usefixtures("_plain_weights")
def test_nobody_is_not_counted_together() -> None:
    ranking = rank("pronoun", [Candidate("", {}), Candidate("birds", {"near": 0.1}), Candidate("", {})], together=True)
    assert ranking is not None
    assert ranking.best.name == "birds"


def test_replaced_weights_are_restored() -> None:
    own = load_weights()
    replace_weights(WEIGHTS)
    assert load_weights() == WEIGHTS
    replace_weights(None)
    assert load_weights() is own


def test_bundled_weights_have_every_kind() -> None:
    assert {"pronoun", "group", "description", "confidence"} <= set(load_weights())


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        pytest.param(Candidate("Putin", {}, entity=PUTIN), False, id="entity"),
        pytest.param(Candidate("judge", {}, noun=plain_tree("a judge left/VERB")[1]), False, id="noun"),
        pytest.param(Candidate("", {}), True, id="neither"),
    ],
)
def test_nobody(candidate: Candidate, expected: bool) -> None:
    assert candidate.is_nobody is expected


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        pytest.param((("Putin", 0.6), ("Warren", 0.4)), 0.6, id="one mention"),
        pytest.param((("Putin", 0.5), ("Putin", 0.25), ("Warren", 0.25)), 0.75, id="another mention of the same"),
        pytest.param((("", 0.5), ("", 0.5)), 0.5, id="nobody is not added to nobody"),
    ],
)
def test_probability_with_other_mentions(candidates: tuple[tuple[str, float], ...], expected: float) -> None:
    ranking = Ranking("group", tuple(Candidate(name, {}, probability=p) for name, p in candidates))
    assert probability_of(ranking, ranking.best) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        pytest.param({}, (), id="no features"),
        pytest.param({"unheard of": 1.0}, (), id="no weight"),
        pytest.param({"near": 0.0}, (), id="no value"),
        pytest.param({"near": 1.0}, (("near", 2.0),), id="weight times value"),
        pytest.param({"near": 1.0, "far": 3.0}, (("far", -3.0), ("near", 2.0)), id="weightiest first"),
    ],
)
@pytest.mark.usefixtures("_plain_weights")
def test_weighed_features(features: dict[str, float], expected: tuple[tuple[str, float], ...]) -> None:
    assert weigh_features("pronoun", Candidate("Warren", features, entity=WARREN)) == expected
