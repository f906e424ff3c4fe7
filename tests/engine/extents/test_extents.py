"""How pieces of a content are joined."""

from __future__ import annotations

import pytest

from quotes.engine.extents.extents import join_pieces
from quotes.spans import Range

TEXT = "“One,” he said, “two.”\n“three”"


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        pytest.param([], (), id="none"),
        pytest.param([(0, 6), (16, 22)], ((0, 6), (16, 22)), id="words between"),
        pytest.param([(16, 22), (23, 30)], ((16, 22), (23, 30)), id="line break between"),
        pytest.param([(16, 22), (0, 6)], ((0, 6), (16, 22)), id="sorted"),
        pytest.param([(0, 5), (5, 6)], ((0, 6),), id="touching"),
        pytest.param([(0, 5), (2, 4)], ((0, 5),), id="one inside the other"),
        pytest.param([(7, 14), (16, 22)], ((7, 22),), id="comma and blank between"),
    ],
)
def test_join_pieces(ranges: list[Range], expected: tuple[Range, ...]) -> None:
    assert join_pieces(TEXT, ranges) == expected
