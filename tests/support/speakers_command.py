"""The command `quotes speakers`, run in this process: what it prints, how it fails, its rows."""

from __future__ import annotations

import json
from typing import Any

from typer.testing import CliRunner

from quotes.cli import app


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["speakers", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


def fail(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["speakers", *map(str, arguments)])
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    return " ".join(result.stderr.split())


def speakers(*arguments: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*arguments).splitlines()]
