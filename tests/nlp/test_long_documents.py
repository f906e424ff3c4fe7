"""A long document is read in stretches, to the same vectors."""

from __future__ import annotations

import numpy as np
import pytest

from quotes import load
from quotes.nlp import long_documents

TEXT = "“We will not stop,” she said on Friday. Moscow rejected it. " * 6


@pytest.mark.parametrize("words", [7, 40, 1000])
def test_stretches_give_the_same_vectors(monkeypatch: pytest.MonkeyPatch, words: int) -> None:
    nlp = load("fast")
    texts = ["", "She left.", TEXT]
    whole = [nlp(text).tensor for text in texts]
    monkeypatch.setattr(long_documents, "MAX_WORDS", words)

    for text, before in zip(texts, whole, strict=True):
        np.testing.assert_allclose(nlp(text).tensor, before, atol=1e-5)
