"""The suffix of `-o` says what is written, and one that no format has is refused before anything is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotes.cli import app
from quotes.commands.options import find_by_suffix, need_suffix
from quotes.errors import OutputError

COMMANDS = {
    "extract": ["extract", "a.txt"],
    "table": ["table", "a.jsonl"],
    "speakers": ["speakers", "a.jsonl"],
    "audit": ["audit", "a.jsonl"],
    "report": ["report", "a.txt"],
    "claims": ["claims", "a.jsonl"],
    "compare": ["compare", "a.jsonl", "b.jsonl"],
    "evaluate": ["evaluate", "gold", "a.jsonl"],
    "evaluate-model": ["evaluate-model"],
    "import": ["import", "a.json", "--format", "labelstudio"],
    "review": ["review", "a.jsonl", "--apply"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_suffix_of_no_format_is_refused(name: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [*COMMANDS[name], "-o", str(tmp_path / "a.pdf")])

    assert result.exit_code == 2
    assert f"quotes: {tmp_path / 'a.pdf'}: .pdf is not a format that is written; use ." in result.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments", [["evaluate", "gold", "a.jsonl", "--report"], ["explain", "He said so.", "--html"]]
)
def test_page_needs_the_suffix_of_one(arguments: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [*arguments, str(tmp_path / "a.pdf")])

    assert result.exit_code == 2
    assert ".pdf is not a format that is written; use .html" in result.stderr


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        pytest.param("said", None, id="no suffix"),
        pytest.param("-", None, id="standard output"),
        pytest.param("said.csv", "csv", id="suffix"),
        pytest.param("SAID.CSV", "csv", id="capitals"),
        pytest.param("folder.pdf", None, id="a folder"),
    ],
)
def test_find_by_suffix(name: str, wanted: str | None, tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()

    assert find_by_suffix(Path(name) if name == "-" else tmp_path / name, {".csv": "csv"}) == wanted


def test_no_output_has_no_suffix() -> None:
    assert find_by_suffix(None, {".csv": "csv"}) is None
    need_suffix(None, ".html")


def test_error_names_all_suffixes() -> None:
    with pytest.raises(OutputError, match=r"^a\.pdf: \.pdf is not .*; use \.csv, \.md, or add --format$"):
        find_by_suffix(Path("a.pdf"), {".md": "markdown", ".csv": "csv"})


def test_suffix_decides_the_format(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("")
    for name in ("b.json", "b.txt"):
        files = [str(tmp_path / "a.jsonl")] * 2
        assert CliRunner().invoke(app, ["compare", *files, "-o", str(tmp_path / name)]).exit_code == 0

    assert (tmp_path / "b.json").read_text().startswith("{")
    assert not (tmp_path / "b.txt").read_text().startswith("{")
