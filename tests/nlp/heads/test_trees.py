"""The best tree against every tree of a few words."""

from __future__ import annotations

import time
from itertools import product

import numpy as np
import pytest

from quotes.nlp.heads.trees import best_heads


def is_tree(heads: tuple[int, ...]) -> bool:
    for word in range(1, len(heads) + 1):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return heads.count(0) == 1


@pytest.mark.parametrize("seed", range(20))
def test_a_single_rooted_tree_always_comes_out(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 6)).astype(np.float32)
    assert is_tree(tuple(best_heads(scores)))


def test_where_the_best_heads_are_a_tree_they_stay() -> None:
    for heads in product(range(4), repeat=3):
        if is_tree(heads):
            scores = np.zeros((3, 4), dtype=np.float32)
            scores[np.arange(3), heads] = 5.0
            assert tuple(best_heads(scores)) == heads


@pytest.mark.parametrize("seed", range(40))
def test_no_tree_with_the_same_root_scores_more(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 6)).astype(np.float32)
    heads = tuple(best_heads(scores))
    root = heads.index(0)
    trees = (item for item in product(range(6), repeat=5) if item[root] == 0 and is_tree(item))
    best = max(sum(float(scores[word, head]) for word, head in enumerate(tree)) for tree in trees)
    assert sum(float(scores[word, head]) for word, head in enumerate(heads)) == pytest.approx(best, abs=1e-5)


def test_words_that_are_all_alike_take_no_time() -> None:
    scores = np.random.default_rng(1).normal(size=(250, 251)).astype(np.float32)
    started = time.monotonic()
    assert is_tree(tuple(best_heads(scores)))
    assert time.monotonic() - started < 5
