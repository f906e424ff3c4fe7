"""What describes the project agrees with it: one version, groups of development, the commands of the workflows."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import quotes.version

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """pyproject.toml; Python 3.10 has no TOML reader."""
    if sys.version_info < (3, 11):
        pytest.skip("Python 3.11 reads TOML")
    import tomllib

    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def name_of(requirement: str) -> str:
    """The package of a requirement: "ruff" of "ruff>=0.5"."""
    return re.split(r"[<>=!\[; ]", requirement)[0].lower()


def test_citation_has_what_its_format_asks_for_and_the_version_of_the_package() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))

    assert {"cff-version", "message", "title", "authors", "version"} <= citation.keys()
    assert citation["version"] == quotes.version.__version__


def test_changelog_begins_with_the_version_of_the_package() -> None:
    (first, *_) = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)

    assert first == quotes.version.__version__


def test_version_is_written_once(project: dict[str, Any]) -> None:
    assert "version" not in project["project"]
    assert project["tool"]["hatch"]["version"]["path"] == "quotes/version.py"


@pytest.mark.parametrize("group", ["dev", "docs", "lint", "training"])
def test_what_is_for_development_alone_is_no_extra(group: str, project: dict[str, Any]) -> None:
    assert group in project["dependency-groups"]
    assert group not in project["project"]["optional-dependencies"]


def test_tests_need_no_group_since_every_pip_must_install_them(project: dict[str, Any]) -> None:
    needed = project["project"]["optional-dependencies"]["test"]

    assert set(project["dependency-groups"]["docs"]) <= set(needed), "the tests build the site"
    assert "test" not in project["dependency-groups"]


def test_linters_are_not_installed_with_the_tests(project: dict[str, Any]) -> None:
    linters = {name_of(requirement) for requirement in project["dependency-groups"]["lint"]}

    assert {"ruff", "mypy", "codespell"} <= linters
    assert not linters & {name_of(entry) for entry in project["project"]["optional-dependencies"]["test"]}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_run_the_commands_of_the_readme(path: Path) -> None:
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    runs = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    commands = re.findall(r"^    (pip install .*)$", (ROOT / "README.md").read_text("utf-8"), flags=re.MULTILINE)[:2]

    assert runs == [".ci/run", *commands]


def test_a_workflow_is_there() -> None:
    assert WORKFLOWS
