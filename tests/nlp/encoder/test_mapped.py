"""Weights as pages of the graph's file: the same vectors, and nothing mapped from a file that holds something else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
import spacy
from onnx import TensorProto, helper, numpy_helper
from support import tiny_encoder as tiny

from quotes.nlp.encoder.mapped import MIN_BYTES, point_to_file
from quotes.nlp.encoder.model import make_encoder, shim_of
from quotes.nlp.encoder.shim import OnnxShim

NLP = spacy.blank("en")
TEXT = "“We will not stop,” the minister said."
BEFORE, AFTER = b"before", b"after"


def graph_with_bytes() -> bytes:
    """The tiny graph with its table of words as 8-bit numbers, large enough to be left out."""
    model = onnx.load_model_from_string(tiny.graph())
    words = next(constant for constant in model.graph.initializer if constant.name == "words")
    table = np.resize(np.rint(numpy_helper.to_array(words) * 30).astype(np.int8), (300, 384))
    words.CopyFrom(numpy_helper.from_array(table, "small_words"))
    model.graph.node.insert(0, helper.make_node("Cast", ["small_words"], ["words"], to=TensorProto.FLOAT))
    data: bytes = model.SerializeToString()
    assert table.nbytes > MIN_BYTES
    return data


def vectors(shim: OnnxShim) -> np.ndarray:
    model = make_encoder()
    model.shims[0] = shim
    return model.predict([NLP(TEXT)])[0]


@pytest.fixture
def shim() -> OnnxShim:
    shim = OnnxShim()
    shim.set(graph_with_bytes(), tiny.tokenizer().to_str())
    return shim


def test_small_graph_and_numbers_of_several_bytes_stay_as_they_are() -> None:
    assert point_to_file(tiny.graph(), "model", 0) == tiny.graph()


def test_large_weights_are_left_out_and_their_places_noted() -> None:
    graph = graph_with_bytes()
    light = onnx.load_model_from_string(point_to_file(graph, "model", 7), format="protobuf")
    words = next(constant for constant in light.graph.initializer if constant.name == "small_words")
    places = {entry.key: entry.value for entry in words.external_data}
    begin, size = int(places["offset"]) - 7, int(places["length"])

    assert places["location"] == "model"
    assert words.data_location == TensorProto.EXTERNAL
    assert not words.raw_data
    whole = onnx.load_model_from_string(graph).graph.initializer
    assert graph[begin : begin + size] == next(weight.raw_data for weight in whole if weight.name == words.name)


@pytest.mark.parametrize("graph", [b"\xff" * 20, b"\x3a\x7f\x00", tiny.graph()[:-5]])
def test_what_is_no_graph_is_refused(graph: bytes) -> None:
    with pytest.raises(ValueError, match=r"damaged|cut short"):
        point_to_file(graph, "model", 0)


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 500_000], ids=["a byte short", "a byte", "another file"])
def test_file_without_the_graph_is_not_mapped(shim: OnnxShim, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "model").write_bytes(content or shim.graph[:-1])
    before = vectors(shim)

    assert not shim.map_weights(tmp_path / "model")
    assert np.array_equal(vectors(shim), before)


def test_mapped_weights_give_the_same_vectors_and_bytes(shim: OnnxShim, tmp_path: Path) -> None:
    before, data = vectors(shim), shim.to_bytes()
    (tmp_path / "model").write_bytes(BEFORE + data + AFTER)

    assert shim.map_weights(tmp_path / "model")
    assert np.array_equal(vectors(shim), before)
    assert shim.to_bytes() == data
    assert not shim.map_weights(tmp_path / "model")  # they are already


def test_file_that_was_written_again_is_not_taken_for_the_graph(shim: OnnxShim, tmp_path: Path) -> None:
    path = tmp_path / "model"
    path.write_bytes(shim.to_bytes())
    shim.map_weights(path)
    other = tmp_path / "other"
    other.write_bytes(b"something else")
    other.replace(path)

    with pytest.raises(ValueError, match="has changed since it was loaded"):
        shim.to_bytes()


def test_bundled_pipeline_is_mapped(nlp: spacy.language.Language) -> None:
    shim = shim_of(nlp.get_pipe("tok2vec").model)  # type: ignore[attr-defined]
    assert not isinstance(shim._graph, bytes)
