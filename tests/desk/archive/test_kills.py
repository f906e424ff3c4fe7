"""Writers that are killed or come two at once leave a whole archive, and lose nothing."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.archive import add, ask, check_whole, dump, say, write

from benchmarks.archive_kills import CHILD, run_kills, wait_for_writing
from quotes.record import Record

pytestmark = pytest.mark.slow
MAX_FILE = 4_000_000  # bytes: more than the records take, and less than the archive's log
NAMES = ("Ann Lee", "Sam Poe", "Lee", "official", "Roy")


def many(first: int, last: int) -> list[Record]:
    """Articles with three records each."""
    return [
        say(NAMES[(number + turn) % len(NAMES)], f"it is {word}", f"a{number}")
        for number in range(first, last)
        for turn, word in enumerate(("wet", "dry", "late"))
    ]


def test_kills_lose_nothing(tmp_path: Path) -> None:
    result = run_kills(write(tmp_path / "said.jsonl", many(0, 400)), tmp_path, 6)

    assert result.kills == 6
    assert result.wrong == []


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    files = [write(tmp_path / "1.jsonl", many(0, 300)), write(tmp_path / "2.jsonl", many(200, 500))]
    command = [sys.executable, "-c", CHILD, "30", "archive", "add", str(tmp_path / "both.db")]
    processes = [subprocess.Popen([*command, str(path)], stderr=subprocess.PIPE, text=True) for path in files]
    for process in processes:
        _, error = process.communicate(timeout=300)
        assert process.returncode == 0, error
    add(tmp_path / "one.db", *files)

    both, one = dump(tmp_path / "both.db"), dump(tmp_path / "one.db")
    assert {name: both[name] for name in both if name != "strangers"} == {
        name: one[name] for name in one if name != "strangers"
    }
    assert sorted(both["strangers"]) == sorted(one["strangers"])
    assert ask(tmp_path / "both.db", "SELECT count(*) FROM runs WHERE finished IS NULL") == [(0,)]
    check_whole(tmp_path / "both.db")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_full_disk_is_told_and_the_archive_stays_whole(tmp_path: Path) -> None:
    file = write(tmp_path / "said.jsonl", many(0, 600))
    archive = tmp_path / "said.db"

    def limit() -> None:  # the kernel refuses to write on, as on a full disk
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE, MAX_FILE))

    command = [sys.executable, "-c", CHILD, "30", "archive", "add", str(archive), str(file)]
    done = subprocess.run(command, capture_output=True, preexec_fn=limit, check=False)

    assert done.returncode == 2, done.stderr
    assert b"said.db: not written" in done.stderr
    assert 0 < ask(archive, "SELECT count(*) FROM articles")[0][0] < 600
    check_whole(archive)
    add(archive, file)
    assert ask(archive, "SELECT count(*) FROM articles") == [(600,)]
    check_whole(archive)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_interrupted_by_a_person_it_says_how_to_continue(tmp_path: Path) -> None:
    file, archive = write(tmp_path / "said.jsonl", many(0, 600)), tmp_path / "said.db"
    add(archive, write(tmp_path / "first.jsonl", many(0, 1)))
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, "20", "archive", "add", str(archive), str(file)],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert wait_for_writing(archive, process)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)

    assert process.returncode == 130
    assert f"quotes: stopped; {archive} keeps what was added, run it again to continue" in error
    check_whole(archive)
