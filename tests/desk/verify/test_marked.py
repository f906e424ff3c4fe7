"""A quotation with its differences marked."""

from __future__ import annotations

import pytest
from support.quotations import check

from quotes.desk.verify.marked import mark, shorten
from quotes.desk.verify.verdict_line import CheckLine


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("the  road\n", "the road", id="short"),
        pytest.param("a" * 60, "a" * 60, id="just short enough"),
        pytest.param(
            "We want the road to the old harbour to be rebuilt before the end of next summer",
            "We want the road to the … the end of next summer",
            id="long",
        ),
    ],
)
def test_long_stretches_are_shortened(text: str, shown: str) -> None:
    assert shorten(text) == shown


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(("a troubling escalation",), id="exact"),
        pytest.param(("We will accept the three violations",), id="left out"),
        pytest.param(("We will not accept [these] violations of Turkish airspace",), id="inserted"),
        pytest.param(("In Syria, we had seen", "a worrying escalation of Russian military activities"), id="two parts"),
        pytest.param(("Nobody came",), id="not found"),
    ],
)
def test_pieces_of_the_quotation_join_to_it(parts: tuple[str, ...]) -> None:
    result = check(*parts)
    pieces = mark(result.record, CheckLine.of(result))

    assert "".join(piece.text for piece in pieces if piece.role != "source") == " … ".join(parts)
    assert all(piece.text for piece in pieces)
