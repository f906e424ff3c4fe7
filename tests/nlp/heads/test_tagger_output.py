"""What an anchor says of ranges, those outside of the words that it looked at included."""

from __future__ import annotations

import numpy as np
import pytest

from quotes.nlp.heads.chains import marginals, path_scores
from quotes.nlp.heads.tagger_output import ROLES, Anchor, make_anchors, role_steps

FIRST, WORDS = 10, 6
STEPS = role_steps(np.zeros((5, 5), dtype=np.float32))


SCORES = np.random.default_rng(2).normal(size=(2, WORDS, len(ROLES))).astype(np.float32)


@pytest.fixture
def anchor() -> Anchor:
    """The second of two, whose sums run on from the first's."""
    shares, totals = marginals(SCORES, STEPS, np.array([WORDS, WORDS]))
    best: dict[str, list[tuple[int, int]]] = {"source": [], "content": []}
    return make_anchors([((12, 13), FIRST, SCORES[i], shares[i], float(totals[i]), best) for i in range(2)])[1]


@pytest.mark.parametrize(
    ("source", "content", "labels"),
    [
        pytest.param([], [], [0, 0, 0, 0, 0, 0], id="nothing"),
        pytest.param([(10, 12)], [(13, 16)], [1, 2, 0, 3, 4, 4], id="all inside"),
        pytest.param([(4, 11)], [(14, 30)], [1, 0, 0, 0, 3, 4], id="cut at both ends"),
        pytest.param([(2, 5)], [(20, 25), (30, 31)], [0, 0, 0, 0, 0, 0], id="before the first word, after the last"),
        pytest.param([(11, 12)], [(16, 18)], [0, 1, 0, 0, 0, 0], id="begins right after the last"),
    ],
)
def test_log_probability(
    anchor: Anchor, source: list[tuple[int, int]], content: list[tuple[int, int]], labels: list[int]
) -> None:
    results = anchor.log_probability(STEPS.tolist(), source, content)
    path = float(path_scores(SCORES[1:], STEPS, np.array([labels]))[0])
    assert results == pytest.approx(path - anchor.total, abs=1e-4)


def test_shares_of_words_add_up(anchor: Anchor) -> None:
    shares, _ = marginals(SCORES, STEPS, np.array([WORDS, WORDS]))
    inside = shares[1, :, 1] + shares[1, :, 2]
    assert anchor.expected_length("source") == pytest.approx(inside.sum(), abs=1e-5)
    assert anchor.share("source", (11, 14)) == pytest.approx(inside[1:4].mean(), abs=1e-5)
    assert anchor.share("source", (2, 11)) == pytest.approx(inside[0] / 9, abs=1e-5)
