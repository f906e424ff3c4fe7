"""The table as an HTML page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support.desk import make_records, write_records
from typer.testing import CliRunner

from quotes.cli import app


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["table", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.fixture
def hostile_path(tmp_path: Path) -> Path:
    records = make_records()[:1] * len(HOSTILE)
    changed = [
        record.model_copy(update={"speaker": record.speaker and record.speaker.model_copy(update={"name": name})})
        for record, name in zip(records, HOSTILE, strict=True)
    ]
    return write_records(tmp_path / "hostile.jsonl", changed)


def test_the_page_has_the_first_rows_without_its_script(records_path: Path, tmp_path: Path) -> None:
    path = write_records(tmp_path / "many.jsonl", make_records() * 30)
    page = run(path, "--to", "html")

    assert "The first 100 rows" in page
    assert len(re.findall("<tr>", page)) == 101
    data = json.loads(re.search(r'id="data">(.*?)</script>', page)[1])  # type: ignore[index]
    assert len(data["rows"]) == 150
    assert [data["fields"][column[0]]["name"] for column in data["columns"]] == [
        "article",
        "speaker",
        "cue",
        "content",
        "confidence",
    ]
    assert "The first" not in run(records_path, "--to", "html")


def test_an_empty_page_says_so(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")

    assert "No records." in run(tmp_path / "none.jsonl", "--to", "html")


def test_the_html_table_escapes_and_names_its_only_script(hostile_path: Path, tmp_path: Path) -> None:
    records = make_records()[:1]
    evil = records[0].speaker and records[0].speaker.model_copy(update={"name": "<script>alert(1)</script>"})
    path = write_records(tmp_path / "evil.jsonl", [records[0].model_copy(update={"speaker": evil})])
    page = run(path, "--to", "html")

    assert "&lt;script&gt;alert(1)" in page
    assert len(re.findall("<script", page)) == 2  # the rows as data, and the script
    assert re.search(r"script-src (&#39;|')sha256-", page)
    assert not re.search("https?://", page)
