"""Ray: a real cluster of several processes on this machine, and one of its workers killed in the middle."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.archives import command, make_archive, run

from quotes.corpus.ray.plan import Plan
from quotes.corpus.ray.splitter import Splitter, group
from quotes.corpus.settings import Settings

pytestmark = pytest.mark.slow

needs_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is missing: pip install '.[ray]'")
ARTICLES = 60


def actors() -> list[int]:
    """The process ids of Ray's workers that hold a pipeline."""
    results = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if path.read_bytes().startswith(b"ray::MapWorker(MapBatches(Extractor"):
                results.append(int(path.parent.name))
        except OSError:
            continue
    return results


@needs_ray
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds processes in /proc")
def test_worker_killed_in_the_middle_changes_no_byte(tmp_path: Path) -> None:
    archive, folder = make_archive(tmp_path / "in.jsonl", ARTICLES), tmp_path / "said"
    with archive.open("a") as stream:
        stream.write("{torn\n")
    before = set(actors())
    process = subprocess.Popen(
        command(
            "extract",
            archive,
            "-o",
            folder,
            "--engine",
            "ray",
            "--workers",
            "2",
            "--shard-size",
            "10",
            "--text-dir",
            tmp_path / "texts",
        ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while process.poll() is None and not list(folder.glob("part-*")):
        time.sleep(0.05)
    victim = (set(actors()) - before).pop()
    os.kill(victim, signal.SIGKILL)
    _, said = process.communicate(timeout=300)

    assert process.returncode == 1, said
    assert said.decode().endswith(f"quotes: 1 of {ARTICLES + 1} articles failed\n")
    assert b"Traceback" not in said
    whole = run("extract", archive, "-o", tmp_path / "whole.jsonl")
    assert whole.returncode == 1
    shards = sorted(folder.glob("part-*"))
    assert b"".join(shard.read_bytes() for shard in shards) == (tmp_path / "whole.jsonl").read_bytes()
    failures = b"".join(path.read_bytes() for path in sorted(folder.glob("failures-*")))
    assert failures == (tmp_path / "whole.jsonl.failures.jsonl").read_bytes()

    manifest = json.loads((folder / "manifest.json").read_text())
    assert [shard["file"] for shard in manifest["shards"]] == [shard.name for shard in shards]
    assert [shard["sha256"] for shard in manifest["shards"]] == [
        hashlib.sha256(shard.read_bytes()).hexdigest() for shard in shards
    ]
    assert len(shards) == 7
    assert (manifest["articles"], manifest["failures"]) == (ARTICLES + 1, 1)
    assert manifest["records"] == (tmp_path / "whole.jsonl").read_bytes().count(b"\n")
    assert len(list((tmp_path / "texts").glob("*.txt"))) == ARTICLES


def plan(size: int = 2, form: str = "jsonl") -> Plan:
    return Plan(Settings(form=form), "out", size, "", False)


def test_documents_are_grouped_and_containers_stand_alone(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.html", "d.jsonl.gz", "e.pdf", "f"):
        (tmp_path / name).touch()
    results = list(group([str(tmp_path), str(tmp_path / "f")], plan()))

    assert [[Path(name).name for name in names] for names in results] == [
        ["a.txt", "b.txt"],
        ["c.html"],
        ["d.jsonl.gz"],
        ["e.pdf"],
        ["f"],
    ]


@pytest.mark.parametrize(
    ("form", "number", "shards"),
    [
        pytest.param("jsonl", 0, [], id="nothing to write"),
        pytest.param("csv", 1, [], id="the header is elsewhere"),
        pytest.param("csv", 0, ["00000-00000"], id="the header"),
    ],
)
def test_shards_of_a_file_without_articles(tmp_path: Path, form: str, number: int, shards: list[str]) -> None:
    (tmp_path / "empty.jsonl").touch()
    rows = Splitter(plan(form=form))({"number": [number], "files": [json.dumps([str(tmp_path / "empty.jsonl")])]})

    assert [str(row["name"][0]) for row in rows] == shards


@needs_ray
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["-o", "OUT", "--dedupe"], "--dedupe needs all articles in one place", id="dedupe"),
        pytest.param(["-", "-o", "OUT"], "cannot read the standard input", id="stdin"),
        pytest.param([], "writes a folder of files; name it with -o", id="stdout"),
        pytest.param(["-o", "DONE"], "holds a finished run", id="finished run"),
        pytest.param(["-o", "HALF"], "holds an interrupted run; continue with --resume", id="interrupted run"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, arguments: list[str], message: str) -> None:
    archive = make_archive(tmp_path / "in.jsonl", 1)
    (tmp_path / "DONE").mkdir()
    (tmp_path / "DONE" / "manifest.json").touch()
    (tmp_path / "HALF" / "_shards").mkdir(parents=True)
    given = [str(tmp_path / argument) if argument.isupper() else argument for argument in arguments]
    result = run("extract", archive, "--engine", "ray", *given)

    assert result.returncode == 2
    assert message in result.stderr.decode()
    assert b"Traceback" not in result.stderr
