"""Opening archives: new ones, those of others, newer ones, and files that are none."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from support.archive import add, ask, check_whole, say, write
from support.desk import FIRST, make_records

from quotes.columns import COLUMNS
from quotes.desk.archive.archive import (
    APPLICATION_ID,
    VERSION,
    ArchivedArticle,
    ArchiveError,
    looks_like_archive,
    open_archive,
    read_texts,
)


def make_sqlite(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    for statement in ("CREATE TABLE recipes (name)", *statements):
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize("write_to_it", [False, True], ids=["read", "write"])
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("notes.txt", "not an archive of quotes; name another file", id="text"),
        pytest.param("recipes.db", "not an archive of quotes; name another file", id="another's SQLite file"),
        pytest.param("newer.db", "made by a newer version of quotes .*; upgrade quotes", id="newer"),
        pytest.param("folder", "unable to open|name the file|cannot be", id="folder"),
    ],
)
def test_what_is_not_an_archive_is_refused_and_kept(name: str, reason: str, write_to_it: bool, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Not a database. " * 100, "utf-8")
    (tmp_path / "folder").mkdir()
    make_sqlite(tmp_path / "recipes.db")
    newer = (f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {VERSION + 1}")
    make_sqlite(tmp_path / "newer.db", *newer)
    path = tmp_path / name
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(ArchiveError, match=reason) as error, open_archive(path, write=write_to_it):
        pass
    assert str(error.value).startswith(str(path))
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("write_to_it", [pytest.param(False, id="read"), pytest.param(True, id="write")])
def test_damaged_archive_is_named_with_a_remedy(write_to_it: bool, tmp_path: Path) -> None:
    path = tmp_path / "said.db"
    with open_archive(path, write=True):
        pass
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xa5" * 3996  # the list of tables; the header before it is whole
    path.write_bytes(data)

    with (
        pytest.raises(ArchiveError, match=r"said\.db: cannot be .*malformed.*; the file is damaged; restore a copy"),
        open_archive(path, write=write_to_it) as archive,
    ):
        archive.connection.execute("SELECT count(*) FROM articles").fetchone()
    assert path.read_bytes() == data


def test_missing_archive_is_not_made_by_reading(tmp_path: Path) -> None:
    with (
        pytest.raises(ArchiveError, match=r"no such archive; make it with 'quotes archive add"),
        open_archive(tmp_path / "said.db"),
    ):
        pass
    assert not list(tmp_path.iterdir())


def test_sqlite_without_full_text_search_has_a_remedy(tmp_path: Path) -> None:
    from quotes.desk.archive.archive import find_remedy

    assert "built without FTS5" in find_remedy(sqlite3.OperationalError("no such module: fts5"))


def test_articles_are_read_with_their_texts(records_path: Path, tmp_path: Path) -> None:
    archive = tmp_path / "said.db"
    add(archive, records_path, texts=[records_path.parent])

    with open_archive(archive) as opened:
        first, second = opened.articles()
        bare = list(opened.articles(texts=False))
    sha256 = make_records()[0].article.sha256
    assert first == ArchivedArticle(1, "first", None, "2015-10-08", None, None, "first.txt", sha256, FIRST)
    assert second.text == "Moscow denied the charge. Putin said Russia would continue.\n"
    assert [article.text for article in bare] == [None, None]
    assert looks_like_archive(archive)
    assert not looks_like_archive(records_path)
    assert not looks_like_archive(tmp_path / "missing")


def test_texts_are_articles_with_the_same_hash(records_path: Path, tmp_path: Path) -> None:
    archive = tmp_path / "said.db"
    add(archive, records_path)
    with pytest.raises(ArchiveError, match="keeps no texts; add them with"):
        list(read_texts(archive))
    add(archive, records_path, texts=[records_path.parent])

    first, second = read_texts(archive)
    assert (first.id, first.source_path, first.published) == ("first", "first.txt", "2015-10-08")
    records = make_records()
    assert [first.sha256, second.sha256] == [records[0].article.sha256, records[4].article.sha256]


def test_archive_in_a_folder_that_cannot_be_written_is_read(records_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fixed"
    folder.mkdir()
    add(folder / "said.db", records_path)
    folder.chmod(0o500)
    try:
        with open_archive(folder / "said.db") as opened:
            assert len(list(opened.articles())) == 2
    finally:
        folder.chmod(0o700)


def test_columns_are_those_of_records(records_path: Path, tmp_path: Path) -> None:
    archive = tmp_path / "said.db"
    add(archive, records_path)

    columns = [name for (name,) in ask(archive, "SELECT name FROM pragma_table_info('flat_records')")]
    assert columns == ["number", *(column.name for column in COLUMNS)]
    rows = ask(archive, "SELECT * FROM flat_records ORDER BY number")
    assert [row[1:] for row in rows] == [tuple(record.as_row().values()) for record in make_records()]


@pytest.mark.slow
def test_two_processes_make_one_archive(tmp_path: Path) -> None:
    files = [write(tmp_path / f"{name}.jsonl", [say("Ann Lee", "it rains", name)]) for name in "abcd"]
    command = [sys.executable, "-m", "quotes", "archive", "add", str(tmp_path / "said.db")]
    started = [subprocess.Popen([*command, str(path)], stderr=subprocess.PIPE, text=True) for path in files]

    for process in started:
        _, error = process.communicate(timeout=120)
        assert process.returncode == 0, error
    assert ask(tmp_path / "said.db", "SELECT count(*) FROM articles") == [(4,)]
    assert ask(tmp_path / "said.db", "SELECT name, articles FROM speakers") == [("Ann Lee", 4)]
    check_whole(tmp_path / "said.db")
