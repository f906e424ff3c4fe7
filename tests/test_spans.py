"""Range arithmetic, the cases without a result first."""

from __future__ import annotations

import pytest

from quotes.spans import Range, clip, contains, gap, merge, overlap, overlaps, size, subtract, within


@pytest.mark.parametrize(
    ("ranges", "position", "expected"),
    [
        pytest.param([], 0, False, id="no ranges"),
        pytest.param([(0, 3)], 3, False, id="the end is outside"),
        pytest.param([(2, 2)], 2, False, id="an empty range has nothing"),
        pytest.param([(0, 3)], 0, True, id="the start is inside"),
        pytest.param([(0, 3), (5, 9)], 6, True, id="in the second"),
    ],
)
def test_contains(ranges: list[Range], position: int, expected: bool) -> None:
    assert contains(ranges, position) is expected


@pytest.mark.parametrize(
    ("inner", "ranges", "expected"),
    [
        pytest.param((1, 3), [], False, id="no ranges"),
        pytest.param((1, 4), [(0, 3)], False, id="sticks out at the end"),
        pytest.param((0, 3), [(1, 4)], False, id="sticks out at the start"),
        pytest.param((1, 8), [(0, 4), (4, 9)], False, id="held by two together, by neither alone"),
        pytest.param((0, 3), [(0, 3)], True, id="the same"),
        pytest.param((6, 7), [(0, 3), (5, 9)], True, id="in the second"),
    ],
)
def test_within(inner: Range, ranges: list[Range], expected: bool) -> None:
    assert within(inner, ranges) is expected


@pytest.mark.parametrize(
    ("span", "other", "shared", "between"),
    [
        pytest.param((0, 3), (5, 9), 0, 2, id="apart"),
        pytest.param((5, 9), (0, 3), 0, 2, id="apart, the other way round"),
        pytest.param((0, 3), (3, 5), 0, 0, id="touching"),
        pytest.param((0, 4), (2, 9), 2, -2, id="overlapping"),
        pytest.param((0, 9), (3, 5), 2, -5, id="one inside the other"),
    ],
)
def test_overlap_and_gap(span: Range, other: Range, shared: int, between: int) -> None:
    assert overlap([span], [other]) == shared
    assert overlaps(span, other) is (shared > 0)
    assert gap(span, other) == between


def test_overlap_of_several_ranges_is_summed() -> None:
    assert overlap([(0, 4), (6, 8)], [(2, 7)]) == 3
    assert size([(0, 4), (6, 8)]) == 6
    assert size([]) == 0


@pytest.mark.parametrize(
    ("ranges", "bounds", "expected"),
    [
        pytest.param([], [(0, 9)], (), id="nothing to clip"),
        pytest.param([(0, 3)], [(3, 9)], (), id="outside"),
        pytest.param([(0, 4)], [(2, 9)], ((2, 4),), id="cut at the start"),
        pytest.param([(0, 9)], [(0, 2), (4, 6)], ((0, 2), (4, 6)), id="two bounds make two parts"),
    ],
)
def test_clip(ranges: list[Range], bounds: list[Range], expected: tuple[Range, ...]) -> None:
    assert clip(ranges, bounds) == expected


@pytest.mark.parametrize(
    ("whole", "cuts", "expected"),
    [
        pytest.param((0, 9), [(0, 9)], [], id="nothing remains"),
        pytest.param((0, 9), [], [(0, 9)], id="nothing is cut"),
        pytest.param((0, 9), [(9, 12)], [(0, 9)], id="a cut beyond the end"),
        pytest.param((0, 9), [(3, 5)], [(0, 3), (5, 9)], id="in the middle"),
        pytest.param((0, 9), [(0, 2), (8, 9)], [(2, 8)], id="both ends"),
        pytest.param((0, 9), [(2, 5), (4, 7)], [(0, 2), (7, 9)], id="overlapping cuts"),
    ],
)
def test_subtract(whole: Range, cuts: list[Range], expected: list[Range]) -> None:
    assert subtract(whole, cuts) == expected


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        pytest.param([], (), id="none"),
        pytest.param([(0, 3), (4, 5)], ((0, 3), (4, 5)), id="apart stay apart"),
        pytest.param([(3, 5), (0, 3)], ((0, 5),), id="touching, unsorted"),
        pytest.param([(0, 9), (2, 4)], ((0, 9),), id="one inside the other"),
    ],
)
def test_merge(ranges: list[Range], expected: tuple[Range, ...]) -> None:
    assert merge(ranges) == expected
