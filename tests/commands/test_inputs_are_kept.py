"""A command never writes its results onto the file that it reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotes.cli import app

GOLD = Path(__file__).parents[2] / "fixtures" / "gold" / "according-to.jsonl"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(GOLD, tmp_path / "q.jsonl")
    shutil.copy(GOLD, tmp_path / "r.jsonl")
    (tmp_path / "link.jsonl").symlink_to("q.jsonl")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["table", "q.jsonl", "--format", "csv"], id="table"),
        pytest.param(["table", "r.jsonl", "q.jsonl", "--format", "html"], id="table of two files"),
        pytest.param(["speakers", "q.jsonl"], id="speakers"),
        pytest.param(["claims", "q.jsonl", "--to", "jsonl"], id="claims"),
        pytest.param(["export", "q.jsonl", "--to", "csv"], id="export"),
        pytest.param(["compare", "r.jsonl", "q.jsonl", "--format", "json"], id="compare"),
        pytest.param(["evaluate", "q.jsonl", "r.jsonl", "--format", "json"], id="evaluate, gold"),
        pytest.param(["evaluate", "r.jsonl", "q.jsonl", "--format", "json"], id="evaluate, records"),
    ],
)
@pytest.mark.parametrize("output", ["q.jsonl", "link.jsonl"])
def test_output_onto_an_input_is_refused(arguments: list[str], output: str, folder: Path) -> None:
    result = CliRunner().invoke(app, [*arguments, "-o", output])

    assert result.exit_code == 2, result.output
    assert "is read by this command, and would be replaced" in " ".join(result.stderr.split())
    assert (folder / "q.jsonl").read_bytes() == GOLD.read_bytes()
