"""`quotes extract --archive`: whole articles with their texts, as they are done; an interrupted run continues."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.archive import ask, check_whole
from support.archives import command, make_archive, run
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.archive.archive import open_archive
from quotes.desk.archive.export import export_lines

FIRST = "Rain\n\nThe river is high, Mayor Ann Lee said. “It will rain,” she added.\n"
SILENT = "Sun\n\nThe river was low all summer.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "first.txt").write_bytes(FIRST.encode())
    (tmp_path / "in" / "silent.txt").write_bytes(SILENT.encode())
    return tmp_path


def extract(*arguments: object, status: int = 0) -> bytes:
    result = CliRunner().invoke(app, ["extract", *map(str, arguments)])
    assert result.exit_code == status, result.output
    return result.stdout_bytes


def export(path: Path) -> bytes:
    with open_archive(path) as archive:
        return "".join(export_lines(archive)).encode()


@pytest.mark.usefixtures("_one_pipeline")
def test_articles_come_whole_with_their_texts(folder: Path) -> None:
    assert extract(folder / "in", "--archive", folder / "said.db") == b""

    assert export(folder / "said.db") == extract(folder / "in", "--format", "jsonl")
    with open_archive(folder / "said.db") as archive:
        assert [(article.id, article.text) for article in archive.articles()] == [("first", FIRST), ("silent", SILENT)]
    check_whole(folder / "said.db")


@pytest.mark.usefixtures("_one_pipeline")
def test_the_same_again_changes_nothing_and_a_changed_text_does(folder: Path) -> None:
    for _ in range(2):
        extract(folder / "in", "--archive", folder / "said.db")
    assert ask(folder / "said.db", "SELECT count(*) FROM articles") == [(2,)]
    (folder / "in" / "first.txt").write_text(FIRST.replace("high", "very low"), "utf-8")
    extract(folder / "in", "--archive", folder / "said.db")

    assert ask(folder / "said.db", "SELECT content FROM records ORDER BY number")[0] == ("The river is very low",)
    assert ask(folder / "said.db", "SELECT count(*) FROM texts") == [(2,)]
    check_whole(folder / "said.db")


@pytest.mark.usefixtures("_one_pipeline")
def test_fewer_records_replace_more(folder: Path) -> None:
    (folder / "in" / "first.txt").write_text(
        FIRST.replace("she added", "she said. She believes it will flood"), "utf-8"
    )
    extract(folder / "in", "--archive", folder / "said.db", "--mode", "all")
    everything = export(folder / "said.db")
    extract(folder / "in", "--archive", folder / "said.db")

    assert len(export(folder / "said.db")) < len(everything)
    assert export(folder / "said.db") == extract(folder / "in", "--format", "jsonl")
    check_whole(folder / "said.db")


@pytest.mark.usefixtures("_one_pipeline")
def test_failures_are_named_and_the_others_are_there(folder: Path) -> None:
    (folder / "in" / "bad.html").write_bytes(b"")
    failures = folder / "failures.jsonl"
    extract(folder / "in", "--archive", folder / "said.db", "--failures", failures, status=1)

    assert "bad.html" in failures.read_text("utf-8")
    assert ask(folder / "said.db", "SELECT count(*) FROM articles") == [(2,)]
    extract(folder / "in", "--archive", folder / "said.db", "--fail-fast", status=2)


@pytest.mark.usefixtures("_one_pipeline")
def test_the_archive_is_not_read_as_an_article(folder: Path) -> None:
    extract(folder / "in", "--archive", folder / "in" / "said.db")

    extract(folder / "in", "--archive", folder / "in" / "said.db")
    assert ask(folder / "in" / "said.db", "SELECT count(*) FROM articles") == [(2,)]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_killed_and_resumed_to_the_same_records(tmp_path: Path) -> None:
    articles = make_archive(tmp_path / "in.jsonl", 240)
    archive = tmp_path / "said.db"
    assert run("extract", articles, "-o", tmp_path / "whole.jsonl").returncode == 0
    arguments = ("extract", articles, "--archive", archive, "--resume")
    process = subprocess.Popen(command(*arguments), stderr=subprocess.DEVNULL)
    while process.poll() is None and not _count_articles(archive):
        time.sleep(0.02)
    process.kill()
    process.wait()
    done = _count_articles(archive)
    assert 0 < done < 240
    check_whole(archive)

    assert run(*arguments).returncode == 0
    assert export(archive) == (tmp_path / "whole.jsonl").read_bytes()
    assert ask(archive, "SELECT count(*), count(finished) FROM runs") == [(1, 1)]
    check_whole(archive)


def _count_articles(archive: Path) -> int:
    return int(ask(archive, "SELECT count(*) FROM articles")[0][0]) if _has_tables(archive) else 0


def _has_tables(archive: Path) -> bool:
    return archive.exists() and ask(archive, "SELECT count(*) FROM sqlite_master WHERE name = 'articles'") == [(1,)]
