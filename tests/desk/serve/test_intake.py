"""From requests to documents, without a server."""

from __future__ import annotations

import gzip
import io
import json
from typing import Any

import pytest
from starlette.datastructures import FormData, UploadFile
from support.coroutines import run

from quotes.desk.serve.intake import make_document, read_json, read_upload
from quotes.desk.serve.problems import RequestError
from quotes.desk.serve.site import read_fields
from quotes.errors import ReadError
from quotes.formats.readers.document import Document

LIMIT = 100_000


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"", 400, id="nothing"),
        pytest.param(b"{", 400, id="half an object"),
        pytest.param(b"\xff", 400, id="not UTF-8"),
        pytest.param(b"[" * 100_000, 400, id="very deep"),
        pytest.param(b"[]", 422, id="a list"),
        pytest.param(b"{}", 422, id="no text"),
        pytest.param(b'{"text": ""}', 422, id="an empty text"),
        pytest.param(b'{"text": 5}', 422, id="a number"),
        pytest.param(b'{"text": "a", "url": "http://a.example/"}', 422, id="text and address"),
        pytest.param(b'{"text": "a", "colour": "red"}', 422, id="an unknown field"),
        pytest.param(b'{"text": "a", "mode": ["dream"]}', 422, id="no such mode"),
        pytest.param(b'{"text": "a", "mode": []}', 422, id="no mode"),
        pytest.param(b'{"text": "a", "format": "pdf"}', 422, id="no format of a text"),
        pytest.param(b'{"url": "file:///etc/passwd"}', 422, id="a file"),
        pytest.param(b'{"url": "http://a b/"}', 422, id="a blank in the address"),
        pytest.param(b'{"text": "\\ud800"}', 400, id="half a character"),
    ],
)
def test_json_is_refused(body: bytes, status: int) -> None:
    with pytest.raises(RequestError) as caught:
        read_json(body)

    assert caught.value.status == status
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize(
    ("value", "document"),
    [
        pytest.param({"text": "“Yes.”"}, Document("-", "text", "“Yes.”".encode()), id="text"),
        pytest.param({"text": "a\r\nb"}, Document("-", "text", b"a\r\nb"), id="line ends stay"),
        pytest.param({"text": "<p>a", "format": "html"}, Document("-", "html", b"<p>a"), id="a page"),
        pytest.param({"text": "a", "id": "cms-5"}, Document("-", "text", b"a", "cms-5"), id="with an id"),
        pytest.param({"url": "HTTPS://a.example/b"}, Document("HTTPS://a.example/b"), id="address"),
    ],
)
def test_json_is_read(value: dict[str, Any], document: Document) -> None:
    submission = read_json(json.dumps(value).encode())

    assert submission.document == document
    assert submission.modes == {"statement", "evidence"}


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        pytest.param("a.parquet", b"PAR1", "parquet", id="Parquet"),
        pytest.param("a", b"PAR1", "parquet", id="Parquet without a suffix"),
    ],
)
def test_tables_that_need_a_file_are_refused(name: str, data: bytes, form: str) -> None:
    with pytest.raises(RequestError, match=f"{name}: {form} is not read here; use 'quotes extract") as caught:
        make_document(name, data, LIMIT)

    assert caught.value.status == 415


def test_a_bomb_is_refused() -> None:
    with pytest.raises(ReadError, match="more than 100,000 bytes unpacked"):
        make_document("a.txt.gz", gzip.compress(b" " * 10_000_000), LIMIT)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(gzip.compress(b"He left.")[:12], "cut short", id="cut short"),
        pytest.param(gzip.compress(b"He left.")[:10] + b"\xff" * 20, "damaged", id="other bytes"),
        pytest.param(b"\x28\xb5\x2f\xfd" + b"\xff" * 20, "damaged", id="damaged Zstandard"),
    ],
)
def test_a_damaged_packed_file_is_said(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=f"^a.txt.gz: {reason} "):
        make_document("a.txt.gz", data, LIMIT)


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        pytest.param("a.html.gz", gzip.compress(b"<p>a</p>"), "html", id="packed page"),
        pytest.param("a", b'{"text": "a"}\n{"text": "b"}\n', "jsonl", id="JSON Lines without a suffix"),
        pytest.param("a.csv", b"text\na\n", "csv", id="a table"),
        pytest.param("a.warc.gz", gzip.compress(b"WARC/1.0\r\n"), "warc", id="a packed web archive"),
        pytest.param("paper", b"%PDF-1.7", "pdf", id="by its first bytes"),
        pytest.param("a.txt", b"%PDF-1.7", "text", id="the name decides"),
    ],
)
def test_files_are_unpacked_and_recognised(name: str, data: bytes, form: str) -> None:
    document = make_document(name, data, LIMIT)

    assert (document.source_path, document.format) == (name, form)
    assert not (document.data or b"").startswith(b"\x1f\x8b")


def upload(name: str, data: bytes = b"He left.") -> UploadFile:
    return UploadFile(io.BytesIO(data), filename=name)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param([], id="nothing"),
        pytest.param([("file", "a")], id="a field that is no file"),
        pytest.param([("file", upload("a.txt")), ("file", upload("b.txt"))], id="two files"),
        pytest.param([("file", upload("a.txt")), ("mode", "dream")], id="no such mode"),
        pytest.param([("file", upload("a.txt")), ("text", "a")], id="an unknown field"),
    ],
)
def test_forms_of_programs_are_refused(fields: list[tuple[str, Any]]) -> None:
    with pytest.raises(RequestError) as caught:
        run(read_upload(FormData(fields), LIMIT))

    assert caught.value.status == 422


def test_file_names_lose_their_folders() -> None:
    form = FormData([("file", upload("..\\..\\etc/../passwd.txt")), ("mode", "thought"), ("mode", "evidence")])
    submission = run(read_upload(form, LIMIT))

    assert submission.document.source_path == "passwd.txt"
    assert submission.modes == {"thought", "evidence"}


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param([("text", " \r\n"), ("url", " "), ("file", upload("", b""))], id="an empty form"),
        pytest.param([("url", "example.org/a")], id="an address without its protocol"),
        pytest.param([("url", "file:///etc/passwd")], id="a file's address"),
    ],
)
def test_forms_of_the_page_are_refused(fields: list[tuple[str, Any]]) -> None:
    with pytest.raises(RequestError) as caught:
        run(read_fields(FormData(fields), LIMIT))

    assert caught.value.status == 422


def test_the_page_takes_all_three_at_once() -> None:
    form = FormData([("text", "He left.\r\nShe stayed."), ("url", " https://a.example/b "), ("file", upload("a.txt"))])
    documents = run(read_fields(form, LIMIT))

    assert [document.source_path for document in documents] == ["a.txt", "https://a.example/b", "-"]
    assert documents[-1].data == b"He left.\nShe stayed."  # as it was pasted, before the browser changed its line ends
