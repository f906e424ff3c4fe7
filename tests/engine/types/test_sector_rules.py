"""The sector that descriptions alone give."""

from __future__ import annotations

import pytest

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.sector_rules import sector_by_words
from quotes.engine.types.source_types import sector_of


@pytest.mark.parametrize(
    ("title", "sector"),
    [
        pytest.param("Attorney General", "government", id="office held"),
        pytest.param("former Attorney General", "politics", id="office left"),
        pytest.param("former CNN reporter", "media", id="no office"),
    ],
)
def test_sector_of_those_who_left_office(title: str, sector: str) -> None:
    someone = ResolvedSpeaker("Nobody In Particular", None, "name", "PERSON", "", False, "", titles=(title,))
    assert sector_of(someone) == sector


@pytest.mark.parametrize(
    ("title", "sector", "is_certain"),
    [
        pytest.param("Mr.", None, False, id="no sector"),
        pytest.param("former senator", "politics", False, id="past"),
        pytest.param("senator", "politics", True, id="present"),
        pytest.param("presidential candidate", "politics", True, id="candidacy"),
        pytest.param("psychology major", "academic", True, id="a student, no soldier"),
    ],
)
def test_sector_by_words_and_whether_it_is_certain(title: str, sector: str | None, is_certain: bool) -> None:
    someone = ResolvedSpeaker("Nobody In Particular", None, "name", "PERSON", "", False, "", titles=(title,))
    assert sector_by_words(someone) == (sector, is_certain)
