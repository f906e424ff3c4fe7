"""`quotes constructions`: the list, and one construction of it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import Result
from typer.testing import CliRunner

from quotes.cli import app
from quotes.engine.explain.catalogue import catalogue


def run(*arguments: str | Path, data: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=data)


def test_constructions_command() -> None:
    shown = run("constructions", "verb-complement").stdout
    plain = json.loads(run("constructions", "--format", "json").stdout)

    assert shown.startswith("verb-complement  fired ")
    assert "according-to" not in shown
    assert [entry["name"] for entry in plain["constructions"]] == [entry.name for entry in catalogue()]


def test_unknown_construction_is_refused() -> None:
    result = run("constructions", "nonsense")

    assert result.exit_code == 2
    assert "no construction 'nonsense'" in result.stderr
