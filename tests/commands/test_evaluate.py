"""`quotes evaluate` and `quotes compare`: from files to figures, and what they say when it goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from support.records import ARTICLE, make_record
from typer.testing import CliRunner

from quotes.cli import app
from quotes.record import Record


def run(*arguments: str | Path, data: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=data)


def write(path: Path, *records: Record) -> Path:
    path.write_text("".join(record.model_dump_json() + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """The seed's first sentence as brat."""
    folder = tmp_path / "gold"
    folder.mkdir()
    annotate(folder / "nato-syria.txt")
    return folder


def annotate(path: Path, before: str = "") -> None:
    """Write the article, other words before it, and its brat annotation."""
    text, shift = before + ARTICLE.text, len(before)
    path.write_bytes(text.encode())
    lines = [
        f"{name}\t{role} {start + shift} {end + shift}\t{ARTICLE.text[start:end]}\n"
        for name, role, start, end in (("T1", "Content", 0, 53), ("T2", "Source", 54, 65), ("T3", "Cue", 66, 70))
    ]
    event = "E1\tAttribution:T3 Content:T1 Source:T2 Cue:T3\n"
    path.with_suffix(".ann").write_text("".join([*lines, event]), encoding="utf-8")


def test_figures_as_json(gold: Path, tmp_path: Path) -> None:
    result = run("evaluate", gold, write(tmp_path / "a.jsonl", make_record()), "--format", "json")
    figures = json.loads(result.stdout)

    assert result.exit_code == 0
    assert figures["measures"]["attributed"] == {
        "right": 1,
        "found": 1,
        "gold": 1,
        "precision": 100.0,
        "recall": 100.0,
        "f1": 100.0,
    }
    assert figures["quote_types"][0] == {
        "name": "direct",
        "found": 1,
        "content": 1,
        "right": 1,
        "gold": 1,
        "precision": 100.0,
        "recall": 100.0,
        "f1": 100.0,
    }
    assert figures["calibration"]["sure"] == 1


def test_table_report_and_output(gold: Path, tmp_path: Path) -> None:
    records = write(tmp_path / "a.jsonl", make_record(source=None, speaker=None))
    report, output = tmp_path / "scores.html", tmp_path / "scores.txt"
    result = run("evaluate", gold, records, "--report", report, "-o", output)

    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 articles, 1 attributions in gold, 1 found" in output.read_text(encoding="utf-8")
    assert "source wrong or missing" in report.read_text(encoding="utf-8")


def test_records_from_the_standard_input(gold: Path) -> None:
    result = run("evaluate", gold, "-", "--format", "json", data=make_record().model_dump_json())

    assert json.loads(result.stdout)["found"] == 1


def test_records_without_gold_are_said(gold: Path, tmp_path: Path) -> None:
    article = make_record().article.model_dump() | {"source_path": "b.txt", "sha256": "1" * 64}
    result = run("evaluate", gold, write(tmp_path / "a.jsonl", make_record(), make_record(article=article)))

    assert result.exit_code == 0
    assert "1 records are of articles without gold; left out" in result.stderr


def test_records_on_another_text_are_left_out(gold: Path, tmp_path: Path) -> None:
    annotate(gold / "nato-syria.txt", before="x")
    annotate(gold / "second.txt")
    article = make_record().article.model_dump()
    moved = make_record(article=article | {"sha256": "1" * 64})
    result = run(
        "evaluate",
        gold,
        write(tmp_path / "a.jsonl", make_record(article=article | {"source_path": "second.txt"}), moved),
        "--format",
        "json",
    )

    assert result.exit_code == 1
    assert "nato-syria: the records are of another text than the gold; left out" in result.stderr
    assert json.loads(result.stdout)["gold"] == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("evaluate", "none", "none"), "none: ", id="no files"),
        pytest.param(("compare", "none", "none"), "none: ", id="nothing to compare"),
    ],
)
def test_what_is_not_there_is_named(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert f"quotes: {message}" in result.stderr


def test_records_of_nothing_in_gold_are_wrong_usage(gold: Path, tmp_path: Path) -> None:
    article = make_record().article.model_dump() | {"source_path": "b.txt", "sha256": "1" * 64}
    result = run("evaluate", gold, write(tmp_path / "a.jsonl", make_record(article=article)))

    assert result.exit_code == 2
    assert "belong to no article of" in result.stderr


def test_gold_of_our_own_has_modes(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", make_record())
    result = run("evaluate", gold, write(tmp_path / "a.jsonl", make_record(mode="thought")), "--format", "json")
    modes = {mode["name"]: mode for mode in json.loads(result.stdout)["modes"]}

    assert (modes["statement"]["gold"], modes["statement"]["recall"], modes["statement"]["found"]) == (1, 100.0, 0)
    assert (modes["thought"]["gold"], modes["thought"]["precision"]) == (0, 100.0)


@pytest.mark.parametrize(
    ("options", "change", "status"),
    [
        pytest.param((), {"confidence": 0.1}, 0, id="differ"),
        pytest.param(("--exit-code",), {"confidence": 0.1}, 1, id="differ, and that is asked for"),
        pytest.param(("--exit-code",), {}, 0, id="same"),
    ],
)
def test_exit_status_of_compare(
    tmp_path: Path, options: tuple[str, ...], change: dict[str, float], status: int
) -> None:
    before = write(tmp_path / "a.jsonl", make_record())
    after = write(tmp_path / "b.jsonl", make_record(**change))

    assert run("compare", before, after, *options).exit_code == status


def test_compare_against_gold(gold: Path, tmp_path: Path) -> None:
    before = write(tmp_path / "a.jsonl")
    after = write(tmp_path / "b.jsonl", make_record())
    result = run("compare", before, after, "--gold", gold)

    assert "gained 1: 1 right" in result.stdout
    plain = json.loads(run("compare", before, after, "--gold", gold, "--format", "json").stdout)
    assert plain["gained"][0]["is_right"] is True
