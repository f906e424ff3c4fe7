"""`quotes.TreeVectors.v1` in torch, and its weights in spaCy's model: the vectors that a small tagger reads."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from thinc.api import Model, NumpyOps
from torch import Tensor, nn

from quotes.nlp.heads.tree_vectors import TABLES, Keys, convolutions, tables_of
from training.encoder.examples import GUIDELINES
from training.encoder.network import Network, Sizes

SHARED_WIDTH = 112  # of the pipeline's encoder
MIX_PIECES = 3
EPSILON = 1e-8  # of thinc's normalisations
HASHES = 4  # rows of a table for each key


class Maxout(nn.Module):
    """The greatest of some linear functions, and a normalisation: thinc's `Maxout(normalize=True)`."""

    def __init__(self, inputs: int, outputs: int, pieces: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(outputs, pieces, inputs))
        self.bias = nn.Parameter(torch.zeros(outputs, pieces))
        self.norm = nn.LayerNorm(outputs, eps=EPSILON)
        nn.init.normal_(self.weight, std=inputs**-0.5)

    def forward(self, x: Tensor) -> Tensor:
        scores = F.linear(x, self.weight.flatten(0, 1), self.bias.flatten())
        greatest: Tensor = scores.unflatten(-1, self.bias.shape).amax(-1)
        return self.norm(greatest)  # type: ignore[no-any-return]


class TreeEncoder(nn.Module):
    """Vectors of words from those of the pipeline's encoder and the rows of their features."""

    def __init__(self, width: int = 112, depth: int = 4, pieces: int = 2, dropout: float = 0.1) -> None:
        super().__init__()
        self.width, self.depth = width, depth
        self.tables = nn.ModuleList(nn.EmbeddingBag(rows, size, mode="sum") for size, rows in TABLES.values())
        self.mix = Maxout(SHARED_WIDTH + sum(size for size, _ in TABLES.values()), width, MIX_PIECES)
        self.layers = nn.ModuleList(Maxout(3 * width, width, pieces) for _ in range(depth))
        self.dropout = nn.Dropout(dropout)
        for table in self.tables:
            nn.init.uniform_(table.weight, -0.1, 0.1)

    def forward(self, shared: Tensor, rows: Tensor, inside: Tensor) -> Tensor:
        """(batch, words, width) from `shared` (batch, words, 112), `rows` (batch, words, features, 4), `inside`.

        Around each text are as many empty words as there are layers, as spaCy has them.
        """
        parts = [table(rows[..., i, :].flatten(0, 1)) for i, table in enumerate(self.tables)]
        x = self.mix(torch.cat([shared, torch.cat(parts, -1).unflatten(0, shared.shape[:2])], dim=-1))
        x = self.dropout(x) * inside[..., None]
        x = F.pad(x, (0, 0, self.depth, self.depth))
        for layer in self.layers:
            windows = torch.cat([F.pad(x[:, :-1], (0, 0, 1, 0)), x, F.pad(x[:, 1:], (0, 0, 0, 1))], dim=-1)
            x = x + self.dropout(layer(windows))
        return x[:, self.depth : -self.depth]


def build() -> Network:
    """The small encoder with the heads of attributions; the other heads have one label and are not used."""
    return Network(Sizes(1, 1, 1, 1), encoder=TreeEncoder(), corpora=GUIDELINES)


def hash_keys(keys: Keys) -> np.ndarray[Any, np.dtype[np.int64]]:
    """(words, features, 4) the rows of the tables for the keys (words, features)."""
    ops = NumpyOps()
    rows = [
        ops.hash(np.ascontiguousarray(keys[:, i]), i).astype(np.int64) % size
        for i, (_, size) in enumerate(TABLES.values())
    ]
    return np.stack(rows, axis=1) if len(keys) else np.zeros((0, len(TABLES), HASHES), dtype=np.int64)


def set_vectors(model: Model[Any, Any], encoder: TreeEncoder) -> None:
    """Give `quotes.TreeVectors.v1` the trained weights."""
    for node, table in zip(tables_of(model), encoder.tables, strict=True):
        node.set_param("E", _array(table.weight))
    for nodes, layer in zip(convolutions(model), [encoder.mix, *encoder.layers], strict=True):
        nodes["maxout"].set_param("W", _array(layer.weight))
        nodes["maxout"].set_param("b", _array(layer.bias))
        nodes["layernorm"].set_param("G", _array(layer.norm.weight))
        nodes["layernorm"].set_param("b", _array(layer.norm.bias))


def _array(value: Tensor) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.ascontiguousarray(value.detach().float().numpy())
