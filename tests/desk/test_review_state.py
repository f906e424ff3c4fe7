"""Decisions, their journal, and what they make of the records."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest
from pydantic import ValidationError
from support.desk import FIRST, make_records, write_records
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.report.passages import Passages
from quotes.desk.review.apply import gold, reviewed
from quotes.desk.review.decision_journal import ConflictError, Journal, JournalError
from quotes.desk.review.decisions import SPEAKERS, Decision, Mend, Merge
from quotes.desk.review.mending import SelectionError, Wish, finish, make_added, make_mend
from quotes.desk.review.queue import Choice, make_queue
from quotes.desk.review.state import ReviewState, find_speakers, make_id
from quotes.record import Record

RECORDS = make_records()
ONE, TWO, THREE, FOUR, FIVE = RECORDS
TEXT = Passages.of(FIRST, [])


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


def undo(state: ReviewState, by: str = "desk") -> None:
    last = state.last_decision(by)
    assert last is not None
    do(state, "undo", by=by, undoes=last.seq)


def redo(state: ReviewState, by: str = "desk") -> None:
    last = state.last_undo(by)
    assert last is not None
    do(state, "undo", by=by, undoes=last.seq)


def status(state: ReviewState, record: Record) -> str | None:
    review = state.current[record.id].review
    return review.status if review else None


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        pytest.param(["accept"], "accepted", id="accepted"),
        pytest.param(["accept", "reject"], "rejected", id="the last one holds"),
        pytest.param(["reject", "accept"], "accepted", id="taken back in"),
        pytest.param(["mend"], "mended", id="mended"),
        pytest.param(["mend", "accept"], "mended", id="accepted as mended"),
    ],
)
def test_the_status_is_the_last_decision(state: ReviewState, kinds: list[str], expected: str) -> None:
    for kind in kinds:
        do(state, kind, ONE, **({"mend": Mend(mode="evidence")} if kind == "mend" else {}))

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
    do(state, "mend", TWO, mend=Mend(quote_type="mixed"))
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


def mend(record: Record, **wish: object) -> Record:
    made = make_mend(Wish(**wish), record, TEXT, find_speakers(RECORDS))  # type: ignore[arg-type]
    return record.model_copy(update=made.changes(record))


def at(words: str) -> tuple[int, int]:
    return FIRST.index(words), FIRST.index(words) + len(words)


def test_a_mended_span_keeps_the_contract() -> None:
    mended = mend(THREE, role="content", spans=[at(" the airspace was violated. ")])

    assert mended.content[0].text == "the airspace was violated."
    for extent in (*mended.content, mended.context):
        assert FIRST[extent.start : extent.end] == extent.text
    assert mended.context.start <= mended.content[0].start


def test_mended_content_gets_its_marks_and_type() -> None:
    mended = mend(TWO, role="content", spans=[at('"In Syria, we have seen a troubling escalation," Stoltenberg said')])

    assert mended.quote_type == "mixed"
    assert [part.text for part in mended.verbatim] == ["In Syria, we have seen a troubling escalation,"]


def test_content_grows_by_parts_that_do_not_overlap() -> None:
    grown = mend(TWO, role="content", spans=[at("Turkey protested")], extend=True)

    assert [part.text for part in grown.content] == ["that NATO is ready", "Turkey protested"]
    with pytest.raises(SelectionError, match="already"):
        mend(TWO, role="content", spans=[at("NATO is")], extend=True)


@pytest.mark.parametrize(
    "span",
    [
        pytest.param((0, 0), id="empty"),
        pytest.param((5, 3), id="backwards"),
        pytest.param((-3, 4), id="before"),
        pytest.param((10, 10**9), id="beyond"),
        pytest.param((44, 46), id="white space"),
    ],
)
def test_what_is_no_span_is_refused(span: tuple[int, int]) -> None:
    assert FIRST[44:46].isspace()
    with pytest.raises(SelectionError):
        mend(TWO, role="source", spans=[span])


def test_a_role_can_go_and_come_but_content_stays() -> None:
    without = mend(ONE, role="cue", spans=[])
    assert without.cue is None
    again = mend(without, role="cue", spans=[at("claimed")]).cue
    assert again is not None
    assert (again.lemma, again.verb_class) == ("claimed", None)
    with pytest.raises(SelectionError, match="content"):
        mend(ONE, role="content", spans=[])


def test_a_speaker_of_the_article_is_meant_by_its_name() -> None:
    known = mend(FOUR, speaker="jens stoltenberg").speaker
    new = mend(FOUR, speaker="  Ahmet   Davutoğlu ").speaker

    assert known is not None
    assert new is not None
    assert known.id == "jens-stoltenberg"
    assert (new.name, new.id) == ("Ahmet Davutoğlu", "ahmet-davutoglu")
    assert mend(ONE, speaker="").speaker is None
    assert make_id("Путин") == "speaker"


def test_fields_change_alone() -> None:
    mended = mend(ONE, verb_class="assertive", nature="unnamed_person", anonymity="bare", mode="thought")

    assert mended.cue is not None
    assert (mended.cue.verb_class, mended.mode) == ("assertive", "thought")
    kind = ONE.source_type.model_copy(update={"nature": "unnamed_person", "anonymity": "bare"})
    assert (mended.source_type, kind.sector) == (kind, "government")
    assert mended.content == ONE.content


def test_an_added_record_is_valid_and_undone(state: ReviewState) -> None:
    added = make_added(at("the airspace was"), ONE, TEXT)
    do(state, "add", added, added=added)

    assert Record.model_validate_json(state.current[added.id].model_dump_json()) == state.current[added.id]
    assert status(state, added) == "added"
    do(state, "mend", added, mend=Mend(speaker=ONE.speaker))
    assert status(state, added) == "added"
    undo(state)
    undo(state)
    assert added.id not in state.current


def test_the_id_of_an_untouched_record_stays() -> None:
    assert [finish(record).id for record in RECORDS] == [record.id for record in RECORDS]


def test_the_queue_begins_with_the_least_sure(state: ReviewState) -> None:
    queue = make_queue(state, Choice(), None)
    assert [record.confidence for record in queue.entries] == [0.3, 0.6, 0.7, 0.8, 0.9]
    do(state, "accept", THREE)
    assert make_queue(state, Choice(), None).first == FIVE.id
    assert make_queue(state, Choice(), THREE.id).position == 0  # still there while it is open
    assert make_queue(state, Choice(show="accepted"), None).total == 1
    assert make_queue(state, Choice(words="stoltenberg NATO"), None).entries == [TWO]
    assert make_queue(state, Choice(article=FIVE.article.sha256), None).total == 1


def test_links_follow_a_mended_record_and_end_at_a_rejected_one(tmp_path: Path) -> None:
    nested = [ONE, TWO.model_copy(update={"parent": ONE.id}), FOUR.model_copy(update={"continues": THREE.id}), THREE]
    state = ReviewState(nested, Journal(tmp_path / "r.db"))
    do(state, "mend", ONE, mend=make_mend(Wish(role="cue", spans=()), ONE, TEXT, []))
    do(state, "reject", THREE)
    do(state, "accept", TWO)
    do(state, "accept", FOUR)
    found = gold(state).records

    assert found[1].parent == found[0].id != ONE.id
    assert found[2].continues is None
    assert len(found) == 3


def test_gold_holds_only_what_is_reviewed_to_the_end(state: ReviewState) -> None:
    for record in (ONE, TWO, THREE):
        do(state, "accept", record)
    do(state, "reject", FIVE)
    assert (gold(state).articles, gold(state).unfinished, gold(state).records) == (1, 1, [])
    do(state, "reject", FOUR)

    assert [record.id for record in gold(state).records] == [ONE.id, TWO.id, THREE.id]
    assert [r.review.status for r in reviewed(state) if r.review] == ["accepted"] * 3 + ["rejected"] * 2


def test_apply_and_gold_write_records_on_the_command_line(tmp_path: Path) -> None:
    path = write_records(tmp_path / "q.jsonl", RECORDS)
    nothing = CliRunner().invoke(app, ["review", str(path), "--apply"])
    assert nothing.exit_code == 2
    assert "review.db" in nothing.stderr
    state = ReviewState(RECORDS, Journal(tmp_path / "q.jsonl.review.db"))
    do(state, "accept", FIVE, by="Ada")
    state.journal.close()

    for option, count in (("--apply", 5), ("--gold", 1)):
        done = CliRunner().invoke(app, ["review", str(path), option, "-o", str(tmp_path / "out.jsonl")])
        assert done.exit_code == 0, done.output
        lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
        assert len(lines) == count
        assert [Record.model_validate(line) for line in lines]
        assert lines[-1]["review"]["by"] == "Ada"
        assert lines[-1]["review"]["at"].endswith("Z")
    assert "1 articles are not reviewed to the end" in done.stderr


def test_the_gold_set_is_what_evaluate_takes(tmp_path: Path) -> None:
    path = write_records(tmp_path / "q.jsonl", RECORDS)
    state = ReviewState(RECORDS, Journal(tmp_path / "q.jsonl.review.db"))
    for record in (ONE, TWO, THREE, FOUR):
        do(state, "accept", record)
    do(state, "reject", FIVE)
    state.journal.close()
    gold_path = tmp_path / "gold.jsonl"
    assert CliRunner().invoke(app, ["review", str(path), "--gold", "-o", str(gold_path)]).exit_code == 0
    done = CliRunner().invoke(app, ["evaluate", str(gold_path), str(path)])

    assert done.exit_code == 0, done.output
    assert "4 attributions in gold" in done.stdout


def test_a_missing_library_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    path = write_records(tmp_path / "q.jsonl", RECORDS)
    done = CliRunner().invoke(app, ["table", str(path), "-o", str(tmp_path / "q.xlsx")])

    assert done.exit_code == 2
    assert "pip install '.[xlsx]'" in done.stderr


def test_speaker_who_was_given_is_no_longer_unresolved() -> None:
    nobody = ONE.model_copy(update={"speaker": None, "unresolved": "no_antecedent"})
    assert "unresolved" not in Mend(mode="thought").changes(nobody)
    assert Mend(speaker=ONE.speaker).changes(nobody)["unresolved"] is None
