"""What all imports share: spans in pieces, words at offsets."""

from __future__ import annotations

import pytest

from quotes.formats.imports.article_builder import check_spans, check_words, find_words, join_pairs
from quotes.formats.interchange.leftovers import Spans
from quotes.spans import Range

TEXT = "He said yes.\nShe said no."


@pytest.mark.parametrize(
    ("pairs", "content", "joined"),
    [
        pytest.param([], [(0, 5)], None, id="nothing"),
        pytest.param([(6, 8)], [(0, 5)], (6, 8), id="one piece"),
        pytest.param([(8, 10), (6, 7)], [(0, 5)], (6, 10), id="pieces side by side"),
        pytest.param([(0, 4), (20, 22)], [(5, 12)], (0, 4), id="content between them: the longest piece"),
    ],
)
def test_join_pairs(pairs: list[Range], content: list[Range], joined: Range | None) -> None:
    assert join_pairs(pairs, content) == joined


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        pytest.param((0, 2), "She", id="other words"),
        pytest.param((3, 7), "sai", id="shorter"),
        pytest.param((90, 99), "said", id="beyond the text"),
    ],
)
def test_check_words_refuses(pair: Range, words: str) -> None:
    with pytest.raises(ValueError, match="is given for"):
        check_words(TEXT, pair, words)


@pytest.mark.parametrize(("pair", "words"), [((0, 2), "He"), ((8, 16), "yes. She"), ((8, 16), "yes.\\nShe")])
def test_check_words_forgives_white_space(pair: Range, words: str) -> None:
    check_words(TEXT, pair, words)


@pytest.mark.parametrize(
    ("pair", "words", "expected"),
    [
        pytest.param((3, 7), "said", (3, 7), id="where they are"),
        pytest.param((12, 16), "said", (17, 21), id="nearest to the offsets"),
        pytest.param((4, 8), "said", (3, 7), id="nearest before them"),
    ],
)
def test_find_words(pair: Range, words: str, expected: Range) -> None:
    assert find_words(TEXT, pair, words) == expected


def test_find_words_refuses_words_that_are_nowhere() -> None:
    with pytest.raises(ValueError, match="is given for"):
        find_words(TEXT, (0, 2), "Putin")


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param(Spans(()), id="no content"),
        pytest.param(Spans(((5, 3),)), id="backwards"),
        pytest.param(Spans(((0, 99),)), id="beyond the text"),
        pytest.param(Spans(((0, 2),), cue=(-1, 2)), id="cue before the text"),
    ],
)
def test_check_spans_refuses(spans: Spans) -> None:
    with pytest.raises(ValueError, match=r"content|span"):
        check_spans(spans, TEXT)
