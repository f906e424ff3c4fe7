"""Rows of CSV that are too long or never end: theirs is the failure, and the rows after them are read."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from quotes.article import Article
from quotes.formats.readers.document import Failure, ReadOptions
from quotes.formats.readers.paths import read_paths


def read(path: Path, data: str | bytes, *, limit: int = 1000) -> tuple[list[str | None], list[str]]:
    """(ids of the articles, what is said of the others)"""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    items = list(read_paths([str(path)], ReadOptions(max_bytes=limit)))
    return (
        [item.id for item in items if isinstance(item, Article)],
        [item.message.removeprefix(f"{path}:") for item in items if isinstance(item, Failure)],
    )


def row(number: int, text: str = "Putin said so.") -> str:
    return f'{number},"{text}"\n'


def ids(*numbers: int) -> list[str]:
    return [str(number) for number in numbers]


LONG = {
    "bare": "6," + "x" * 2000 + "\n",
    "quoted": row(6, "x" * 2000),
    "quoted, two lines": row(6, "x" * 2000 + "\nand more"),
    "quoted, a long line in the middle": row(6, "a\n" + "x" * 2000 + "\nb"),
    "quoted, many lines": row(6, "x" * 200 + ("\n" + "x" * 200) * 20),
    "marks in it": row(6, 'He said ""yes"" ' * 100),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", [name for name in LONG if name != "quoted, many lines"])
def test_long_row_fails_alone(name: str, encoding: str, tmp_path: Path) -> None:
    data = "id,text\n" + "".join(LONG[name] if n == 6 else row(n) for n in range(1, 21))
    articles, failures = read(tmp_path / "a.csv", data.encode(encoding))

    assert articles == ids(*range(1, 6), *range(7, 21))
    assert failures == ["6: a row of more than 1,000 bytes; split it"]


def test_row_of_many_lines_is_ended_where_it_is_too_long(tmp_path: Path) -> None:
    data = "id,text\n" + "".join(LONG["quoted, many lines"] if n == 6 else row(n) for n in range(1, 21))
    articles, failures = read(tmp_path / "a.csv", data)

    assert articles[:5] == ids(*range(1, 6))
    assert articles[-13:] == ids(*range(8, 21))
    assert "6: a row of more than 1,000 bytes; split it" in failures


@pytest.mark.parametrize("rows", [1, 2, 100])
def test_mark_that_is_never_closed_is_said(rows: int, tmp_path: Path) -> None:
    data = "id,text\n" + "".join(
        f'{n},"Putin said {n}.\n' if n == 1 else f"{n},He said so.\n" for n in range(1, rows + 1)
    )
    articles, failures = read(tmp_path / "a.csv", data, limit=100_000)
    swallowed = f", which swallows the {rows - 1:,} lines after it" if rows > 1 else ""

    assert articles == []
    assert failures == [f"1: a quotation mark is opened in line 2 and never closed{swallowed}; close it"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("id,text\n1,a\n2,b", id="no line end at the end"),
        pytest.param('id,text\n1,"a\n\nb"\n\n\n2,b\n', id="blank lines"),
        pytest.param("\n\nid,text\r\n1,a\r\n2,b\r\n", id="blank lines before, CR LF"),
        pytest.param('id,text,note\n1,"a ""b""\nc","d"\n2,b\n', id="marks and a missing cell"),
    ],
)
def test_good_tables(data: str, tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert read(tmp_path / "a.csv", data.lstrip("\n").encode(encoding)) == (["1", "2"], [])


def test_row_without_its_text_is_no_empty_article(tmp_path: Path) -> None:
    articles, failures = read(tmp_path / "a.csv", "id,text\n1\n2,b\n")

    assert articles == ["2"]
    assert failures == ["1: the field 'text' is not text; name another with --text-field"]


def test_line_of_utf16_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(("id,text\n1," + "x" * 12_000_000 + "\n2,b\n").encode("utf-16"))
    tracemalloc.start()
    items = list(read_paths([str(path)], ReadOptions(max_bytes=100_000)))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert [item.id for item in items if isinstance(item, Article)] == ["2"]
    assert most < 5_000_000


def test_too_many_columns(tmp_path: Path) -> None:
    articles, (failure,) = read(tmp_path / "a.csv", "text" + ",a" * 6000 + "\nSo.\n", limit=100_000)

    assert articles == []
    assert "first row too long, or over 5,000 columns" in failure
