"""Quotations checked against the texts of an archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from support.archive import add
from support.desk import FIRST, make_records, write_records
from support.quotations import make_quotation
from typer.testing import CliRunner

from quotes.cli import app


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of two articles, of which one has its text."""
    (tmp_path / "first.txt").write_bytes(FIRST.encode())
    add(tmp_path / "news.db", write_records(tmp_path / "all.jsonl", make_records()), texts=[tmp_path])
    return tmp_path / "news.db"


def verify(archive: Path) -> Result:
    record = make_quotation("we have seen a troubling escalation")
    records = write_records(archive.parent / "new.jsonl", [record])
    return CliRunner().invoke(app, ["verify", str(records), "--against", str(archive)])


def test_quotation_is_found_in_an_archive(archive: Path) -> None:
    result = verify(archive)
    line = json.loads(result.stdout)

    assert (result.exit_code, line["verdict"]) == (0, "exact")
    assert (line["passage"]["article"], line["passage"]["path"]) == ("first", "first.txt")
    assert (line["passage"]["published"]) == "2015-10-08"
    assert FIRST[line["passage"]["start"] : line["passage"]["end"]] == "we have seen a troubling escalation"


def test_archive_without_texts_is_refused_with_the_remedy(tmp_path: Path) -> None:
    add(tmp_path / "news.db", write_records(tmp_path / "all.jsonl", make_records()))
    result = verify(tmp_path / "news.db")

    assert result.exit_code == 2
    assert "keeps no texts; add them with" in result.stderr
