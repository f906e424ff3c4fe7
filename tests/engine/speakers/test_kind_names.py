"""Names of organizations by the kind before or after them."""

from __future__ import annotations

import pytest
from support.trees import plain_tree

from quotes.engine.speakers.kind_names import MAX_WORDS, find_names_by_kind
from quotes.engine.speakers.names import spell
from quotes.nlp.words import find_words


def names_of(text: str, **entities: str) -> list[str]:
    doc = plain_tree(text, names=entities)
    return [spell(doc, name) for name in find_names_by_kind(doc, find_words(doc))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("the agency met/VERB .", id="kind alone"),
        pytest.param("the agency in Moscow met/VERB .", id="preposition between"),
        pytest.param("the company President left/VERB .", id="role after the kind"),
        pytest.param("the company Mr. Putin left/VERB .", id="title after the kind"),
        pytest.param("a magazine closed/VERB .", id="publication without a name"),
        pytest.param(f"the agency {'Long ' * (MAX_WORDS + 1)}met/VERB .", id="too many capitals"),
    ],
)
def test_no_name(text: str) -> None:
    assert names_of(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the agency Tass met/VERB .", "Tass", id="one word after its kind"),
        pytest.param("the newspaper The Hindu wrote/VERB .", "Hindu", id="article is no part of it"),
        pytest.param("the agency Bureau of Ships met/VERB .", "Bureau of Ships", id="small word inside"),
        pytest.param("Time magazine wrote/VERB .", "Time", id="before a publication"),
        pytest.param("said/VERB Rolling Stone magazine .", "Rolling Stone", id="two words before a publication"),
    ],
)
def test_name(text: str, expected: str) -> None:
    assert names_of(text) == [expected]


def test_recognised_name_before_a_publication_is_left_alone() -> None:
    assert names_of("Time magazine wrote/VERB .", Time="ORG") == []
