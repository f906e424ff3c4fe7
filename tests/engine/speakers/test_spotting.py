"""Names by the recogniser, by capitals, titles and parties, on trees built by hand."""

from __future__ import annotations

import pytest
from support.trees import tree

from quotes.engine.speakers.names import spell
from quotes.engine.speakers.spotting import find_names


@pytest.mark.parametrize(
    ("rows", "entities", "expected"),
    [
        pytest.param("missiles/NOUNS/nsubj/1 hit/VERB/ROOT/1", {}, [], id="no capitals"),
        pytest.param("BREAKING/PROPN/compound/1 NEWS/PROPN/ROOT/1", {}, [], id="headline in capitals"),
        pytest.param(
            "Putin/PROPN/nsubj/1 left/VERB/ROOT/1", {"Putin": "PERSON"}, [("Putin", "PERSON")], id="recognised"
        ),
        pytest.param("Moscow/PROPN/nsubj/1 left/VERB/ROOT/1", {"Moscow": "GPE"}, [("Moscow", "PLACE")], id="place"),
        pytest.param(
            "the/DET/det/1 NATO/PROPN/nsubj/2 left/VERB/ROOT/2",
            {"the NATO": "ORG"},
            [("NATO", "ORG")],
            id="without the article",
        ),
        pytest.param(
            "Fox/PROPN/nsubj/1 left/VERB/ROOT/1", {"Fox": "PERSON"}, [("Fox", "ORG")], id="not a person, a broadcaster"
        ),
        pytest.param(
            "Sen./PROPN/compound/2 Rand/PROPN/compound/2 Paul/PROPN/nsubj/3 left/VERB/ROOT/3",
            {},
            [("Rand Paul", "PERSON")],
            id="title",
        ),
        pytest.param(
            "Susan/PROPN/compound/1 Sarandon/PROPN/nsubj/2 left/VERB/ROOT/2",
            {},
            [("Susan Sarandon", "PERSON")],
            id="given name",
        ),
    ],
)
def test_names(rows: str, entities: dict[str, str], expected: list[tuple[str, str]]) -> None:
    doc = tree(rows, names=entities)

    assert [(spell(doc, name), name.label) for name in find_names(doc, doc.text)] == expected
