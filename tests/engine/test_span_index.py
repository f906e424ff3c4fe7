"""Items near a range, in the order of their addition."""

from __future__ import annotations

import pytest

from quotes.engine.span_index import BLOCK, SpanIndex
from quotes.spans import Range


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        pytest.param((9 * BLOCK, 9 * BLOCK + 5), [], id="nothing there"),
        pytest.param((0, 1), ["long", "first"], id="first block, in the order of addition"),
        pytest.param((BLOCK, BLOCK + 1), ["long"], id="only what reaches over it"),
        pytest.param((0, 5 * BLOCK), ["long", "first", "last"], id="each once"),
        pytest.param((BLOCK, BLOCK), ["long"], id="empty range"),
    ],
)
def test_near(span: Range, expected: list[str]) -> None:
    index = SpanIndex[str]()
    index.add((0, 3 * BLOCK), "long")
    index.add((10, BLOCK), "first")
    index.add((4 * BLOCK, 4 * BLOCK + 9), "last")

    assert list(index.near(span)) == expected


def test_removed_item_is_gone() -> None:
    index = SpanIndex[str]()
    number = index.add((0, 3), "a")
    index.add((0, 3), "b")
    index.remove(number)

    assert (list(index), list(index.near((1, 2)))) == (["b"], ["b"])
