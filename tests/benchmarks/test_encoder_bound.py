"""The bound of the encoder from rates of products."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import helper, numpy_helper

from benchmarks.encoder_bound import PIECES, Bound, read_attended, read_products, time_product


def test_bound_is_the_work_divided_by_the_rates() -> None:
    linear = 2 * 6 * (4 * 384 * 384 + 2 * 384 * 1536)
    attention = 4 * 6 * PIECES * 384
    products = {(384, 384): 24, (384, 1536): 6, (1536, 384): 6}
    bound = Bound(small=linear / 1e3, floats=attention / 1e3, products=products, attended=6 * 384)
    assert bound.microseconds == pytest.approx(2.0)


@pytest.mark.parametrize("small", [False, True], ids=["32 bits", "8 bits"])
def test_products_are_timed(small: bool) -> None:
    assert time_product(384, 384, small=small) > 0


def test_products_are_those_of_the_graph() -> None:
    weights = {
        "layers.0.qkv.W": (384, 64),
        "layers.0.qkv64.W": (384, 64),
        "layers.0.qkv128.W": (384, 64),
        "layers.0.out.W": (64, 384),
        "layers.0.up.W": (384, 128),
        "layers.0.down.W": (128, 384),
        "word_vectors": (10, 384),
    }
    tensors = [numpy_helper.from_array(np.zeros(shape, np.int8), name) for name, shape in weights.items()]
    graph = helper.make_model(helper.make_graph([], "encoder", [], [], tensors)).SerializeToString()
    assert read_products(graph) == {(384, 64): 3, (64, 384): 1, (384, 128): 1, (128, 384): 1}
    assert read_attended(graph) == 64
