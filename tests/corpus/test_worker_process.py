"""Code that lies among the articles, under names that Python itself imports, is never run."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.slow

ARTICLE = "“We are ready,” Jens Stoltenberg said.\n"
# Modules that the standard library, the workers and the libraries import.
NAMES = ("json", "re", "enum", "types", "typing", "logging", "spacy", "numpy", "base64", "orjson", "uvicorn", "ray")
# `python -m` imports the others itself before it comes to `quotes`; `python -P -m quotes` does not.
OWN_NAMES = tuple(name for name in NAMES if name not in ("re", "enum", "types", "typing"))
COMMANDS = [
    pytest.param([str(Path(sys.executable).with_name("quotes"))], NAMES, id="console script"),
    pytest.param([sys.executable, "-m", "quotes"], OWN_NAMES, id="python -m"),
]
needs_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is missing")


@pytest.fixture
def hostile(tmp_path: Path, names: tuple[str, ...]) -> Path:
    """A folder with an article and modules that leave a mark when they are imported."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    for name in names:
        mark = tmp_path / f"ran-{name}"
        (folder / f"{name}.py").write_text(f"open({str(mark)!r}, 'w').close()\nraise SystemExit(9)\n")
    return folder


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    bare = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONSAFEPATH")}
    return subprocess.run(
        command, cwd=folder, env=bare | environment, capture_output=True, text=True, timeout=300, check=False
    )


def read_page(address: str) -> str:
    """The page of a server that is still starting."""
    for _ in range(200):
        try:
            with urlopen(address, timeout=20) as page:
                return str(page.read(), "utf-8")
        except URLError:
            time.sleep(0.05)
    raise AssertionError(f"no answer from {address}")


def marks(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.glob("ran-*"))


@pytest.mark.parametrize(("command", "names"), COMMANDS)
@pytest.mark.parametrize("workers", ["0", "2"])
def test_extract_runs_nothing_of_the_current_folder(command: list[str], workers: str, hostile: Path) -> None:
    out = hostile.parent / "out.jsonl"
    result = run([*command, "extract", ".", "-o", str(out), "--workers", workers], hostile)

    assert marks(hostile) == []
    assert result.returncode == 0, result.stderr
    assert "Jens Stoltenberg" in out.read_text("utf-8")


@pytest.mark.parametrize(("command", "names"), COMMANDS)
def test_review_runs_nothing_of_the_current_folder(command: list[str], hostile: Path) -> None:
    assert run([*command, "extract", "article.txt", "-o", "r.jsonl"], hostile).returncode == 0
    server = subprocess.Popen(
        [*command, "review", "r.jsonl", "--no-open"],
        cwd=hostile,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
    )
    assert server.stdout is not None
    address = server.stdout.readline().strip()
    try:
        assert read_page(address).startswith("<!doctype html>")
    finally:
        server.kill()
        server.communicate()
    assert marks(hostile) == []


@needs_ray
@pytest.mark.parametrize(("command", "names"), COMMANDS)
def test_ray_runs_nothing_of_the_current_folder(command: list[str], hostile: Path) -> None:
    out = hostile.parent / "shards"
    result = run([*command, "extract", "article.txt", "-o", str(out), "--engine", "ray", "--workers", "1"], hostile)

    assert marks(hostile) == []
    assert result.returncode == 0, result.stderr
    assert any("Jens Stoltenberg" in path.read_text("utf-8") for path in out.glob("part-*"))


def test_workers_import_as_their_parent_without_the_current_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    from quotes.corpus import worker_process

    monkeypatch.setattr(sys, "path", ["", "/lib/python"])
    assert worker_process._import_path() == ["/lib/python"]
