"""How `quotes extract` runs: in this process for one small file, with a worker that can be stopped for all else."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotes.cli import app
from quotes.commands.progress import show_run
from quotes.commands.run import MAX_BYTES_WITHOUT_WORKER, is_small, summarize
from quotes.corpus.journal import Progress
from quotes.corpus.local import run_local
from quotes.corpus.settings import Settings
from quotes.corpus.sinks import StreamSink
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
    monkeypatch.setattr("quotes.commands.run.default_workers", lambda: 1)
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


@pytest.mark.usefixtures("_one_pipeline")
@pytest.mark.parametrize("output", [[], ["-o", "said.csv.gz"]], ids=["stream", "file"])
@pytest.mark.parametrize("articles", [0, 1])
def test_header_is_there_once_and_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: list[str], articles: int
) -> None:
    (tmp_path / "in").mkdir()
    for number in range(articles):
        (tmp_path / "in" / f"{number}.txt").write_text(SAID)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["extract", "in", "--format", "csv", "--compress", "gzip", *output])
    data = Path("said.csv.gz").read_bytes() if output else result.stdout_bytes
    rows = list(csv.reader(io.StringIO(gzip.decompress(data).decode())))

    assert [row[0] == "id" for row in rows] == [True] + [False] * articles


@pytest.mark.parametrize(
    ("articles", "records", "line"),
    [
        pytest.param(0, 0, "0 articles, 0 records → quotes.jsonl", id="nothing"),
        pytest.param(1, 1, "1 article, 1 record → quotes.jsonl", id="one"),
        pytest.param(1200, 30, "1,200 articles, 30 records → quotes.jsonl", id="many"),
    ],
)
def test_summary(articles: int, records: int, line: str) -> None:
    assert summarize(Progress(articles=articles, records=records), Path("folder/quotes.jsonl")) == line


def test_bar_pulses_until_the_model_is_loaded_and_never_moves_back(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    with show_run([], wanted=True) as show:
        show(0, 0, 0, 0)
        show(10, 3, 90, 0)
        show(5, 3, 90, 1)

    printed = screen.getvalue()
    assert "3 articles" in printed
    assert "1 failed" in printed
    assert printed.endswith("\x1b[2K")  # the line of the bar is wiped


@pytest.mark.slow
@pytest.mark.usefixtures("_one_pipeline")
def test_watch_hears_of_the_model_and_of_each_batch(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(SAID)
    heard: list[tuple[int, int]] = []
    sink = StreamSink(io.BytesIO(), None, writer=Settings().writer(), dedupe=False)
    run_local(
        [str(path) for path in sorted(tmp_path.iterdir())],
        Settings(),
        sink,
        workers=0,
        watch=lambda size, articles: heard.append((size, articles)),
    )

    assert heard[0] == (0, 0)
    assert len(heard) == 2
