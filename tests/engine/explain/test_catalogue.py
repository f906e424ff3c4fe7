"""The list of constructions: every one with its examples and its figure."""

from __future__ import annotations

import pytest

from quotes.engine.constructions.registry import ALL
from quotes.engine.explain.catalogue import Figure, catalogue, load_figures, on_one_line, split_example


def test_every_construction_is_listed_once_with_its_examples() -> None:
    entries = catalogue()
    names = [entry.name for entry in entries]

    assert len(set(names)) == len(names)
    assert {construction.name for construction in ALL} == set(names)
    assert all(entry.examples and entry.summary for entry in entries)


def test_figures_are_of_constructions_that_there_are() -> None:
    measured, figures = load_figures()

    assert measured is not None
    assert measured.articles == 84
    assert not measured.model.endswith("pipeline 0.0.0"), "measured with an unnamed pipeline"
    gone = set(figures) - {entry.name for entry in catalogue()}
    assert not gone, "measure anew: python benchmarks/constructions.py --write"
    assert all(0 <= value.right <= value.content <= value.fired for value in figures.values())
    assert sum(value.fired for value in figures.values()) > 1000


@pytest.mark.parametrize(
    ("marked", "pieces"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("no roles", [("no roles", None)], id="no roles"),
        pytest.param("[Lee]{source} left", [("Lee", "source"), (" left", None)], id="text at the end"),
        pytest.param("a [b]{cue}[c]{content}", [("a ", None), ("b", "cue"), ("c", "content")], id="side by side"),
    ],
)
def test_split_example(marked: str, pieces: list[tuple[str, str | None]]) -> None:
    assert split_example(marked) == pieces


@pytest.mark.parametrize(
    ("fired", "right", "precision"),
    [
        pytest.param(0, 0, None, id="made no record"),
        pytest.param(3, 0, 0.0, id="none right"),
        pytest.param(3, 2, 66.7, id="two of three"),
    ],
)
def test_precision(fired: int, right: int, precision: float | None) -> None:
    assert Figure(proposed=9, fired=fired, content=fired, right=right).precision == precision


def test_paragraphs_of_an_example_are_on_one_line() -> None:
    assert on_one_line("[“A.”]{content}\n\nB.") == "[“A.”]{content} ¶ B."
