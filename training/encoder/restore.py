"""Read the weights of a packaged pipeline to train it further: `python -m encoder.restore PIPELINE start.pt`.

The inverse of `encoder.package`, up to the rounding of 8-bit weights: layers are scaled back, and the
factors that smoothed their inputs are undone. `encoder.train --start start.pt` begins with what this writes.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from spacy.language import Language

import quotes
from quotes.nlp.encoder.model import shim_of
from quotes.nlp.heads.layers import PARSER, ROLES, TABLES
from training.encoder.graph import BLOCK_SIZE
from training.encoder.labels import Labels
from training.encoder.network import LAYERS, build, shape_of
from training.encoder.package import SENTENCE_START_BIAS

SHIFT = 0.17  # graphs of before added it to the inputs of `down`, and took its product from the bias
State = dict[str, np.ndarray]
LAYER_NORMS = {"norm": "norm", **{f"layers.{i}.norm{n}": f"layers.{i}.norm{n}" for i in range(LAYERS) for n in (1, 2)}}
TABLES_OF_VECTORS = {"words": "word_vectors", "kinds": "kind_vectors", "positions": "position_vectors"}


def restore_encoder(graph: bytes) -> State:
    """The weights of `Encoder` in an 8-bit or 32-bit graph."""
    constants = {
        constant.name: numpy_helper.to_array(constant) for constant in onnx.load_from_string(graph).graph.initializer
    }
    state = {
        f"{name_here}.weight": _rows(constants, name_in_graph) for name_here, name_in_graph in TABLES_OF_VECTORS.items()
    }
    for name in LAYER_NORMS:
        state |= {f"{name}.weight": constants[f"{name}.g"], f"{name}.bias": constants[f"{name}.b"]}
    for i in range(LAYERS):
        for part in ("qkv", "out", "up", "down"):
            name = f"layers.{i}.{part}"
            pieces = [name]
            if part == "qkv":  # graphs of before have a product each for queries, keys and values
                size = len(constants[f"{name}.b"])
                pieces += [other for other in (f"{name}{size}", f"{name}{2 * size}") if f"{other}.b" in constants]
            weight = np.concatenate([_linear(constants, piece) for piece in pieces])
            if f"{name}.divisor" in constants:
                weight = weight * constants[f"{name}.divisor"]
            state[f"{name}.weight"] = weight
            state[f"{name}.bias"] = np.concatenate([_bias(constants, piece) for piece in pieces])
    return state


def _rows(constants: Mapping[str, np.ndarray], name: str) -> np.ndarray:
    return constants[name] * constants[f"{name}.s"] if f"{name}.s" in constants else constants[name]


def _linear(constants: Mapping[str, np.ndarray], name: str) -> np.ndarray:
    """One layer's weights, (outputs, inputs)."""
    weight = constants[f"{name}.W"]
    if f"{name}.s" not in constants:
        return weight.T
    scale = constants[f"{name}.s"]
    if weight.ndim == 2:
        zero = constants[f"{name}.z"] if f"{name}.z" in constants else np.int8(0)  # 128 in graphs of before
        return (weight.astype(np.float32) - zero.astype(np.float32)).T * scale[:, None]
    outputs, blocks = weight.shape[:2]
    assert weight.shape[2] == BLOCK_SIZE, name
    return ((weight.astype(np.float32) - 128) * scale.reshape(outputs, blocks, 1)).reshape(outputs, -1)


def _bias(constants: Mapping[str, np.ndarray], name: str) -> np.ndarray:
    """One layer's bias, without what makes up for the shift of its inputs."""
    if f"{name}.shifted_b" in constants:
        return constants[f"{name}.shifted_b"] + SHIFT * _linear(constants, name).sum(1)
    return constants[f"{name}.b"]


def restore(nlp: Language, labels: Labels) -> State:
    """All weights of a `Network` with these labels. Raises ValueError if the pipeline was trained with other labels."""
    pipes = {name: nlp.get_pipe(name) for name in nlp.pipe_names}
    parser, tagger = pipes["parser"], pipes["attribution_tagger"]
    if (list(pipes["tagger"].labels), parser.cfg["labels"]) != (labels.tag, labels.dep):  # type: ignore[attr-defined]
        raise ValueError(f"{nlp.path}: its labels are not those of labels.json; make the corpus again")
    graph = shim_of(pipes["tok2vec"].model).graph  # type: ignore[attr-defined]
    state = {f"encoder.{name}": value for name, value in restore_encoder(graph).items()}
    for pipe, head in (("tagger", "tag"), ("senter", "start"), ("morphologizer", "morph")):
        model = pipes[pipe].model  # type: ignore[attr-defined]
        layer = next(node for node in model.walk() if node.has_param("W") and node.has_param("b"))
        weight, bias = layer.get_param("W"), layer.get_param("b")
        if head == "morph":
            places = {_sorted(label): i for i, label in enumerate(pipes[pipe].labels)}  # type: ignore[attr-defined]
            order = [places[_sorted(label)] for label in labels.morph]
            weight, bias = weight[order], bias[order]
        state |= {f"{head}.weight": weight, f"{head}.bias": bias - SENTENCE_START_BIAS if head == "start" else bias}
    for name, model in ((name, tagger.model) for name in ROLES):  # type: ignore[attr-defined]
        state |= {f"{name}.weight": model.get_param(f"{name}_W"), f"{name}.bias": model.get_param(f"{name}_b")}
    network = build(labels, shape=shape_of(state, "encoder."))
    expected = {name: value.shape for name, value in network.state_dict().items()}
    for name in TABLES:
        place = name if name in expected else f"{name}.weight"
        state[place] = tagger.model.get_param(name)  # type: ignore[attr-defined]
    model = parser.model  # type: ignore[attr-defined]
    for name in PARSER:
        state |= {f"{name}.weight": model.get_param(f"{name}_W"), f"{name}.bias": model.get_param(f"{name}_b")}
    state |= {name: model.get_param(name) for name in ("arc", "rel", "root")}
    model = pipes["ner"].model  # type: ignore[attr-defined]
    state |= {"name.weight": model.get_param("label_W"), "name.bias": model.get_param("label_b")}
    state["name_steps"] = model.get_param("steps")
    state["corpus.weight"] = np.zeros(expected["corpus.weight"])  # packaged heads have it in their biases
    for name, shape in expected.items():
        if state[name].shape != shape:
            raise ValueError(f"{nlp.path}: {name} has the shape {state[name].shape}, not {shape}")
    return {name: np.array(state[name], dtype=np.float32) for name in expected}


def _sorted(label: str) -> tuple[str, ...]:
    """The features of a label, in one order."""
    return tuple(sorted(label.split("|")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", help="a folder, or the name of an installed or bundled pipeline")
    parser.add_argument("out", type=Path)
    parser.add_argument("--labels", type=Path, required=True, help="labels.json of encoder.corpus")
    options = parser.parse_args()
    state = restore(quotes.load(options.pipeline), Labels.from_disk(options.labels))
    torch.save({"network": {name: torch.from_numpy(value) for name, value in state.items()}}, options.out)


if __name__ == "__main__":
    main()
