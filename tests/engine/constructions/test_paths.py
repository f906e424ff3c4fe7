"""Paths: compiled once, wrong ones refused with the reason."""

from __future__ import annotations

import pytest
from support.trees import tree

from quotes.engine.constructions.paths import compile_path, first_step


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("", id="empty"),
        pytest.param("ccomp", id="no direction"),
        pytest.param(">ccomp nsubj", id="blank between steps"),
        pytest.param(">", id="no role"),
    ],
)
def test_what_is_not_a_path_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        compile_path(path)


def test_an_unknown_role_is_named() -> None:
    with pytest.raises(ValueError, match="no role 'nsub'"):
        compile_path(">ccomp>nsub")


def test_a_path_is_compiled_once() -> None:
    assert compile_path(">ccomp") is compile_path(">ccomp")


URGED = """Putin/PROPN/nsubj/1 rose/VERB/ROOT/1 and/CCONJ/cc/3 called/VERB/conj/1 for/ADP/case/5 peace/NOUN/obl/3
in/ADP/case/7 Syria/PROPN/obl/3"""


@pytest.mark.parametrize(
    ("path", "anchor", "words"),
    [
        pytest.param(">ccomp", 3, [], id="no such dependent"),
        pytest.param("<xcomp>nsubj", 3, [], id="hangs on its head in another role"),
        pytest.param(">obl(about)", 3, [], id="another preposition"),
        pytest.param("<root", 1, [], id="the root has no head"),
        pytest.param(">nsubj", 1, ["Putin"], id="down"),
        pytest.param("<conj>nsubj", 3, ["Putin"], id="up and down"),
        pytest.param(">obl", 3, ["peace", "Syria"], id="all of them, in text order"),
        pytest.param(">obl(for|about)", 3, ["peace"], id="by its preposition"),
        pytest.param(">cc(or)", 3, [], id="another word"),
        pytest.param(">any", 3, [], id="any is for the way up"),
        pytest.param(">cc(and)", 3, ["and"], id="by its word"),
        pytest.param("<any", 5, ["called"], id="up by whatever role"),
    ],
)
def test_where_a_path_arrives(path: str, anchor: int, words: list[str]) -> None:
    assert [token.text for token in compile_path(path)(tree(URGED)[anchor])] == words


@pytest.mark.parametrize(
    ("path", "up", "down"),
    [
        pytest.param("<xcomp>nsubj", True, False, id="up"),
        pytest.param(">obj", False, True, id="down"),
        pytest.param(">obl(in|at)", False, True, id="down, by a preposition"),
    ],
)
def test_first_step_names_labels_of_one_side(path: str, up: bool, down: bool) -> None:
    own, below = first_step(path)

    assert (bool(own), bool(below)) == (up, down)


def test_first_step_up_by_any_role_takes_every_label() -> None:
    assert first_step("<any>nsubj") == (None, frozenset())
