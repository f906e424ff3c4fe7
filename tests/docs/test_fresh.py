"""In environments where nothing is installed yet: the tutorial to the letter, as one terminal session; the site."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from support.snippets import matches, read_blocks

ROOT = Path(__file__).parents[2]
MARK = "--- next command ---"


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("QUOTES_FRESH" not in os.environ, reason="QUOTES_FRESH=1 makes fresh environments: minutes"),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the repository."""
    ignored = shutil.ignore_patterns(".git", ".venv", "site", "work", "__pycache__", ".*_cache", ".hypothesis")
    return shutil.copytree(ROOT, tmp_path / "quotes", ignore=ignored)


def run(script: str, folder: Path) -> str:
    """What a script prints in a shell that knows of no environment; it must succeed."""
    bare = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**bare, "COLUMNS": "80", "NO_COLOR": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_tutorial_to_the_letter(home: Path) -> None:
    blocks = read_blocks(ROOT / "docs" / "tutorial.md")
    commands = [command for block in blocks if block.language == "console" for command in block.commands]
    printed = run("\n".join(f"{command.command}\necho '{MARK}'" for command in commands), home).split(f"{MARK}\n")
    assert len(printed) == len(commands) + 1
    for command, output in zip(commands, printed, strict=False):
        if command.expected:
            assert matches(command.expected, output), f"{command.command}\n{output}"
    assert (home / "audit.html").stat().st_size > 10_000


def test_group_docs_is_enough_for_the_site(home: Path) -> None:
    run("python3 -m venv .venv && .venv/bin/pip install --quiet --upgrade 'pip>=25.1'", home)
    run(".venv/bin/pip install --quiet . --group docs && .venv/bin/mkdocs build --strict", home)
    assert (home / "site" / "tutorial" / "index.html").is_file()
