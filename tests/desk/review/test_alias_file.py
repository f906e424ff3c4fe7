"""Merges in all articles, written into the user's table of aliases."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.desk import make_records

from quotes.desk.review.decision_journal import Journal
from quotes.desk.review.desk import Desk
from quotes.desk.review.state import ReviewState
from quotes.errors import OutputError
from quotes.record import Record

RECORDS = make_records()
ONE, TWO, THREE, FOUR, FIVE = RECORDS
PUTIN = "variant,name,sector\nPutin,Jens Stoltenberg,\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    state = ReviewState(RECORDS, Journal(tmp_path / "r.db"))
    return Desk(state, lambda article: None, aliases=tmp_path / "aliases.csv")


def merge(desk: Desk, record: Record, gone: str, kept: str, *, everywhere: bool = True) -> None:
    desk.merge(record.id, gone, kept, "Ada", everywhere=everywhere, seq=desk.state.seq)


def written(desk: Desk) -> str:
    assert desk.aliases is not None
    return desk.aliases.read_text(encoding="utf-8")


def test_a_merge_in_one_article_is_no_alias(desk: Desk) -> None:
    merge(desk, THREE, "secretary-general", "jens-stoltenberg", everywhere=False)

    assert written(desk) == "variant,name,sector\n"


def test_the_unnamed_are_no_alias(desk: Desk) -> None:
    merge(desk, FOUR, "official", "jens-stoltenberg")

    assert written(desk) == "variant,name,sector\n"


def test_a_merge_is_a_row_until_it_is_taken_back(desk: Desk) -> None:
    merge(desk, FIVE, "putin", "jens-stoltenberg")
    assert written(desk) == PUTIN
    desk.undo("Ada", redo=False)
    assert written(desk) == "variant,name,sector\n"
    desk.undo("Ada", redo=True)
    assert written(desk) == PUTIN


def test_rows_that_a_person_wrote_stay(desk: Desk) -> None:
    assert desk.aliases is not None
    desk.aliases.write_text("variant,name,sector,note\nKremlin,Vladimir Putin,government,asked\n", encoding="utf-8")
    merge(desk, FIVE, "putin", "jens-stoltenberg")

    assert written(desk) == (
        "variant,name,sector,note\nKremlin,Vladimir Putin,government,asked\nPutin,Jens Stoltenberg,,\n"
    )


def test_a_chain_of_merges_ends_at_its_last_name(desk: Desk) -> None:
    merge(desk, FIVE, "putin", "secretary-general")
    merge(desk, THREE, "secretary-general", "jens-stoltenberg")

    assert written(desk) == ("variant,name,sector\nPutin,Jens Stoltenberg,\nsecretary general,Jens Stoltenberg,\n")


def test_a_contradiction_is_said_and_the_table_kept(desk: Desk) -> None:
    assert desk.aliases is not None
    desk.aliases.write_text("variant,name\nPutin,Vladimir Putin\n", encoding="utf-8")

    with pytest.raises(OutputError, match=r"merged, but not written to aliases\.csv"):
        merge(desk, FIVE, "putin", "jens-stoltenberg")
    assert written(desk) == "variant,name\nPutin,Vladimir Putin\n"
