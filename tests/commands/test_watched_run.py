"""How `quotes extract` runs: in this process for one small file, with a worker that can be stopped for all else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotes.cli import app
from quotes.commands.watched_run import MAX_BYTES_WITHOUT_WORKER, is_small
from quotes.formats.readers import paths as reader_paths
from quotes.formats.readers.document import ReadOptions

SAID = '"Yes," Jens Stoltenberg said.'


@pytest.mark.parametrize(
    ("names", "small"),
    [
        pytest.param([], False, id="no file"),
        pytest.param(["-"], False, id="standard input"),
        pytest.param(["s3://bucket/a.txt"], False, id="address"),
        pytest.param(["a.txt", "b.html"], False, id="two files"),
        pytest.param(["long.txt"], False, id="long"),
        pytest.param(["a.jsonl"], False, id="container"),
        pytest.param(["unknown"], False, id="no suffix: it may be a container"),
        pytest.param(["a.txt"], True, id="text"),
        pytest.param(["b.html"], True, id="page"),
        pytest.param(["none.txt"], True, id="missing: the failure is told at once"),
    ],
)
def test_is_small(tmp_path: Path, names: list[str], small: bool) -> None:
    for name in ("a.txt", "b.html", "a.jsonl", "unknown"):
        (tmp_path / name).write_text(SAID)
    (tmp_path / "long.txt").write_text("x" * (MAX_BYTES_WITHOUT_WORKER + 1))
    given = [name if name == "-" or "://" in name else str(tmp_path / name) for name in names]

    assert is_small(given, ReadOptions()) is small


def test_container_by_the_option_is_not_small(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID)

    assert not is_small([str(tmp_path / "a.txt")], ReadOptions(format="jsonl"))


@pytest.mark.usefixtures("_one_pipeline")
@pytest.mark.parametrize(
    ("options", "started"),
    [
        pytest.param([], [0], id="one small file"),
        pytest.param(["--timeout", "60"], [1], id="time limit asked for"),
        pytest.param(["--workers", "2"], [2], id="workers asked for"),
        pytest.param(["b.txt"], [1], id="two files"),
    ],
)
def test_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: Sequence[str], started: Sequence[int]
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SAID)
    from quotes.corpus import local

    counts: list[int] = []
    start = local.start_workers

    def count(settings: object, workers: int, watch: object = None) -> object:
        counts.append(workers)
        return start(settings, 0)  # type: ignore[arg-type]

    monkeypatch.setattr(local, "start_workers", count)
    monkeypatch.setattr("quotes.commands.watched_run.default_workers", lambda: 1)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["extract", "a.txt", *options])

    assert (result.exit_code, result.stderr) == (0, "")
    assert counts == started


@pytest.mark.usefixtures("_one_pipeline")
@pytest.mark.parametrize("output", [[], ["-o", "said.jsonl"]], ids=["stream", "file"])
def test_files_are_looked_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: list[str]) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    calls: list[Sequence[str]] = []
    find = reader_paths.find_paths

    def count(given: Sequence[str], own: Sequence[str] = ()) -> Iterator[str]:
        calls.append(given)
        return find(given, own)

    monkeypatch.setattr(reader_paths, "find_paths", count)
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["extract", ".", *output]).exit_code == 0
    assert len(calls) == 1
