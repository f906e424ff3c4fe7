"""Weights to probabilities, and files of weights that are damaged."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from quotes.engine.scoring.scorer import Scorer, load_scorers, logistic, read_scorer, scorers_of
from quotes.errors import ModelError
from quotes.nlp.heads.attributions import WEIGHTS as OWN
from quotes.nlp.heads.attributions import AttributionTagger
from quotes.nlp.heads.tagger_output import KEY

WEIGHTS = {"construction=label": 1.0, "mark": -2.0}


@pytest.mark.parametrize(
    ("odds", "probability"),
    [
        pytest.param(-1000.0, 0.0, id="no overflow below"),
        pytest.param(1000.0, 1.0, id="no overflow above"),
        pytest.param(0.0, 0.5, id="even"),
    ],
)
def test_logistic(odds: float, probability: float) -> None:
    assert logistic(odds) == pytest.approx(probability)


@pytest.mark.parametrize(
    ("features", "odds"),
    [
        pytest.param([], 0.5, id="the bias alone"),
        pytest.param(["unseen"], 0.5, id="feature that training never saw"),
        pytest.param(["mark"], -1.5, id="one feature"),
        pytest.param(["mark", "construction=label", "unseen"], -0.5, id="several"),
    ],
)
def test_log_odds(features: list[str], odds: float) -> None:
    scorer = Scorer(WEIGHTS, bias=0.5)

    assert scorer.log_odds(features) == odds
    assert scorer.probability(features) == logistic(odds)
    assert scorer.log_odds_of_parts([((name,), scorer.weight([name])) for name in features]) == odds


def test_calibration_changes_slope_and_intercept() -> None:
    assert Scorer({}).calibrated(2.0) == logistic(2.0)
    assert Scorer({}, calibration=(0.5, 1.0)).calibrated(2.0) == logistic(2.0)
    assert Scorer({}, calibration=(0.5, 0.0)).calibrated(2.0) == logistic(1.0)


@pytest.mark.parametrize(("name", "learnt"), [("mark", False), ("dash", False), ("label", True)])
def test_constructions_that_training_saw(name: str, learnt: bool) -> None:
    assert Scorer(WEIGHTS).has_learnt(name) is learnt


def test_part_of_a_template_is_made_once() -> None:
    calls: list[object] = []

    def template(value: str) -> tuple[str, ...]:
        calls.append(value)
        return (value, "unseen")

    scorer = Scorer(WEIGHTS)

    assert [scorer.cached_part(template, "mark") for _ in range(2)] == [(("mark", "unseen"), -2.0)] * 2
    assert calls == ["mark"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"weights": [], "bias": 0, "threshold": 0.5}, id="weights that are a list"),
        pytest.param({"weights": {"a": "much"}, "bias": 0, "threshold": 0.5}, id="weight in words"),
        pytest.param({"weights": {}, "bias": None, "threshold": 0.5}, id="no bias"),
        pytest.param({"weights": {}, "bias": 0, "threshold": 0.5, "calibration": [1]}, id="half a calibration"),
    ],
)
def test_damaged_scorer_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        read_scorer(data)


def test_scorer_without_calibration_is_read() -> None:
    assert read_scorer({"weights": {"a": 1}, "bias": 2, "threshold": 0.4}) == Scorer({"a": 1.0}, 2.0, 0.4)


def test_scorers_of_the_package() -> None:
    scorers = load_scorers()

    assert scorers.combined is not None
    for scorer in (scorers.rules, scorers.combined):
        assert 0.0 < scorer.threshold < 1.0
        assert len(scorer.weights) > 50


@pytest.fixture
def own_weights(tmp_path: Path) -> Path:
    """A folder with a scorer that differs from that of the package in its threshold."""
    data = json.loads(files("quotes.model").joinpath("scorer.json").read_text(encoding="utf-8"))
    folder = tmp_path / OWN
    folder.mkdir()
    (folder / "scorer.json").write_text(json.dumps(data | {"threshold": 0.123}), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "stored", [pytest.param({}, id="no tagger"), pytest.param({KEY: {"weights": ""}}, id="a tagger without its own")]
)
def test_a_document_is_judged_by_the_scorers_of_the_package(stored: dict[str, Any]) -> None:
    doc = Doc(Vocab(), words=["Yes"])
    doc.user_data |= stored
    assert scorers_of(doc) is load_scorers()


def test_a_tagger_brings_its_own_scorers(own_weights: Path) -> None:
    doc = Doc(Vocab(), words=["Yes"])
    doc.user_data[KEY] = {"weights": str(own_weights)}
    scorers = scorers_of(doc)
    assert scorers.rules.threshold == 0.123
    assert scorers.nested == load_scorers().nested  # the folder has none


def test_own_scorers_that_are_damaged_are_refused(own_weights: Path) -> None:
    (own_weights / "scorer.json").write_text("{", encoding="utf-8")
    doc = Doc(Vocab(), words=["Yes"])
    doc.user_data[KEY] = {"weights": str(own_weights)}
    with pytest.raises(ModelError, match=r"scorer\.json: missing or damaged"):
        scorers_of(doc)


def test_the_folder_beside_the_tagger_is_its_own(nlp: Language, own_weights: Path) -> None:
    tagger = nlp.get_pipe(KEY)
    assert isinstance(tagger, AttributionTagger)
    tagger.to_disk(own_weights.parent / KEY)
    copy = nlp.create_pipe("quotes_attribution_tagger")
    assert isinstance(copy, AttributionTagger)
    copy.from_disk(own_weights.parent / KEY)
    assert copy.weights == str(own_weights)
    assert tagger.weights == ""
