"""Lines of JSON in the relation: what is refused and how, what is repaired, and what is read as it is."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from support.bad_records import make_lines
from support.desk import make_records, reject

from quotes.desk.tables import load_lines
from quotes.desk.tables.store import open_corpus
from quotes.errors import ReadError
from quotes.formats.records.read import parse_record, read_records

GOOD = [record.model_dump_json() for record in make_records()]
PLAIN: dict[str, Any] = json.loads(GOOD[0])


def load(path: Path, data: str | bytes) -> list[tuple[Any, ...]]:
    """(id, speaker, content, whether the article has a number) of each row."""
    path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    with open_corpus([str(path)], credit=False) as corpus:
        return corpus.rows("SELECT id, speaker, content, place IS NOT NULL FROM records ORDER BY rowid")


def change(**fields: Any) -> str:
    """A record with other values in some fields: change(article__publisher=5)."""
    data = json.loads(GOOD[0])
    for path, value in fields.items():
        *parts, name = path.split("__")
        part = data
        for step in parts:
            part = part[step]
        part[name] = value
    return json.dumps(data)


def refusal(line: str | bytes) -> str | None:
    """The error of a line by itself, as every command reports it."""
    try:
        parse_record((line if isinstance(line, bytes) else line.encode()) + b"\n", "r.jsonl:3")
    except ReadError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(change(article__publisher=5), id="number for a text"),
        pytest.param(change(speaker__name=["Ann"]), id="list for a text"),
        pytest.param(change(article__extra="x"), id="unknown field in a part"),
        pytest.param(
            change(content=[{**PLAIN["content"][0], "extra": 1}]),
            id="unknown field in a list",
        ),
        pytest.param(change(content=[PLAIN["content"][0], None]), id="null in a list"),
        pytest.param(change(cue__negated=None), id="null for a condition"),
        pytest.param(
            change(context={**PLAIN["context"], "start": 9, "end": 8}), id="context that ends before it starts"
        ),
        pytest.param(change(verbatim=[{**PLAIN["verbatim"][0], "start": 2**31}]), id="offset beyond any text"),
        pytest.param(change(article__sha256="0" * 63), id="hash that is too short"),
        pytest.param(change(id=1234567890123456), id="number for an id"),
        pytest.param(change(speaker__confidence=1.5), id="impossible confidence of the speaker"),
        pytest.param(GOOD[0][:-1] + ",}", id="comma after the last field"),
        pytest.param(GOOD[0].replace('"}],', '"} , ],', 1), id="comma after the last part"),
        pytest.param("\ufeff" + GOOD[0], id="byte-order mark"),
        pytest.param('{"id":', id="half a line"),
        pytest.param("null", id="null"),
        pytest.param(GOOD[0] + GOOD[1], id="two records in a line"),
    ],
)
def test_a_line_is_refused_as_everywhere(tmp_path: Path, line: str) -> None:
    expected = refusal(line)
    assert expected is not None
    with pytest.raises(ReadError) as raised:
        load(tmp_path / "r.jsonl", f"{GOOD[0]}\n\n{line}\n{GOOD[1]}\n")

    assert str(raised.value).removeprefix(f"{tmp_path}/") == expected


def test_a_byte_order_mark_at_the_start_is_refused_as_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    with pytest.raises(ReadError, match="jsonl:1: "):
        load(path, "\ufeff" + GOOD[0])
    with pytest.raises(ReadError, match="jsonl:1: "):
        list(read_records(str(path)))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(json.dumps(PLAIN), id="with blanks"),
        pytest.param(json.dumps(dict(reversed(PLAIN.items()))), id="fields in another order"),
        pytest.param(json.dumps({**PLAIN, "speaker": {**PLAIN["speaker"], "name": "Léa 😀"}}), id="escapes"),
        pytest.param(
            json.dumps({key: PLAIN[key] for key in PLAIN if key not in ("review", "unresolved")}), id="defaults"
        ),
        pytest.param(change(schema_version="1", review={"status": "mended", "by": "A", "at": "B"}), id="schema 1"),
        pytest.param(change(confidence=1), id="whole number for a confidence"),
        pytest.param(change(article__title="so [he said, ]"), id="text that looks like a slip"),
        pytest.param(change(article__title="a\x00b\x1f\u2028\x7f"), id="control characters"),
        pytest.param(reject(make_records()[0]).model_dump_json().replace("rejected", "added"), id="reviewed"),
    ],
)
def test_a_record_is_read_however_it_is_written(tmp_path: Path, line: str) -> None:
    record, _ = parse_record(line.encode(), "")
    results = load(tmp_path / "r.jsonl", f"{line}\r\n \n{GOOD[1]}")

    assert results[0] == (record.id, record.speaker and record.speaker.name, record.content[0].text, True)
    assert len(results) == 2


def test_half_a_character_is_repaired(tmp_path: Path) -> None:
    line = GOOD[0].replace("Jens", "Je\\ud800ns")
    assert [row[1] for row in load(tmp_path / "r.jsonl", f"{GOOD[1]}\n{line}\n")][1] == "Je\ufffdns Stoltenberg"


@pytest.mark.parametrize("size", [pytest.param(1, id="a line each"), pytest.param(5_000, id="some lines each")])
def test_packed_lines_are_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(load_lines, "PART_BYTES", size)
    monkeypatch.setattr(load_lines, "_BLOCK_BYTES", 100)
    text = "\n\n".join(GOOD * 3) + "\n"
    results = load(tmp_path / "r.jsonl.gz", gzip.compress(text.encode()))

    assert [row[0] for row in results] == [json.loads(line)["id"] for line in GOOD * 3]
    with pytest.raises(ReadError, match=f"gz:{2 * len(GOOD) * 3 + 1}: "):
        load(tmp_path / "r.jsonl.gz", gzip.compress(f"{text}\n{change(mode='song')}\n".encode()))


def test_lines_of_any_damage_are_judged_as_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    lines = [line for line in make_lines(400, "load") if not line.isspace()]
    refused = [line for line in lines if refusal(line) is not None]
    accepted = [line for line in lines if refusal(line) is None]
    assert len(refused) > 100
    for line in refused[:20]:
        with pytest.raises(ReadError) as raised:
            load(path, b"\n".join([GOOD[0].encode(), GOOD[1].encode(), line, b""]))
        assert str(raised.value).removeprefix(f"{tmp_path}/") == refusal(line)
    assert len(load(path, b"\n".join(accepted))) == len(accepted)
