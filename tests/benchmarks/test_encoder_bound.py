"""The bound of the encoder from rates of products."""

from __future__ import annotations

import pytest

from benchmarks.encoder_bound import PIECES, Bound, time_product


def test_bound_is_the_work_divided_by_the_rates() -> None:
    linear = 2 * 6 * (4 * 384 * 384 + 2 * 384 * 1536)
    attention = 4 * 6 * PIECES * 384
    assert Bound(small=linear / 1e3, floats=attention / 1e3).microseconds == pytest.approx(2.0)


@pytest.mark.parametrize("small", [False, True], ids=["32 bits", "8 bits"])
def test_products_are_timed(small: bool) -> None:
    assert time_product(384, 384, small=small) > 0
