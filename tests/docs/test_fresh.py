"""The tutorial to the letter, as one terminal session, in an environment where nothing is installed yet."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from snippets import matches, read_blocks

ROOT = Path(__file__).parents[2]
MARK = "--- next command ---"


@pytest.mark.skipif("QUOTES_FRESH" not in os.environ, reason="QUOTES_FRESH=1 makes a fresh environment: minutes")
def test_tutorial_to_the_letter(tmp_path: Path) -> None:
    home = tmp_path / "quotes"
    ignored = shutil.ignore_patterns(".git", ".venv", "site", "work", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, home, ignore=ignored)
    blocks = read_blocks(ROOT / "docs" / "tutorial.md")
    commands = [command for block in blocks if block.language == "console" for command in block.commands]
    script = "\n".join(f"{command.command}\necho '{MARK}'" for command in commands)
    bare = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=home, capture_output=True, text=True, encoding="utf-8",
        env={**bare, "COLUMNS": "80", "NO_COLOR": "1"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    printed = done.stdout.split(f"{MARK}\n")
    assert len(printed) == len(commands) + 1
    for command, output in zip(commands, printed, strict=False):
        if command.expected:
            assert matches(command.expected, output), f"{command.command}\n{output}"
    assert (home / "audit.html").stat().st_size > 10_000
