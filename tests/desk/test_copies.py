"""Articles with the same text have the same record ids: whatever holds several articles keeps both."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from spacy.language import Language
from support.desk import make_copies, write_records
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.claims.topics import find_topics
from quotes.evaluation.gold import read_gold
from quotes.evaluation.matching import align


@pytest.fixture
def copies_path(tmp_path: Path) -> Path:
    return write_records(tmp_path / "copies.jsonl", make_copies("b", "c"))


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(*arguments: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(*arguments), newline="")))


def test_table_has_every_record_and_every_article(copies_path: Path) -> None:
    assert len(rows("table", copies_path, "--to", "csv")) == 12
    assert [row["records"] for row in rows("table", copies_path, "--by", "article", "--to", "csv")] == ["4"] * 3


def test_table_tells_copies_in_one_file_apart(tmp_path: Path) -> None:
    records = make_copies("x")
    named = [
        record.model_copy(update={"article": record.article.model_copy(update={"id": name, "source_path": "a.jsonl"})})
        for name, group in (("one", records[:4]), ("two", records[4:]))
        for record in group
    ]
    path = write_records(tmp_path / "named.jsonl", named)

    assert len(rows("table", path, "--by", "article", "--to", "csv")) == 2
    assert len(read_gold(path)) == 2


def test_speakers_count_every_article(copies_path: Path) -> None:
    counts = {row["speaker"]: row["articles"] for row in rows("table", copies_path, "--by", "speaker", "--to", "csv")}

    assert counts["Jens Stoltenberg"] == "3"


def test_report_has_a_page_for_each(copies_path: Path, tmp_path: Path) -> None:
    run("report", copies_path, "-o", tmp_path / "pages")

    assert len(list((tmp_path / "pages").glob("*.html"))) == 4  # and the index


def test_evaluation_has_a_sheet_for_each(copies_path: Path) -> None:
    sheets = read_gold(copies_path)
    alignment = align(sheets, sheets)

    assert [len(sheet.relations) for sheet in sheets] == [4, 4, 4]
    assert [(item is other) for item, other in alignment.couples] == [True] * 3


def test_compare_finds_no_difference(copies_path: Path) -> None:
    assert "12" in run("compare", copies_path, copies_path)


def test_topics_keep_the_records_of_each(nlp: Language) -> None:
    records = make_copies("b")
    one, other = ([r for r in records if r.article.source_path == path] for path in ("first.txt", "b/first.txt"))
    alone = [record.id for record, _ in find_topics(one, "airspace", nlp)]

    assert alone
    assert [record.id for record, _ in find_topics([*one, *other], "airspace", nlp)] == alone * 2


def test_export_writes_every_record(copies_path: Path) -> None:
    assert len(rows("export", copies_path, "--to", "csv")) == 12
