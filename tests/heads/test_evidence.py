"""What an anchor says of ranges, those outside of the words that it looked at included."""

from __future__ import annotations

import numpy as np
import pytest

from quotes.heads.chains import marginals, path_scores
from quotes.heads.evidence import ROLES, Anchor, role_steps

FIRST, WORDS = 10, 6
STEPS = role_steps(np.zeros((5, 5), dtype=np.float32))


@pytest.fixture
def anchor() -> Anchor:
    scores = np.random.default_rng(2).normal(size=(1, WORDS, len(ROLES))).astype(np.float32)
    shares, totals = marginals(scores, STEPS, np.array([WORDS]))
    return Anchor((12, 13), FIRST, scores[0], shares[0], float(totals[0]), (0,) * WORDS)


@pytest.mark.parametrize(
    ("source", "content", "labels"),
    [
        pytest.param([], [], [0, 0, 0, 0, 0, 0], id="nothing"),
        pytest.param([(10, 12)], [(13, 16)], [1, 2, 0, 3, 4, 4], id="all inside"),
        pytest.param([(4, 11)], [(14, 30)], [1, 0, 0, 0, 3, 4], id="cut at both ends"),
        pytest.param([(2, 5)], [(20, 25), (30, 31)], [0, 0, 0, 0, 0, 0], id="before the first word, behind the last"),
        pytest.param([(11, 12)], [(16, 18)], [0, 1, 0, 0, 0, 0], id="begins right behind the last"),
    ],
)
def test_log_probability(
    anchor: Anchor, source: list[tuple[int, int]], content: list[tuple[int, int]], labels: list[int]
) -> None:
    found = anchor.log_probability(STEPS.tolist(), source, content)
    path = float(path_scores(anchor.scores[None], STEPS, np.array([labels]))[0])
    assert found == pytest.approx(path - anchor.total, abs=1e-4)
