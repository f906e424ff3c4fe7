"""The journal of a run: what a crash can do to its files, and what is gone on with."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from quotes.corpus.journal import Journal
from quotes.errors import OutputError

SETTINGS = "0" * 64


def begin(folder: Path, *, resume: bool = False, settings: str = SETTINGS) -> Journal:
    journal = Journal(folder / "said.jsonl", folder / "failed.jsonl", settings=settings)
    try:
        journal.open(resume=resume)
    except BaseException:
        journal.close()
        raise
    return journal


def add(journal: Journal, number: int, *, failed: bool = False) -> None:
    """One chunk with a line of output, and one of failures."""
    progress = replace(
        journal.progress,
        chunks=number + 1,
        articles=journal.progress.articles + 1,
        failures=journal.progress.failures + failed,
        inputs=f"to {number}",
    )
    journal.write(f"line {number}\n".encode(), [f"failure {number}\n".encode()] if failed else [], [], progress)


@pytest.fixture
def interrupted(tmp_path: Path) -> Path:
    """A run of which two commits are sure and a third chunk was never committed."""
    journal = begin(tmp_path)
    journal.begin("en_quotes 1.0.0")
    for number in range(2):
        add(journal, number, failed=number == 1)
        journal.commit()
    add(journal, 2)
    journal.close()
    return tmp_path


def finish(folder: Path) -> str:
    """Go on from wherever the run is, to the end of four chunks."""
    journal = begin(folder, resume=True)
    journal.begin("en_quotes 1.0.0")
    for number in range(journal.progress.chunks, 4):
        add(journal, number, failed=number == 1)
    journal.commit(done=True)
    journal.finish(keep_failures=False)
    assert sorted(path.name for path in folder.iterdir()) == ["failed.jsonl", "said.jsonl"]
    assert (folder / "failed.jsonl").read_text() == "failure 1\n"
    return (folder / "said.jsonl").read_text()


WHOLE = "line 0\nline 1\nline 2\nline 3\n"


def test_goes_on_to_the_same_output(interrupted: Path) -> None:
    assert (interrupted / "said.jsonl.partial").read_text() == "line 0\nline 1\n"
    assert finish(interrupted) == WHOLE


@pytest.mark.parametrize(
    ("name", "change", "kept"),
    [
        pytest.param("said.jsonl.partial", lambda data: data + b"line 2\nhalf", 2, id="output after the last commit"),
        pytest.param("said.jsonl.partial", lambda data: data[:-3], 1, id="output lost that a line vouches for"),
        pytest.param("said.jsonl.partial", lambda data: data[:-3] + b"xx\n", 1, id="output of other bytes"),
        pytest.param("said.jsonl.partial", lambda data: b"", 0, id="no output left"),
        pytest.param("said.jsonl.journal", lambda data: data[:-9], 1, id="torn last line"),
        pytest.param("said.jsonl.journal", lambda data: data + b"0000", 2, id="a line begun"),
        pytest.param("said.jsonl.journal", lambda data: data + bytes(512), 2, id="a block of NULs at the end"),
        pytest.param("failed.jsonl.partial", lambda data: b"", 1, id="failures lost"),
    ],
)
def test_damage_costs_no_more_than_it_hit(interrupted: Path, name: str, change: object, kept: int) -> None:
    path = interrupted / name
    path.write_bytes(change(path.read_bytes()))  # type: ignore[operator]

    journal = begin(interrupted, resume=True)
    assert journal.progress.chunks == kept
    journal.begin("en_quotes 1.0.0")
    for number in range(kept, 2):
        add(journal, number, failed=number == 1)
    journal.commit()
    journal.close()
    assert finish(interrupted) == WHOLE


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_interrupted_run_is_not_begun_anew_by_mistake(interrupted: Path) -> None:
    before = files(interrupted)
    with pytest.raises(
        OutputError, match=r"said\.jsonl\.partial: holds an interrupted run \(2 articles\); continue with"
    ):
        begin(interrupted)
    assert files(interrupted) == before
    assert finish(interrupted) == WHOLE


def test_other_settings_are_refused(interrupted: Path) -> None:
    before = files(interrupted)
    with pytest.raises(OutputError, match="had other paths, options or another version"):
        begin(interrupted, resume=True, settings="1" * 64)
    assert files(interrupted) == before
    assert finish(interrupted) == WHOLE


def test_other_pipeline_is_refused(interrupted: Path) -> None:
    journal = begin(interrupted, resume=True)
    with pytest.raises(OutputError, match=r"made with en_quotes 1.0.0, this is en_core_web_sm 3.8.0"):
        journal.begin("en_core_web_sm 3.8.0")
    journal.close()


def test_nothing_to_go_on_with_begins_anew(tmp_path: Path) -> None:
    journal = begin(tmp_path, resume=True)
    assert journal.progress.chunks == 0
    journal.close()


def test_nothing_sure_leaves_nothing_behind(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    journal.begin("en_quotes 1.0.0")
    add(journal, 0)
    journal.close()

    assert list(tmp_path.iterdir()) == []


def test_second_run_into_one_file_is_refused(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    with pytest.raises(OutputError, match="another run is writing this output"):
        begin(tmp_path, resume=True)
    assert len(files(tmp_path)) == 3
    journal.close()


@pytest.mark.parametrize("gone", ["journal alone is left", "nothing has its name yet"])
def test_end_that_was_interrupted_is_made_up_for(interrupted: Path, gone: str) -> None:
    journal = begin(interrupted, resume=True)
    for number in (2, 3):
        add(journal, number)
    journal.commit(done=True)
    journal.close()
    if gone == "journal alone is left":
        (interrupted / "said.jsonl.partial").rename(interrupted / "said.jsonl")
        (interrupted / "failed.jsonl.partial").rename(interrupted / "failed.jsonl")

    journal = begin(interrupted, resume=True)
    assert journal.progress.done
    journal.finish(keep_failures=False)
    assert (interrupted / "said.jsonl").read_text() == WHOLE
    assert sorted(path.name for path in interrupted.iterdir()) == ["failed.jsonl", "said.jsonl"]


@pytest.mark.parametrize("settings", [SETTINGS, "1" * 64], ids=["the same settings", "other settings"])
def test_journal_that_was_left_is_no_output_of_the_next_run(interrupted: Path, settings: str) -> None:
    journal = begin(interrupted, resume=True)
    journal.commit(done=True)
    journal.close()
    (interrupted / "said.jsonl.partial").rename(interrupted / "said.jsonl")

    journal = begin(interrupted, settings=settings)
    assert (journal.progress.done, journal.progress.chunks) == (False, 0)
    journal.close()


def test_journal_without_its_output_begins_anew(interrupted: Path) -> None:
    journal = begin(interrupted, resume=True)
    journal.commit(done=True)
    journal.close()
    (interrupted / "said.jsonl.partial").unlink()

    journal = begin(interrupted, resume=True)
    assert (journal.progress.done, journal.progress.chunks) == (False, 0)
    journal.close()


def test_failures_into_the_output_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is the output, too; name another file with --failures"):
        Journal(tmp_path / "a", tmp_path / "." / "a", settings=SETTINGS)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")  # noqa: PTH110
def test_full_disk_is_named_with_a_remedy(interrupted: Path) -> None:
    journal = begin(interrupted, resume=True)
    add(journal, 2)
    real = journal._streams[1]
    with open("/dev/full", "wb", buffering=0) as full:  # noqa: PTH123
        journal._streams[1] = full
        with pytest.raises(OutputError, match=r"No space left on device.*; free space .* continue with --resume"):
            journal.commit()
        journal._streams[1] = real
    journal.close()
    assert finish(interrupted) == WHOLE
