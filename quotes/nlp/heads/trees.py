"""The best tree over a sentence by its scores of heads: the best head of each word, corrected if they form no tree."""

from __future__ import annotations

from typing import Any

import numpy as np

MAX_ROOTS_TRIED = 4  # the likeliest words, if it is not clear which is the root
IMPOSSIBLE_SCORE = -1e9  # below any score of an arc
MARGIN = 1e-6  # above what sums of scores lose by rounding

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
    places = np.arange(words)
    scores = scores.copy()
    scores[places, places + 1] = -np.inf
    heads = scores.argmax(1)
    if np.count_nonzero(heads == 0) == 1 and _is_tree(heads):
        return [int(head) for head in heads]
    scores = scores.astype(np.float64)
    others = scores[:, 1:].max(1) if words > 1 else np.zeros(words)
    gain = scores[:, 0] - others
    best, best_score = [0] * words, -np.inf
    for root in np.argsort(-gain)[:MAX_ROOTS_TRIED]:
        if best_score > others.sum() + gain[root] + MARGIN:  # no tree with this root, nor with the next ones, is better
            break
        tree = _rooted(scores, int(root))
        if (score := scores[places, tree].sum()) > best_score:
            best, best_score = tree, score
    return best


def _rooted(scores: Scores, root: int) -> list[int]:
    """The maximum spanning tree with this word for its root."""
    scores = scores.copy()
    scores[:, 0] = -np.inf
    scores[root] = -np.inf
    scores[root, 0] = 0.0
    heads = scores.argmax(1)
    return [int(head) for head in (heads if _is_tree(heads) else _spanning(scores))]


def _is_tree(heads: Any) -> bool:
    """Whether every word reaches the root, by steps to the head, to the head's head, and so on, each twice as long."""
    above = np.zeros(len(heads) + 1, dtype=np.int64)
    above[1:] = heads
    for _ in range(len(heads).bit_length()):
        above = above[above]
    return not above.any()


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
