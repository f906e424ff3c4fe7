"""Decisions, their journal, and what they make of the records."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import sys
import threading
from pathlib import Path
from unittest.mock import ANY

import pytest
from pydantic import ValidationError
from support.desk import FIRST, make_copies, make_records, write_records
from typer.testing import CliRunner

from quotes.cli import app
from quotes.columns import COLUMNS
from quotes.desk.report.passages import Passages
from quotes.desk.review.apply import gold, reviewed
from quotes.desk.review.corrections import Request, SelectionError, finish, make_added, make_correction
from quotes.desk.review.decision_journal import ConflictError, Journal, JournalError
from quotes.desk.review.decisions import LABELS, NULLABLE, SPEAKERS, Correction, Decision, Merge
from quotes.desk.review.desk import Desk
from quotes.desk.review.note_table import write_notes
from quotes.desk.review.notes import Note
from quotes.desk.review.queue import Choice, find_matching, make_queue
from quotes.desk.review.state import ReviewState, find_speakers
from quotes.formats.records.fields import choices_of
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


def correct(record: Record, **change: object) -> Record:
    made = make_correction(Request(**change), record, TEXT, find_speakers(RECORDS))  # type: ignore[arg-type]
    return record.model_copy(update=made.changes(record))


def at(words: str) -> tuple[int, int]:
    return FIRST.index(words), FIRST.index(words) + len(words)


def test_a_corrected_span_keeps_the_contract() -> None:
    corrected = correct(THREE, role="content", spans=[at(" the airspace was violated. ")])

    assert corrected.content[0].text == "the airspace was violated."
    for extent in (*corrected.content, corrected.context):
        assert FIRST[extent.start : extent.end] == extent.text
    assert corrected.context.start <= corrected.content[0].start


def test_corrected_content_gets_its_marks_and_type() -> None:
    corrected = correct(
        TWO, role="content", spans=[at('"In Syria, we have seen a troubling escalation," Stoltenberg said')]
    )

    assert corrected.quote_type == "mixed"
    assert [part.text for part in corrected.verbatim] == ["In Syria, we have seen a troubling escalation,"]


def test_content_grows_by_parts_that_do_not_overlap() -> None:
    grown = correct(TWO, role="content", spans=[at("Turkey protested")], extend=True)

    assert [part.text for part in grown.content] == ["that NATO is ready", "Turkey protested"]
    with pytest.raises(SelectionError, match="already"):
        correct(TWO, role="content", spans=[at("NATO is")], extend=True)


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
        correct(TWO, role="source", spans=[span])


def test_a_role_can_go_and_come_but_content_stays() -> None:
    without = correct(ONE, role="cue", spans=[])
    assert without.cue is None
    again = correct(without, role="cue", spans=[at("claimed")]).cue
    assert again is not None
    assert (again.lemma, again.verb_class) == ("claimed", None)
    with pytest.raises(SelectionError, match="content"):
        correct(ONE, role="content", spans=[])


def test_a_speaker_of_the_article_is_meant_by_its_name() -> None:
    known = correct(FOUR, speaker="jens stoltenberg").speaker
    new = correct(FOUR, speaker="  Ahmet   Davutoğlu ").speaker

    assert known is not None
    assert new is not None
    assert known.id == "jens-stoltenberg"
    assert (new.name, new.id) == ("Ahmet Davutoğlu", "ahmet-davutoglu")
    assert correct(ONE, speaker="").speaker is None
    other_script = correct(FOUR, speaker="Путин").speaker
    assert other_script is not None
    assert other_script.id == "путин"


def test_fields_change_alone() -> None:
    corrected = correct(ONE, verb_class="assertive", nature="unnamed_person", anonymity="bare", mode="thought")

    assert corrected.cue is not None
    assert (corrected.cue.verb_class, corrected.mode) == ("assertive", "thought")
    kind = ONE.source_type.model_copy(update={"nature": "unnamed_person", "anonymity": "bare"})
    assert (corrected.source_type, kind.sector) == (kind, "government")
    assert corrected.content == ONE.content


def test_an_added_record_is_valid_and_undone(state: ReviewState) -> None:
    added = make_added(at("the airspace was"), ONE, TEXT)
    do(state, "add", added, added=added)

    assert Record.model_validate_json(state.current[added.id].model_dump_json()) == state.current[added.id]
    assert status(state, added) == "added"
    do(state, "correct", added, correction=Correction(speaker=ONE.speaker))
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


def test_links_follow_a_corrected_record_and_end_at_a_rejected_one(tmp_path: Path) -> None:
    nested = [ONE, TWO.model_copy(update={"parent": ONE.id}), FOUR.model_copy(update={"continues": THREE.id}), THREE]
    state = ReviewState(nested, Journal(tmp_path / "r.db"))
    do(state, "correct", ONE, correction=make_correction(Request(role="cue", spans=()), ONE, TEXT, []))
    do(state, "reject", THREE)
    do(state, "accept", TWO)
    do(state, "accept", FOUR)
    results = gold(state).records

    assert results[1].parent == results[0].id != ONE.id
    assert results[2].continues is None
    assert len(results) == 3


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
    assert "unresolved" not in Correction(mode="thought").changes(nobody)
    assert Correction(speaker=ONE.speaker).changes(nobody)["unresolved"] is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("tense", "future", id="label of the cue"),
        pytest.param("negated", True, id="flag of the cue"),
        pytest.param("secondhand", True, id="flag of the source type"),
        pytest.param("declined", True, id="another flag of it"),
        pytest.param("sector", "military", id="label of the source type"),
        pytest.param("quote_type", "mixed", id="label of the record"),
    ],
)
def test_label_is_corrected_where_it_is_in_the_record(name: str, value: object) -> None:
    corrected = correct(ONE, **{name: value})

    assert LABELS[name].read(corrected) == value
    assert {k for k, v in corrected.model_dump().items() if v != ONE.model_dump()[k]} == {LABELS[name].steps[0][0]}


@pytest.mark.parametrize("name", sorted(set(LABELS) - set(NULLABLE)))
def test_label_that_a_record_cannot_lack_stays(name: str) -> None:
    assert correct(ONE, **{name: None}) == ONE


def test_every_label_of_a_record_can_be_corrected() -> None:
    set_by_other_means = {"resolution", "unresolved", "review", "schema_version"}

    assert {column.name for column in COLUMNS if choices_of(column)} - set_by_other_means == set(LABELS)


def test_reason_is_a_span_of_the_source_type() -> None:
    corrected = correct(FOUR, role="reason", spans=[at("because he was not authorised to speak")])

    assert corrected.source_type.reason is not None
    assert corrected.source_type.reason.text == "because he was not authorised to speak"
    assert corrected.source == FOUR.source


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


def test_gold_names_the_articles_that_are_nearly_finished(state: ReviewState) -> None:
    do(state, "accept", ONE)

    assert [(progress.article.id, progress.open) for progress in gold(state).nearly] == [("first", 3)]


def test_notes_are_written_as_a_table(state: ReviewState) -> None:
    do(state, "comment", ONE, comment="=1+1")
    stream = io.StringIO()

    assert write_notes(state, stream) == 1
    (row,) = csv.DictReader(io.StringIO(stream.getvalue()))
    assert (row["id"], row["comment"], row["flagged"], row["by"]) == (ONE.id, "'=1+1", "false", "desk")
