"""Find the attention heads and the inner neurons of an encoder that its vectors need least, and cut them out.

The layer after them gets the weights with which what is left gives most nearly what all gave, by least squares.
Sources: Michel et al. 2019 ("Are sixteen heads really better than one?") for heads, He et al. 2017 ("Channel pruning
for accelerating very deep neural networks") for the weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.encoder.network import HEAD_WIDTH, Encoder, shape_of

Window = tuple[Tensor, Tensor]  # ids and kinds of pieces, each (1, pieces)
State = Mapping[str, Tensor]
PARTS = ("out", "down")  # the layers after the heads and after the neurons
RIDGE = 1e-3  # of the mean square of a channel, added to the squares of each


@dataclass(frozen=True)
class Inputs:
    """What a layer reads over some windows: mean of each channel, and covariances, (channels, channels)."""

    mean: Tensor
    covariance: Tensor


def encode_windows(encoder: Encoder, windows: Sequence[Window]) -> list[Tensor]:
    """The vectors of each window, (1, pieces, 384)."""
    with torch.no_grad():
        return [encoder(ids, kinds, torch.ones(ids.shape)) for ids, kinds in windows]


def measure_inputs(encoder: Encoder, windows: Sequence[Window]) -> dict[tuple[int, str], Inputs]:
    """What `out` and `down` of each layer read, by the layer's number and the part."""
    seen: dict[tuple[int, str], list[Tensor]] = {}

    def keep(place: tuple[int, str]) -> Callable[[Tensor], Tensor]:
        def note(x: Tensor) -> Tensor:
            seen.setdefault(place, []).append(x[0])
            return x

        return note

    with change_inputs(encoder, {(i, part): keep((i, part)) for i in range(len(encoder.layers)) for part in PARTS}):
        encode_windows(encoder, windows)
    rows = {place: torch.cat(parts) for place, parts in seen.items()}
    return {place: Inputs(row.mean(0), row.T.cov(correction=0)) for place, row in rows.items()}


@contextmanager
def change_inputs(encoder: Encoder, changes: Mapping[tuple[int, str], Callable[[Tensor], Tensor]]) -> Iterator[None]:
    """Within the block, these parts of the layers read what the functions make of their inputs."""

    def hook(change: Callable[[Tensor], Tensor]) -> Callable[[nn.Module, tuple[Tensor, ...]], tuple[Tensor]]:
        return lambda _, inputs: (change(inputs[0]),)

    handles = [
        getattr(encoder.layers[i], part).register_forward_pre_hook(hook(change))
        for (i, part), change in changes.items()
    ]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def measure_heads(
    encoder: Encoder, windows: Sequence[Window], inputs: Mapping[tuple[int, str], Inputs]
) -> dict[tuple[int, int], float]:
    """By layer and head, how far the vectors move, relative to their squares, if the head gives its mean alone."""
    vectors = torch.cat(encode_windows(encoder, windows), 1)
    moved = {}
    for i, layer in enumerate(encoder.layers):
        mean = inputs[i, "out"].mean
        for head in range(layer.attended // HEAD_WIDTH):
            channels = slice(head * HEAD_WIDTH, (head + 1) * HEAD_WIDTH)

            def silence(x: Tensor, channels: slice = channels, mean: Tensor = mean) -> Tensor:
                x = x.clone()
                x[..., channels] = mean[channels]
                return x

            with change_inputs(encoder, {(i, "out"): silence}):
                changed = torch.cat(encode_windows(encoder, windows), 1)
            moved[i, head] = float(((changed - vectors) ** 2).sum() / (vectors**2).sum())
    return moved


def choose_heads(moved: Mapping[tuple[int, int], float], number: int) -> dict[int, list[int]]:
    """The heads of each layer that stay: those that move the vectors most, but one in each layer at least.

    >>> choose_heads({(0, 0): 0.1, (0, 1): 0.2, (1, 0): 0.9, (1, 1): 0.8}, 3)
    {0: [1], 1: [0, 1]}
    """
    layers = sorted({layer for layer, _ in moved})
    best = {max((place for place in moved if place[0] == layer), key=moved.__getitem__) for layer in layers}
    ranked = sorted(moved, key=lambda place: (place not in best, -moved[place]))
    return {layer: sorted(head for i, head in ranked[:number] if i == layer) for layer in layers}


def cut_out(
    encoder: Encoder, inputs: Mapping[tuple[int, str], Inputs], heads: Mapping[int, Sequence[int]], inner: int
) -> Encoder:
    """The encoder with these heads of each layer and its `inner` most needed neurons."""
    state = dict(encoder.state_dict())
    for i, kept in heads.items():
        name, size = f"layers.{i}", encoder.layers[i].attended
        channels = torch.tensor([HEAD_WIDTH * head + place for head in kept for place in range(HEAD_WIDTH)])
        _keep(state, f"{name}.out", inputs[i, "out"], channels)
        for kind in ("weight", "bias"):
            rows = torch.cat([channels + part * size for part in range(3)])  # queries, keys, values
            state[f"{name}.qkv.{kind}"] = state[f"{name}.qkv.{kind}"][rows]
        needed = inputs[i, "down"].covariance.diag() * (state[f"{name}.down.weight"] ** 2).sum(0)
        neurons = needed.topk(min(inner, len(needed))).indices.sort().values
        _keep(state, f"{name}.down", inputs[i, "down"], neurons)
        for kind in ("weight", "bias"):
            state[f"{name}.up.{kind}"] = state[f"{name}.up.{kind}"][neurons]
    narrow = Encoder(dropout=0.0, shape=shape_of(state))
    narrow.load_state_dict(state)
    return narrow


def _keep(state: dict[str, Tensor], name: str, inputs: Inputs, channels: Tensor) -> None:
    """Keep these inputs of a layer, with the weights and the bias that give most nearly what all inputs gave."""
    weight, covariance, mean = state[f"{name}.weight"].double(), inputs.covariance.double(), inputs.mean.double()
    lost = torch.ones(weight.shape[1], dtype=torch.bool)
    lost[channels] = False
    squares = covariance[channels][:, channels]
    ridge = RIDGE * squares.diag().mean() * torch.eye(len(channels), dtype=torch.double)
    stands_in = torch.linalg.solve(squares + ridge, covariance[channels][:, lost])  # for those that are lost
    moved = weight[:, lost] @ (mean[lost] - mean[channels] @ stands_in)
    state[f"{name}.bias"] = state[f"{name}.bias"] + moved.float()
    state[f"{name}.weight"] = (weight[:, channels] + weight[:, lost] @ stands_in.T).float()
