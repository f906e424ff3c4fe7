"""What `quotes extract` writes, and what a person sees during the run and at its end."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotes.cli import app
from quotes.commands.progress import show_run
from quotes.commands.run import summarize
from quotes.corpus.journal import Progress
from quotes.corpus.local import run_local
from quotes.corpus.settings import Settings
from quotes.corpus.sinks import StreamSink

SAID = '"Yes," Jens Stoltenberg said.'


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
