"""`quotes extract` over many articles: a filter line by line, packed output, tables, doubles, stopping, failures."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from quotes.cli import app
from quotes.record import Record

YES = '"Yes," Jens Stoltenberg said.'
NO = '"No," Vladimir Putin said.'


def run(*arguments: str | Path, data: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["extract", *map(str, arguments)], input=data)


def lines_of(*texts: str) -> str:
    return "".join(json.dumps({"id": f"a{n}", "text": text}) + "\n" for n, text in enumerate(texts))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(lines_of(YES, NO, YES) + "torn\n" + lines_of(NO))
    return path


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="pipes to workers are watched on POSIX only")
def test_filter_answers_each_line_before_the_next() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "quotes", "extract", "-", "--format", "jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    watch = threading.Timer(120, process.kill)
    watch.start()
    try:
        for said, name in ((YES, "Jens Stoltenberg"), (NO, "Vladimir Putin"), (YES, "Jens Stoltenberg")):
            process.stdin.write(json.dumps({"id": name, "text": said}).encode() + b"\n")
            process.stdin.flush()
            record = json.loads(process.stdout.readline())  # waits for ever if the line is held back
            assert (record["article"]["id"], record["speaker"]["name"]) == (name, name)
        process.stdin.write(b"torn\n")
        process.stdin.flush()
        assert process.stderr.readline().startswith(b"quotes: -:4: not valid JSON")
        process.stdin.close()
        assert process.wait(60) == 1
    finally:
        watch.cancel()
        process.kill()
        process.stdout.close()
        process.stderr.close()


@pytest.mark.usefixtures("_one_pipeline")
def test_json_lines_on_the_standard_input() -> None:
    result = run("-", data=lines_of(YES, NO))

    assert [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()] == ["a0", "a1"]
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.usefixtures("_one_pipeline")
@pytest.mark.parametrize("end", ["jsonl.gz", "jsonl.zst"])
def test_packed_output_unpacks_to_the_plain_one(archive: Path, tmp_path: Path, end: str) -> None:
    assert run(archive, "-o", tmp_path / "plain.jsonl").exit_code == 1
    assert run(archive, "-o", tmp_path / f"packed.{end}").exit_code == 1
    packed = (tmp_path / f"packed.{end}").read_bytes()
    if end.endswith("gz"):
        plain = gzip.decompress(packed)
    else:
        import zstandard

        plain = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed), read_across_frames=True).read()

    assert plain == (tmp_path / "plain.jsonl").read_bytes()


@pytest.mark.usefixtures("_one_pipeline")
def test_packed_standard_output() -> None:
    result = run("-", "--compress", "gzip", "--format", "jsonl", data=lines_of(YES))

    assert Record.model_validate_json(gzip.decompress(result.stdout_bytes)).speaker


@pytest.mark.usefixtures("_one_pipeline")
def test_parquet_holds_the_records(archive: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    run(archive, "-o", tmp_path / "plain.jsonl")
    assert run(archive, "-o", tmp_path / "said.parquet").exit_code == 1
    rows = parquet.read_table(tmp_path / "said.parquet").to_pylist()

    assert rows == [json.loads(line) for line in (tmp_path / "plain.jsonl").read_text().splitlines()]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "in.jsonl",
        "plain.jsonl",
        "plain.jsonl.failures.jsonl",
        "said.parquet",
        "said.parquet.failures.jsonl",
    ]


@pytest.mark.usefixtures("_one_pipeline")
def test_parquet_of_nothing_has_its_columns(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "empty.txt").touch()
    assert run(tmp_path / "empty.txt", "-o", tmp_path / "said.parquet").exit_code == 0

    assert parquet.read_table(tmp_path / "said.parquet").column_names == list(Record.model_fields)


@pytest.mark.usefixtures("_one_pipeline")
def test_parquet_cannot_be_streamed(archive: Path) -> None:
    result = run(archive, "--format", "parquet")

    assert (result.exit_code, result.stderr) == (2, "quotes: -: Parquet cannot be streamed; name a file with -o\n")


@pytest.mark.usefixtures("_one_pipeline")
@pytest.mark.parametrize("articles", [0, 1, 40])
def test_csv_has_one_header(tmp_path: Path, articles: int) -> None:
    (tmp_path / "in.jsonl").write_text(lines_of(*[YES] * articles))
    assert run(tmp_path / "in.jsonl", "-o", tmp_path / "said.csv").exit_code == 0
    rows = list(csv.reader(io.StringIO((tmp_path / "said.csv").read_text("utf-8"), newline="")))

    assert len(rows) == 1 + articles
    assert rows[0][0] == "id"


@pytest.mark.usefixtures("_one_pipeline")
def test_doubles_are_found_once(archive: Path) -> None:
    def ids(*options: str) -> list[str]:
        return [json.loads(line)["article"]["id"] for line in run(archive, *options).stdout.splitlines()]

    assert ids() == ["a0", "a1", "a2", "a0"]
    assert ids("--dedupe") == ["a0", "a1"]


@pytest.mark.usefixtures("_one_pipeline")
def test_failures_file(archive: Path, tmp_path: Path) -> None:
    result = run(archive, "-o", tmp_path / "said.jsonl")
    (failure,) = [json.loads(line) for line in (tmp_path / "said.jsonl.failures.jsonl").read_text().splitlines()]

    assert failure["source_path"] == str(archive)
    assert (failure["stage"], failure["error"]) == ("read", "ReadError")
    assert failure["message"].startswith(f"{archive}:4: not valid JSON")
    assert result.stderr.splitlines()[-1] == (
        f"quotes: 1 of 5 articles failed, see {tmp_path / 'said.jsonl.failures.jsonl'}"
    )
    assert result.exit_code == 1


@pytest.mark.usefixtures("_one_pipeline")
def test_failures_file_of_an_earlier_run_goes_when_there_are_none(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(lines_of(YES))
    (tmp_path / "said.jsonl.failures.jsonl").write_text("old\n")
    assert run(tmp_path / "in.jsonl", "-o", tmp_path / "said.jsonl").exit_code == 0
    assert not (tmp_path / "said.jsonl.failures.jsonl").exists()

    assert run(tmp_path / "in.jsonl", "-o", tmp_path / "said.jsonl", "--failures", tmp_path / "failed").exit_code == 0
    assert (tmp_path / "failed").read_bytes() == b""


@pytest.mark.usefixtures("_one_pipeline")
def test_fail_fast(archive: Path, tmp_path: Path) -> None:
    result = run(archive, "--fail-fast")
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 3
    assert result.stderr.splitlines()[-1] == "quotes: stopped at the first failure"

    result = run(archive, "--fail-fast", "-o", tmp_path / "said.jsonl")
    assert result.exit_code == 2
    assert not (tmp_path / "said.jsonl").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--field", "title"], "write FIELD=NAME"),
        (["--field", "shoe=size"], "FIELD one of title, url, publisher"),
        (["--workers", "-1"], "--workers"),
        (["--max-chars", "2000000"], "--max-chars"),
        (["--engine", "spark"], "--engine"),
    ],
)
def test_wrong_usage(archive: Path, options: list[str], message: str) -> None:
    result = run(archive, *options)

    assert result.exit_code == 2
    assert message in result.stderr.replace("\n", " ")


@pytest.mark.usefixtures("_one_pipeline")
def test_only_files_are_resumed(archive: Path) -> None:
    message = run(archive, "--resume").stderr
    assert message == "quotes: -: only a run into a file can be resumed; name one with -o\n"


@pytest.mark.usefixtures("_one_pipeline")
def test_texts_that_offsets_count_in(archive: Path, tmp_path: Path) -> None:
    result = run(archive, "--text-dir", tmp_path / "deep" / "texts")
    texts = {path.name.split(".")[0]: path.read_text() for path in (tmp_path / "deep" / "texts").iterdir()}

    for line in result.stdout.splitlines():
        record = Record.model_validate_json(line)
        for part in record.content:
            assert any(text[part.start : part.end] == part.text for text in texts.values())


@pytest.mark.usefixtures("_one_pipeline")
def test_table_has_a_part_for_each_article(archive: Path) -> None:
    result = run(archive, "--format", "table")

    assert result.stdout.count("Speaker") == 4


@pytest.mark.usefixtures("_one_pipeline")
def test_table_in_a_file_is_the_one_of_the_terminal(archive: Path, tmp_path: Path) -> None:
    message = run(archive, "--format", "table").stdout
    assert run(archive, "--format", "table", "-o", tmp_path / "said.txt").exit_code == 1

    assert (tmp_path / "said.txt").read_text("utf-8") == message


@pytest.mark.parametrize("option", [["--compress", "gzip"], ["--engine", "ray", "-o", "said"]], ids=" ".join)
def test_table_is_neither_packed_nor_sharded(archive: Path, option: list[str]) -> None:
    result = run(archive, "--format", "table", *option)

    assert result.exit_code == 2
    assert result.stderr.endswith(": a table cannot be compressed or sharded; use --format jsonl\n")
