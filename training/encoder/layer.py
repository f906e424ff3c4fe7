"""A layer of a transformer encoder, normalised after each sum as in BERT (Devlin et al. 2019)."""

from __future__ import annotations

import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn


class Layer(nn.Module):
    """One layer; the names of its parts are those in checkpoints.

    Its heads are `head_width` wide, by default together as wide as the vectors; `inner` is the width after `up`.
    """

    def __init__(
        self, width: int, heads: int, *, eps: float, dropout: float, head_width: int = 0, inner: int = 0
    ) -> None:
        super().__init__()
        self.heads, self.attended = heads, heads * (head_width or width // heads)
        self.qkv = nn.Linear(width, 3 * self.attended)
        self.out = nn.Linear(self.attended, width)
        self.up = nn.Linear(width, inner or 4 * width)
        self.down = nn.Linear(inner or 4 * width, width)
        self.norm1 = nn.LayerNorm(width, eps=eps)
        self.norm2 = nn.LayerNorm(width, eps=eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Vectors (batch, length, width) to the same shape; `bias` is added to the scores of attention."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        attended = attended.transpose(1, 2).reshape(batch, length, self.attended)
        x = self.norm1(x + self.dropout(self.out(attended)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))
