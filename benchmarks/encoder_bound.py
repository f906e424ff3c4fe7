"""What the encoder's products alone would take on this processor: 8-bit products of the layers, 32-bit of attention.

    python benchmarks/encoder_bound.py

The rates are those of ONNX Runtime's own products at the encoder's shapes, measured here and now; rounding, softmax,
activation and normalisation are not in the bound. Needs `onnx` (in the extra `test`).
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

import quotes
from quotes.nlp.encoder.model import shim_of
from quotes.nlp.encoder.runtime import open_session

if TYPE_CHECKING:
    from onnx import TensorProto

PIECES = 286  # of a window of news, on average
FLOAT_SIDE = 384  # of a square product of 32-bit numbers, by which their rate is measured
ROUNDS = 15
Shape = tuple[int, int]  # inputs and outputs of a product


@dataclass(frozen=True)
class Bound:
    """Rates in billions of operations per second, and the microseconds per piece that follow from them."""

    small: float
    floats: float
    products: Mapping[Shape, int]  # of 8-bit weights, how many of each shape
    attended: int  # how wide the heads of all layers are together

    @property
    def microseconds(self) -> float:
        """Per piece of a window of `PIECES`."""
        linear = sum(2 * inputs * outputs * number for (inputs, outputs), number in self.products.items())
        attention = 4 * PIECES * self.attended  # each piece with each other, once for scores and once for sums
        return linear / self.small / 1e3 + attention / self.floats / 1e3


def measure_bound(graph: bytes) -> Bound:
    """The bound of an encoder's graph on this processor, in one thread."""
    products = read_products(graph)
    linear = sum(2 * inputs * outputs * number for (inputs, outputs), number in products.items())
    seconds = sum(time_product(*shape, small=True) * number for shape, number in products.items())
    floats = 2 * PIECES * FLOAT_SIDE**2 / time_product(FLOAT_SIDE, FLOAT_SIDE, small=False) / 1e9
    return Bound(linear * PIECES / seconds / 1e9, floats, products, read_attended(graph))


def read_products(graph: bytes) -> Counter[Shape]:
    """How many products of 8-bit weights the layers have, by shape."""
    return Counter(tuple(weight.dims) for weight in _weights(graph) if weight.name.endswith(".W"))  # type: ignore[misc]


def read_attended(graph: bytes) -> int:
    """How wide the heads of all layers are together."""
    return sum(weight.dims[0] for weight in _weights(graph) if weight.name.endswith(".out.W"))


def _weights(graph: bytes) -> list[TensorProto]:
    import onnx

    return [weight for weight in onnx.load_from_string(graph).graph.initializer if weight.name.startswith("layers.")]


def time_product(inputs: int, outputs: int, *, small: bool) -> float:
    """Processor seconds of one product, of 8-bit or of 32-bit numbers."""
    from onnx import TensorProto, helper, numpy_helper

    rng = np.random.default_rng(1)
    weights = rng.integers(-127, 128, (inputs, outputs)).astype(np.int8 if small else np.float32)
    rows = rng.integers(0, 256, (PIECES, inputs)).astype(np.uint8 if small else np.float32)
    kinds = (TensorProto.UINT8, TensorProto.INT32) if small else (TensorProto.FLOAT, TensorProto.FLOAT)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger" if small else "MatMul", ["rows", "weights"], ["product"])],
        "product",
        [helper.make_tensor_value_info("rows", kinds[0], rows.shape)],
        [helper.make_tensor_value_info("product", kinds[1], [PIECES, outputs])],
        [numpy_helper.from_array(weights, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    session = open_session(model.SerializeToString(), threads=1)
    return median_seconds(lambda: session.run(None, {"rows": rows}), ROUNDS)


def median_seconds(work: Callable[[], object], rounds: int) -> float:
    """Processor seconds of this thread, the median of some rounds after a first one."""
    work()
    seconds = []
    for _ in range(rounds):
        start = time.thread_time()
        work()
        seconds.append(time.thread_time() - start)
    return median(seconds)


if __name__ == "__main__":
    bound = measure_bound(shim_of(quotes.load().get_pipe("tok2vec").model).graph)  # type: ignore[attr-defined]
    print(f"8-bit products {bound.small:,.0f}, 32-bit products {bound.floats:,.0f} billion operations per second")
    print(f"bound of the encoder: {bound.microseconds:.1f} microseconds per piece")
