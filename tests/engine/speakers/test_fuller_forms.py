"""Groups and bodies without a name that the article describes more fully."""

from __future__ import annotations

import pytest
from support.scenes import scene_of, source_of
from support.trees import plain_tree, tree

from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.fuller_forms import resolve_fuller_form


def name_of(text: str, source: str) -> str | None:
    """The name that a source takes from a fuller form; None where there is none."""
    scene = scene_of(plain_tree(text))
    answer = resolve_fuller_form(source_of(scene, source), scene, Discourse())
    assert answer is None or isinstance(answer, Answer)
    return None if answer is None or answer.speaker is None else answer.speaker.name


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param("the Syrian/ADJ government met/VERB . the judge said/VERB .", "the judge", id="no body or group"),
        pytest.param("the Syrian/ADJ government met/VERB . a government said/VERB .", "a government", id="indefinite"),
        pytest.param(
            "the Syrian/ADJ officials/NOUNS met/VERB . the officials/NOUNS said/VERB .",
            "the officials",
            id="many can be officials",
        ),
        pytest.param(
            "the new/ADJ government met/VERB . the government said/VERB .", "the government", id="nobody says whose"
        ),
        pytest.param(
            "the Syrian/ADJ government met/VERB . the old/ADJ government said/VERB .",
            "the old government",
            id="described itself",
        ),
        pytest.param(
            "the Syrian/ADJ government met/VERB the Greek/ADJ government . the government said/VERB .",
            "the government",
            id="two bodies of the kind",
        ),
        pytest.param(
            "scientists/NOUNS met/VERB . the researchers/NOUNS said/VERB .",
            "the researchers",
            id="nobody says where from",
        ),
    ],
)
def test_no_fuller_form(text: str, source: str) -> None:
    assert name_of(text, source) is None


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        pytest.param(
            "the Syrian/ADJ government met/VERB . the government said/VERB .",
            "the government",
            "Syrian government",
            id="nation",
        ),
        pytest.param(
            "the government said/VERB so/ADV . it met/VERB the Syrian/ADJ government .",
            "the government",
            "Syrian government",
            id="fuller form after it",
        ),
        pytest.param(
            "a Syrian/ADJ government official left/VERB . the government said/VERB .",
            "the government",
            "Syrian government",
            id="within another phrase",
        ),
    ],
)
def test_fuller_form(text: str, source: str, expected: str) -> None:
    assert name_of(text, source) == expected


def test_researchers_with_a_complement() -> None:
    scene = scene_of(
        tree(
            "Scientists/NOUNS/nsubj/3 from/ADP/case/2 Bristol/PROPN/nmod/0 met/VERB/ROOT/3 ./PUNCT/punct/3 "
            "The/DET/det/6 researchers/NOUNS/nsubj/7 said/VERB/ROOT/7"
        )
    )
    answer = resolve_fuller_form(source_of(scene, "The researchers"), scene, Discourse())
    assert isinstance(answer, Answer)
    assert answer.speaker is not None
    assert answer.speaker.name == "Scientists from Bristol"
