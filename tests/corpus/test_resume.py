"""Runs that are killed, run into a full disk or are stopped, and continue to the same bytes as an undisturbed run."""

from __future__ import annotations

import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.archives import command, make_archive, run

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")]
KILLS = int(os.environ.get("QUOTES_KILLS", "3"))
ARTICLES = int(os.environ.get("QUOTES_KILL_ARTICLES", "480"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    path = make_archive(folder / "in.jsonl", ARTICLES)
    with path.open("a") as stream:
        stream.write("{torn\n")  # so that there is a failure to keep, too
    result = run("extract", path, "-o", folder / "whole.jsonl")
    assert result.returncode == 1, result.stderr
    return path


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the journal has a commit, or the run has ended."""
    while process.poll() is None and not (path.exists() and path.read_bytes().count(b"\n") > 1):
        time.sleep(0.02)


def test_killed_at_random_moments_and_resumed_to_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    output, journal = tmp_path / "said.jsonl", tmp_path / "said.jsonl.journal"
    choose = random.Random(os.environ.get("QUOTES_KILL_SEED", "quotes"))
    killed, resumed = 0, 0
    while killed < KILLS:
        process = subprocess.Popen(
            command("extract", archive, "-o", output, "--resume", "--workers", choose.choice("12")),
            stderr=subprocess.DEVNULL,
        )
        if choose.random() < 0.7:
            wait_for(journal, process)
        time.sleep(choose.uniform(0, 1.5))
        if process.poll() is None:
            process.kill()
            killed += 1
            resumed += journal.exists() and journal.read_bytes().count(b"\n") > 1
        process.wait()
        if not journal.exists():  # it came to its end before it could be killed: begin again
            assert digest(output) == digest(archive.parent / "whole.jsonl")
            output.unlink()
    assert resumed
    result = run("extract", archive, "-o", output, "--resume")

    assert result.returncode == 1
    assert digest(output) == digest(archive.parent / "whole.jsonl")
    assert digest(tmp_path / "said.jsonl.failures.jsonl") == digest(archive.parent / "whole.jsonl.failures.jsonl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["said.jsonl", "said.jsonl.failures.jsonl"]


def test_full_disk_then_resumed(archive: Path, tmp_path: Path) -> None:
    output = tmp_path / "said.jsonl"
    size = (archive.parent / "whole.jsonl").stat().st_size

    def limit() -> None:  # the kernel refuses to write on in the middle of a line, as on a full disk
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2 + 7, size // 2 + 7))

    full = subprocess.run(
        command("extract", archive, "-o", output), preexec_fn=limit, capture_output=True, check=False, timeout=300
    )
    assert full.returncode == 2
    assert b"cannot be written (File too large); free space or fix the folder and continue with --resume" in full.stderr
    assert b"Traceback" not in full.stderr
    assert not output.exists()

    assert run("extract", archive, "-o", output, "--resume").returncode == 1
    assert digest(output) == digest(archive.parent / "whole.jsonl")


def heed_interrupts() -> None:
    """Take Ctrl-C as in a terminal, also where the tests run in a shell's background, whose processes ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_leaves_valid_lines_and_says_how_to_go_on(archive: Path, tmp_path: Path) -> None:
    output, partial = tmp_path / "said.jsonl", tmp_path / "said.jsonl.partial"
    process = subprocess.Popen(
        command("extract", archive, "-o", output),
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heed_interrupts,
    )
    wait_for(tmp_path / "said.jsonl.journal", process)
    os.killpg(process.pid, signal.SIGINT)  # the whole group, as a terminal does
    _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert b"continue with --resume" in said
    assert b"Traceback" not in said
    assert (archive.parent / "whole.jsonl").read_bytes().startswith(partial.read_bytes())
    assert partial.read_bytes().endswith(b"}\n")

    changed = archive.read_text().replace("article 0", "article X", 1)
    other = tmp_path / "in.jsonl"
    other.write_text(changed)
    refused = run("extract", other, "-o", output, "--resume")
    assert refused.returncode == 2
    assert b"other paths, options or another version" in refused.stderr
    before = archive.read_text()
    try:
        archive.write_text(changed)
        refused = run("extract", archive, "-o", output, "--resume")
    finally:
        archive.write_text(before)
    assert refused.returncode == 2
    assert b"articles are not those of the interrupted run" in refused.stderr

    assert run("extract", archive, "-o", output, "--resume", "--workers", "2").returncode == 1
    assert digest(output) == digest(archive.parent / "whole.jsonl")
