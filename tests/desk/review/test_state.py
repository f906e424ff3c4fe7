"""Decisions folded over records: status, undo and redo, merges, conflicts between reviewers."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path

import pytest
from pydantic import ValidationError
from support.desk import FIRST
from support.review import ONE, RECORDS, THREE, TWO, do, redo, status, undo

from quotes.desk.report.passages import Passages
from quotes.desk.review.corrections import make_added
from quotes.desk.review.decision_journal import ConflictError, Journal, JournalError
from quotes.desk.review.decisions import SPEAKERS, Correction, Decision, Merge
from quotes.desk.review.state import ReviewState

TEXT = Passages.of(FIRST, [])


@pytest.fixture
def state(tmp_path: Path) -> ReviewState:
    return ReviewState(RECORDS, Journal(tmp_path / "r.db"))


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        pytest.param(["accept"], "accepted", id="accepted"),
        pytest.param(["accept", "reject"], "rejected", id="the last one holds"),
        pytest.param(["reject", "accept"], "accepted", id="taken back in"),
        pytest.param(["correct"], "corrected", id="corrected"),
        pytest.param(["correct", "accept"], "corrected", id="accepted as corrected"),
    ],
)
def test_the_status_is_the_last_decision(state: ReviewState, kinds: list[str], expected: str) -> None:
    for kind in kinds:
        do(state, kind, ONE, **({"correction": Correction(mode="evidence")} if kind == "correct" else {}))

    assert status(state, ONE) == expected
    assert status(state, TWO) is None


def test_undo_and_redo_go_back_and_forth_by_reviewer(state: ReviewState) -> None:
    do(state, "accept", ONE)
    do(state, "reject", TWO, by="other")
    do(state, "reject", ONE)

    undo(state)
    assert (status(state, ONE), status(state, TWO)) == ("accepted", "rejected")
    undo(state)
    assert status(state, ONE) is None
    assert state.last_decision("desk") is None
    redo(state)
    assert status(state, ONE) == "accepted"
    redo(state)
    assert status(state, ONE) == "rejected"
    assert state.last_undo("desk") is None
    assert status(state, TWO) == "rejected"


def test_a_new_decision_ends_the_chance_to_redo(state: ReviewState) -> None:
    do(state, "accept", ONE)
    undo(state)
    do(state, "accept", TWO)

    assert state.last_undo("desk") is None


def test_another_process_sees_the_same(state: ReviewState, tmp_path: Path) -> None:
    do(state, "accept", ONE)
    do(state, "merge", merge=Merge(gone="secretary-general", kept=ONE.speaker, article=None))
    undo(state)
    do(state, "correct", TWO, correction=Correction(quote_type="mixed"))
    again = ReviewState(RECORDS, Journal(tmp_path / "r.db"))

    assert again.current == state.current
    assert again.seen == state.seen


def test_a_stale_decision_is_refused(state: ReviewState) -> None:
    do(state, "accept", ONE, by="other")

    with pytest.raises(ConflictError, match="other has accepted this"):
        state.journal.append(Decision(kind="reject", record=ONE.id, by="desk"), base=0)
    assert status(state, ONE) == "accepted"


def test_of_many_at_once_one_wins(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    outcomes: list[str] = []

    def decide(number: int) -> None:
        journal = Journal(path)
        for record in RECORDS:
            try:
                journal.append(Decision(kind="accept", record=record.id, by=f"desk {number}"), base=0)
                outcomes.append("written")
            except ConflictError:
                outcomes.append("refused")
        journal.close()

    Journal(path).close()
    threads = [threading.Thread(target=decide, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused"] * 25 + ["written"] * 5
    assert len(Journal(path).since(0)) == 5


def test_a_file_that_is_no_journal_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("no database, only some words " * 50, encoding="utf-8")

    with pytest.raises(JournalError, match=r"x\.db"):
        Journal(tmp_path / "x.db")


def test_merged_speakers_are_one_in_the_article_only(state: ReviewState) -> None:
    kept = ONE.speaker
    assert kept is not None
    do(state, "merge", merge=Merge(gone="putin", kept=kept, article=ONE.article.sha256))
    do(state, "merge", merge=Merge(gone="secretary-general", kept=kept, article=ONE.article.sha256))

    names = [record.speaker.name for record in state.current.values() if record.speaker]
    assert names == ["Jens Stoltenberg"] * 3 + ["official", "Putin"]
    assert status(state, THREE) is None
    with pytest.raises(ValidationError):
        Merge(gone=kept.id, kept=kept, article=None)


def test_a_merge_after_another_merge_is_a_conflict(state: ReviewState) -> None:
    merge = Merge(gone="secretary-general", kept=ONE.speaker, article=None)
    do(state, "merge", merge=merge, by="other")

    with pytest.raises(ConflictError, match="merged speakers"):
        state.journal.append(Decision(kind="merge", merge=merge, by="desk"), base=0, target=SPEAKERS)


def at(words: str) -> tuple[int, int]:
    return FIRST.index(words), FIRST.index(words) + len(words)


def test_a_journal_of_version_1_still_opens(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "r.db")
    connection.executescript(
        "CREATE TABLE decisions (seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, by TEXT NOT NULL,"
        " kind TEXT NOT NULL, target TEXT NOT NULL, body TEXT NOT NULL); PRAGMA user_version = 1;"
    )
    added = make_added(at("the airspace was"), ONE, TEXT).model_dump(mode="json")
    bodies = [
        {"by": "Ada", "kind": "mend", "record": ONE.id, "mend": {"mode": "evidence", "anonymity": None}},
        {"by": "Ada", "kind": "add", "record": added["id"], "added": {**added, "schema_version": "1"}},
    ]
    for body in bodies:
        connection.execute(
            "INSERT INTO decisions (at, by, kind, target, body) VALUES (?, ?, ?, ?, ?)",
            ("2026-01-01T00:00:00Z", "Ada", body["kind"], body["record"], json.dumps(body)),
        )
    connection.commit()
    connection.close()
    state = ReviewState(RECORDS, Journal(tmp_path / "r.db"))

    assert (status(state, ONE), state.current[ONE.id].mode) == ("corrected", "evidence")
    assert state.current[added["id"]].schema_version == "2"
    with pytest.raises(ConflictError, match="Ada has corrected this"):
        state.journal.append(Decision(kind="accept", record=ONE.id, by="desk"), base=0)
