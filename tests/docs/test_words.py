"""Wordings that a reader would have to translate are not in documentation, docstrings, help or errors."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
AVOIDED = {
    r"\b(words|characters|articles|records|sentences) an? (second|minute|hour)\b": "per second",
    r"\b(attributions|words|records|quotations) an? article\b": "per article",
    r"\b(file|line|row|object|record) an? (command|format|article|record|attribution|construction)\b": "per",
    r"(?<![`\"])\b(un)?mended\b(?![`\"])": "corrected, fixed",  # but for the value of old records, `mended`
    r"\bis no (valid )?(JSON|model|pipeline|folder|file)\b": "is not",
    r"\bhave it written again\b": "export it again",
    r"\bthat one may not stand with\b": "that contradict",
}


def paths(*patterns: str) -> list[str]:
    """The files of the repository that are checked; `docs/words.md` lists the wordings themselves."""
    results = {path.relative_to(ROOT).as_posix() for pattern in patterns for path in ROOT.glob(pattern)}
    return sorted(results - {"docs/words.md"})


def find_avoided(text: str) -> list[str]:
    """The avoided wordings of a text, each with what to write: "words a second: write per second"."""
    plain = " ".join(text.split())
    return [
        f"{match[0]}: write {better}" for avoided, better in AVOIDED.items() for match in re.finditer(avoided, plain)
    ]


def read_prose(source: str) -> Iterator[str]:
    """The docstrings of a module and its strings of several words: help texts, errors."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield node.value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("3,300 words per second", id="per"),
        pytest.param("corrected, and recommended; amended too", id="other words with these letters"),
        pytest.param("there is no record of it", id="no record of something"),
        pytest.param("a second reading of the words", id="the second"),
    ],
)
def test_plain_wording_passes(text: str) -> None:
    assert find_avoided(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("3,300 words a second", id="words a second"),
        pytest.param("26 attributions\nan article", id="across lines"),
        pytest.param("the record was mended", id="mended"),
        pytest.param("line 3 is no JSON", id="is no JSON"),
    ],
)
def test_wording_to_translate_is_found(text: str) -> None:
    assert len(find_avoided(text)) == 1


def test_strings_and_docstrings_of_a_module_are_read() -> None:
    assert list(read_prose('"""Reads it."""\nFORM = "json"\ndef f():\n    raise ValueError("no way")')) == [
        "Reads it.",
        "no way",
    ]


@pytest.mark.parametrize("path", paths("*.md", "docs/*.md"))
def test_pages(path: str) -> None:
    assert find_avoided((ROOT / path).read_text("utf-8")) == []


@pytest.mark.parametrize("path", paths("quotes/**/*.py"))
def test_modules(path: str) -> None:
    prose = read_prose((ROOT / path).read_text("utf-8"))

    assert [wording for text in prose for wording in find_avoided(text)] == []
