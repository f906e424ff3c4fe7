"""Bad inputs between good ones: every good one is read, nothing is run, nothing hangs, memory stays within 2 GB.

`QUOTES_BAD_INPUTS=1000 pytest tests/robustness/test_bad_inputs.py` makes a thousand of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.bad_inputs import make_bad_inputs
from support.memory import measure_children

COUNT = int(os.environ.get("QUOTES_BAD_INPUTS", "40"))
TIMEOUT = 20.0  # seconds an article
MAX_MEMORY = 2_000_000  # kB of each process
SAID = "“We are ready {n},” Jens Stoltenberg said.\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="workers are for POSIX")


def test_the_same_inputs_are_made_each_time() -> None:
    assert list(make_bad_inputs(30)) == list(make_bad_inputs(30))


@pytest.mark.slow
def test_good_articles_between_bad_ones_are_read(tmp_path: Path) -> None:
    before = measure_children()
    folder = tmp_path / "in"
    folder.mkdir()
    mark = tmp_path / "was-run"
    for name in ("json", "enum", "re"):
        (folder / f"{name}.py").write_text(f"open({str(mark)!r}, 'w').close()\n")
    for number, (name, data) in enumerate(make_bad_inputs(COUNT)):
        (folder / name).write_bytes(data)
        if number % 4 == 0:
            (folder / f"{number:06}-good.txt").write_text(SAID.format(n=number), "utf-8")
    good = sorted(path.name.removesuffix(".txt") for path in folder.glob("*-good.txt"))
    start = time.monotonic()
    result = subprocess.run(
        [
            str(Path(sys.executable).with_name("quotes")),
            "extract",
            ".",
            "-o",
            "../said.jsonl",
            "--timeout",
            str(TIMEOUT),
        ],
        cwd=folder,
        capture_output=True,
        timeout=120 + 5 * COUNT,
        check=False,
    )
    taken = time.monotonic() - start
    records = [json.loads(line) for line in (tmp_path / "said.jsonl").read_text("utf-8").splitlines()]

    assert result.returncode in (0, 1)
    assert b"Traceback" not in result.stderr
    assert not mark.exists()
    assert sorted({record["article"]["id"] for record in records} & set(good)) == good
    most = measure_children()
    assert most <= max(before, MAX_MEMORY)  # larger commands of other tests, which ended before, do not count
    print(f"{COUNT} bad inputs, {len(good)} good ones, {taken:.0f} s, {most / 1e6:.2f} GB at most")
