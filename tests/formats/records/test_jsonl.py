"""JSON Lines: what is written is read back the same."""

from __future__ import annotations

import io
import json

import pytest
from support.records import make_record

from quotes.formats.records.jsonl import write_jsonl
from quotes.record import Record


def written(*records: Record) -> str:
    stream = io.StringIO()
    write_jsonl(records, stream)
    return stream.getvalue()


def test_no_records_write_nothing() -> None:
    assert written() == ""


@pytest.mark.parametrize(
    "said",
    [
        pytest.param('"Yes,"', id="straight marks"),
        pytest.param("“NATO’s allies…”", id="curly marks"),
        pytest.param("“One.\r\n\r\nTwo\u2028Three\u0085Four”", id="line ends"),
        pytest.param("“\x1b[31m\x00\t\\”", id="control characters"),
        pytest.param("“\U0001f600 e\u0301”", id="beyond the first plane"),
    ],
)
def test_round_trip(said: str) -> None:
    record = make_record(said=said)
    (line,) = written(record).split("\n")[:-1]

    assert Record.model_validate_json(line) == record
    assert list(json.loads(line)) == list(Record.model_fields)


def test_one_line_a_record() -> None:
    first, second = make_record(), make_record(said="“One.\n\nTwo.”")
    text = written(first, second)

    assert text.endswith("}\n")
    assert text.count("\n") == len(text.splitlines()) == 2
    assert [Record.model_validate_json(line) for line in text.splitlines()] == [first, second]
