"""Quotations and paragraphs over tokens."""

from __future__ import annotations

import pytest
import spacy

from quotes.engine.layout import Layout

NLP = spacy.blank("en")
TEXT = "Rain fell.\n\n“Yes.\n\n“No,” he said. “So.”"


@pytest.fixture
def layout() -> Layout:
    return Layout.of(NLP(TEXT))


def test_empty_document() -> None:
    empty = Layout.of(NLP(""))

    assert (empty.text, empty.paragraphs, empty.quotations) == ("", (), ())


@pytest.mark.parametrize(
    ("chars", "expected"),
    [
        pytest.param((0, 4), "Rain", id="one token"),
        pytest.param((1, 2), "Rain", id="inside of a token"),
        pytest.param((0, 9), "Rain fell", id="two tokens"),
    ],
)
def test_tokens_and_back(layout: Layout, chars: tuple[int, int], expected: str) -> None:
    assert TEXT[slice(*layout.chars(layout.tokens(chars)))] == expected


def test_paragraphs_and_quotations(layout: Layout) -> None:
    assert [TEXT[slice(*layout.chars(span))] for span in layout.paragraphs] == TEXT.split("\n\n")
    assert [TEXT[slice(*layout.chars(span))] for span in layout.quotation_tokens] == ["“Yes.", "“No,”", "“So.”"]


def test_blank_between_paragraphs_is_in_none(layout: Layout) -> None:
    blank = layout.token_at(TEXT.index("\n"))

    assert layout.paragraph_of[blank] == -1
    assert layout.paragraph_range(blank) == (blank, blank + 1)


@pytest.mark.parametrize(("number", "chain", "reopens"), [(2, [2], False), (1, [1], True), (0, [0, 1], False)])
def test_reopened_paragraph_is_chained(layout: Layout, number: int, chain: list[int], reopens: bool) -> None:
    assert layout.chain(number) == chain
    assert layout.reopens(number) == reopens
