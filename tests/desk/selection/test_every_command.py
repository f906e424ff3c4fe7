"""The options of a selection in every command that reads records: `compare`, `evaluate` and `review` have them, too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from support.desk import make_records, write_records
from typer.testing import CliRunner, Result

from quotes.cli import app
from quotes.commands.selection_options import OPTIONS
from quotes.desk.review.decision_journal import Journal
from quotes.desk.review.desk import Desk
from quotes.desk.review.queue import Choice
from quotes.desk.review.state import ReviewState
from quotes.desk.selection.selected_records import find_selected
from quotes.desk.selection.selection import Selection


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def with_speakers(*names: str) -> list[Any]:
    """Records with other names of their speakers."""
    return [
        record.model_copy(update={"speaker": record.speaker and record.speaker.model_copy(update={"name": name})})
        for record, name in zip(make_records(), names, strict=False)
    ]


@pytest.mark.parametrize(
    "name", ["table", "speakers", "audit", "report", "claims", "export", "compare", "evaluate", "review"]
)
def test_every_command_that_reads_records_has_all_options(name: str) -> None:
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]

    assert OPTIONS.keys() <= {parameter.name for parameter in command.params}


def test_both_runs_are_selected_from(records_path: Path) -> None:
    result = run("compare", records_path, records_path, "--where", "speaker = 'Putin'", "--format", "json")

    assert json.loads(result.stdout)["same"] == 1
    assert result.stderr.count("left out") == 2


def test_aliases_rename_in_both_runs(tmp_path: Path) -> None:
    before = write_records(tmp_path / "a.jsonl", with_speakers("Putin"))
    after = write_records(tmp_path / "b.jsonl", with_speakers("Vladimir Putin"))
    aliases = tmp_path / "aliases.csv"
    aliases.write_text("variant,name\nPutin,Vladimir Putin\n", encoding="utf-8")

    assert run("compare", before, after, "--exit-code").exit_code == 1
    assert run("compare", before, after, "--exit-code", "--aliases", aliases).exit_code == 0


def test_gold_is_never_cut(records_path: Path, tmp_path: Path) -> None:
    page = tmp_path / "scores.html"
    result = run(
        "evaluate", records_path, records_path, "--where", "speaker = 'Putin'", "--report", page, "--format", "json"
    )
    plain = run("evaluate", records_path, records_path, "--format", "json")

    assert result.exit_code == 0
    scores, whole = (json.loads(output)["measures"]["attributed"] for output in (result.stdout, plain.stdout))
    assert scores["gold"] == whole["gold"]
    assert scores["found"] == 1
    assert "without speaker = &#39;Putin&#39; are left out" in page.read_text(encoding="utf-8")


def test_the_queue_shows_the_selected_records_and_the_article_all(records_path: Path, tmp_path: Path) -> None:
    records = make_records()
    state = ReviewState(records, Journal(tmp_path / "j.db"))
    notes: list[str] = []
    selected = find_selected(str(records_path), Selection(where="confidence < 0.65"), tell=notes.extend)
    only = frozenset(state.name_of(record) for record in records if (record.id, record.article.key) in selected)
    view = Desk(state, lambda article: None, only=only, notes=tuple(notes)).view(Choice(), None)

    assert notes == [f"{len(records) - len(only)} records without confidence < 0.65 are left out"]
    assert view.record in only
    assert view.parts["queue"].count("<li") == len(only)
    assert len(view.ids) > len(only)
    assert Desk(state, lambda article: None, only=only).accept_many(Choice(), "Ada") == len(only)


def test_what_review_writes_is_not_selected_from(records_path: Path) -> None:
    result = run("review", records_path, "--apply", "--min-confidence", "0.8")

    assert result.exit_code == 2
    assert "--apply" in result.stderr


def test_a_terminal_and_a_page_say_what_was_cut(records_path: Path, tmp_path: Path) -> None:
    page = tmp_path / "t.html"
    options = ["--where", "quote_type = 'indirect'", "--speaker", "Putin"]
    shown = " ".join(run("table", records_path, *options, "--to", "terminal").stdout.split())
    result = run("table", records_path, *options, "-o", page)

    for text in (shown, page.read_text(encoding="utf-8").replace("&#39;", "'"), result.stderr):
        assert "without quote_type = 'indirect' " in text
        assert "records of others than Putin are left out" in text
