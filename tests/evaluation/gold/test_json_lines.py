"""The project's own gold, which names no tool, as a file and as a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotes.cli import app
from quotes.errors import ReadError
from quotes.evaluation.gold import read_gold

GOLD = Path(__file__).parents[3] / "fixtures" / "gold"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("{", "a.jsonl:1: not valid JSON", id="no JSON"),
        pytest.param("[]", "a.jsonl:1: not a record of quotes", id="a list"),
        pytest.param("{}", "a.jsonl:1: not a record of quotes", id="empty"),
    ],
)
def test_damaged_gold_is_named(line: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line + "\n", encoding="utf-8")

    with pytest.raises(ReadError, match=words):
        read_gold(tmp_path)


def test_file_of_gold_is_read() -> None:
    (sheet,) = read_gold(GOLD / "unnamed.jsonl")

    assert sheet.relations


def test_folder_of_gold_is_every_file_of_it() -> None:
    assert len(read_gold(GOLD)) == len(list(GOLD.glob("*.jsonl")))


@pytest.mark.slow
def test_records_are_scored_by_a_folder_of_gold(tmp_path: Path) -> None:
    articles = [str(GOLD.parent / "articles"), str(GOLD.parents[1] / "seeds")]
    out = tmp_path / "q.jsonl"
    runner = CliRunner()
    assert runner.invoke(app, ["extract", *articles, "--mode", "all", "-o", str(out)]).exit_code == 0
    done = runner.invoke(app, ["evaluate", str(GOLD), str(out)])

    assert done.exit_code == 0, done.output
