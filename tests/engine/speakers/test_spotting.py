"""Names by the recogniser, by capitals, titles and parties, on trees built by hand."""

from __future__ import annotations

import pytest
from support.trees import tree

from quotes.engine.speakers.names import has_party, spell
from quotes.engine.speakers.spotting import find_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Jon Tester (D-Mont.)", False, id="not at the end of the name"),
        pytest.param("", False, id="nothing"),
        pytest.param(", the senator", False, id="role"),
        pytest.param(" (Reuters)", False, id="agency"),
        pytest.param(" (D-Mont.), said", True, id="in parentheses"),
        pytest.param(", R-Fla., said", True, id="after a comma"),
        pytest.param(" (Republican) said", True, id="in full"),
    ],
)
def test_party_after_a_name(text: str, expected: bool) -> None:
    assert has_party(text, 0) is expected


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
