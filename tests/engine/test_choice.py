"""Which candidates are chosen, which conflict, and which give way to several."""

from __future__ import annotations

import pytest

from quotes.engine.attribution import Candidate
from quotes.engine.choice import Weighed, choose, select
from quotes.engine.extents.extents import Extents
from quotes.spans import Range


def weighed(name: str, cue: Range | None, *content: Range, p: float = 0.8) -> Weighed:
    candidate = Candidate(name, None, None, None, None, ())
    return Weighed(candidate, Extents(None, cue, content, None, ()), p)


FIRST = weighed("first", (0, 4), (5, 20), p=0.9)


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([weighed("weak", (0, 4), (5, 20), p=0.4)], [], id="too improbable"),
        pytest.param([FIRST, weighed("other", (0, 4), (30, 40))], ["first"], id="same cue"),
        pytest.param([weighed("other", (0, 4), (30, 40)), FIRST], ["first"], id="order does not matter"),
        pytest.param([FIRST, weighed("other", (22, 26), (15, 21))], ["first"], id="contents overlap"),
        pytest.param([FIRST, weighed("other", (22, 26), (5, 20))], ["first"], id="same content, other cue"),
        pytest.param([FIRST], ["first"], id="alone"),
        pytest.param([FIRST, weighed("other", (20, 24), (25, 40))], ["first", "other"], id="side by side"),
        pytest.param([FIRST, weighed("inner", (6, 8), (9, 20))], ["first", "inner"], id="nested"),
        pytest.param([weighed("late", (50, 54), (55, 60), p=0.99), FIRST], ["first", "late"], id="in text order"),
        pytest.param(
            [
                weighed("wide", (20, 24), (0, 19), (25, 60), p=0.9),
                weighed("a", (21, 22), (0, 19)),
                weighed("b", (26, 28), (30, 59), (62, 64)),
            ],
            ["a", "b"],
            id="one that blocks two gives way to them",
        ),
    ],
)
def test_choose(candidates: list[Weighed], expected: list[str]) -> None:
    assert [item.construction for item in choose(candidates, threshold=0.5)] == expected


def test_nested_attribution_has_its_parent() -> None:
    outer, inner = choose([FIRST, weighed("inner", (6, 8), (9, 20))], threshold=0.5)

    assert (outer.parent, inner.parent) == (None, 0)


def test_loser_names_its_winner() -> None:
    _, (loss,) = select([FIRST, weighed("other", (0, 4), (30, 40))], threshold=0.5)

    assert loss.winner is FIRST
