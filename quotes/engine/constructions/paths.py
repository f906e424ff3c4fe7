"""Paths over the dependency tree, anchored on the cue and compiled once.

A path is a chain of steps: `>ccomp` goes to a dependent in that role, `<conj` to the head, if the
token is in that role. `>obl(for|about)` needs one of these prepositions; `>mark(that)` one of these words.

>>> compile_path("<xcomp>nsubj")   # doctest: +ELLIPSIS
<function ...>
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from spacy.tokens import Token

from quotes.language.labels import find_children, governing_head, labels_of, role_names, sure_labels_of

Path = Callable[[Token], Iterator[Token]]
_STEP = re.compile(r"([<>])([\w:]+)(?:\(([^)]+)\))?")


@cache
def compile_path(path: str) -> Path:
    """A function that yields the tokens at the end of the path, nearest readings first.

    Raises ValueError for a path that does not parse, so that a typo in a construction shows at import.
    """
    steps = [match.groups() for match in _STEP.finditer(path)]
    if not steps or "".join(m.group() for m in _STEP.finditer(path)) != path:
        raise ValueError(f"{path!r} is not a path; write it like '>ccomp' or '<conj>nsubj'")
    unknown = {role for _, role, _ in steps} - role_names()
    if unknown:
        raise ValueError(f"{path!r}: no role {min(unknown)!r}; quotes/language/labels.py lists them")
    walk: Path | None = None
    for direction, role, words in steps:
        step = _step(direction, role, frozenset(words.split("|")) if words else None)
        walk = step if walk is None else _then(walk, step)
    assert walk is not None
    return walk


def first_step(path: str) -> tuple[frozenset[int] | None, frozenset[int]]:
    """Labels for a path's first step: those that the cue must have, and those that one of its children must have.

    None means any label; the direction that the path does not take has none: `first_step("<xcomp>nsubj")[1]` is empty.
    """
    match = _STEP.match(path)
    assert match is not None, path
    direction, role, _ = match.groups()
    if direction == "<":
        return labels_of(role, upwards=True), frozenset()
    return frozenset(), labels_of(role) or frozenset()


def labels_that_lead(path: str) -> frozenset[int]:
    """Labels of a dependent with which a path surely leads somewhere: those of ">ccomp", none of "<conj>nsubj"."""
    match = _STEP.fullmatch(path)
    return frozenset() if match is None or match[1] == "<" or match[3] else sure_labels_of(match[2])


def _step(direction: str, role: str, words: frozenset[str] | None) -> Path:
    labels = labels_of(role, upwards=True)

    def down(token: Token) -> Iterator[Token]:
        return find_children(token, role, words)

    def up(token: Token) -> Iterator[Token]:
        if (labels is None or token.dep in labels) and token.head.i != token.i:
            yield governing_head(token)

    return down if direction == ">" else up


def _then(before: Path, step: Path) -> Path:
    def walk(token: Token) -> Iterator[Token]:
        for reached in before(token):
            yield from step(reached)

    return walk
