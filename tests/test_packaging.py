"""The distribution: a name that is ours in every page and error, versions of Python, licences of code and weights."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    tomllib = pytest.importorskip("tomli")

ROOT = Path(__file__).parents[1]
PIPELINES = ["en_quotes", "en_quotes_fast"]
# On the package index "quotes" is a package of famous quotations: no text may send anyone there.
FOREIGN = re.compile(r"pip3? install [^\n`|]*(?<![\w/.-])quotes(?![\w/.-])|(?<![\w-])quotes\[[a-z]|==quotes|quotes==")


def texts() -> list[Path]:
    """Every text of the repository that a person may read or run."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    if not listed:
        pytest.skip("no git repository here")
    kinds = {".py", ".md", ".toml", ".yml", ".yaml", ".txt", ".cff", ".ipynb", ".html", ""}
    return [ROOT / name for name in listed if Path(name).suffix in kinds and not name.startswith(("fixtures", "seeds"))]


def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


@pytest.mark.parametrize(
    ("text", "is_foreign"),
    [
        pytest.param("pip install . && quotes extract seeds/", False, id="the command after the install"),
        pytest.param("pip install '.[parquet]'", False, id="an extra of this folder"),
        pytest.param("pip install newsroom-quotes", False, id="our name"),
        pytest.param('"newsroom-quotes[parquet]"', False, id="our name with an extra"),
        pytest.param("pip install quotes", True, id="the stranger"),
        pytest.param("pip install 'quotes[desk]'", True, id="the stranger with an extra"),
        pytest.param("needs `quotes[remote]`", True, id="an extra without pip"),
    ],
)
def test_the_foreign_name_is_recognised(text: str, *, is_foreign: bool) -> None:
    results = FOREIGN.search(text.split("&&")[0])

    assert bool(results) is is_foreign


@pytest.mark.slow
def test_nobody_is_told_to_install_the_package_of_that_name() -> None:
    lines = (
        (path, line.split("&&")[0])
        for path in texts()
        if path != Path(__file__).resolve() and path.is_file()
        for line in path.read_text("utf-8", errors="replace").splitlines()
    )
    assert [f"{path.relative_to(ROOT)}: {line}" for path, line in lines if FOREIGN.search(line)] == []


def test_extras_refer_to_the_distribution_by_its_name() -> None:
    table = project()
    extras = table["optional-dependencies"]
    own = [entry for entries in extras.values() for entry in entries if entry.startswith(table["name"])]

    assert table["name"] == "newsroom-quotes"
    assert own
    for entry in own:
        for extra in entry.partition("[")[2].rstrip("]").split(","):
            assert extra in extras


def test_errors_name_extras_that_exist() -> None:
    named = {
        extra
        for path in (ROOT / "quotes").rglob("*.py")
        for extras in re.findall(r"pip install '\.\[([a-z,]+)\]'", path.read_text("utf-8"))
        for extra in extras.split(",")
    }
    assert named
    assert named <= set(project()["optional-dependencies"])


def test_textacy_is_asked_for_only_where_it_can_be_installed() -> None:
    (entry,) = [entry for entry in project()["dependencies"] if entry.startswith("textacy")]

    assert entry.endswith('python_version < "3.13"')


def test_licences_of_code_and_weights_are_named() -> None:
    table = project()
    files = [path for pattern in table["license-files"] for path in ROOT.glob(pattern)]

    assert table["license"] == "Apache-2.0 AND CC-BY-SA-4.0"
    assert all(list(ROOT.glob(pattern)) for pattern in table["license-files"])
    assert len(files) == 2 + len(PIPELINES)


@pytest.mark.parametrize("name", PIPELINES)
def test_sources_of_a_pipeline_are_beside_it(name: str) -> None:
    folder = ROOT / "quotes" / "model" / name
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    text = (folder / "LICENSES_SOURCES").read_text("utf-8")

    assert meta["sources"]
    assert text.count("\n## ") == len(meta["sources"])
    for source in meta["sources"]:
        assert all(source[key] in text for key in ("name", "url", "license", "author"))
