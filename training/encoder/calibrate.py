"""The largest inputs of the encoder's layers over some news articles, which its rounding needs to know."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor, nn

from quotes.nlp.encoder.pieces import Pieces, WordPieces
from training.encoder.network import Encoder

PARTS = ("qkv", "out", "up")
LONGEST = 446


def find_ranges(encoder: Encoder, texts: Iterable[Pieces], pieces: WordPieces) -> dict[str, np.ndarray]:
    """By layer the largest magnitude of each channel of its input over the beginnings of some texts."""
    found: dict[str, Tensor] = {}

    def watch(name: str, layer: nn.Module) -> torch.utils.hooks.RemovableHandle:
        def note(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            largest = inputs[0].abs().amax(dim=tuple(range(inputs[0].dim() - 1)))
            found[name] = torch.maximum(found.get(name, largest), largest)

        return layer.register_forward_pre_hook(note)

    handles = [
        watch(f"layers.{i}.{part}", getattr(layer, part)) for i, layer in enumerate(encoder.layers) for part in PARTS
    ]
    encoder.eval()
    with torch.no_grad():
        for text in texts:
            ids = torch.tensor([[pieces.first, *text.ids[:LONGEST], pieces.last]])
            kinds = torch.tensor([[0, *text.kinds[:LONGEST], 0]])
            encoder(ids, kinds, torch.ones(ids.shape))
    for handle in handles:
        handle.remove()
    return {name: value.numpy() for name, value in found.items()}
