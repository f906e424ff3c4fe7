"""The probability that a speaker is right: between 0 and 1, none without a speaker, higher for what is plain."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.scenes import scene_of, source_of
from support.trees import attribution, layout, plain_tree

from quotes.engine.speakers.case import nobody
from quotes.engine.speakers.confidence import KIND, MAX_LOG_ODDS, describe_answer, find_confidence
from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.ranking import load_weights, replace_weights
from quotes.engine.speakers.resolve import find_answer, resolve

NAMES = {"Jens Stoltenberg": "PERSON", "Putin": "PERSON", "Warren": "PERSON", "NATO": "ORG"}
BEFORE = "Jens Stoltenberg met/VERB Putin ."


def confidence_of(before: str, source: str) -> float | None:
    """The confidence in the speaker of a source after other sentences."""
    doc = plain_tree(f"{before} {source} said/VERB so/ADV .", names=NAMES)
    words = " ".join(cell.partition("/")[0] for cell in source.split())
    return resolve(doc, layout(doc), [attribution(doc, words, "said", "so")])[0].confidence


@pytest.mark.parametrize(
    ("before", "source"),
    [
        pytest.param("missiles fell/VERB .", "He/PRON", id="nobody to take up"),
        pytest.param(BEFORE, "You/PRON", id="nobody in particular"),
    ],
)
def test_no_speaker(before: str, source: str) -> None:
    assert confidence_of(before, source) is None


@pytest.mark.parametrize(
    ("before", "source"),
    [
        pytest.param(BEFORE, "Jens Stoltenberg", id="whole name"),
        pytest.param(BEFORE, "Stoltenberg", id="surname"),
        pytest.param(BEFORE, "He/PRON", id="pronoun"),
        pytest.param(BEFORE, "the official", id="description"),
        pytest.param("missiles fell/VERB .", "officials/NOUNS", id="nobody named"),
        pytest.param("NATO met/VERB .", "They/PRON", id="they"),
    ],
)
def test_probability(before: str, source: str) -> None:
    confidence = confidence_of(before, source)
    assert confidence is not None
    assert 0 < confidence < 1


def test_whole_name_is_surer_than_a_pronoun() -> None:
    name, pronoun = confidence_of(BEFORE, "Jens Stoltenberg"), confidence_of(BEFORE, "He/PRON")
    assert name is not None
    assert pronoun is not None
    assert name > pronoun


def test_pronoun_with_one_candidate_is_surer_than_with_two() -> None:
    alone, several = confidence_of("Putin left/VERB .", "He/PRON"), confidence_of(BEFORE, "He/PRON")
    assert alone is not None
    assert several is not None
    assert alone > several


def features_of(before: str, source: str) -> dict[str, float]:
    scene = scene_of(plain_tree(f"{before} {source} said/VERB so/ADV .", names=NAMES))
    asked = source_of(scene, " ".join(cell.partition("/")[0] for cell in source.split()), content="so")
    answer = find_answer(asked, scene, Discourse())
    return describe_answer(answer, asked, scene, Discourse())


@pytest.mark.parametrize(
    ("source", "present", "absent"),
    [
        pytest.param("Jens Stoltenberg", "whole name in the source", "one-word name", id="whole name"),
        pytest.param("Jens Stoltenberg", "case name", "log-odds pronoun", id="no ranking for a name"),
        pytest.param("Stoltenberg", "case name", "whole name in the source", id="surname"),
        pytest.param("He/PRON", "log-odds pronoun", "nothing but the name", id="pronoun"),
        pytest.param("the voters/NOUNS", "definite description", "label PERSON", id="description"),
        pytest.param("voters/NOUNS", "label group", "definite description", id="several without a name"),
    ],
)
def test_features(source: str, present: str, absent: str) -> None:
    features = features_of(BEFORE, source)
    assert present in features
    assert absent not in features
    assert features["bias"] == 1.0


def test_log_odds_are_limited() -> None:
    assert abs(features_of("Putin left/VERB .", "He/PRON")["log-odds pronoun"]) <= MAX_LOG_ODDS


def test_nobody_has_no_features() -> None:
    scene = scene_of(plain_tree("He/PRON said/VERB so/ADV ."))
    source = source_of(scene, "He", content="so")
    assert describe_answer(nobody(source), source, scene, Discourse()) == {}
    assert find_confidence(nobody(source), source, scene, Discourse()) is None


@pytest.fixture
def _no_weights_of_confidence() -> Iterator[None]:
    replace_weights({kind: row for kind, row in load_weights().items() if kind != KIND})
    yield
    replace_weights(None)


@pytest.mark.usefixtures("_no_weights_of_confidence")
def test_no_confidence_before_it_is_learnt() -> None:
    assert confidence_of(BEFORE, "Putin") is None


def test_continuation_has_the_confidence_before_it_as_a_feature() -> None:
    scene = scene_of(plain_tree(f"{BEFORE} Putin said/VERB so/ADV .", names=NAMES))
    source = source_of(scene, "Putin", content="so", continues=0)
    first = find_answer(source, scene, Discourse())
    discourse = Discourse(answers=[Answer(first.speaker, confidence=0.9)])
    features = describe_answer(Answer(first.speaker, cases=("continuation",)), source, scene, discourse)
    assert features["log-odds of the earlier"] > 0
