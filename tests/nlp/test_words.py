"""Words, offsets and text of a Doc from its arrays are those of its tokens."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from quotes.nlp.words import find_offsets, find_words, join_text

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" ", id="a blank"),
        pytest.param("NATO", id="a word"),
        pytest.param("  He said: “No.”  \n\n\tShe didn't.", id="blanks, breaks, marks"),
        pytest.param("Zoë 👩\u200d🚒 naïve \u00a0 e\u0301", id="beyond ASCII"),
    ],
)
def test_arrays_say_what_the_tokens_say(text: str) -> None:
    doc = NLP(text)

    assert find_words(doc) == [token.text for token in doc]
    assert find_offsets(doc) == (tuple(t.idx for t in doc), tuple(t.idx + len(t) for t in doc))
    assert join_text(doc) == text


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=6), st.booleans())))
def test_any_words_and_blanks(cells: list[tuple[str, bool]]) -> None:
    doc = Doc(NLP.vocab, words=[word for word, _ in cells], spaces=[blank for _, blank in cells])

    starts, ends = find_offsets(doc)

    assert [doc.text[a:b] for a, b in zip(starts, ends, strict=True)] == find_words(doc)
    assert join_text(doc) == doc.text
