"""The command line itself: help, version, errors in one line, output that cannot be written or is not read."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.desk import make_records, write_records
from typer.main import get_command
from typer.testing import CliRunner

import quotes
from quotes import cli
from quotes.errors import QuotesError

runner = CliRunner()
COMMANDS = get_command(cli.app).commands  # type: ignore[attr-defined]
WITHOUT_FORMAT = {
    "archive",
    "audit",
    "explain",
    "model",
    "report",
    "review",
    "schema",
    "serve",
    "watch",
}  # one form of output, or by its option


def quotes_in_shell(command: str) -> subprocess.CompletedProcess[str]:
    script = f'"{sys.executable}" -m quotes {command}'
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [[], ["-h"], ["--help"]], ids=["nothing", "-h", "--help"])
def test_help_succeeds(arguments: list[str]) -> None:
    result = runner.invoke(cli.app, arguments)

    assert result.exit_code == 0
    assert "Usage: " in result.stdout
    assert "  extract " in result.stdout


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_short_help_of_every_command(command: str) -> None:
    assert runner.invoke(cli.app, [command, "-h"]).stdout == runner.invoke(cli.app, [command, "--help"]).stdout


@pytest.mark.parametrize("flag", ["-V", "--version"])
def test_version(flag: str) -> None:
    assert runner.invoke(cli.app, [flag]).stdout == f"quotes {quotes.__version__}\n"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_format_is_called_so_everywhere(command: str) -> None:
    flags = {flag for parameter in COMMANDS[command].params for flag in parameter.opts}

    assert ("--format" in flags) is (command not in WITHOUT_FORMAT)


@pytest.mark.parametrize(
    ("arguments", "alias"),
    [
        pytest.param(["table", "RECORDS", "--format", "csv"], "--to", id="table"),
        pytest.param(["speakers", "RECORDS", "--format", "csv"], "--to", id="speakers"),
        pytest.param(["claims", "RECORDS", "--format", "jsonl"], "--to", id="claims"),
        pytest.param(["export", "RECORDS", "--format", "claim"], "--to", id="export"),
    ],
)
def test_former_names_of_the_option_are_aliases(tmp_path: Path, arguments: list[str], alias: str) -> None:
    records = write_records(tmp_path / "said.jsonl", make_records())
    given = [str(records) if argument == "RECORDS" else argument for argument in arguments]
    result = runner.invoke(cli.app, given)

    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        runner.invoke(cli.app, [alias if item == "--format" else item for item in given]).stdout == result.stdout != ""
    )


@pytest.mark.parametrize(
    ("error", "message"),
    [
        pytest.param(QuotesError("a.doc: no reader for .doc"), "a.doc: no reader for .doc", id="our own"),
        pytest.param(QuotesError("a\x1b[2J  b\n.txt: bad"), "a[2J  b .txt: bad", id="control characters"),
        pytest.param(
            ModuleNotFoundError("no duckdb", name="xlsxwriter.workbook"),
            "xlsxwriter.workbook is not installed; pip install '.[xlsx]'",
            id="library of an extra",
        ),
        pytest.param(
            OSError(errno.ENOSPC, "No space left on device"),
            "-: cannot be written (No space left on device); free space, or name a file with -o",
            id="full disk",
        ),
    ],
)
def test_errors_are_told_in_one_line(error: Exception, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr("quotes.record.json_schema", fail)
    monkeypatch.setattr(cli, "_drop_output", lambda: None)
    result = runner.invoke(cli.app, ["schema"])

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"quotes: {message}\n")


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(ModuleNotFoundError("no such", name="quotes.attic"), id="no library of an extra"),
        pytest.param(FileNotFoundError(errno.ENOENT, "No such file", "a.txt"), id="file that nobody expected to miss"),
        pytest.param(ValueError("a bug"), id="bug"),
    ],
)
def test_what_nobody_expected_is_raised(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr("quotes.record.json_schema", fail)

    assert runner.invoke(cli.app, ["schema"]).exception is error


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["schema", "constructions", "--help", "--version"])
def test_full_output_is_told_in_one_line(command: str) -> None:
    result = quotes_in_shell(f"{command} > /dev/full")

    assert result.returncode == 2
    assert (
        result.stderr
        == f"quotes: -: cannot be written ({os.strerror(errno.ENOSPC)}); free space, or name a file with -o\n"
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("command", "status"), [pytest.param("schema >&-", 0, id="closed"), pytest.param("schema | true", 0, id="not read")]
)
def test_output_that_nobody_reads_ends_quietly(command: str, status: int) -> None:
    result = quotes_in_shell(command)

    assert (result.returncode, result.stdout, result.stderr) == (status, "", "")
