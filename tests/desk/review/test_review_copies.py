"""Copies of an article in a review: their records have the same ids, and are decided on one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.desk import make_copies, make_records, write_records
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.review.apply import reviewed
from quotes.desk.review.decision_journal import Journal
from quotes.desk.review.decisions import Decision, Merge
from quotes.desk.review.state import ReviewState
from quotes.record import Record

RECORDS = make_records()

ONE, TWO, THREE, FOUR, FIVE = RECORDS


@pytest.fixture
def state(tmp_path: Path) -> ReviewState:
    return ReviewState(RECORDS, Journal(tmp_path / "r.db"))


def do(state: ReviewState, kind: str, record: Record | None = None, by: str = "desk", **what: object) -> int:
    """Write a decision as someone who has seen everything."""
    decision = Decision(kind=kind, record=record.id if record else None, by=by, **what)  # type: ignore[arg-type]
    seq = state.journal.append(
        decision, base=state.seq, target=None if kind != "undo" else state.target_of_undo(decision)
    )
    state.catch_up()
    return seq


def status(state: ReviewState, record: Record) -> str | None:
    review = state.current[record.id].review
    return review.status if review else None


def test_records_of_copies_are_told_apart(tmp_path: Path) -> None:
    records = make_copies("b", "c")
    state = ReviewState(records, Journal(tmp_path / "r.db"))
    names = list(state.current)
    state.journal.append(Decision(kind="reject", record=names[4], by="desk"), base=0)
    state.journal.append(Decision(kind="accept", record=names[8], by="desk"), base=0)
    state.catch_up()

    assert len(names) == len(set(names)) == 12
    assert names[0] == ONE.id
    assert [r.review and r.review.status for r in reviewed(state)] == [
        *[None] * 4,
        *["rejected", *[None] * 3],
        *["accepted", *[None] * 3],
    ]
    assert [record.article.source_path for record in reviewed(state)] == [
        r.article.source_path for r in make_copies("b", "c")
    ]


def test_decisions_follow_their_copy_when_the_first_one_is_gone(tmp_path: Path) -> None:
    state = ReviewState(make_copies("b", "c"), Journal(tmp_path / "r.db"))
    do(state, "reject", make_copies("b", "c")[0])
    state.journal.append(Decision(kind="accept", record=list(state.current)[4], by="desk"), base=0)
    state = ReviewState(make_copies("b", "c")[4:], Journal(tmp_path / "r.db"))

    assert [state.current[name].article.source_path for name in list(state.current)[:1]] == ["b/first.txt"]
    assert status(state, ONE) == "accepted"


def test_a_merge_in_one_copy_leaves_the_others(tmp_path: Path) -> None:
    state = ReviewState(make_copies("b", "c"), Journal(tmp_path / "r.db"))
    article = list(state.articles)[1]
    do(state, "merge", merge=Merge(gone="secretary-general", kept=ONE.speaker, article=article))

    speakers = [record.speaker.name for record in state.current.values() if record.speaker]
    assert [speakers[n] for n in (2, 6, 10)] == ["secretary general", "Jens Stoltenberg", "secretary general"]


def test_apply_writes_every_record_of_copies(tmp_path: Path) -> None:
    path = write_records(tmp_path / "q.jsonl", make_copies("b", "c"))
    Journal(tmp_path / "q.jsonl.review.db").close()
    done = CliRunner().invoke(app, ["review", str(path), "--apply", "-o", str(tmp_path / "out.jsonl")])

    assert done.exit_code == 0, done.output
    assert (tmp_path / "out.jsonl").read_text("utf-8") == path.read_text("utf-8")
