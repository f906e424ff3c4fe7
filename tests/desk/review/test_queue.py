"""The queue of a review: its order, its filters, notes, and many records accepted at once."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from unittest.mock import ANY

import pytest
from support.review import FIVE, FOUR, ONE, RECORDS, THREE, TWO, do, status, undo

from quotes.desk.review.corrections import SelectionError
from quotes.desk.review.decision_journal import ConflictError, Journal
from quotes.desk.review.decisions import Decision
from quotes.desk.review.desk import Desk
from quotes.desk.review.note_table import write_notes
from quotes.desk.review.notes import Note
from quotes.desk.review.queue import Choice, find_matching, make_queue
from quotes.desk.review.state import ReviewState


@pytest.fixture
def state(tmp_path: Path) -> ReviewState:
    return ReviewState(RECORDS, Journal(tmp_path / "r.db"))


def test_the_queue_begins_with_the_least_sure(state: ReviewState) -> None:
    queue = make_queue(state, Choice(), None)
    assert [record.confidence for record in queue.entries] == [0.3, 0.6, 0.7, 0.8, 0.9]
    do(state, "accept", THREE)
    assert make_queue(state, Choice(), None).first == FIVE.id
    assert make_queue(state, Choice(), THREE.id).position == 0  # still there while it is open
    assert make_queue(state, Choice(show="accepted"), None).total == 1
    assert make_queue(state, Choice(words="stoltenberg NATO"), None).entries == [TWO]
    assert make_queue(state, Choice(article=FIVE.article.sha256), None).total == 1


def test_notes_decide_nothing_and_are_taken_back(state: ReviewState) -> None:
    do(state, "flag", ONE, flagged=True)
    do(state, "comment", ONE, comment="Who is meant?")
    do(state, "skip", ONE)

    assert status(state, ONE) is None
    assert state.notes[ONE.id] == Note(skipped=True, flagged=True, comment="Who is meant?", by="desk", at=ANY)
    assert make_queue(state, Choice(order="article"), None).entries[-1] == ONE
    assert make_queue(state, Choice(show="flagged"), None).total == 1
    for _ in range(3):
        undo(state)
    assert ONE.id not in state.notes


def test_a_comment_is_in_nobodys_way(state: ReviewState) -> None:
    do(state, "comment", ONE, by="Ada", comment="sure?")

    state.journal.append(Decision(kind="accept", record=ONE.id, by="Grace"), base=0)


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        pytest.param(Choice(least=0.65, most=0.85), [FOUR.id, TWO.id], id="confidence"),
        pytest.param(Choice(speaker="stoltenberg"), [TWO.id, ONE.id], id="speaker"),
        pytest.param(Choice(quote_type="direct"), [ONE.id], id="type"),
        pytest.param(Choice(show="unresolved"), [], id="without a speaker"),
        pytest.param(Choice(show="commented"), [], id="without a comment"),
    ],
)
def test_the_queue_is_narrowed(state: ReviewState, choice: Choice, ids: list[str]) -> None:
    assert [name for name, _ in find_matching(state, choice)] == ids


def test_many_are_accepted_where_they_are_open_and_undone_at_once(state: ReviewState) -> None:
    do(state, "reject", TWO)
    desk = Desk(state, lambda article: None)

    assert desk.accept_many(Choice(least=0.5), "Ada") == 3
    assert [status(state, record) for record in RECORDS] == ["accepted", "rejected", None, "accepted", "accepted"]
    with pytest.raises(SelectionError, match="nothing open"):
        desk.accept_many(Choice(least=0.5), "Ada")
    do(state, "reject", FIVE, by="Grace")  # who has seen it
    assert desk.undo("Ada", redo=False).kind == "accept_many"
    assert [status(state, record) for record in RECORDS] == [None, "rejected", None, None, "rejected"]


def test_who_has_not_seen_that_many_were_accepted_is_refused(state: ReviewState) -> None:
    Desk(state, lambda article: None).accept_many(Choice(), "Ada")

    with pytest.raises(ConflictError, match="Ada has accepted this among others"):
        state.journal.append(Decision(kind="reject", record=ONE.id, by="Grace"), base=0)


def test_notes_are_written_as_a_table(state: ReviewState) -> None:
    do(state, "comment", ONE, comment="=1+1")
    stream = io.StringIO()

    assert write_notes(state, stream) == 1
    (row,) = csv.DictReader(io.StringIO(stream.getvalue()))
    assert (row["id"], row["comment"], row["flagged"], row["by"]) == (ONE.id, "'=1+1", "false", "desk")
