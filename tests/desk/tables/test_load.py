"""Files of records that a table reads: packed, Parquet, and what cannot be read."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.tables.store import open_corpus
from quotes.errors import ReadError


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["table", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(*arguments: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(*arguments, "--to", "csv"))))


def test_compressed_files_parquet_and_names_with_brackets_are_read(records_path: Path, tmp_path: Path) -> None:
    import duckdb

    packed = tmp_path / "quotes [1].jsonl.gz"
    packed.write_bytes(gzip.compress(records_path.read_bytes()))
    parquet = tmp_path / "quotes.parquet"
    duckdb.connect().execute(f"COPY (SELECT * FROM read_json('{records_path}')) TO '{parquet}' (FORMAT parquet)")
    with (
        open_corpus([str(records_path)]) as one,
        open_corpus([str(packed)]) as two,
        open_corpus([str(parquet)]) as three,
    ):
        everything = one.rows("SELECT * FROM records ORDER BY id")
        assert everything == two.rows("SELECT * FROM records ORDER BY id")
        assert everything == three.rows("SELECT * FROM records ORDER BY id")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('{"a": 1}\n', "not a record of quotes", id="other JSON"),
        pytest.param("\nnot JSON\n", "2: not a record of quotes .the line: Invalid JSON", id="broken line"),
    ],
)
def test_what_is_no_record_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ReadError, match=rf"bad\.jsonl.*{message}"), open_corpus([str(path)]):
        pass


def test_a_missing_file_is_status_2() -> None:
    result = CliRunner().invoke(app, ["table", "nowhere.jsonl"])

    assert result.exit_code == 2
    assert "nowhere.jsonl" in result.stderr


def test_no_records_are_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")

    assert rows(tmp_path / "none.jsonl", "--by", "speaker") == []
