"""One bad item costs its own article alone, whatever a library raises on it."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from quotes.article import Article
from quotes.formats.readers.dates import iso_date
from quotes.formats.readers.document import Document, Failure
from quotes.formats.readers.paths import find_paths, read_document, read_paths

FORMS = Path(__file__).parents[3] / "fixtures" / "formats"


def read(*paths: Path) -> list[Article | Failure]:
    return list(read_paths(find_paths([str(path) for path in paths])))


def kinds(items: list[Article | Failure]) -> list[str]:
    return ["article" if isinstance(item, Article) else item.error for item in items]


ODD_DATES = [
    "20152015100810309999999999999h ",
    "9999999999999999999999 h",
    "1e400 2015",
    "2015 " + "9" * 90,
    "2015-99-99",
]


@pytest.mark.parametrize("value", [*ODD_DATES, "2015", "October 2015", "\x00 2015", "10 2015"])
def test_odd_date_is_none(value: str) -> None:
    assert iso_date(value) is None


@pytest.mark.parametrize("form", ["jsonl", "csv", "json"])
def test_odd_date_costs_nothing(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    rows = [{"text": "So.", "date": date} for date in ("2015-10-08", *ODD_DATES)]
    if form == "csv":
        path.write_text("text,date\n" + "".join(f"So.,{row['date']}\n" for row in rows))
    else:
        lines = [json.dumps(row) for row in rows]
        path.write_text("\n".join(lines) if form == "jsonl" else f"[{','.join(lines)}]")
    items = read(path)

    assert kinds(items) == ["article"] * len(rows)
    assert [item.published for item in items if isinstance(item, Article)] == ["2015-10-08"] + [None] * len(ODD_DATES)


def write_table(path: Path, **columns: Any) -> Path:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table(columns), path)
    return path


def test_table_with_text_that_is_not_utf8(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    data = [b"So.", "“Yes,” he said in a café.".encode("cp1252"), b"\xff\x00\x00\x81", b"So."]
    texts = pyarrow.array(data, pyarrow.binary()).view(pyarrow.string())
    items = read(write_table(tmp_path / "a.parquet", text=texts, id=["1", "2", "3", "4"]))

    assert [item.text for item in items if isinstance(item, Article)] == ["So.", "“Yes,” he said in a café.", "So."]
    assert kinds(items) == ["article", "article", "ReadError", "article"]


def test_table_with_days_beyond_the_calendar(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    days = pyarrow.array([0, 10**8, -(10**8), 16716], pyarrow.date32())
    items = read(write_table(tmp_path / "a.parquet", text=["So."] * 4, date=days))

    assert [item.published for item in items if isinstance(item, Article)] == ["1970-01-01", None, None, "2015-10-08"]


def test_packed_twice_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(gzip.compress(b'{"text": "So."}\n')))

    assert kinds(read(path)) == ["article"]


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "warc", "warc.gz", "jsonl.zst"])
@pytest.mark.parametrize(
    "data", [b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1", b"WARC/1.0\r\n", b"\xff\xfe", b"\x00"], ids=repr
)
def test_container_that_is_another_thing_stops_nothing(form: str, data: bytes, tmp_path: Path) -> None:
    bad, good = tmp_path / f"a.{form}", tmp_path / "b.txt"
    bad.write_bytes(data * 3)
    good.write_text("So.")

    assert kinds(read(bad, good))[-1] == "article"


def test_reader_that_raises_what_it_likes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def split(name: str, options: object) -> object:
        yield Article(text="So.")
        raise MemoryError("no more")

    monkeypatch.setattr("quotes.formats.readers.csv.split", split)
    (tmp_path / "a.csv").write_text("text\n")
    items = read(tmp_path / "a.csv")

    assert kinds(items) == ["article", "MemoryError"]
    assert items[1].message == f"{tmp_path / 'a.csv'}: cannot be read to its end (no more); is it damaged?"  # type: ignore[union-attr]


# Folders and links


def test_link_to_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "c.txt").write_text("So.")
    first, second, third = read(tmp_path)

    assert isinstance(first, Failure)
    assert first.message == f"{tmp_path / 'a.txt'}: a broken link; restore its target, or delete the link"
    assert isinstance(second, Failure)
    assert "symbolic links" in second.message
    assert isinstance(third, Article)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="who may enter everything is refused nothing"
)
@pytest.mark.parametrize("mode", [0o444, 0o111, 0])
def test_folder_that_cannot_be_entered_is_said(mode: int, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.txt").write_text("So.")
    (tmp_path / "e.txt").write_text("So.")
    (tmp_path / "d").chmod(mode)
    try:
        items = read(tmp_path)
    finally:
        (tmp_path / "d").chmod(0o755)

    assert kinds(items) == ["ReadError", "article"]


# Documents of several articles


def test_list_with_things_that_are_no_articles() -> None:
    items = list(read_document(Document("a.json", "json", b'[{"text": "So."}, 1, {"text": 2}, {"text": "So."}]')))

    assert kinds(items) == ["article", "ReadError", "ReadError", "article"]


def make_book(chapters: list[str], spine: list[int], damage: int | None = None) -> bytes:
    """An EPUB with the chapters, in the order of the spine; one of them may be damaged."""
    stream = io.BytesIO()
    items = "".join(
        f'<item id="c{n}" href="c{n}.html" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    refs = "".join(f'<itemref idref="c{n}"/>' for n in spine)
    with zipfile.ZipFile(stream, "w") as book:
        book.writestr("META-INF/container.xml", '<container><rootfile full-path="book.opf"/></container>')
        book.writestr("book.opf", f"<package><manifest>{items}</manifest><spine>{refs}</spine></package>")
        for number, text in enumerate(chapters):
            book.writestr(f"c{number}.html", f"<p>Chapter {number}. {text}</p>")
    data = stream.getvalue()
    return (
        data.replace(f"Chapter {damage}".encode(), b"Chopped!!"[: len(f"Chapter {damage}")])
        if damage is not None
        else data
    )


def test_damaged_chapter_fails_alone() -> None:
    book = make_book(["He said so. " * 20] * 3, [0, 1, 2], damage=1)

    assert kinds(list(read_document(Document("a.epub", "epub", book)))) == ["article", "ReadError", "article"]


def test_chapter_is_read_once_however_often_it_is_named() -> None:
    book = make_book(["He said so. " * 20] * 2, [0, 1] + [0] * 20_000)
    items = list(read_document(Document("a.epub", "epub", book)))

    assert [item.id for item in items if isinstance(item, Article)] == ["a-1", "a-2"]


def test_entry_that_cannot_be_read_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = "".join(
        f"<item><title>{n}</title><description>{text}</description></item>"
        for n, text in enumerate(("So.", "&lt;b>" * 30, "So."))
    )
    monkeypatch.setattr("quotes.formats.readers.limits.MAX_TAGS", 20)
    items = list(read_document(Document("a.xml", "xml", f"<rss><channel>{entries}</channel></rss>".encode())))

    assert kinds(items) == ["ReadError"] or kinds(items) == ["article", "ReadError", "article"]


# Names of files


@pytest.mark.skipif(os.name != "posix", reason="names of bytes are those of POSIX")
def test_name_that_is_not_utf8_can_be_written(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    try:
        with open(folder + b"/caf\xe9.txt", "wb") as stream:  # noqa: PTH123
            stream.write(b"So.")
        with open(folder + b"/caf\xe9.csv", "wb") as stream:  # noqa: PTH123
            stream.write(b"text\nSo.\n\x00")
        with open(folder + b"/caf\xe8.pdf", "wb") as stream:  # noqa: PTH123
            stream.write(b"%PDF")
    except OSError:
        pytest.skip("this file system takes UTF-8 alone")
    items = read(tmp_path)

    assert len(items) == 3
    for item in items:
        written = json.dumps(
            [item.source_path, item.key if isinstance(item, Article) else item.message], ensure_ascii=False
        )
        assert "caf" in written.encode("utf-8").decode("utf-8")
    assert [item.key for item in items if isinstance(item, Article)] == ["café"]
