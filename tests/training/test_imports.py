"""Every name that the training and the benchmarks import from the project is there, torch installed or not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def find_module(name: str) -> Path | None:
    """The file of a module of this repository: `quotes/spans.py` for "quotes.spans"."""
    path = ROOT.joinpath(*name.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)


def list_names(path: Path) -> set[str]:
    """What a module defines or imports at its top level, and in the branches there."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names.update((alias.asname or alias.name).split(".")[0] for alias in node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


def list_missing(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.ImportFrom) or (node.module or "").split(".")[0] not in (
            "quotes",
            "training",
            "benchmarks",
        ):
            continue
        home = find_module(str(node.module))
        names = list_names(home) if home else set()
        for alias in node.names:
            if alias.name not in names and find_module(f"{node.module}.{alias.name}") is None:
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {node.module} has no {alias.name}"


FILES = [path for folder in ("training", "benchmarks") for path in sorted((ROOT / folder).rglob("*.py"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imported_names_are_there(path: Path) -> None:
    assert list(list_missing(path)) == []
