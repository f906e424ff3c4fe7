"""The largest inputs of the encoder's layers over some news articles, needed to round its weights to 8 bits."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor, nn

from quotes.nlp.encoder.pieces import Pieces, WordPieces
from training.encoder.network import Encoder

CALIBRATED_LAYERS = ("qkv", "out", "up")
MAX_PIECES = 446  # of each article, without the two special ones


def find_ranges(encoder: Encoder, texts: Iterable[Pieces], pieces: WordPieces) -> dict[str, np.ndarray]:
    """For each layer, the largest magnitude of each channel of its input over the beginnings of some texts."""
    ranges: dict[str, Tensor] = {}

    def add_hook(name: str, layer: nn.Module) -> torch.utils.hooks.RemovableHandle:
        def update_range(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            largest = inputs[0].abs().amax(dim=tuple(range(inputs[0].dim() - 1)))
            ranges[name] = torch.maximum(ranges.get(name, largest), largest)

        return layer.register_forward_pre_hook(update_range)

    handles = [
        add_hook(f"layers.{i}.{part}", getattr(layer, part))
        for i, layer in enumerate(encoder.layers)
        for part in CALIBRATED_LAYERS
    ]
    encoder.eval()
    with torch.no_grad():
        for text in texts:
            ids = torch.tensor([[pieces.first, *text.ids[:MAX_PIECES], pieces.last]])
            kinds = torch.tensor([[0, *text.kinds[:MAX_PIECES], 0]])
            encoder(ids, kinds, torch.ones(ids.shape))
    for handle in handles:
        handle.remove()
    return {name: value.numpy() for name, value in ranges.items()}
