"""CSV for spreadsheets: cells that would run as formulas are made harmless."""

from __future__ import annotations

import csv
import io

import pytest
from support.records import make_record

from quotes.columns import COLUMNS
from quotes.formats.records.csv import write_csv
from quotes.record import Record
from quotes.text.spreadsheets import neutralize

NAMES = [column.name for column in COLUMNS]


def rows(*records: Record, header: bool = True) -> list[list[str]]:
    stream = io.StringIO(newline="")
    write_csv(records, stream, header=header)
    return list(csv.reader(io.StringIO(stream.getvalue(), newline="")))


@pytest.mark.parametrize("cell", ["", "Yes", "1+1=2", "a@b", "'=1", " a = b", "one\n=1"])
def test_harmless_cell_stays(cell: str) -> None:
    assert neutralize(cell) == cell


@pytest.mark.parametrize(
    "cell", [" = ", "\n=1", "\u00a0+1", "\u200b=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20A", "\ta"]
)
def test_hidden_formula_becomes_text(cell: str) -> None:
    assert neutralize(cell) == f"'{cell}"


def test_carriage_return_breaks_no_row() -> None:
    _, row = rows(make_record(said='One\r=HYPERLINK("http://127.0.0.1")\r\nTwo'))

    assert row[NAMES.index("content")] == 'One\n=HYPERLINK("http://127.0.0.1")\nTwo'


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "=cmd|' /C calc'!A0", "—-1"[1:]])
def test_formula_becomes_text(cell: str) -> None:
    assert neutralize(cell) == f"'{cell}"


def test_no_cell_of_a_row_begins_a_formula() -> None:
    record = make_record(said="=1+1", name="@SUM(1)", verb="-1", description="+1")
    _, row = rows(record)

    assert {"'=1+1", "'@SUM(1)", "'-1", "'+1"} <= set(row)
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_header_and_columns() -> None:
    head, row = rows(make_record())
    cells = dict(zip(head, row, strict=True))

    assert head == NAMES
    assert cells["speaker"] == "Jens Stoltenberg"
    assert cells["content"] == '"NATO is able and ready to defend all of the allies,"'
    assert (cells["start"], cells["end"]) == ("0", "53")
    assert (cells["published"], cells["confidence"]) == ("2015-10-08", "0.98")


def test_missing_is_an_empty_cell() -> None:
    head, row = rows(make_record(speaker=None, cue=None, source=None))
    cells = dict(zip(head, row, strict=True))

    assert {cells[name] for name in ("speaker", "description", "cue", "verb_class", "source")} == {""}


def test_no_header_when_rows_are_added() -> None:
    assert rows(header=False) == []
    assert len(rows(make_record(), header=False)) == 1


@pytest.mark.parametrize("said", ['"a, b; c"', "“One.\n\nTwo.”", '"'])
def test_separators_in_a_cell_are_kept(said: str) -> None:
    _, row = rows(make_record(said=said))

    assert row[NAMES.index("content")] == said


def test_discontinuous_content_is_one_cell() -> None:
    parts = [{"start": 0, "end": 5, "text": "“Yes,"}, {"start": 9, "end": 12, "text": "no”"}]
    _, row = rows(make_record(content=parts))

    assert row[NAMES.index("content")] == "“Yes, … no”"
    assert row[NAMES.index("end")] == "12"


def test_lone_carriage_return_ends_no_row() -> None:
    head, row = rows(make_record(said='"Yes.\r=HYPERLINK(1)"'))

    assert row[NAMES.index("content")] == '"Yes.\n=HYPERLINK(1)"'
    assert len(row) == len(head)


@pytest.mark.parametrize(("column", "cell"), [("secondhand", "false"), ("reason", ""), ("speaker_confidence", "")])
def test_cells_of_the_newer_columns(column: str, cell: str) -> None:
    _, row = rows(make_record())

    assert row[NAMES.index(column)] == cell
