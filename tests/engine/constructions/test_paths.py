"""Paths: compiled once, wrong ones refused with the reason."""

from __future__ import annotations

import pytest

from quotes.engine.constructions.paths import compile_path


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("", id="empty"),
        pytest.param("ccomp", id="no direction"),
        pytest.param(">ccomp nsubj", id="blank between steps"),
        pytest.param(">", id="no role"),
    ],
)
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="no path"):
        compile_path(path)


def test_an_unknown_role_is_named() -> None:
    with pytest.raises(ValueError, match="no role 'nsub'"):
        compile_path(">ccomp>nsub")


def test_a_path_is_compiled_once() -> None:
    assert compile_path(">ccomp") is compile_path(">ccomp")
