"""The encoder of a teacher: all-mpnet-base-v2 (Song et al. 2020) on the same pieces and kinds as the student.

Its vocabulary is BERT's behind four more pieces, so a piece's number is that of MiniLM's tokenizer plus 4, but for
the special ones. One table of relative positions is shared by all layers (Raffel et al. 2020, T5).
"""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from quotes.nlp.encoder.pieces import KINDS

WIDTH, HEADS, LAYERS, POSITIONS, VOCABULARY = 768, 12, 12, 514, 30527
BUCKETS, FARTHEST = 32, 128  # of relative positions; pieces beyond which all are one bucket
SHIFT = 4  # pieces before BERT's own
SPECIAL = {0: 1, 101: 0, 102: 2, 103: 30526}  # BERT's padding, first, last and mask
FIRST_POSITION = 2
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"


class Layer(nn.Module):
    """One layer, normalised after each sum; scores of attention get what the relative position is worth."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-5)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-5)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, attend: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=attend.to(q.dtype))
        attended = attended.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.out(attended)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class MpnetEncoder(nn.Module):
    """Vectors of pieces: `ids` (of MiniLM's tokenizer), `kinds`, `mask` of shape (batch, pieces) to (…, 768)."""

    width = WIDTH

    def __init__(self, dropout: float = 0.1, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kinds = nn.Embedding(KINDS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.relative = nn.Embedding(BUCKETS, HEADS)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        nn.init.zeros_(self.kinds.weight)  # the published weights know no kinds
        numbers = torch.arange(VOCABULARY - SHIFT) + SHIFT
        for theirs, ours in SPECIAL.items():
            numbers[theirs] = ours
        self.register_buffer("numbers", numbers, persistent=False)

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(self.numbers[ids]) + self.positions(places + FIRST_POSITION) + self.kinds(kinds)
        x = self.dropout(self.norm(x))
        bias = self.relative(bucket(places[None] - places[:, None])).permute(2, 0, 1)[None]
        attend = bias + (mask[:, None, None, :].to(x.dtype) - 1.0) * 1e4
        for layer in self.layers:
            x = layer(x, attend)
        return x

    def load_pretrained(self, path: Path) -> None:
        """Take the published weights of all-mpnet-base-v2. Raises ValueError if the file is another one."""
        if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
            raise ValueError(f"{path}: not the published weights of all-mpnet-base-v2 (its SHA-256 differs)")
        weights = load_file(path)
        state = {
            "words.weight": weights["embeddings.word_embeddings.weight"],
            "positions.weight": weights["embeddings.position_embeddings.weight"],
            "kinds.weight": torch.zeros(KINDS, WIDTH),
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
            "relative.weight": weights["encoder.relative_attention_bias.weight"],
        }
        places = {
            "out": "attention.attn.o",
            "norm1": "attention.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(len(self.layers)):
            for kind in ("weight", "bias"):
                old = f"encoder.layer.{i}."
                parts = [weights[f"{old}attention.attn.{name}.{kind}"] for name in "qkv"]
                state[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
                for ours, theirs in places.items():
                    state[f"layers.{i}.{ours}.{kind}"] = weights[f"{old}{theirs}.{kind}"]
        self.load_state_dict(state)


def bucket(offset: Tensor) -> Tensor:
    """Offsets of the attended piece as T5's buckets: sign, exact up to 8, then logarithmic up to 128."""
    half = BUCKETS // 2
    exact = half // 2
    size = offset.abs()
    scale = (half - exact) / math.log(FARTHEST / exact)
    coarse = exact + ((size.clamp(min=exact).float() / exact).log() * scale).long()
    return torch.where(size < exact, size, coarse.clamp(max=half - 1)) + half * (offset > 0)
