"""The table as CSV and as a workbook: no cell does harm, and files are written whole."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from support.desk import make_records, write_records
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.tables.views import VIEWS


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["table", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(*arguments: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(*arguments, "--to", "csv"))))


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.fixture
def hostile_path(tmp_path: Path) -> Path:
    records = make_records()[:1] * len(HOSTILE)
    changed = [
        record.model_copy(update={"speaker": record.speaker and record.speaker.model_copy(update={"name": name})})
        for record, name in zip(records, HOSTILE, strict=True)
    ]
    return write_records(tmp_path / "hostile.jsonl", changed)


def test_no_cell_of_csv_is_a_formula(hostile_path: Path) -> None:
    assert [row["speaker"] for row in rows(hostile_path)] == ["'" + name.replace("\r", "\n") for name in HOSTILE]


def test_no_cell_of_a_workbook_is_a_formula(hostile_path: Path, tmp_path: Path) -> None:
    run(hostile_path, "-o", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active

    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]


def test_a_workbook_has_frozen_header_filters_and_wrapped_text(records_path: Path, tmp_path: Path) -> None:
    run(records_path, "-o", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active

    assert sheet is not None
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:N6"
    assert sheet["J2"].alignment.wrap_text
    assert [cell.value for cell in sheet[1]] == [field.name for field in VIEWS["record"].fields]
    assert sheet["L4"].value == 0.3


def test_an_output_that_fails_leaves_the_old_one(records_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    out.write_text("old", encoding="utf-8")
    result = CliRunner().invoke(app, ["table", str(records_path), "-o", str(out), "--where", "nonsense"])

    assert result.exit_code == 2
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


@pytest.mark.parametrize(
    ("output", "begins"),
    [pytest.param(False, b"article", id="a pipe"), pytest.param(True, b"\xef\xbb\xbfarticle", id="a file, for Excel")],
)
def test_csv_for_excel_begins_with_a_byte_order_mark(
    records_path: Path, tmp_path: Path, output: bool, begins: bytes
) -> None:
    text = run(records_path, *(["-o", tmp_path / "t.csv"] if output else ["--to", "csv"]))
    written = (tmp_path / "t.csv").read_bytes() if output else text.encode()

    assert written.startswith(begins)
