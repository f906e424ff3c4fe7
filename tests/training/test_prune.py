"""Layers of an encoder left out: those that stay are numbered anew, the rest of the network is as it was."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="torch, which only training needs, is not installed")

from training.encoder.prune import keep_layers

STATE = {"encoder.words.weight": "words", "tag.bias": "bias"} | {f"encoder.layers.{i}.up.weight": i for i in range(12)}


def test_layers_keep_their_order() -> None:
    kept = keep_layers(STATE, [0, 4, 11])  # type: ignore[arg-type]  # any values will do
    assert [kept[f"encoder.layers.{i}.up.weight"] for i in range(3)] == [0, 4, 11]
    assert len(kept) == 5


def test_what_is_no_layer_stays() -> None:
    kept = keep_layers(STATE, [])  # type: ignore[arg-type]
    assert kept == {"encoder.words.weight": "words", "tag.bias": "bias"}
