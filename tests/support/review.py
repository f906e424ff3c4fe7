"""A review of the first article's records: decisions written one after the other, and what comes of them."""

from __future__ import annotations

from support.desk import make_records

from quotes.desk.review.decisions import Decision
from quotes.desk.review.state import ReviewState
from quotes.record import Record

RECORDS = make_records()
ONE, TWO, THREE, FOUR, FIVE = RECORDS


def do(state: ReviewState, kind: str, record: Record | None = None, by: str = "desk", **what: object) -> int:
    """Write a decision as someone who has seen everything."""
    decision = Decision(kind=kind, record=record.id if record else None, by=by, **what)  # type: ignore[arg-type]
    seq = state.journal.append(
        decision, base=state.seq, target=None if kind != "undo" else state.target_of_undo(decision)
    )
    state.catch_up()
    return seq


def undo(state: ReviewState, by: str = "desk") -> None:
    """Undo the reviewer's last decision."""
    last = state.last_decision(by)
    assert last is not None
    do(state, "undo", by=by, undoes=last.seq)


def redo(state: ReviewState, by: str = "desk") -> None:
    """Do again what the reviewer undid last."""
    last = state.last_undo(by)
    assert last is not None
    do(state, "undo", by=by, undoes=last.seq)


def status(state: ReviewState, record: Record) -> str | None:
    """The status of a record, if anyone decided on it."""
    review = state.current[record.id].review
    return review.status if review else None
