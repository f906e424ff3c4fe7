"""Files of many articles that come as bytes are read as files of that name are, within limits."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from quotes.article import Article
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.paths import read_document, read_paths
from quotes.formats.readers.unpack import unpack

FORMATS = Path(__file__).parents[3] / "fixtures" / "formats"
OPTIONS = ReadOptions(max_articles=100)


def lines(count: int, text: str = "a") -> bytes:
    return b"".join(json.dumps({"id": f"{number}", "text": text}).encode() + b"\n" for number in range(count))


@pytest.mark.parametrize(
    ("name", "form"), [("crawl.warc.gz", "warc"), ("table.csv", "csv"), ("table.jsonl.zst", "jsonl")]
)
def test_the_same_articles_as_from_the_file(name: str, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FORMATS)
    with Path(name).open("rb") as stream:
        data = unpack(stream, name).read()
    monkeypatch.chdir("/")
    sent = list(read_document(Document(name, form, data), OPTIONS))
    monkeypatch.chdir(FORMATS)
    assert sent == list(read_paths([name], OPTIONS))
    assert any(isinstance(item, Article) for item in sent)


@pytest.mark.parametrize(
    ("data", "options"),
    [
        pytest.param(lines(101), OPTIONS, id="articles"),
        pytest.param(b"\n".join([b"{"] * 101), OPTIONS, id="damaged lines"),
        pytest.param(lines(20, "a" * 60), ReadOptions(max_articles=100, max_bytes=1000), id="bytes"),
    ],
)
def test_too_many(data: bytes, options: ReadOptions) -> None:
    (failure,) = read_document(Document("a.jsonl", "jsonl", data), options)
    assert isinstance(failure, Failure)
    assert failure.error == "TooMany"
    assert "or use 'quotes extract a.jsonl'" in failure.message


def test_as_many_as_allowed() -> None:
    assert len(list(read_document(Document("a.jsonl", "jsonl", lines(100)), OPTIONS))) == 100


def test_bytes_are_not_unpacked_once_more() -> None:
    bomb = gzip.compress(lines(1, " " * 10_000_000), mtime=0)  # the time of day may hold a line feed
    (failure,) = read_document(Document("a.jsonl", "jsonl", bomb), OPTIONS)
    assert isinstance(failure, Failure)


def test_a_file_of_that_name_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(3))
    monkeypatch.chdir(tmp_path)
    assert len(list(read_document(Document("a.jsonl", "jsonl", lines(1)), OPTIONS))) == 1
    assert len(list(read_paths(["a.jsonl"]))) == 3  # afterwards it is
