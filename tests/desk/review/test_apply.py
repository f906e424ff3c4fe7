"""What a review writes: records with their decisions, and gold of the articles that are finished."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from support.desk import FIRST, write_records
from support.review import FIVE, FOUR, ONE, RECORDS, THREE, TWO, do
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.report.passages import Passages
from quotes.desk.review.apply import gold, reviewed
from quotes.desk.review.corrections import Request, make_correction
from quotes.desk.review.decision_journal import Journal
from quotes.desk.review.state import ReviewState
from quotes.record import Record

TEXT = Passages.of(FIRST, [])


@pytest.fixture
def state(tmp_path: Path) -> ReviewState:
    return ReviewState(RECORDS, Journal(tmp_path / "r.db"))


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


def test_gold_names_the_articles_that_are_nearly_finished(state: ReviewState) -> None:
    do(state, "accept", ONE)

    assert [(progress.article.id, progress.open) for progress in gold(state).nearly] == [("first", 3)]
