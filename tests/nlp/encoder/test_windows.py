"""Windows cover every word once, within the room that the encoder has."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quotes.nlp.encoder.windows import cut_windows


@given(st.lists(st.integers(1, 8), max_size=400), st.lists(st.integers(0, 400), max_size=20))
def test_cores_cover_every_word_once(lengths: list[int], breaks: list[int]) -> None:
    windows = cut_windows(np.array(lengths, dtype=np.int64), breaks, size=96, context=16)
    assert [word for w in windows for word in range(w.first, w.last)] == list(range(len(lengths)))
    for window in windows:
        assert window.start <= window.first < window.last <= window.end
        assert sum(lengths[window.start : window.end]) <= 96 + 16
