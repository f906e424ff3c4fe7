"""Where the words of a quotation are in the texts."""

from __future__ import annotations

import pytest

from quotes.article import Article
from quotes.desk.verify.passage_index import PassageIndex

TEXTS = (
    Article(text="We left the harbour. We left the harbour."),
    Article(text=""),
    Article(text="The website of the harbour was down, and nobody in the bridges' office answered."),
)
NOTHING: frozenset[int] = frozenset()


@pytest.mark.parametrize(
    ("words", "places"),
    [
        pytest.param("we stayed", [], id="a word of no text"),
        pytest.param("harbour the", [], id="another order"),
        pytest.param("harbour the website", [], id="over the end of a text"),
        pytest.param("we left", [(0, 0), (0, 4)], id="twice"),
        pytest.param("harbour", [(0, 3), (0, 7), (2, 4)], id="a word"),
        pytest.param("answered", [(2, 13)], id="the last word"),
    ],
)
def test_exact_places(words: str, places: list[tuple[int, int]]) -> None:
    keys = [word.replace("our", "or") if word == "harbour" else word for word in words.split()]

    assert PassageIndex(TEXTS).find_exact(keys, NOTHING) == places


def test_texts_that_are_left_out_have_no_places() -> None:
    index = PassageIndex(TEXTS)

    assert index.find_exact(["we", "left"], frozenset({0})) == []
    assert {window.source for window in index.find_windows(["left", "harbor"], 4, frozenset({0}))} == {2}


@pytest.mark.parametrize(
    ("words", "source"),
    [
        pytest.param(["office", "bridge", "answering"], 2, id="words of one stem"),
        pytest.param(["web", "site", "down"], 2, id="a compound in two words"),
        pytest.param(["left", "harbor"], 0, id="rarer words"),
    ],
)
def test_best_window_has_most_of_the_words(words: list[str], source: int) -> None:
    best = PassageIndex(TEXTS).find_windows(words, 8, NOTHING)[0]

    assert best.source == source
    assert best.coverage > 0.9
    assert 0 <= best.start < best.end <= 14


def test_rare_words_weigh_more_than_common_ones() -> None:
    index = PassageIndex(TEXTS)

    assert index.weight_of("website") > index.weight_of("harbor") > index.weight_of("the")
    assert index.weight_of("unheard") >= index.weight_of("website")


def test_words_have_their_places_in_the_text() -> None:
    words = PassageIndex(TEXTS).words(2, 1, 3)

    assert [TEXTS[2].text[word.start : word.end] for word in words] == ["website", "of"]
