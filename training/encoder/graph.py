"""The encoder as an ONNX graph, written node by node: `build_graph(state, weights="int8")`.

One window per run: `ids` and `kinds` of shape (1, pieces), no padding and so no mask; `vectors` (1, pieces, 384).
With "blocks" the weights of the layers are 8-bit numbers with a scale for each block of a column (MatMulNBits), and
activations are rounded row by row; vectors of pieces have one scale each. With "dynamic" there is a
scale for each column and one for all activations (DynamicQuantizeMatMul): twice as fast, three times the error.
"int8" uses "dynamic" where it does no harm, with the largest activations smoothed (SmoothQuant, Xiao et al. 2023). The
layer after the activation function has activations rounded row by row, as numbers without a sign (`linear_in_rows`).

Weights are signed and activations unsigned: for such products processors with VNNI have an instruction, and ONNX
Runtime uses it. Where it has to do without, sums would overflow: `quotes.nlp.encoder.runtime` finds that out with the
output `PRODUCT_PROBE`, and lets ONNX Runtime make the weights unsigned as it loads them.

A sum and its normalisation are two nodes: ONNX Runtime's SkipLayerNormalization takes six times as long as both.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from quotes.nlp.encoder.runtime import PROBE_TERMS, PRODUCT_PROBE
from training.encoder.network import HEAD_WIDTH, LAYERS, WIDTH

MICROSOFT_DOMAIN = "com.microsoft"
BLOCK_SIZE = 64  # inputs of a layer that share a scale
EPSILON = 1e-12
WEIGHT_FORMATS = ("float32", "dynamic", "blocks", "int8")
SMOOTHED_LAYERS = ("qkv", "out", "up")  # layers whose inputs are smoothed and rounded with a single scale
LEAST = -0.17  # of what the activation function gives: -0.16997
ZERO = 16  # the number for zero in rows of it
ALPHA = 0.7  # the share of the smoothing that moves into the weights: SmoothQuant's α


class Graph:
    """Nodes and weights, as they are added."""

    def __init__(self, weights: str, ranges: Mapping[str, np.ndarray]) -> None:
        self.weights, self.ranges = weights, ranges
        self.smoothed: dict[str, str] = {}
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        """Add a weight and return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        """Add a node and return the name of its output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """x @ weight.T + bias, with the weights as this graph stores them."""
        rows, columns = weight.shape
        if self.weights == "float32":
            product = self.add("MatMul", [x, self.constant(f"{name}.W", weight.T)], f"{name}.product")
            return self.add("Add", [product, self.constant(f"{name}.b", bias)], f"{name}.out")
        if self.weights == "dynamic" or x in self.smoothed.values():
            scale = np.abs(weight).max(1) / 127
            quantised = np.rint(weight / scale[:, None]).astype(np.int8).T
            inputs = [
                x,
                self.constant(f"{name}.W", quantised),
                self.constant(f"{name}.s", scale.astype(np.float32)),
                self.constant(f"{name}.z", np.zeros(rows, np.int8)),
                self.constant(f"{name}.b", bias),
            ]
            return self.add("DynamicQuantizeMatMul", inputs, f"{name}.out", MICROSOFT_DOMAIN)
        if self.weights == "int8":
            return self.linear_in_rows(x, name, weight, bias)
        blocks = weight.reshape(rows, columns // BLOCK_SIZE, BLOCK_SIZE)
        scale = np.abs(blocks).max(-1, keepdims=True) / 127
        quantised = (np.rint(blocks / scale) + 128).astype(np.uint8)
        inputs = [
            x,
            self.constant(f"{name}.W", quantised),
            self.constant(f"{name}.s", scale[..., 0].astype(np.float32)),
            "",
            "",
            self.constant(f"{name}.b", bias),
        ]
        return self.add(
            "MatMulNBits",
            inputs,
            f"{name}.out",
            MICROSOFT_DOMAIN,
            K=columns,
            N=rows,
            bits=8,
            block_size=BLOCK_SIZE,
            accuracy_level=4,
        )

    def linear_in_rows(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """x @ weight.T + bias for the outputs of GELU, each row rounded with a scale of its own.

        These are hardly below zero: with `ZERO` for zero, the numbers from 0 to 255 are nearly twice as exact as with
        as many below zero as above. A row's scale leaves room for the least and for its own highest value.
        """
        scale = np.abs(weight).max(1) / 127
        quantised = np.rint(weight / scale[:, None]).astype(np.int8)
        highest = self.add("ReduceMax", [x, self.once("last_axis", np.array([-1]))], f"{name}.highest")
        wanted = self.add("Mul", [highest, self.once("per_number", np.float32(1 / (255 - ZERO)))], f"{name}.wanted")
        row_scale = self.add("Max", [wanted, self.once("least_scale", np.float32(-LEAST / ZERO))], f"{name}.row_scale")
        scales = self.add("Reshape", [row_scale, self.once("flat", np.array([-1]))], f"{name}.scales")
        zero = self.once("zero", np.array(ZERO, np.uint8))
        if all(node.output[0] != "row_zeros" for node in self.nodes):
            self.add("Expand", [zero, self.add("Shape", ["ids"], "rows", start=1, end=2)], "row_zeros")
        rounded = self.add("QuantizeLinear", [x, scales, "row_zeros"], f"{name}.rounded", axis=1)
        inputs = [
            rounded,
            self.constant(f"{name}.W", quantised.T),
            self.once("unit", np.float32(1)),
            self.constant(f"{name}.s", scale.astype(np.float32)),
            zero,
        ]
        product = self.add("MatMulIntegerToFloat", inputs, f"{name}.product", MICROSOFT_DOMAIN)
        product = self.add("Mul", [product, row_scale], f"{name}.scaled")
        return self.add("Add", [product, self.constant(f"{name}.b", bias)], f"{name}.out")

    def once(self, name: str, value: np.ndarray | np.float32) -> str:
        """Add a number that several nodes read, and return its name."""
        if all(constant.name != name for constant in self.constants):
            self.constant(name, np.asarray(value))
        return name

    def smooth(self, x: str, name: str, weight: np.ndarray) -> tuple[str, np.ndarray]:
        """Divide the inputs of a layer by factors, and multiply its weights by them."""
        largest_weights = np.abs(weight).max(0).clip(1e-4)
        factors = (self.ranges[name].clip(1e-3) ** ALPHA / largest_weights ** (1 - ALPHA)).astype(np.float32)
        if name not in self.smoothed:
            self.smoothed[name] = self.add("Mul", [x, self.constant(f"{name}.divisor", 1 / factors)], f"{name}.even")
        return self.smoothed[name], weight * factors

    def vectors(self, name: str, table: np.ndarray, ids: str) -> str:
        """Rows of a table of vectors."""
        if self.weights == "float32":
            return self.add("Gather", [self.constant(name, table), ids], f"{name}.rows")
        scale = np.abs(table).max(1, keepdims=True) / 127
        scale[scale == 0] = 1
        small = self.constant(name, np.rint(table / scale).astype(np.int8))
        rows = self.add(
            "Cast", [self.add("Gather", [small, ids], f"{name}.small")], f"{name}.cast", to=TensorProto.FLOAT
        )
        scales = self.add("Gather", [self.constant(f"{name}.s", scale.astype(np.float32)), ids], f"{name}.scales")
        return self.add("Mul", [rows, scales], f"{name}.rows")


def build_graph(
    state: Mapping[str, np.ndarray], weights: str, ranges: Mapping[str, np.ndarray] | None = None
) -> ModelProto:
    """The graph of an encoder's weights (`Encoder.state_dict()` as arrays).

    `ranges` are the largest inputs of each layer by channel, from `calibrate`; "int8" needs them.
    """
    graph = Graph(weights, ranges or {})
    words = graph.vectors("word_vectors", state["words.weight"], "ids")
    kinds = graph.vectors("kind_vectors", state["kinds.weight"], "kinds")
    ones = graph.add("Sub", ["ids", "ids"], "zeros")  # positions: a running sum of ones, minus one
    ones = graph.add("Add", [ones, graph.constant("one", np.ones(1, np.int64))], "ones")
    ends = graph.add("CumSum", [ones, graph.constant("axis", np.array(1))], "ends")
    positions = graph.vectors("position_vectors", state["positions.weight"], graph.add("Sub", [ends, "one"], "places"))
    total = graph.add("Add", [graph.add("Add", [words, kinds], "sum"), positions], "embedded")
    x = _norm(graph, "norm", total, state)
    for i in range(LAYERS):
        x = _layer(graph, f"layers.{i}", x, state)
    graph.add("Identity", [x], "vectors")
    output = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [1, "pieces", WIDTH])
    outputs = [output, _add_probe(graph)] if weights in ("dynamic", "int8") else [output]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"]) for name in ("ids", "kinds")]
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT_DOMAIN, 1)]
    proto = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.constants)
    return helper.make_model(proto, opset_imports=opsets, ir_version=9)


def _add_probe(graph: Graph) -> ValueInfoProto:
    """An output with the largest sums that a product of 8-bit numbers has; where they are wrong, others may be."""
    largest = np.full((4, PROBE_TERMS), 255, np.uint8), np.full((PROBE_TERMS, 16), 127, np.int8)
    inputs = [graph.constant(f"{PRODUCT_PROBE}.{side}", value) for side, value in zip("AB", largest, strict=True)]
    graph.add("MatMulInteger", inputs, PRODUCT_PROBE)
    return helper.make_tensor_value_info(PRODUCT_PROBE, TensorProto.INT32, [4, 16])


def _norm(graph: Graph, name: str, x: str, state: Mapping[str, np.ndarray]) -> str:
    inputs = [
        x,
        graph.constant(f"{name}.g", state[f"{name}.weight"]),
        graph.constant(f"{name}.b", state[f"{name}.bias"]),
    ]
    return graph.add("LayerNormalization", inputs, f"{name}.out", epsilon=EPSILON, axis=-1)


def _layer(graph: Graph, name: str, x: str, state: Mapping[str, np.ndarray]) -> str:
    def linear(source: str, part: str) -> str:
        weight, bias = state[f"{name}.{part}.weight"], state[f"{name}.{part}.bias"]
        if graph.weights == "int8" and part in SMOOTHED_LAYERS:
            source, weight = graph.smooth(source, f"{name}.{part}", weight)
        return graph.linear(source, f"{name}.{part}", weight, bias)

    parts = [f"{name}.{part}" for part in ("queries", "keys", "values")]
    graph.nodes.append(helper.make_node("Split", [linear(x, "qkv")], parts, axis=2, num_outputs=3))
    heads = len(state[f"{name}.qkv.bias"]) // (3 * HEAD_WIDTH)
    attended = graph.add("MultiHeadAttention", parts, f"{name}.attended", MICROSOFT_DOMAIN, num_heads=heads)
    x = _skip(graph, f"{name}.norm1", linear(attended, "out"), x, state)
    raised = graph.add("Gelu", [linear(x, "up")], f"{name}.gelu")
    return _skip(graph, f"{name}.norm2", linear(raised, "down"), x, state)


def _skip(graph: Graph, name: str, x: str, before: str, state: Mapping[str, np.ndarray]) -> str:
    weights = [graph.constant(f"{name}.{k}", state[f"{name}.{long}"]) for k, long in (("g", "weight"), ("b", "bias"))]
    total = graph.add("Add", [x, before], f"{name}.sum")
    return graph.add("LayerNormalization", [total, *weights], f"{name}.out", epsilon=EPSILON, axis=-1)
