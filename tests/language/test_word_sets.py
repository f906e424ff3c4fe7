"""English words are data of `quotes.language`: no set of them is written in a module elsewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotes
from quotes.language import closed_classes, pronouns, verb_words
from quotes.language.lexicon import word_list

PACKAGE = Path(quotes.__file__).parent
MIN_WORDS = 4  # fewer are part of a rule: `in ("a", "an", "the")`
LISTS = sorted(path.stem for path in (PACKAGE / "language" / "en").glob("*.txt") if path.stem not in ("verbs", "nouns"))
_WORD = re.compile(r"[a-z]+(?:[-' ][a-z]+)*")


def known_words() -> frozenset[str]:
    """All words of `quotes.language`: of its lists and its closed classes."""
    words: set[str] = set()
    for name in LISTS:
        for entry in word_list(name):
            words.update(part.strip() for part in re.split(r"[:,]", entry))
    for module in (closed_classes, pronouns, verb_words):
        for value in vars(module).values():
            words |= value if isinstance(value, frozenset) else set()
    return frozenset(words)


def find_word_sets(source: str, known: frozenset[str]) -> Iterator[tuple[int, list[str]]]:
    """(line, words) of each set of English words, and of each tuple or list that a condition searches.

    English is what `quotes.language` has a third of, so that names of fields and formats are not meant.
    """
    nodes = list(ast.walk(ast.parse(source)))
    searched = [right for node in nodes if isinstance(node, ast.Compare) for right in node.comparators]
    called = [argument for node in nodes if isinstance(node, ast.Call) for argument in node.args if is_set_call(node)]
    for node in [*(node for node in nodes if isinstance(node, ast.Set)), *searched, *called]:
        if not isinstance(node, (ast.Set, ast.Tuple, ast.List)) or len(node.elts) < MIN_WORDS:
            continue
        words = [entry.value for entry in node.elts if isinstance(entry, ast.Constant) and isinstance(entry.value, str)]
        if (
            len(words) == len(node.elts)
            and all(map(_WORD.fullmatch, words))
            and 3 * len(known & set(words)) > len(words)
        ):
            yield node.lineno, words


def is_set_call(call: ast.Call) -> bool:
    """`set(…)` or `frozenset(…)`."""
    return isinstance(call.func, ast.Name) and call.func.id in ("set", "frozenset")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param('ARTICLES = frozenset({"a", "an", "the"})', id="three words"),
        pytest.param('ROLES = ("content", "cue", "source", "addressee")', id="fields of the record"),
        pytest.param('ROLES = {"content", "cue", "source", "addressee"}', id="set of fields"),
        pytest.param('NAMES = {"said": 1, "told": 2, "he": 3, "she": 4}', id="keys of a dictionary"),
        pytest.param('NAMES = {"He", "She", "They", "We"}', id="capitals"),
        pytest.param('WORDS = {he, "she", "they", "we"}', id="not only words"),
    ],
)
def test_other_literals_are_fine(source: str) -> None:
    assert list(find_word_sets(source, known_words())) == []


@pytest.mark.parametrize(
    "source",
    [
        pytest.param('WORDS = frozenset({"he", "she", "they", "we"})', id="set"),
        pytest.param('if word in ("and", "but", "or", "so"):\n    pass', id="in a condition"),
        pytest.param('WORDS = frozenset(["spokesman", "minister", "senator", "president"])', id="list as a set"),
    ],
)
def test_word_set_is_found(source: str) -> None:
    assert {tuple(words) for _, words in find_word_sets(source, known_words())}


def test_no_word_sets_outside_language() -> None:
    paths = (path.relative_to(PACKAGE) for path in sorted(PACKAGE.rglob("*.py")))
    known = known_words()
    found = {
        f"{path.as_posix()}:{line}": words
        for path in paths
        if path.parts[0] != "language"
        and path.parts[:2] != ("engine", "constructions")  # words of a pattern, next to its examples
        for line, words in find_word_sets((PACKAGE / path).read_text("utf-8"), known)
    }

    assert found == {}


@pytest.mark.parametrize("name", LISTS)
def test_lists_have_a_comment_and_no_entry_twice(name: str) -> None:
    lines = (PACKAGE / "language" / "en" / f"{name}.txt").read_text("utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]

    assert lines[0].startswith("# ")
    assert len(set(entries)) == len(entries)
