"""The columns of a record: none of its fields is missing, and each is read alike by CSV and by SQL."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.desk import write_records
from support.records import make_record

from quotes.columns import COLUMNS, Column
from quotes.desk.tables.store import open_corpus
from quotes.errors import ReadError
from quotes.evaluation.comparison import FIELDS
from quotes.formats.records.fields import AFTER_A_MOVE, describe, is_list, list_fields
from quotes.formats.records.parquet import write_parquet
from quotes.formats.records.read import read_records
from quotes.record import Record

ORIGINAL = [  # of CSV before schema "2": scripts count on these places
    *("id", "article", "published", "speaker", "description", "source", "cue", "verb_class", "quote_type", "mode"),
    *("content", "nature", "sector", "anonymity", "addressee", "medium", "start", "end", "construction", "confidence"),
]
JOINT = {
    "id": "jens-stoltenberg-putin",
    "name": "Jens Stoltenberg and Putin",
    "description": None,
    "resolution": "name",
    "confidence": 0.5,
    "members": [{"id": "jens-stoltenberg", "name": "Jens Stoltenberg"}, {"id": "putin", "name": "Putin"}],
}
KIND = {
    "nature": "unnamed_person",
    "sector": "military",
    "anonymity": "requested",
    "reason": {"start": 0, "end": 5, "text": '"NATO'},
    "secondhand": True,
    "declined": False,
}
FULL = make_record(speaker=JOINT, source_type=KIND)
EMPTY = make_record(speaker=None, cue=None, source=None, unresolved="no_source", verbatim=[])


def plain(path: str) -> str:
    return path.replace("[0]", "").replace("[-1]", "")


def test_every_field_of_a_record_has_a_column() -> None:
    paths = {plain(column.path) for column in COLUMNS}
    shown_by_text = {path for path in list_fields() if path.rpartition(".")[2] in ("start", "end")}

    assert set(list_fields()) - shown_by_text <= paths
    assert paths <= set(list_fields())
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)


def test_every_field_of_a_record_is_kept_or_derived_when_a_span_moves() -> None:
    assert list(AFTER_A_MOVE) == list(Record.model_fields)


@pytest.mark.parametrize("field", ["unresolved", "source_type", "speaker", "content"])
def test_field_is_compared(field: str) -> None:
    assert field in FIELDS


def test_first_columns_keep_their_places() -> None:
    assert [column.name for column in COLUMNS][: len(ORIGINAL)] == ORIGINAL


@pytest.mark.parametrize(
    ("path", "record", "cell"),
    [
        pytest.param("speaker.name", EMPTY, None, id="part that is missing"),
        pytest.param("speaker.members.name", EMPTY, None, id="list in a part that is missing"),
        pytest.param("speaker.members.name", make_record(), None, id="empty list"),
        pytest.param("source_type.reason.text", EMPTY, None, id="span that is missing"),
        pytest.param("source_type.declined", FULL, False, id="false is no missing value"),
        pytest.param("source_type.reason.text", FULL, '"NATO', id="words of a span"),
        pytest.param("speaker.members.id", FULL, "jens-stoltenberg … putin", id="list"),
        pytest.param("content[0].start", FULL, 0, id="first of a list"),
        pytest.param("content[-1].end", FULL, 53, id="last of a list"),
        pytest.param("confidence", FULL, 0.98, id="number"),
    ],
)
def test_cell(path: str, record: Record, cell: Any) -> None:
    assert Column("any", path).read(record) == cell


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_column_is_described(column: Column) -> None:
    assert describe(column)


@pytest.mark.parametrize(("annotation", "expected"), [(str, False), (str | None, False), (tuple[str, ...], True)])
def test_is_list(annotation: Any, expected: bool) -> None:
    assert is_list(annotation) is expected


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_sql_reads_what_csv_reads(suffix: str, tmp_path: Path) -> None:
    lines = write_records(tmp_path / "q.jsonl", [FULL, EMPTY])
    path = tmp_path / f"q{suffix}"
    if suffix == ".parquet":
        write_parquet(lines, path)
    names = ", ".join(f'"{column.name}"' for column in COLUMNS)
    with open_corpus([str(path)]) as corpus:
        rows = corpus.rows(f"SELECT {names} FROM records ORDER BY rowid")

    assert rows == [tuple(column.read(record) for column in COLUMNS) for record in (FULL, EMPTY)]


def old(record: Record, **changes: Any) -> dict[str, Any]:
    """A record as schema "1" had it."""
    data = record.model_dump(mode="json")
    if data["speaker"]:
        del data["speaker"]["confidence"], data["speaker"]["members"]
    review = {"status": "mended", "by": "desk", "at": "2026-01-01T00:00:00Z"}
    return {**data, "schema_version": "1", "review": review, **changes}


def write_lines(path: Path, *lines: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_records_of_schema_1_are_read_in_the_words_of_schema_2(suffix: str, tmp_path: Path) -> None:
    import duckdb

    lines = write_lines(tmp_path / "old.jsonl", old(make_record()), old(EMPTY))
    path = tmp_path / f"old{suffix}"
    if suffix == ".parquet":
        duckdb.connect().execute(f"COPY (SELECT * FROM read_json('{lines}')) TO '{path}' (FORMAT parquet)")
    with open_corpus([str(path)]) as corpus:
        rows = corpus.rows("SELECT schema_version, review, speaker, speaker_confidence FROM records ORDER BY rowid")
    first, second = read_records(str(lines))

    assert rows == [("2", "corrected", "Jens Stoltenberg", None), ("2", "corrected", None, None)]
    assert [(record.schema_version, record.review and record.review.status) for record in (first, second)] == [
        ("2", "corrected"),
        ("2", "corrected"),
    ]
    assert first.model_copy(update={"review": None}) == make_record()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"schema_version": "9"}, "upgrade quotes", id="schema of the future"),
        pytest.param({"confidence": 1.5}, "not a record|impossible", id="confidence above one"),
        pytest.param({"content": [{"start": -1, "end": 5, "text": "NATO"}]}, "not a record|impossible", id="offset"),
    ],
)
def test_every_reader_refuses(changes: dict[str, Any], message: str, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "bad.jsonl", old(make_record(), **changes))

    with pytest.raises(ReadError, match=message):
        list(read_records(str(path)))
    with pytest.raises(ReadError, match=message), open_corpus([str(path)]):
        pass
