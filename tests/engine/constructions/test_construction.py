"""How a construction describes what it looks for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from spacy.tokens import Doc

from quotes.engine.attribution import Candidate
from quotes.engine.constructions.construction import Construction, PathPattern
from quotes.engine.layout import Layout


def find_nothing(doc: Doc, layout: Layout) -> Iterator[Candidate]:
    """Nothing,
    on two lines."""
    yield from ()


def construction(pattern: object, summary: str | None = None) -> Construction:
    return Construction("name", pattern, examples=(), summary=summary)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pattern", "summary", "description"),
    [
        pytest.param(None, "by a person", "by a person", id="no pattern"),
        pytest.param(find_nothing, "in words", "in words", id="the summary first"),
        pytest.param(find_nothing, None, "Nothing, on two lines.", id="docstring of a finder"),
        pytest.param(
            PathPattern(pos="ADV", content=("<advmod",), source=()),
            None,
            "content <advmod; source none",
            id="no source",
        ),
        pytest.param(
            PathPattern(pos="VERB", content=(">ccomp", ">obj"), source=(">nsubj",)),
            None,
            "content >ccomp or >obj; source >nsubj",
            id="two paths to the content",
        ),
        pytest.param(
            PathPattern(pos="VERB", content=(">ccomp",), source=("a", "b", "c", "d")),
            None,
            "content >ccomp; source a or b or c …",
            id="more than three paths to the source",
        ),
    ],
)
def test_description(pattern: object, summary: str | None, description: str) -> None:
    assert construction(pattern, summary).describe() == description
