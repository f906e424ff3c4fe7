"""What clients get, without a server: media types, modes, errors."""

from __future__ import annotations

import json

import pytest
from support.desk import FIRST, make_records

from quotes.article import Article
from quotes.desk.serve.answers import JSON_LINES, choose_media_type, write_answer
from quotes.desk.serve.lines import keep_modes
from quotes.desk.serve.problems import RequestError
from quotes.desk.serve.reading import Reading
from quotes.formats.readers.document import Failure
from quotes.formats.records.jsonl import dump_line

RECORDS = make_records()[:4]
ARTICLE = Article(FIRST, source_path="first.txt")
READ = Reading(ARTICLE, b"".join(map(dump_line, RECORDS)))
UNREAD = Reading(failure=Failure("b.txt", "read", "ReadError", "b.txt: binary; give a text file, or raise --max-bytes"))
ALL = frozenset({"statement", "evidence"})


@pytest.mark.parametrize("accept", ["text/html", "application/xml, image/*", "application/json;q=0", "*/*;q=zero"])
def test_no_media_type_fits(accept: str) -> None:
    with pytest.raises(RequestError) as caught:
        choose_media_type(accept)

    assert caught.value.status == 406


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        pytest.param("", JSON_LINES, id="anything"),
        pytest.param("*/*", JSON_LINES, id="anything, said aloud"),
        pytest.param("application/json", "application/json", id="JSON"),
        pytest.param("application/json, */*;q=0.1", "application/json", id="rather JSON"),
        pytest.param("application/jsonl", "application/jsonl", id="the other name of JSON Lines"),
        pytest.param("Application/*", JSON_LINES, id="a range"),
    ],
)
def test_media_type(accept: str, chosen: str) -> None:
    assert choose_media_type(accept) == chosen


def test_lines_are_not_written_again() -> None:
    assert write_answer([READ], ALL, JSON_LINES).body == READ.payload


def test_the_object_has_the_same_records() -> None:
    answer = write_answer([READ, UNREAD], ALL, "application/json")
    value = json.loads(answer.body)

    assert [json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in value["records"]] == [
        line for line in READ.payload.decode().splitlines() if line
    ]
    assert [article["id"] for article in value["articles"]] == ["first"]
    assert value["failures"] == [{"name": "b.txt", "reason": "b.txt: binary; give a text file"}]
    assert answer.headers["quotes-failures"] == "1"


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        pytest.param(Failure("a", "read", "ReadError", "a: damaged"), 422, id="not read"),
        pytest.param(Failure("a", "time", "TimeLimit", "a: took longer"), 504, id="too slow"),
        pytest.param(Failure("a", "extract", "WorkerDied", "a: its worker died"), 500, id="a worker died"),
    ],
)
def test_a_document_without_an_article_is_an_error(failure: Failure, status: int) -> None:
    with pytest.raises(RequestError) as caught:
        write_answer([Reading(failure=failure)], ALL, JSON_LINES)

    assert caught.value.status == status
    with pytest.raises(RequestError):
        write_answer([], ALL, JSON_LINES)


def test_modes_are_chosen_line_by_line() -> None:
    thought = dump_line(RECORDS[0].model_copy(update={"mode": "thought"}))

    assert keep_modes(READ.payload + thought, {"thought"}) == thought
    assert keep_modes(READ.payload + thought, ALL) == READ.payload
