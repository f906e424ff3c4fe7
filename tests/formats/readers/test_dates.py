"""Dates of any spelling become ISO days, or None where they are no date or could be two."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.formats.readers.dates import iso_date


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(None, id="nothing"),
        pytest.param("", id="empty"),
        pytest.param("yesterday", id="no number"),
        pytest.param("8 October", id="no year"),
        pytest.param("10:30", id="a time"),
        pytest.param("08/10/2015", id="day or month first"),
        pytest.param("8.10.15", id="two digits of a year"),
        pytest.param("2015-13-40", id="no such month"),
        pytest.param("2015-02-31", id="no such day"),
        pytest.param("20151340", id="no such compact date"),
        pytest.param("31 February 2015", id="no such worded date"),
        pytest.param(2015.5, id="a number"),
        pytest.param({"day": 8}, id="an object"),
        pytest.param("x" * 1_000_000, id="a long text"),
    ],
)
def test_no_date_in(value: object) -> None:
    assert iso_date(value) is None


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("2015-10-08", id="ISO day"),
        pytest.param("  2015-10-08T10:30:00+02:00", id="ISO time"),
        pytest.param("20151008", id="compact"),
        pytest.param("20151008T103000+0200", id="compact with a time"),
        pytest.param("Thu, 08 Oct 2015 10:30:00 GMT", id="mail"),
        pytest.param("October 8, 2015", id="American"),
        pytest.param("8 October 2015", id="British"),
        pytest.param("8 Oct 2015 23:59 -0800", id="the day where it was written"),
        pytest.param(date(2015, 10, 8), id="a date"),
        pytest.param(datetime(2015, 10, 8, 10, 30, tzinfo=timezone.utc), id="a date and time"),
    ],
)
def test_day_of(value: object) -> None:
    assert iso_date(value) == "2015-10-08"


@given(st.text(max_size=120))
def test_any_text_gives_a_day_or_none(text: str) -> None:
    day = iso_date(text)

    assert day is None or date.fromisoformat(day).isoformat() == day
