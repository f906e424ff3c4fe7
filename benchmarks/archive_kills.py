"""Kill `quotes archive add` again and again while it writes, and see whether anything is lost.

    python benchmarks/archive_kills.py RECORDS.jsonl --kills 100

After each kill the file must be whole by SQLite's own check, with no article less than before, and each article with
all of its records; the same command then continues. In the end the archive must be that of an undisturbed run.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quotes.desk.archive.packed_lines import unpack

RECORDS_PER_TRANSACTION = 20  # far fewer than usual, so that most kills come while something is written
SECONDS_OF_WRITING = 0.4  # within which it is killed
CHILD = (
    "import sys, quotes.desk.archive.add as add; add.RECORDS_PER_TRANSACTION = int(sys.argv.pop(1)); "
    "from quotes.cli import main; main()"
)
HELD = """
SELECT articles.id, articles.path, articles.sha256, records.id, speakers.name
FROM articles LEFT JOIN records ON records.article = articles.number
    LEFT JOIN credits ON credits.record = records.number
    LEFT JOIN appearances ON appearances.number = credits.appearance
    LEFT JOIN speakers ON speakers.number = appearances.speaker
"""


@dataclass
class Result:
    """How many kills came while it wrote, how often a run came to its end first, and what was wrong."""

    kills: int = 0
    finished: int = 0
    wrong: list[str] = field(default_factory=list)


def add(archive: Path, records: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", CHILD, str(RECORDS_PER_TRANSACTION), "archive", "add", str(archive), str(records)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def run_kills(records: Path, folder: Path, kills: int, *, seed: int = 1) -> Result:
    """Kill so many runs, each at a random moment of its writing."""
    chance = random.Random(seed)
    result = Result()
    whole = folder / "whole.db"
    assert add(whole, records).wait() == 0
    expected = read_held(whole)
    archive, articles = folder / "0.db", 0
    while result.kills < kills:
        process = add(archive, records)
        if wait_for_writing(archive, process):
            time.sleep(chance.random() * SECONDS_OF_WRITING)
        if process.poll() is None:
            process.kill()
            result.kills += 1
        process.wait()
        now = check(archive, result)
        if now < articles:
            result.wrong.append(f"{articles - now} articles are gone")
        articles = now
        if process.returncode == 0:
            result.finished += 1
            compare(archive, expected, result)
            archive, articles = folder / f"{result.finished}.db", 0
    assert add(archive, records).wait() == 0
    compare(archive, expected, result)
    return result


def wait_for_writing(archive: Path, process: subprocess.Popen[Any]) -> bool:
    """Wait until the log of the archive changes: the run has begun to write. False if it ends before."""
    log = archive.with_name(archive.name + "-wal")
    before = log.stat().st_mtime_ns if log.exists() else 0
    while process.poll() is None:
        if log.exists() and log.stat().st_size and log.stat().st_mtime_ns != before:
            return True
        time.sleep(0.002)
    return False


def check(archive: Path, result: Result) -> int:
    """Note what is wrong with the archive; returns its number of articles."""
    connection = sqlite3.connect(archive)
    try:
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
            return 0  # killed before anything was there
        problems = connection.execute("PRAGMA integrity_check").fetchall()
        if problems != [("ok",)]:
            result.wrong.append(f"integrity_check: {problems[0][0]}")
        rows = connection.execute(
            "SELECT id, packed, (SELECT count(*) FROM records WHERE records.article = articles.number) FROM articles "
            "JOIN lines ON lines.article = articles.number"
        ).fetchall()
        result.wrong += [f"{name}: {count} records" for name, packed, count in rows if len(unpack(packed)) != count]
        return len(rows)
    finally:
        connection.close()


def read_held(archive: Path) -> list[tuple[object, ...]]:
    """All that the archive holds of records and speakers."""
    connection = sqlite3.connect(archive)
    try:
        return sorted(connection.execute(HELD).fetchall(), key=repr)
    finally:
        connection.close()


def compare(archive: Path, expected: list[tuple[object, ...]], result: Result) -> None:
    if read_held(archive) != expected:
        result.wrong.append("not the archive of an undisturbed run")


def main() -> None:
    """Run the kills and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = run_kills(options.records, Path(folder), options.kills)
    print(f"{result.kills} kills, {result.finished} runs that ended before: {result.wrong or 'nothing was lost'}")


if __name__ == "__main__":
    main()
