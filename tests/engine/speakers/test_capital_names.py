"""People's names that capitals, titles, given names and parties give away, with nothing recognised."""

from __future__ import annotations

import pytest
from support.trees import plain_tree, tree

from quotes.engine.speakers.capital_names import find_capitalised_names
from quotes.engine.speakers.names import spell
from quotes.nlp.words import find_words


def names_of(text: str, **entities: str) -> list[str]:
    doc = plain_tree(text, names=entities)
    return [spell(doc, name) for name in find_capitalised_names(doc, find_words(doc), doc.text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("missiles hit/VERB the town .", id="no capitals"),
        pytest.param("BREAKING NEWS came/VERB .", id="headline in capitals"),
        pytest.param("Kalibr Missiles hit/VERB .", id="no given name"),
        pytest.param("Former President left/VERB .", id="title without a name"),
        pytest.param("Johns Hopkins University met/VERB .", id="university"),
        pytest.param("the Elizabeth Foundation met/VERB .", id="given name before a body"),
        pytest.param("Hillary Airport closed/VERB .", id="given name before a place"),
        pytest.param("Warren left/VERB .", id="single word"),
    ],
)
def test_no_name(text: str) -> None:
    assert names_of(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Sen. Elizabeth Warren left/VERB .", "Elizabeth Warren", id="abbreviated title"),
        pytest.param("Mr. Putin left/VERB .", "Putin", id="Mr. and a surname"),
        pytest.param("Hillary Clinton left/VERB .", "Hillary Clinton", id="given name"),
        pytest.param("HILLARY CLINTON : yes", "HILLARY CLINTON", id="given name in capitals"),
        pytest.param("Elizabeth Warren QC left/VERB .", "Elizabeth Warren", id="honour after it"),
        pytest.param("Quorra Tester ( D-Mont. ) left/VERB .", "Quorra Tester", id="party in parentheses"),
        pytest.param("Senator Ludo van Rijn left/VERB .", "Ludo van Rijn", id="particle inside"),
        pytest.param("Quorra Tester , a lawyer , left/VERB .", "Quorra Tester", id="role after it"),
    ],
)
def test_name(text: str, expected: str) -> None:
    assert names_of(text) == [expected]


def test_hyphen_belongs_to_the_name() -> None:
    doc = tree(
        """Ban/PROPN/nsubj/8 Ki/PROPN/flat/0 -/PUNCT/punct/1 moon/PROPN/flat/0 ,/PUNCT/punct/0 the/DET/det/6
        secretary/NOUN/appos/0 ,/PUNCT/punct/0 left/VERB/ROOT/8"""
    )
    names = find_capitalised_names(doc, find_words(doc), doc.text)
    assert [(name.start, name.end) for name in names] == [(0, 4)]


def test_title_is_kept_apart() -> None:
    doc = plain_tree("Sen. Elizabeth Warren left/VERB .")
    (name,) = find_capitalised_names(doc, find_words(doc), doc.text)
    assert name.title == (0, 1)
