"""The names of the tagger's candidates and their heads."""

from __future__ import annotations

import pytest
import spacy
from support.trees import tree

from quotes.engine.attribution import Candidate
from quotes.engine.candidates.tagged import name_by_content
from quotes.engine.candidates.tagged_extents import quotations_in, root_of
from quotes.engine.extents.extents import Extents
from quotes.engine.layout import Layout
from quotes.spans import Range


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        pytest.param({}, "tagged", id="no construction has the cue"),
        pytest.param({"a": ((30, 40),)}, "tagged", id="other words"),
        pytest.param({"a": ((0, 4),)}, "tagged", id="less than half"),
        pytest.param({"a": ((0, 5),)}, "a", id="half"),
        pytest.param({"a": ((0, 5),), "b": ((0, 9),)}, "b", id="the one with most"),
    ],
)
def test_name_by_content(known: dict[str, tuple[Range, ...]], expected: str) -> None:
    proposals = [
        (Candidate(name, None, None, None, None, ()), Extents(None, None, content, None, ()))
        for name, content in known.items()
    ]

    assert name_by_content([(0, 10)], proposals) == expected


DOC = tree("“/PUNCT/punct/1 Yes/INTJ/dep/4 ”/PUNCT/punct/1 Lee/PROPN/nsubj/4 said/VERB/ROOT/4")


@pytest.mark.parametrize(("span", "expected"), [((0, 1), 0), ((0, 3), 1), ((3, 5), 4), ((0, 5), 4)])
def test_root_of(span: Range, expected: int) -> None:
    assert root_of(DOC, span) == expected


@pytest.mark.parametrize(("spans", "expected"), [([], ()), ([(3, 5)], ()), ([(1, 5)], (0,)), ([(4, 5), (0, 2)], (0,))])
def test_quotations_in(spans: list[Range], expected: tuple[int, ...]) -> None:
    assert quotations_in(Layout.of(spacy.blank("en")("“Yes” Lee said")), spans) == expected
