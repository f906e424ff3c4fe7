"""The way to the archive: damaged and missing files, slow questions, many at once."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.archive.archive import Archive
from quotes.desk.serve.archive_access import ArchiveAccess
from quotes.desk.serve.jobs import BusyError
from quotes.desk.serve.problems import RequestError

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def cut_short(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.truncate(path.stat().st_size // 2)


def overwrite(path: Path) -> None:
    """Put other bytes in the place of some pages in the middle."""
    size = path.stat().st_size
    with path.open("r+b") as stream:
        stream.seek(size // 8 // 4096 * 4096)
        stream.write(b"\xff" * (size // 2 // 4096 * 4096))


def make_newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(lambda path: path.unlink(), "no such archive; make it with 'quotes archive add", id="missing"),
        pytest.param(lambda path: path.write_text("{}\n"), "not an archive of quotes; name another", id="another file"),
        pytest.param(lambda path: (path.unlink(), path.mkdir()), "a folder; name the file", id="a folder"),
        pytest.param(cut_short, "restore a copy", id="cut short"),
        pytest.param(overwrite, "restore a copy", id="overwritten"),
        pytest.param(make_newer, "made by a newer version of quotes (schema 99); upgrade quotes", id="newer"),
    ],
)
def test_what_cannot_be_served_is_said_at_the_start(
    shelf: Path, tmp_path: Path, change: Callable[[Path], object], words: str
) -> None:
    path = tmp_path / "said.db"
    shutil.copy(shelf, path)
    change(path)

    result = CliRunner().invoke(app, ["serve", str(path), "--no-open"])

    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{path}: " in result.stderr
    assert words in result.stderr


def test_an_archive_that_goes_away_is_said(shelf: Path, tmp_path: Path) -> None:
    access = ArchiveAccess(tmp_path / "said.db")
    shutil.copy(shelf, access.path)
    access.check()
    access.path.unlink()

    with pytest.raises(RequestError, match="no such archive") as raised:
        access.answer(lambda archive: None)
    assert raised.value.status == 503


def test_nothing_can_be_written(shelf: Path) -> None:
    access = ArchiveAccess(shelf)

    with pytest.raises(RequestError, match="readonly"):
        access.answer(lambda archive: archive.connection.execute("DELETE FROM texts"))


def test_a_slow_question_is_ended(shelf: Path) -> None:
    access = ArchiveAccess(shelf, seconds=0.2)
    start = time.monotonic()

    with pytest.raises(RequestError, match=r"not done within 0\.2 seconds") as raised:
        access.answer(lambda archive: archive.connection.execute(ENDLESS).fetchone())
    assert raised.value.status == 504
    assert time.monotonic() - start < 5


def test_a_quick_question_does_not_wait_for_slow_ones(shelf: Path) -> None:
    access = ArchiveAccess(shelf, seconds=1.0, readers=3)

    async def ask() -> float:
        slow = [
            asyncio.create_task(access.ask(lambda archive: archive.connection.execute(ENDLESS).fetchone()))
            for _ in range(2)
        ]
        await asyncio.sleep(0.1)
        start = time.monotonic()
        assert await access.ask(lambda archive: archive.connection.execute("SELECT 1").fetchone()) == (1,)
        seconds = time.monotonic() - start
        results = await asyncio.gather(*slow, return_exceptions=True)
        assert all(isinstance(result, RequestError) for result in results)
        return seconds

    assert run(ask) < 0.5


def test_too_many_questions_are_sent_away(shelf: Path) -> None:
    access = ArchiveAccess(shelf, seconds=0.3, readers=1, max_waiting=1)

    async def ask() -> list[object]:
        questions = (access.ask(lambda archive: archive.connection.execute(ENDLESS).fetchone()) for _ in range(4))
        return list(await asyncio.gather(*questions, return_exceptions=True))

    kinds = sorted(type(result).__name__ for result in run(ask))
    assert kinds == [BusyError.__name__] * 2 + [RequestError.__name__] * 2


def test_a_file_is_of_one_state_and_is_closed_when_nobody_takes_it(shelf: Path, tmp_path: Path) -> None:
    access = ArchiveAccess(tmp_path / "said.db")
    shutil.copy(shelf, access.path)
    opened: list[Archive] = []

    def write(archive: Archive) -> Iterator[bytes]:
        opened.append(archive)
        sql = "SELECT count(*) FROM names"
        while True:
            yield str(archive.connection.execute(sql).fetchone()[0]).encode()

    async def read() -> list[bytes]:
        parts = access.stream(write)
        first = await anext(parts)
        connection = sqlite3.connect(access.path)
        with connection:
            connection.execute("INSERT INTO names (name, key) VALUES ('new', 'new')")
        connection.close()
        second = await anext(parts)
        await parts.aclose()  # type: ignore[attr-defined]
        return [first, second]

    first, second = run(read)
    assert first == second
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].connection.execute("SELECT 1")


def run(work: Callable[[], object]) -> object:
    """The result of a coroutine, in a thread without a browser's loop."""
    results: list[object] = []
    thread = threading.Thread(target=lambda: results.append(asyncio.run(work())))  # type: ignore[arg-type]
    thread.start()
    thread.join()
    return results[0]
