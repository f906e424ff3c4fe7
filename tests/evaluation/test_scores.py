"""Figures counted by hand, in whole and in parts, and how far confidences can be believed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.relations import ANKARA, NATO, OBSERVATORY, SEED, STOLTENBERG, relate, sheet

from quotes.evaluation.calibration import calibrate
from quotes.evaluation.evaluate import score
from quotes.evaluation.scores import Rate, count
from quotes.evaluation.subsets import is_quoted_speech, is_reported_speech, quoted_passages, reporting_words

GOLD = (STOLTENBERG, NATO, OBSERVATORY, ANKARA)
FOUND = (
    replace(STOLTENBERG, construction="verb-complement", quote_type="indirect", mode="statement", confidence=0.95),
    relate(
        SEED,
        source="AFP",
        cue="told",
        content='"NATO is able and ready to defend all of the allies,"',
        construction="verb-complement",
        quote_type="direct",
        mode="statement",
        confidence=0.91,
    ),
    relate(
        SEED,
        source="Ankara",
        cue="called",
        content="the strikes a",
        construction="naming-object",
        quote_type="indirect",
        mode="thought",
        confidence=0.5,
    ),
    relate(
        SEED,
        source="Hama",
        cue="hit",
        content="Ankara",
        construction="nominal-object",
        quote_type="indirect",
        mode="statement",
        confidence=0.4,
    ),
    relate(SEED, cue="is", content="able", construction="label", nested=True, confidence=0.2),
)


@pytest.fixture(scope="module")
def scores():  # type: ignore[no-untyped-def]
    typed = [replace(item, quote_type=item.quote_type or "indirect") for item in GOLD]
    return score([sheet(*typed)], [sheet(*FOUND)]).scores


def test_headline(scores) -> None:  # type: ignore[no-untyped-def]
    # found: Stoltenberg right, NATO by AFP wrong, Ankara too short? 11 of 22 letters: right, Hama extra
    assert scores.headline == Rate(right=2, found=4, gold=4)
    assert (scores.headline.precision, scores.headline.recall, scores.headline.f1) == (50.0, 50.0, 50.0)


@pytest.mark.parametrize(
    ("measure", "right"),
    [("content", 3), ("attributed", 2), ("exact", 2), ("cue", 3)],
)
def test_measures(scores, measure: str, right: int) -> None:  # type: ignore[no-untyped-def]
    assert scores.measures[measure] == Rate(right, 4, 4)


def test_subsets(scores) -> None:  # type: ignore[no-untyped-def]
    assert scores.subsets["quoted"]["content"].gold == 1
    assert scores.subsets["quoted"]["content"].recall == 100.0
    assert scores.subsets["quoted"]["attributed"].recall == 0.0
    assert scores.subsets["speech"]["content"] == Rate(3, 3, 4)


def test_spans_and_characters(scores) -> None:  # type: ignore[no-untyped-def]
    assert scores.spans["source"] == Rate(right=2, found=4, gold=4)
    assert scores.spans["cue"] == Rate(right=3, found=4, gold=4)
    assert scores.characters["cue"].right == len("saidtoldcalled")
    assert scores.characters["cue"].found == len("saidtoldcalledhit")


def test_groups(scores) -> None:  # type: ignore[no-untyped-def]
    constructions = {group.name: group for group in scores.constructions}
    assert (constructions["verb-complement"].found, constructions["verb-complement"].content) == (2, 2)
    assert constructions["verb-complement"].precision == 50.0
    assert constructions["verb-complement"].recall is None
    types = {group.name: group for group in scores.quote_types}
    assert (types["indirect"].found, types["indirect"].right, types["indirect"].gold) == (3, 2, 3)
    assert types["indirect"].f1 == 66.7
    assert (types["direct"].recall, types["direct"].f1) == (0.0, 0.0)
    assert [group.gold for group in scores.modes] == [None, None]


def test_nested_ones_count_only_when_asked_for() -> None:
    nested = [sheet(*FOUND)]

    assert score([sheet(*GOLD)], nested).scores.headline.found == 4
    assert score([sheet(*GOLD)], nested, nested=True).scores.headline.found == 5


def test_nothing_at_all_is_no_error() -> None:
    scores = count([])

    assert (scores.headline.precision, scores.headline.recall, scores.headline.f1) == (0.0, 0.0, 0.0)
    assert scores.calibration.sure_right is None


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        pytest.param("unveiled", "a list", id="an action"),
        pytest.param("thinks", 'they are "rigged"', id="one word between marks"),
        pytest.param("according", "to plan", id="no according to"),
    ],
)
def test_not_reported_speech(cue: str, content: str) -> None:
    assert not is_reported_speech(relate(f"{cue} {content}", cue=cue, content=content))


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        pytest.param("replied:", "no", id="verb with a colon"),
        pytest.param("had been urging", "them to go", id="verb in its phrase"),
        pytest.param("according to", "plan", id="according to"),
        pytest.param("thinks", "it is “a very bad idea", id="three words, a mark that nothing closes"),
    ],
)
def test_reported_speech(cue: str, content: str) -> None:
    assert is_reported_speech(relate(f"{cue} {content}", cue=cue, content=content))


@pytest.mark.parametrize(
    ("content", "passages"),
    [
        ("none", []),
        ("“one”", ["one"]),
        ("a “b c” d “e", ["b c", "e"]),
        ('"a" b "c"', ["a", "c"]),
        ("“a “b c d”", ["b c d"]),
        ("“”", []),
        ("a” b", []),
    ],
)
def test_quoted_passages(content: str, passages: list[str]) -> None:
    assert [passage for passage in quoted_passages(content) if passage] == passages
    assert not is_quoted_speech(relate("nothing", content="nothing"))


def test_reporting_words_have_all_forms() -> None:
    assert {"say", "said", "saying", "denies", "denied", "urged", "wrote"} <= reporting_words()
    assert not {"think", "unveil", "the"} & reporting_words()


def test_calibration_by_hand() -> None:
    calibration = calibrate([(0.95, True), (0.93, True), (0.91, False), (0.2, False), (1.0, True)])

    assert [(item.low, item.count) for item in calibration.bins] == [(0.2, 1), (0.9, 4)]
    assert calibration.bins[1].right == 0.75
    assert calibration.expected_error == pytest.approx((0.2 + 4 * (0.9475 - 0.75)) / 5, abs=1e-4)
    assert (calibration.sure, calibration.sure_right) == (4, 0.75)


judged = st.lists(st.tuples(st.floats(0, 1), st.booleans()))


@given(judged)
def test_calibration_stays_in_bounds(pairs: list[tuple[float, bool]]) -> None:
    calibration = calibrate(pairs)

    assert sum(item.count for item in calibration.bins) == calibration.count == len(pairs)
    assert all(item.low - 1e-4 <= item.confidence <= item.high + 1e-4 for item in calibration.bins)
    assert 0 <= calibration.expected_error <= calibration.largest_error + 1e-4 <= 1 + 1e-4
    assert calibration.sure == sum(confidence >= 0.9 for confidence, _ in pairs)


@given(st.lists(st.booleans(), min_size=1))
def test_certain_of_what_is_so_is_no_error(outcomes: list[bool]) -> None:
    assert calibrate((float(outcome), outcome) for outcome in outcomes).expected_error == 0
