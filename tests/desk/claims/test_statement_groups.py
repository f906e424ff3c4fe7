"""Wordings of the same statement."""

from __future__ import annotations

from typing import Any

import pytest
from support.records import make_record

from quotes.desk.claims.minhash import SimilarTexts
from quotes.desk.claims.rank import rank_claims
from quotes.desk.claims.statement_groups import group_statements
from quotes.record import Record


def say(said: str, name: str | None = "Jens Stoltenberg", **changes: Any) -> Record:
    record = make_record(said=said, verbatim=[], **changes)
    if name is None:
        return record.model_copy(update={"speaker": None})
    assert record.speaker is not None
    return record.model_copy(update={"speaker": record.speaker.model_copy(update={"name": name})})


FORTY = "at least 40 Russian air strikes hit the province of Hama on Wednesday"


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([say("the alliance is able and ready to defend all of the allies")], id="another statement"),
        pytest.param([say(FORTY, name="Vladimir Putin")], id="another speaker"),
        pytest.param([say("no"), say("no troops are there", name="Vladimir Putin")], id="short"),
    ],
)
def test_not_the_same_statement(others: list[Record]) -> None:
    assert len(group_statements([say(FORTY), *others])) == len(others) + 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(say(FORTY), id="word for word"),
        pytest.param(say(f"“{FORTY},”"), id="marks"),
        pytest.param(say(FORTY.replace("40", "45")), id="another number"),
        pytest.param(say(FORTY.replace("hit", "have hit")), id="a word more"),
        pytest.param(say(FORTY, name="Stoltenberg"), id="surname alone"),
        pytest.param(say(FORTY, name=None), id="nobody known"),
    ],
)
def test_same_statement(other: Record) -> None:
    assert group_statements([say(FORTY), other]) == [[0, 1]]


def test_wordings_stand_side_by_side_with_what_differs() -> None:
    (claim,) = rank_claims([say(FORTY), say(FORTY.replace("40", "45")).model_copy(update={"id": "f" * 16})])
    (other,) = claim.to_json()["same_statement"]

    assert other["said"] == FORTY.replace("40", "45")
    assert (other["only_here"], other["only_there"]) == (["45"], ["40"])


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        pytest.param("the alliance is able to defend all", False, id="another statement"),
        pytest.param("40 strikes", False, id="two words of many"),
        pytest.param(FORTY, True, id="the same"),
        pytest.param(FORTY.replace("40", "45"), True, id="a word changed"),
    ],
)
def test_similar_texts(text: str, *, is_found: bool) -> None:
    texts = SimilarTexts()
    texts.add(7, set(FORTY.split()))

    assert texts.find(set(text.split())) == ([7] if is_found else [])
