"""`quotes extract` and its neighbours: what they write, where, and what they say when it goes wrong."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator
from typer.main import get_command
from typer.testing import CliRunner

from quotes.article import Article
from quotes.cli import app
from quotes.commands.extract import choose_format
from quotes.errors import OutputError
from quotes.formats.readers.document import ReadOptions
from quotes.formats.readers.paths import within_limits
from quotes.record import Record, json_schema

QUOTED = '"We are facing many challenges from many different directions," Stoltenberg said.\n'
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


def run(*arguments: str | Path, data: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=data)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("form", "output", "terminal", "chosen"),
    [
        pytest.param(None, None, False, "jsonl", id="pipe"),
        pytest.param(None, None, True, "table", id="terminal"),
        pytest.param(None, "said.jsonl", True, "jsonl", id="file"),
        pytest.param(None, "said.csv", True, "csv", id="file with a suffix"),
        pytest.param(None, "SAID.CSV", False, "csv", id="suffix in capitals"),
        pytest.param(None, "said", True, "jsonl", id="file without a suffix"),
        pytest.param("table", "said.csv", False, "table", id="asked for, against the suffix"),
        pytest.param("jsonl", None, True, "jsonl", id="asked for, on a terminal"),
    ],
)
def test_format(form: str | None, output: str | None, terminal: bool, chosen: str) -> None:
    assert choose_format(form, Path(output) if output else None, terminal=terminal) == chosen


@pytest.mark.parametrize("name", ["said.xlsx", "said.html", "said.jsn", "said.xlsx.gz"])
def test_suffix_of_no_format_is_refused(name: str) -> None:
    with pytest.raises(OutputError, match=r"use \.csv, \.jsonl, \.parquet, or add --format"):
        choose_format(None, Path(name), terminal=True)


GERMAN = (
    "Die Bürgermeisterin sagte am Freitag, die Brücke werde im nächsten Jahr gebaut. Der Rat habe dem Plan "
    "zugestimmt, und das Geld sei schon da."
)


@pytest.mark.usefixtures("_one_pipeline")
def test_another_language_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, "utf-8")
    result = run("extract", tmp_path / "a.txt")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"quotes: {tmp_path / 'a.txt'}: German text; quotes reads English, --language any insists\n"
    )


def test_another_language_that_is_insisted_on_is_marked() -> None:
    article = within_limits(Article(GERMAN), ReadOptions(language="any"))

    assert isinstance(article, Article)
    assert article.language == "de"


# Help, version, schema


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_no_types_of_python(command: str) -> None:
    assert not re.search(r"<\w+|INTEGER|\bRANGE", run(command, "--help").stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"{command} [OPTIONS]" in result.stdout
    described = get_command(app).commands[command]  # type: ignore[attr-defined]
    assert described.help
    assert [p.name for p in described.params if not getattr(p, "help", None)] == []


def test_help_names_every_command() -> None:
    result = run("--help")

    assert result.exit_code == 0
    assert {"extract", "schema", "model"} <= set(COMMANDS)
    assert all(re.search(rf"^  {command} ", result.stdout, re.MULTILINE) for command in COMMANDS)


def test_schema_is_printed() -> None:
    result = run("schema")

    assert json.loads(result.stdout) == json_schema()
    assert result.exit_code == 0


# What goes wrong


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["extract"], id="no path"),
        pytest.param(["extract", "a.txt", "--format", "xml"], id="unknown format"),
        pytest.param(["extract", "a.txt", "--mode", "feeling"], id="unknown mode"),
        pytest.param(["exctract", "a.txt"], id="unknown command"),
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        pytest.param("en_none_such", "python -m spacy download en_none_such", id="not installed"),
        pytest.param("FOLDER", "no spaCy pipeline there", id="folder without a pipeline"),
    ],
)
def test_unknown_model_is_named_with_a_remedy(tmp_path: Path, name: str, remedy: str) -> None:
    article = tmp_path / "article.txt"
    article.write_text(QUOTED)
    name = name.replace("FOLDER", str(tmp_path))
    result = run("extract", article, "--model", name, "-o", tmp_path / "said.jsonl")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"quotes: {name}: ")
    assert remedy in result.stderr
    assert result.stderr.count("\n") == 1
    assert files_in(tmp_path) == ["article.txt"]


@pytest.mark.usefixtures("_one_pipeline")
def test_unwritable_output_is_named(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(QUOTED)
    result = run("extract", article, "-o", tmp_path / "none" / "said.jsonl")

    assert result.exit_code == 2
    reason = "cannot be written (No such file or directory); check the folder"
    assert result.stderr == f"quotes: {tmp_path / 'none' / 'said.jsonl'}: {reason}\n"


@pytest.mark.usefixtures("_one_pipeline")
def test_bad_files_are_named_and_the_others_done(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(QUOTED)
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01")
    names = [tmp_path / name for name in ("none.txt", "binary.txt", "good.txt")]
    result = run("extract", *names)

    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"quotes: {names[0]}: no such file; check the path",
        f"quotes: {names[1]}: binary, not text; give a text file",
    ]
    assert {json.loads(line)["article"]["source_path"] for line in result.stdout.splitlines()} == {str(names[2])}


@pytest.mark.usefixtures("_one_pipeline")
def test_folder_without_articles_is_told(tmp_path: Path) -> None:
    result = run("extract", tmp_path)

    assert result.stdout == ""
    assert "no articles there" in result.stderr


# What goes right


@pytest.mark.usefixtures("_one_pipeline")
@pytest.mark.parametrize("form", ["jsonl", "table", "csv"])
def test_empty_file_gives_no_record(tmp_path: Path, form: str) -> None:
    (tmp_path / "empty.txt").touch()
    result = run("extract", tmp_path / "empty.txt", "--format", form)

    assert (result.exit_code, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) == (1 if form == "csv" else 0)  # a table of no rows has a header


@pytest.mark.usefixtures("_one_pipeline")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_standard_input(encoding: str) -> None:
    text = "“We are facing many challenges,” Stoltenberg said.\r\n"
    result = run("extract", "-", data=text.encode(encoding))
    records = [Record.model_validate_json(line) for line in result.stdout.splitlines()]

    assert result.exit_code == 0
    assert [record.content[0].text for record in records] == ["“We are facing many challenges,”"]
    assert records[0].article.source_path is None
    assert all(text[span.start : span.end] == span.text for record in records for span in record.content)


@pytest.mark.usefixtures("_one_pipeline")
def test_records_of_the_seed_follow_the_schema_and_point_into_the_text(seed_path: Path) -> None:
    result = run("extract", seed_path, "--mode", "all")
    text, validator = seed_path.read_text("utf-8"), Draft202012Validator(json_schema())
    results = [json.loads(line) for line in result.stdout.splitlines()]

    assert len(results) > 5
    for data in results:
        validator.validate(data)
        spans = [data["cue"], data["source"], data["addressee"], data["medium"], data["context"]]
        for span in [*data["content"], *data["verbatim"], *filter(None, spans)]:
            assert text[span["start"] : span["end"]] == span["text"]
    assert len({data["id"] for data in results}) == len(results)
    starts = [data["content"][0]["start"] for data in results]
    assert starts == sorted(starts)


@pytest.mark.usefixtures("_one_pipeline")
@pytest.mark.parametrize("mode", ["statement", "thought"])
def test_only_the_modes_asked_for(seed_path: Path, mode: str) -> None:
    result = run("extract", seed_path, "--mode", mode)

    assert {json.loads(line)["mode"] for line in result.stdout.splitlines()} <= {mode}


@pytest.mark.usefixtures("_one_pipeline")
def test_file_holds_what_the_pipe_gets(tmp_path: Path, seed_path: Path) -> None:
    piped = run("extract", seed_path)
    filed = run("extract", seed_path, "-o", tmp_path / "said.jsonl")

    assert filed.stdout == ""
    assert (tmp_path / "said.jsonl").read_text("utf-8") == piped.stdout != ""
    assert files_in(tmp_path) == ["said.jsonl"]


def quotes_process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "quotes", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env=os.environ | environment)


@pytest.fixture(scope="module")
def two_runs(seed_path: Path) -> list[subprocess.CompletedProcess[bytes]]:
    """The table in a pipe, from two processes whose hashes differ."""
    return [
        quotes_process("extract", seed_path, "--format", form, NO_COLOR="1", COLUMNS="80", PYTHONHASHSEED=seed)
        for form in ("jsonl", "table")
        for seed in ("1", "2")
    ]


@pytest.mark.slow
def test_two_runs_give_identical_bytes(two_runs: list[subprocess.CompletedProcess[bytes]]) -> None:
    assert [run.returncode for run in two_runs] == [0, 0, 0, 0]
    assert two_runs[0].stdout == two_runs[1].stdout != b""
    assert two_runs[2].stdout == two_runs[3].stdout != b""


@pytest.mark.slow
def test_pipe_gets_no_escape_codes(two_runs: list[subprocess.CompletedProcess[bytes]]) -> None:
    for run in two_runs:
        assert b"\x1b" not in run.stdout + run.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(
    ("environment", "coloured"),
    [pytest.param({"NO_COLOR": "1"}, False, id="NO_COLOR"), pytest.param({}, True, id="colours")],
)
def test_colours_on_a_terminal(seed_path: Path, environment: dict[str, str], coloured: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "quotes", "extract", str(seed_path)],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**kept, "TERM": "xterm-256color", "COLUMNS": "80", **environment},
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # Linux says so when the other side has closed
        pass
    finally:
        os.close(ours)

    assert process.wait() == 0
    assert b"Stoltenberg" in shown
    colours = re.findall(rb"\x1b\[[0-9;]*3[0-7][0-9;]*m", shown)
    assert bool(colours) is coloured
