"""Archives that end too early: what is whole is read, and the end is a failure that says so."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from quotes.article import Article
from quotes.formats.readers.document import Failure
from quotes.formats.readers.paths import read_paths

FORMS = Path(__file__).parents[3] / "fixtures" / "formats"
LINES = [
    json.dumps({"id": f"a{n}", "text": f"Putin said {n} {n * 7919 % 9973} {n * 104729 % 99991}."}) for n in range(900)
]
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": lambda data: gzip.compress(data, mtime=0),
    "zst": zstandard.ZstdCompressor(write_checksum=True).compress,
    "gz.zst": lambda data: zstandard.ZstdCompressor().compress(gzip.compress(data, mtime=0)),
}


def read(path: Path) -> tuple[list[Article], list[str]]:
    items = list(read_paths([str(path)]))
    return [item for item in items if isinstance(item, Article)], [
        item.message for item in items if isinstance(item, Failure)
    ]


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("end", ["gz", "zst"])
@pytest.mark.parametrize("members", [1, 3])
def test_whole_archive_has_no_failure(end: str, members: int, tmp_path: Path) -> None:
    data = "\n".join(LINES).encode() + b"\n"
    size = len(data) // members + 1
    packed = b"".join(PACKERS[end](data[at : at + size]) for at in range(0, len(data), size))
    articles, failures = read(write(tmp_path / f"a.jsonl.{end}", packed))

    assert ([item.id for item in articles], failures) == ([f"a{n}" for n in range(900)], [])


def test_nuls_behind_gzip_are_padding(tmp_path: Path) -> None:
    packed = gzip.compress(LINES[0].encode()) + bytes(20_000) + gzip.compress(b"\n" + LINES[1].encode()) + bytes(512)
    articles, failures = read(write(tmp_path / "a.jsonl.gz", packed))

    assert ([item.id for item in articles], failures) == (["a0", "a1"], [])


@pytest.mark.parametrize("end", PACKERS)
@pytest.mark.parametrize("part", [0.02, 0.5, 0.9, 0.9999])
def test_lines_before_the_cut_are_read_and_the_cut_is_said(end: str, part: float, tmp_path: Path) -> None:
    packed = PACKERS[end]("\n".join(LINES).encode() + b"\n")
    path = write(
        tmp_path / f"a.jsonl.{end.rpartition('.')[2]}", packed[: max(8, min(int(len(packed) * part), len(packed) - 1))]
    )
    articles, failures = read(path)

    assert [item.id for item in articles] == [f"a{n}" for n in range(len(articles))]
    assert len(articles) >= (850 if part == 0.9999 and end == "gz" else 0)
    (message,) = failures
    assert message.startswith(f"{path}: cut short (")


@pytest.mark.parametrize("end", PACKERS)
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_cut_text_is_no_article(end: str, part: float, tmp_path: Path) -> None:
    packed = PACKERS[end]("\n".join(LINES).encode())
    path = write(tmp_path / f"a.txt.{end.rpartition('.')[2]}", packed[: int(len(packed) * part)])
    articles, failures = read(path)

    assert articles == []
    (message,) = failures
    assert message.startswith(f"{path}: cut short (")


@pytest.mark.slow
@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
def test_web_archive_cut_anywhere_loses_nothing_without_a_word(packed: bool, tmp_path: Path) -> None:
    data = (FORMS / "crawl.warc.gz").read_bytes()
    data = data if packed else gzip.decompress(data)
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    whole, _ = read(write(path, data))
    assert len(whole) == 2
    silent = []
    for size in range(40, len(data) - 8, 23 if packed else 41):
        articles, failures = read(write(path, data[:size]))
        assert [item.text for item in articles] == [item.text for item in whole[: len(articles)]], (
            "a stump is no article"
        )
        if not failures:
            silent.append((size, len(articles)))
        assert all("cut short" in failure or "damaged" in failure for failure in failures)

    # a cut between two records cannot be seen; each record of the fixture ends in four bytes
    assert len(silent) <= (0 if packed else 6), silent


def test_stump_of_a_page_is_no_article(tmp_path: Path) -> None:
    data = gzip.decompress((FORMS / "crawl.warc.gz").read_bytes())
    at = data.index(b"Proudly powered", 7_000)  # in the second page
    articles, failures = read(write(tmp_path / "a.warc", data[:at]))

    assert len(articles) == 1
    (message,) = failures
    assert "cut short in record" in message
