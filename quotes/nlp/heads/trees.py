"""The best tree over a sentence by its scores of heads: the best head of each word, corrected if they form no tree."""

from __future__ import annotations

from typing import Any

import numpy as np

MAX_ROOTS_TRIED = 4  # the likeliest words, if it is not clear which is the root
IMPOSSIBLE_SCORE = -1e9  # below any score of an arc

Floats = np.ndarray[Any, np.dtype[np.float32]]
Scores = np.ndarray[Any, np.dtype[np.float64]]


def best_heads(scores: Floats) -> list[int]:
    """The head of each word, 0 for the root and i + 1 for word i: the maximum spanning tree with a single root.

    `scores` (words, 1 + words), column 0 for the root. Most sentences need no more than the best head of each word;
    the others go to the algorithm of Chu, Liu and Edmonds. (That of networkx takes a minute for 250 words.)

    >>> best_heads(np.array([[0, -9, 5], [3, 1, -9]], dtype=np.float32))
    [2, 0]
    """
    words = len(scores)
    scores = scores.astype(np.float64)
    scores[np.arange(words), np.arange(words) + 1] = -np.inf
    heads = scores.argmax(1)
    if (heads == 0).sum() == 1 and _is_tree(heads):
        return [int(head) for head in heads]
    gain = scores[:, 0] - scores[:, 1:].max(1) if words > 1 else scores[:, 0]
    trees = [_rooted(scores, int(root)) for root in np.argsort(-gain)[:MAX_ROOTS_TRIED]]
    return max(trees, key=lambda tree: scores[np.arange(words), tree].sum())


def _rooted(scores: Scores, root: int) -> list[int]:
    """The maximum spanning tree with this word for its root."""
    scores = scores.copy()
    scores[:, 0] = -np.inf
    scores[root] = -np.inf
    scores[root, 0] = 0.0
    heads = scores.argmax(1)
    return [int(head) for head in (heads if _is_tree(heads) else _spanning(scores))]


def _is_tree(heads: Any) -> bool:
    """Whether every word reaches the root."""
    reaches = [False] * (len(heads) + 1)
    reaches[0] = True
    for word in range(1, len(heads) + 1):
        path = []
        while not reaches[word]:
            path.append(word)
            word = int(heads[word - 1])
            if word in path:
                return False
        for passed in path:
            reaches[passed] = True
    return True


def _spanning(scores: Scores) -> list[int]:
    """The maximum spanning tree of words that have one root already; `scores` as above."""
    square = np.full((len(scores) + 1, len(scores) + 1), IMPOSSIBLE_SCORE)
    square[1:] = np.maximum(scores, IMPOSSIBLE_SCORE)
    return [int(head) for head in _contract(square)[1:]]


def _contract(scores: Scores) -> Any:
    """The head of each node but 0, the root (Chu and Liu 1965, Edmonds 1967); `scores` (nodes, nodes) of their heads.

    A cycle of best heads becomes one node; the tree over the remaining nodes shows where to break the cycle. Each step
    takes time quadratic in the nodes, and there are fewer steps than nodes.
    """
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not len(cycle):
        return heads
    rest = np.setdiff1d(np.arange(len(scores)), cycle)
    entering = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    leaving = scores[np.ix_(rest, cycle)]
    smaller = np.full((len(rest) + 1, len(rest) + 1), IMPOSSIBLE_SCORE)
    smaller[:-1, :-1] = scores[np.ix_(rest, rest)]
    smaller[-1, :-1] = entering.max(0)
    smaller[:-1, -1] = leaving.max(1)
    inner = _contract(smaller)
    outer = np.append(rest, -1)[inner[:-1]]
    heads[rest] = np.where(outer >= 0, outer, cycle[leaving.argmax(1)])
    heads[cycle[entering[:, inner[-1]].argmax()]] = rest[inner[-1]]
    heads[0] = 0
    return heads


def _find_cycle(heads: Any) -> Any:
    """The nodes of one cycle; none if all nodes reach node 0."""
    seen = np.zeros(len(heads), dtype=int)  # the walk that visited each node
    seen[0] = -1
    for start in range(1, len(heads)):
        node = start
        while not seen[node]:
            seen[node] = start
            node = int(heads[node])
        if seen[node] == start:
            cycle = [node]
            while int(heads[cycle[-1]]) != node:
                cycle.append(int(heads[cycle[-1]]))
            return np.array(cycle)
    return np.array([], dtype=int)
