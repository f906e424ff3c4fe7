"""The house of the design: a room imports only from the floors below it, and start-up stays light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotes

PACKAGE = Path(quotes.__file__).parent
# Upper floors import lower ones, never back; on one floor, a room may import those to its right.
FLOORS = (
    ("__main__", "cli"),
    ("commands",),
    ("desk", "evaluation", "corpus"),
    ("pipeline", "components"),
    ("engine",),
    ("nlp", "formats"),
    ("language", "text", "model"),
    ("record", "record_parts", "article", "rows", "columns", "errors", "spans", "values", "version"),
)
ORDER = {room: (floor, at) for floor, rooms in enumerate(FLOORS) for at, room in enumerate(rooms)}


def find_imports(source: str, package: str) -> Iterator[tuple[int, str]]:
    """(line, module below `quotes`) of each import of the package's own modules, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([node.module] if node.module else [])])
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if name.startswith("quotes."):
                yield node.lineno, name.removeprefix("quotes.")


def find_violations(source: str, path: Path) -> list[str]:
    """What the file at `path` below the package imports from where it may not: "a/b.py:3 imports c"."""
    parts = path.with_suffix("").parts
    results = []
    for line, module in find_imports(source, ".".join(["quotes", *parts[:-1]])):
        other = module.split(".")[0]
        if other not in ORDER:
            results.append(f"quotes/{path.as_posix()}:{line} imports quotes.{module}, which is no room of the house")
        elif other != parts[0] and ORDER[other] < ORDER[parts[0]]:
            results.append(f"quotes/{path.as_posix()}:{line} imports quotes.{module}, a room above or to the left")
    return results


def python_files() -> list[Path]:
    return sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        pytest.param("text/cues.py", "from quotes.engine.choice import choose", id="a floor up"),
        pytest.param("corpus/pool.py", "from quotes.desk.tables import store", id="to the left"),
        pytest.param("text/cues.py", "from ..engine import names", id="relative import"),
        pytest.param("article.py", "def f():\n    from quotes import pipeline", id="hidden in a function"),
        pytest.param("pipeline.py", "from quotes.attic import old", id="unknown room"),
    ],
)
def test_import_against_the_layers_is_reported(path: str, source: str) -> None:
    (violation,) = find_violations(source, Path(path))

    assert violation.startswith(f"quotes/{path}:")
    assert " imports quotes." in violation


@pytest.mark.parametrize(
    ("path", "source"),
    [
        pytest.param("text/cues.py", "from quotes.text.paragraphs import find_paragraphs", id="own room"),
        pytest.param("text/cues.py", "from . import paragraphs", id="own room, relative"),
        pytest.param("desk/audit.py", "from quotes.corpus.pool import Pool", id="to the right"),
        pytest.param("pipeline.py", "import spacy\nfrom quotes import components", id="a floor down"),
    ],
)
def test_import_along_the_layers_is_fine(path: str, source: str) -> None:
    assert find_violations(source, Path(path)) == []


@pytest.mark.parametrize("path", python_files(), ids=str)
def test_every_module_lives_in_a_room_of_the_house(path: Path) -> None:
    assert path.with_suffix("").parts[0] in ORDER or path == Path("__init__.py")


def test_no_module_imports_against_the_layers() -> None:
    files = [path for path in python_files() if path != Path("__init__.py")]
    violations = [v for path in files for v in find_violations((PACKAGE / path).read_text("utf-8"), path)]

    assert not violations, "\n" + "\n".join(violations)


def test_modules_import_each_other_in_no_cycle() -> None:
    modules = {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in python_files()}
    uses: dict[str, set[str]] = {}
    for name, path in modules.items():
        package = ".".join(["quotes", *path.with_suffix("").parts[:-1]])
        imported = {module for _, module in find_imports((PACKAGE / path).read_text("utf-8"), package)}
        # "from a.b import c" names the module a.b.c, or else the name c in a.b
        results = {module if module in modules else module.rpartition(".")[0] for module in imported}
        uses[name] = (results & modules.keys()) - {name}
    uses["__init__"] = set()  # imports its public names only when they are used
    while uses:
        done = {name for name, used in uses.items() if not used & uses.keys()}
        assert done, f"cycle among {sorted(uses)}"
        uses = {name: used for name, used in uses.items() if name not in done}


@pytest.mark.slow
@pytest.mark.parametrize("module", ["quotes", "quotes.cli"])
@pytest.mark.parametrize("heavy", ["spacy", "pydantic", "textacy", "rich.table", "pyarrow", "ray"])
def test_start_up_leaves_heavy_libraries_alone(module: str, heavy: str) -> None:
    code = f"import sys, {module}; sys.exit({heavy!r} in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_public_names_are_found_on_first_use() -> None:
    assert {name for name in quotes.__all__ if getattr(quotes, name) is None} == set()
    with pytest.raises(AttributeError, match="no attribute 'speaker'"):
        _ = quotes.speaker
