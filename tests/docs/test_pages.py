"""The documentation: every snippet runs and prints what the page says, the site builds without a warning."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.snippets import RUN, SHOWN, Command, matches, read_blocks

from quotes.formats.registry import READABLE

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
NEEDS_SERVER = ("serving.md",)  # tests/desk/serve/test_recipes.py
PAGES = sorted(page.name for page in DOCS.glob("*.md") if read_blocks(page) and page.name not in NEEDS_SERVER)
INSTALL = re.compile(r"python3 -m venv|\. \.venv|pip install")  # what only a fresh environment runs: test_fresh.py


def run(command: str, folder: Path) -> str:
    """What a command prints; it must succeed."""
    bins = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": bins, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as a reader has it: the articles of the repository."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(ROOT / "fixtures" / "articles", tmp_path / "fixtures" / "articles")
    (tmp_path / "fixtures" / "wikinews-attributions").symlink_to(ROOT / "fixtures" / "wikinews-attributions")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_snippets_run_and_print_what_the_page_says(page: str, folder: Path, request: pytest.FixtureRequest) -> None:
    if page not in ("extending.md",) and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    path = DOCS / page
    changed: list[tuple[Command, str]] = []
    python: list[str] = []
    for block in read_blocks(path):
        if block.language == "console":
            for command in block.commands:
                if INSTALL.match(command.command):
                    continue
                printed = run(command.command, folder)
                if command.expected and not matches(command.expected, printed):
                    changed.append((command, printed))
        elif block.language == "python":
            python.append(block.text)
    if python:  # together, after the commands that make what they read
        (folder / "snippet.py").write_text("\n".join(python), "utf-8")
        run("python snippet.py", folder)
    if changed and request.config.getoption("--snapshot-update"):
        lines = path.read_text("utf-8").split("\n")
        for command, printed in reversed(changed):
            lines[slice(*command.lines)] = printed.rstrip("\n").split("\n")
        path.write_text("\n".join(lines), "utf-8")
    else:
        assert not changed, "\n".join(f"{c.command}\nsays {c.expected}\nprints {p}" for c, p in changed)


@pytest.mark.parametrize("page", PAGES)
def test_every_block_is_run_or_only_shown(page: str) -> None:
    assert {block.language for block in read_blocks(DOCS / page)} <= RUN | SHOWN


def test_pages_have_blocks_to_run() -> None:
    assert {"index.md", "tutorial.md", "fact-checking.md", "exports.md", "extending.md", "record.md"} <= set(PAGES)


@pytest.mark.parametrize(
    ("expected", "printed", "fits"),
    [
        pytest.param(("a",), "b\n", False, id="another"),
        pytest.param(("a",), "a\nb\n", False, id="a line too many"),
        pytest.param(("a.c",), "abc\n", False, id="a dot is a dot"),
        pytest.param(("a...c", "d"), "a b c\nd \n", True, id="any text within"),
    ],
)
def test_output_is_compared(expected: tuple[str, ...], printed: str, fits: bool) -> None:
    assert matches(expected, printed) is fits


@pytest.mark.slow
def test_notebook_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(DOCS / "notebooks" / "claims.ipynb", tmp_path)
    # in the environment of the test, whatever kernels the user has
    code = (
        "import nbformat, nbclient\n"
        "book = nbformat.read('claims.ipynb', as_version=4)\n"
        "nbclient.NotebookClient(book, kernel_name='python3', timeout=120).execute()\n"
        "print([o for c in book.cells for o in c.get('outputs', [])][-1]['data']['text/html'])\n"
    )
    assert "<td>" in run(f'python -c "{code}"', tmp_path)  # its last cell asserts what the table holds


@pytest.mark.slow
def test_site_builds_without_a_warning(tmp_path: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("extract", "claims", "export", "import"):
        assert f"quotes {name}" in (tmp_path / "cli" / "index.html").read_text("utf-8")
    assert "quote_type" in (tmp_path / "record" / "index.html").read_text("utf-8")
    assert "verb-complement" in (tmp_path / "constructions" / "index.html").read_text("utf-8")
    for name in READABLE:
        assert f"<code>{name}</code>" in (tmp_path / "formats" / "index.html").read_text("utf-8")
    assert "quotes.desk.claims.rank" in (tmp_path / "api" / "index.html").read_text("utf-8")
    assert not list(tmp_path.rglob("*.py"))  # what makes the pages is no part of them
