"""The encoder of a teacher: all-mpnet-base-v2 (Song et al. 2020) on the same pieces and kinds as the student.

Its vocabulary is BERT's after four more pieces, so the number of a piece is that of MiniLM's tokenizer plus 4, except
for the special ones. One table of relative positions is shared by all layers (Raffel et al. 2020, T5).
"""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from quotes.nlp.encoder.pieces import KINDS
from training.encoder.layer import Layer

WIDTH, HEADS, LAYERS, MAX_POSITIONS, VOCABULARY_SIZE = 768, 12, 12, 514, 30527
EPSILON = 1e-5
POSITION_BUCKETS, MAX_DISTANCE = 32, 128  # of relative positions; larger distances in pieces share a bucket
EXTRA_PIECES = 4  # before those of BERT
SPECIAL_PIECES = {0: 1, 101: 0, 102: 2, 103: 30526}  # BERT's padding, first, last and mask
FIRST_POSITION = 2
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"


class MpnetEncoder(nn.Module):
    """Vectors of pieces: `ids` (of MiniLM's tokenizer), `kinds`, `mask` of shape (batch, pieces) to (…, 768)."""

    width = WIDTH

    def __init__(self, dropout: float = 0.1, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY_SIZE, WIDTH)
        self.positions = nn.Embedding(MAX_POSITIONS, WIDTH)
        self.kinds = nn.Embedding(KINDS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.relative = nn.Embedding(POSITION_BUCKETS, HEADS)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, eps=EPSILON, dropout=dropout) for _ in range(layers))
        nn.init.zeros_(self.kinds.weight)  # the published weights have no kinds
        numbers = torch.arange(VOCABULARY_SIZE - EXTRA_PIECES) + EXTRA_PIECES
        for bert_number, mpnet_number in SPECIAL_PIECES.items():
            numbers[bert_number] = mpnet_number
        self.register_buffer("numbers", numbers, persistent=False)

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(self.numbers[ids]) + self.positions(positions + FIRST_POSITION) + self.kinds(kinds)
        x = self.dropout(self.norm(x))
        bias = self.relative(bucket(positions[None] - positions[:, None])).permute(2, 0, 1)[None]
        attend = bias + (mask[:, None, None, :].to(x.dtype) - 1.0) * 1e4
        for layer in self.layers:
            x = layer(x, attend)
        return x

    def load_pretrained(self, path: Path) -> None:
        """Load the published weights of all-mpnet-base-v2. Raises ValueError if the file is a different one."""
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
        names = {
            "out": "attention.attn.o",
            "norm1": "attention.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(len(self.layers)):
            for kind in ("weight", "bias"):
                prefix = f"encoder.layer.{i}."
                parts = [weights[f"{prefix}attention.attn.{name}.{kind}"] for name in "qkv"]
                state[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
                for name_here, name_there in names.items():
                    state[f"layers.{i}.{name_here}.{kind}"] = weights[f"{prefix}{name_there}.{kind}"]
        self.load_state_dict(state)


def bucket(offset: Tensor) -> Tensor:
    """Offsets of the attended piece as T5's buckets: sign, exact up to 8, then logarithmic up to 128."""
    half = POSITION_BUCKETS // 2
    exact = half // 2
    distance = offset.abs()
    scale = (half - exact) / math.log(MAX_DISTANCE / exact)
    coarse = exact + ((distance.clamp(min=exact).float() / exact).log() * scale).long()
    return torch.where(distance < exact, distance, coarse.clamp(max=half - 1)) + half * (offset > 0)
