"""Signs of checkable statements, beside those of `test_claims.py`: how the attribution counts, and what is shown."""

from __future__ import annotations

from typing import Any

import pytest
from support.records import make_record

from quotes.desk.claims.signals import MAX_REASON_WORDS, find_reasons

PLAIN = "the alliance is ready for its members there"


def points(said: str = PLAIN, *, changes: dict[str, dict[str, Any]] | None = None) -> dict[str, float]:
    """The points by sign of a record whose parts are changed: `points(changes={"cue": {"negated": True}})`."""
    record = make_record(said=said, verbatim=[])
    parts = {part: getattr(record, part).model_copy(update=update) for part, update in (changes or {}).items()}
    return {reason.signal: reason.points for reason in find_reasons(record.model_copy(update=parts))}


@pytest.mark.parametrize(
    "signal",
    ["number", "date", "comparison", "name", "cause", "past", "absolute", "prospect", "opinion", "question", "short"],
)
def test_plain_statement_has_no_sign_of_content(signal: str) -> None:
    assert signal not in points()


@pytest.mark.parametrize(
    ("changes", "signal", "expected"),
    [
        pytest.param({"cue": {"verb_class": "neutral"}}, "neutral cue", None, id="a neutral cue counts nothing"),
        pytest.param({"cue": {"negated": False}}, "negated cue", None, id="a plain cue is not negated"),
        pytest.param({"source_type": {"sector": "citizen"}}, "sector: citizen", None, id="a citizen holds no office"),
        pytest.param({"cue": {"verb_class": "assertive"}}, "assertive cue", 0.5, id="assertive"),
        pytest.param({"cue": {"verb_class": "directive"}}, "directive cue", -1.5, id="directive"),
        pytest.param({"cue": {"negated": True}}, "negated cue", -0.5, id="negated"),
        pytest.param({"source_type": {"nature": "none"}}, "source: none", -1.0, id="no source"),
        pytest.param({"source_type": {"sector": "judiciary"}}, "sector: judiciary", 0.5, id="an office"),
    ],
)
def test_attribution_counts(changes: dict[str, dict[str, Any]], signal: str, expected: float | None) -> None:
    assert points(changes=changes).get(signal) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(f"{PLAIN} 40", 2.0, id="one"),
        pytest.param(f"{PLAIN} 40 and 40 and 40", 2.0, id="the same again"),
        pytest.param(f"{PLAIN} 40, 40", 2.0, id="the same again after a comma"),
        pytest.param(f"{PLAIN} 13,000 and 13,000.", 2.0, id="a comma within a number, a stop after it"),
        pytest.param(f"{PLAIN} 40 and 50", 2.5, id="two"),
        pytest.param(f"{PLAIN} 40 and 50 and 60", 3.0, id="three"),
        pytest.param(f"{PLAIN} 40 and 50 and 60 and 70 and 80", 3.0, id="more than three count as three"),
    ],
)
def test_further_numbers_add_a_little(said: str, expected: float) -> None:
    assert points(said)["number"] == expected


def test_no_reason_shows_more_than_a_few_words() -> None:
    (number,) = [
        reason
        for reason in find_reasons(make_record(said=" ".join(map(str, range(20, 40))), verbatim=[]))
        if reason.signal == "number"
    ]

    assert len(number.words) == MAX_REASON_WORDS
