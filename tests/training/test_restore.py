"""A packaged encoder gives its weights back, up to the rounding, so that training can continue from it."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import numpy_helper

pytest.importorskip("torch", reason="torch, which only training needs, is not installed")

from training.encoder.graph import build_graph
from training.encoder.network import Encoder
from training.encoder.restore import restore_encoder


@pytest.mark.parametrize(
    ("weights", "most"),
    [
        pytest.param("float32", 0.0, id="32 bits"),
        pytest.param("int8", 0.05, id="8 bits, inputs evened out"),
        pytest.param("dynamic", 0.05, id="8 bits, one scale for all inputs"),
        pytest.param("blocks", 0.05, id="8 bits, a scale for each block"),
    ],
)
def test_weights_come_back(weights: str, most: float) -> None:
    state = {name: value.numpy() for name, value in Encoder().state_dict().items()}
    rng = np.random.default_rng(5)
    ranges = {
        f"layers.{i}.{part}": rng.uniform(0.5, 8, state[f"layers.{i}.{part}.weight"].shape[1]).astype(np.float32)
        for i in range(6)
        for part in ("qkv", "out", "up")
    }

    results = restore_encoder(build_graph(state, weights, ranges).SerializeToString())

    assert results.keys() == state.keys()
    for name, value in state.items():
        assert results[name].shape == value.shape
        assert np.abs(results[name] - value).max() <= most * max(np.abs(value).max(), 1e-6), name


def test_unsigned_weights_of_earlier_graphs_are_read() -> None:
    state = {name: value.numpy() for name, value in Encoder().state_dict().items()}
    graph = build_graph(state, "dynamic")
    signed = restore_encoder(graph.SerializeToString())
    for constant in graph.graph.initializer:
        value = numpy_helper.to_array(constant)
        if value.dtype == np.int8 and constant.name.startswith("layers."):
            unsigned = (value.astype(np.int16) + 128).astype(np.uint8)
            constant.CopyFrom(numpy_helper.from_array(unsigned, constant.name))

    unsigned_too = restore_encoder(graph.SerializeToString())

    assert all(np.array_equal(unsigned_too[name], value) for name, value in signed.items())


def test_three_products_of_earlier_graphs_are_read() -> None:
    state = {name: value.numpy() for name, value in Encoder().state_dict().items()}
    graph = build_graph(state, "dynamic")
    whole = restore_encoder(graph.SerializeToString())
    split = []
    for constant in graph.graph.initializer:
        value, (name, _, kind) = numpy_helper.to_array(constant), constant.name.rpartition(".")
        size = value.shape[-1] // 3
        places = range(0, 3 * size, size) if name.endswith(".qkv") else ()
        parts = [(f"{name}{place or ''}.{kind}", value[..., place : place + size]) for place in places]
        split += [numpy_helper.from_array(part, part_name) for part_name, part in parts] or [constant]
    del graph.graph.initializer[:]
    graph.graph.initializer.extend(split)

    in_parts = restore_encoder(graph.SerializeToString())

    assert all(np.array_equal(in_parts[name], value) for name, value in whole.items())
