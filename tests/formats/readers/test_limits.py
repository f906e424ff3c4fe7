"""Bombs: small files that unpack to much, or take much memory or time. None of them may be felt."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from pathlib import Path

import pytest
import zstandard

from quotes.article import Article
from quotes.formats.readers import limits
from quotes.formats.readers.document import Document, Failure
from quotes.formats.readers.paths import read_document, read_paths


def read(path: Path, data: bytes) -> tuple[list[Article | Failure], float, int]:
    """(what was read, processor seconds, bytes of memory that Python took)"""
    path.write_bytes(data)
    tracemalloc.start()
    start = time.process_time()
    items = list(read_paths([str(path)]))
    taken = time.process_time() - start
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return items, taken, most


def zeros(size: int) -> bytes:
    return gzip.compress(bytes(10_000_000), mtime=0) * (size // 10_000_000)


def window(log: int) -> bytes:
    parameters = zstandard.ZstdCompressionParameters.from_level(1, window_log=log)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    return packer.compress(b'{"text": "So."}\n' + b" " * 100) + packer.flush()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.jsonl.gz", zeros(400_000_000), id="400 MB of NULs in gzip"),
        pytest.param("a.csv.gz", zeros(400_000_000), id="400 MB of NULs as CSV"),
        pytest.param(
            "a.warc.gz", b"".join((gzip.compress(b"WARC/1.0\r\nX: "), zeros(400_000_000))), id="400 MB as WARC"
        ),
        pytest.param("a.jsonl.zst", zstandard.compress(zeros(400_000_000)), id="gzip in Zstandard"),
        pytest.param("a.txt.gz", zeros(400_000_000), id="400 MB as a text"),
        pytest.param("a.jsonl.zst", window(31), id="window of 2 GB"),
        pytest.param("a.txt.zst", window(31), id="window of 2 GB of a text"),
    ],
)
def test_bomb_is_a_failure_soon(name: str, data: bytes, tmp_path: Path) -> None:
    items, taken, most = read(tmp_path / name, data)

    assert [type(item) for item in items][-1] == Failure
    assert taken < 30
    assert most < 300_000_000


def test_window_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    (failure,), _, _ = read(path, window(30))

    assert isinstance(failure, Failure)
    assert failure.message == f"{path}: packed with a window too large to unpack; pack it without --long"


@pytest.mark.parametrize("log", [10, 23, 27])
def test_windows_that_tools_make_are_read(log: int, tmp_path: Path) -> None:
    items, _, _ = read(tmp_path / "a.jsonl.zst", window(log))

    assert isinstance(items[0], Article)


@pytest.mark.slow
def test_archive_of_much_the_same_is_no_bomb(tmp_path: Path) -> None:
    lines = b"".join(
        b'{"id": "%d", "text": "Putin said so, the ministry told reporters."}\n' % n for n in range(50_000)
    )
    items, _, _ = read(tmp_path / "a.jsonl.zst", zstandard.compress(lines))

    assert len(items) == 50_000
    assert not [item for item in items if isinstance(item, Failure)]


@pytest.mark.parametrize(
    ("form", "data"),
    [
        pytest.param("html", b"<html><body><p>" + b"<b>" * 2_500_000, id="tags of a page"),
        pytest.param("html", b"<p" + b" a=b" * 3_000_000, id="attributes of a page"),
        pytest.param("html", b"<p>So. " * 4_000_000, id="a page of 28 MB"),
        pytest.param("xml", b"<nitf>" + b"<p/>" * 2_500_000, id="tags of XML"),
        pytest.param("xml", b"<rss>" + b"<p/>" * 2_500_000, id="tags of a feed"),
        pytest.param("json", b"[" + b"[]," * 3_000_000 + b"1]", id="values of JSON"),
        pytest.param("jsonl", b'{"text": "So.", "a": [' + b"{}," * 3_000_000 + b"1]}", id="values of a line"),
        pytest.param("eml", b"Content-Type: text/html\n\n" + b"<b>" * 2_500_000, id="tags of a mail"),
    ],
)
def test_too_much_for_memory_is_refused_unread(form: str, data: bytes) -> None:
    start = time.process_time()
    (failure,) = read_document(Document(f"a.{form}", form, data))

    assert isinstance(failure, Failure)
    assert failure.error == "ReadError"
    assert time.process_time() - start < 5


def test_splitting_has_a_limit_of_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SECONDS", 0.02)
    data = b'{"text": "So."}\n' + b"\n" * 3_000_000 + b'{"text": "So."}\n'
    items, _, _ = read(
        tmp_path / "a.jsonl.gz", b"".join(gzip.compress(data[at : at + 5000], 0) for at in range(0, len(data), 5000))
    )

    assert isinstance(items[0], Article)
    assert isinstance(items[-1], Failure)
    assert "no article within 0.02 seconds of work; everything before is read" in items[-1].message


def test_line_that_does_not_end_gives_the_file_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.formats.readers.streams.MAX_SKIPPED_BYTES", 30_000_000)
    items, _, _ = read(tmp_path / "a.jsonl", b'{"text": "So."}\n' + b"x" * 40_000_000)

    assert isinstance(items[0], Article)
    (failure,) = items[1:]
    assert isinstance(failure, Failure)
    assert "a line of more than 30,000,000 bytes" in failure.message
