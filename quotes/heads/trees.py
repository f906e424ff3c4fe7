"""The best tree over a sentence by its scores of heads: the best head of each word, mended where that is no tree."""

from __future__ import annotations

from typing import Any

import numpy as np

MOST = 4  # heads of each word that a spanning tree is sought among, before all are

Floats = np.ndarray[Any, np.dtype[np.float32]]


def best_heads(scores: Floats) -> list[int]:
    """The head of each word, 0 for the root and i + 1 for word i: the maximum spanning tree with a single root.

    `scores` (words, 1 + words), column 0 for the root. Most sentences need no more than the best head of each word;
    the others go to Chu-Liu-Edmonds as networkx has it.

    >>> best_heads(np.array([[0, -9, 5], [3, 1, -9]], dtype=np.float32))
    [2, 0]
    """
    words = len(scores)
    scores = scores.astype(np.float64)
    scores[np.arange(words), np.arange(words) + 1] = -np.inf
    heads = scores.argmax(1)
    if (heads == 0).sum() == 1 and _is_tree(heads):
        return [int(head) for head in heads]
    root = int((scores[:, 0] - scores[:, 1:].max(1)).argmax()) if words > 1 else 0
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


def _spanning(scores: np.ndarray[Any, np.dtype[np.float64]], most: int = MOST) -> list[int]:
    from networkx import DiGraph, NetworkXException, maximum_spanning_arborescence

    graph = DiGraph()
    for word, row in enumerate(scores, start=1):
        likely = np.argpartition(-row, most)[:most] if most < len(row) else np.arange(len(row))
        likely = likely[np.isfinite(row[likely])]
        graph.add_weighted_edges_from((int(head), word, float(row[head])) for head in likely)
    try:
        tree = maximum_spanning_arborescence(graph)
    except NetworkXException:  # no tree of these few
        return _spanning(scores, len(scores) + 1)
    heads = {dependent: head for head, dependent in tree.edges}
    return [heads[word] for word in range(1, len(scores) + 1)]
