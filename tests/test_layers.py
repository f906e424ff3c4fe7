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
FLOORS = {
    9: {"__main__"},
    8: {"cli"},
    7: {"commands"},
    6: {"corpus", "figures"},
    5: {"pipeline"},
    4: {"components", "assemble", "explain", "models"},
    3: {
        "attribute",
        "encoder",
        "heads",
        "readers",
        "writers",
        "evaluation",
        "audit",
        "review",
        "exports",
        "imports",
        "claims",
        "tables",
        "report",
        "speakers",
    },
    2: {"constructions", "detect", "resolve", "classify", "interchange", "record", "article", "pages"},
    1: {"attribution", "language", "errors", "model"},
}
FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms}
# The rooms of one floor that use each other, each pair in one direction.
SAME_FLOOR = {
    ("constructions", "detect"),
    ("resolve", "detect"),
    ("resolve", "constructions"),
    ("classify", "resolve"),
    ("components", "assemble"),
    ("attribute", "heads"),  # what the tagger saw, as plain arrays
    ("interchange", "record"),
    ("interchange", "article"),
    ("interchange", "detect"),
    ("interchange", "classify"),
    ("tables", "writers"),
    ("audit", "tables"),
    ("speakers", "tables"),
    ("review", "report"),
}
# These know nothing of spaCy's documents and how attributions are found.
RECORDS_ONLY = {
    "readers",
    "writers",
    "evaluation",
    "audit",
    "review",
    "exports",
    "imports",
    "claims",
    "tables",
    "report",
    "speakers",
}
RECORDS = {"record", "article", "interchange", "errors", "pages"}
# A single door into how attributions are found: names are compared, as plain strings, in one place.
DOORS = {("speakers", "resolve.names")}


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
            if name.startswith("quotes.") and name != "quotes.__version__":
                yield node.lineno, name.removeprefix("quotes.")


def find_violations(source: str, path: Path) -> list[str]:
    """What the file at `path` below the package imports from where it may not: "a/b.py:3 imports c"."""
    parts = path.with_suffix("").parts
    room = parts[0]
    found = []
    for line, module in find_imports(source, ".".join(["quotes", *parts[:-1]])):
        other = module.split(".")[0]
        if (other == room and len(parts) > 1) or (room, module.rpartition(".")[0]) in DOORS:
            continue
        if other not in FLOOR_OF:
            reason = "which is no room of the house"
        elif room in RECORDS_ONLY and other not in RECORDS and (room, other) not in SAME_FLOOR:
            reason = "but may see only records, articles and errors"
        elif FLOOR_OF[other] > FLOOR_OF[room]:
            reason = f"floor {FLOOR_OF[other]}, from floor {FLOOR_OF[room]}"
        elif FLOOR_OF[other] == FLOOR_OF[room] and (room, other) not in SAME_FLOOR:
            reason = "its neighbour on the same floor"
        else:
            continue
        found.append(f"quotes/{path.as_posix()}:{line} imports quotes.{module}, {reason}")
    return found


def python_files() -> list[Path]:
    return sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        pytest.param("detect/cues.py", "from quotes.attribute.choose import choose", id="a floor up"),
        pytest.param("detect/cues.py", "from quotes.constructions import paths", id="against the direction"),
        pytest.param("detect/cues.py", "from ..resolve import names", id="relative import"),
        pytest.param("writers/html.py", "import quotes.detect.layout", id="writer looks into documents"),
        pytest.param("writers/html.py", "from quotes.readers.text import decode", id="writer uses a reader"),
        pytest.param("speakers/merge.py", "from quotes.resolve.groups import group", id="beside the door"),
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
        pytest.param("detect/cues.py", "from quotes.detect.paragraphs import find_paragraphs", id="own room"),
        pytest.param("detect/cues.py", "from . import paragraphs", id="own room, relative"),
        pytest.param("assemble.py", "from quotes import __version__", id="the version"),
        pytest.param("pipeline.py", "import spacy\nfrom quotes import components", id="a floor down"),
        pytest.param("resolve/speakers.py", "from quotes.detect.layout import Layout", id="allowed edge"),
        pytest.param("speakers/merge.py", "from quotes.resolve.names import normalize", id="through the door"),
    ],
)
def test_import_along_the_layers_is_fine(path: str, source: str) -> None:
    assert find_violations(source, Path(path)) == []


@pytest.mark.parametrize("path", python_files(), ids=str)
def test_every_module_lives_in_a_room_of_the_house(path: Path) -> None:
    assert path.with_suffix("").parts[0] in FLOOR_OF or path.name == "__init__.py"


def test_no_module_imports_against_the_layers() -> None:
    files = [path for path in python_files() if path != Path("__init__.py")]
    violations = [v for path in files for v in find_violations((PACKAGE / path).read_text("utf-8"), path)]

    assert not violations, "\n" + "\n".join(violations)


def test_rooms_of_one_floor_use_each_other_in_one_direction() -> None:
    assert all(FLOOR_OF[one] == FLOOR_OF[other] for one, other in SAME_FLOOR)
    left = set(SAME_FLOOR)
    while left:  # take away the rooms that use no other; what never goes away is a cycle
        using = {one for one, _ in left}
        gone = {edge for edge in left if edge[1] not in using}
        assert gone, f"cycle among {sorted(left)}"
        left -= gone


def test_modules_import_each_other_in_no_cycle() -> None:
    modules = {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in python_files()}
    uses: dict[str, set[str]] = {}
    for name, path in modules.items():
        package = ".".join(["quotes", *path.with_suffix("").parts[:-1]])
        imported = {module for _, module in find_imports((PACKAGE / path).read_text("utf-8"), package)}
        # "from a.b import c" names the module a.b.c, or else the name c in a.b
        found = {module if module in modules else module.rpartition(".")[0] for module in imported}
        uses[name] = (found & modules.keys()) - {name}
    uses["__init__"] = set()  # imports its public names only when they are used
    while uses:
        done = {name for name, used in uses.items() if not used & uses.keys()}
        assert done, f"cycle among {sorted(uses)}"
        uses = {name: used for name, used in uses.items() if name not in done}


@pytest.mark.parametrize("module", ["quotes", "quotes.cli"])
@pytest.mark.parametrize("heavy", ["spacy", "pydantic", "textacy", "rich.table", "pyarrow", "ray"])
def test_start_up_leaves_heavy_libraries_alone(module: str, heavy: str) -> None:
    code = f"import sys, {module}; sys.exit({heavy!r} in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_public_names_are_found_on_first_use() -> None:
    assert {name for name in quotes.__all__ if getattr(quotes, name) is None} == set()
    with pytest.raises(AttributeError, match="no attribute 'speaker'"):
        _ = quotes.speaker
