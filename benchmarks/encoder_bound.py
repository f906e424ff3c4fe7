"""What the encoder's products alone would take on this processor: 8-bit products of the layers, 32-bit of attention.

    python benchmarks/encoder_bound.py

The rates are those of ONNX Runtime's own products at the encoder's shapes, measured here and now; rounding, softmax,
activation and normalisation are not in the bound. Needs `onnx` (in the extra `test`).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from quotes.nlp.encoder.model import WIDTH
from quotes.nlp.encoder.runtime import open_session

PIECES = 286  # of a window of news, on average
LAYERS = 6
SHAPES = {(WIDTH, WIDTH): 4, (WIDTH, 4 * WIDTH): 1, (4 * WIDTH, WIDTH): 1}  # products of each layer: inputs, outputs
ROUNDS = 15


@dataclass(frozen=True)
class Bound:
    """Rates in billions of operations per second, and the microseconds per piece that follow from them."""

    small: float
    floats: float

    @property
    def microseconds(self) -> float:
        """Per piece of a window of `PIECES`."""
        linear = 2 * LAYERS * sum(inputs * outputs * number for (inputs, outputs), number in SHAPES.items())
        attention = 4 * LAYERS * PIECES * WIDTH  # each piece with each other, once for scores and once for sums
        return linear / self.small / 1e3 + attention / self.floats / 1e3


def measure_bound() -> Bound:
    """The bound on this processor, in one thread."""
    operations = sum(2 * PIECES * inputs * outputs * number for (inputs, outputs), number in SHAPES.items())
    seconds = sum(time_product(*shape, small=True) * number for shape, number in SHAPES.items())
    floats = 2 * PIECES * WIDTH * WIDTH / time_product(WIDTH, WIDTH, small=False)
    return Bound(operations / seconds / 1e9, floats / 1e9)


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
    bound = measure_bound()
    print(f"8-bit products {bound.small:,.0f}, 32-bit products {bound.floats:,.0f} billion operations per second")
    print(f"bound of the encoder: {bound.microseconds:.1f} microseconds per piece")
