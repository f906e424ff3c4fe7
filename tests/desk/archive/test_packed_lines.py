"""Packed lines: in threads at once, and damaged."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from support.archive import add, say, write
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.archive.packed_lines import pack, unpack

# in a process of its own, since packers that threads share crash it
_THREADS = """
from concurrent.futures import ThreadPoolExecutor
from quotes.desk.archive.packed_lines import pack, unpack

def work(number):
    lines = [f"{number * place % 997:09}".encode() * 30 for place in range(300)]
    return all(unpack(pack(lines)) == lines for _ in range(60))

with ThreadPoolExecutor(8) as pool:
    assert all(pool.map(work, range(1, 9)))
"""


@pytest.mark.parametrize("lines", [[], [b"{}"], [b"{}", b'{"a": "\xc3\xa9"}']], ids=["none", "one", "two"])
def test_lines_come_back(lines: list[bytes]) -> None:
    assert unpack(pack(lines)) == lines


def test_threads_pack_and_unpack_at_once() -> None:
    subprocess.run([sys.executable, "-c", _THREADS], check=True, timeout=60)


def test_damaged_lines_are_said(tmp_path: Path) -> None:
    archive = tmp_path / "said.db"
    add(archive, write(tmp_path / "a.jsonl", [say("Ann Lee", "the bridge is safe", "a")]))
    connection = sqlite3.connect(archive)
    connection.execute("UPDATE lines SET packed = x'28b52ffd00'")
    connection.commit()
    connection.close()

    result = CliRunner().invoke(app, ["search", str(archive), "bridge", "--format", "jsonl"])
    assert result.exit_code == 2
    assert f"{archive}: " in result.stderr
    assert "the file is damaged; restore a copy" in " ".join(result.stderr.split())
