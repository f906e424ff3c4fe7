"""A pipeline with the architecture of the bundled one and no training: an ONNX graph of two nodes, random heads.

What a word's vector is depends on its neighbour to the left, as it would in a transformer, and on nothing else.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import onnx
import spacy
from onnx import TensorProto, helper, numpy_helper
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Model
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from quotes.nlp.encoder.model import WIDTH, make_encoder, shim_of
from quotes.nlp.encoder.pieces import KINDS

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[unused1]", "[unused2]")
WORDS = (*'abcdefghijklmnopqrstuvwxyz.,“”"0123456789', "the", "said", "she", "stop", "we", "will", "not", "min")
VOCABULARY = {piece: i for i, piece in enumerate([*SPECIAL, *WORDS, *(f"##{w}" for w in WORDS), "##ister"])}
NAMES = ["O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
RELATIONS = ["ROOT", "nsubj", "ccomp", "punct", "dep"]


def tokenizer(*, padded: bool = False) -> Tokenizer:
    """Word pieces, lower-cased; `padded` as all-MiniLM-L6-v2 is published: to a fixed length of 128, and cut there."""
    made = Tokenizer(models.WordPiece(VOCABULARY, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    if padded:
        made.enable_padding(length=128, pad_id=0, pad_token="[PAD]")
        made.enable_truncation(max_length=128)
    return made


@lru_cache(maxsize=1)
def graph() -> bytes:
    """An ONNX graph with the inputs and the output of the encoder's."""
    rng = np.random.default_rng(7)
    tables = {
        "words": rng.normal(size=(len(VOCABULARY), WIDTH)).astype(np.float32),
        "kinds_table": rng.normal(size=(KINDS, WIDTH)).astype(np.float32),
    }
    constants = [numpy_helper.from_array(value, name) for name, value in tables.items()]
    for name, value in (("pads", [0, 1, 0, 0, 0, 0]), ("starts", [0]), ("ends", [-1]), ("axes", [1])):
        constants.append(numpy_helper.from_array(np.array(value, dtype=np.int64), name))
    nodes = [
        helper.make_node("Gather", ["words", "ids"], ["a"]),
        helper.make_node("Gather", ["kinds_table", "kinds"], ["b"]),
        helper.make_node("Add", ["a", "b"], ["c"]),
        helper.make_node("Pad", ["c", "pads"], ["longer"]),
        helper.make_node("Slice", ["longer", "starts", "ends", "axes"], ["left"]),
        helper.make_node("Add", ["c", "left"], ["vectors"]),
    ]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"]) for name in ("ids", "kinds")]
    output = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [1, "pieces", WIDTH])
    made = helper.make_graph(nodes, "encoder", inputs, [output], constants)
    data: bytes = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9).SerializeToString()
    onnx.checker.check_model(onnx.load_model_from_string(data))
    return data


def encoder(*, window: int = 320, context: int = 24, padded: bool = False) -> Model[Any, Any]:
    """The encoder with the tiny graph."""
    model = make_encoder(window=window, context=context)
    shim_of(model).set(graph(), tokenizer(padded=padded).to_str())
    return model


def pipeline(*, window: int = 320, context: int = 24) -> Language:
    """Encoder, parser, names and attribution tagger, and the engine after them."""
    nlp = spacy.blank("en")
    made = {"@architectures": "quotes.OnnxEncoder.v1", "window": window, "context": context}
    vectors = nlp.add_pipe("tok2vec", config={"model": made})
    shim_of(vectors.model).set(graph(), tokenizer().to_str())  # type: ignore[attr-defined]
    nlp.add_pipe("quotes_paragraphs")
    nlp.add_pipe("quotes_parser", name="parser").cfg["labels"] = RELATIONS  # type: ignore[attr-defined]
    nlp.add_pipe("quotes_ner", name="ner").cfg["bio"] = NAMES  # type: ignore[attr-defined]
    nlp.add_pipe("quotes_attribution_tagger", name="attribution_tagger")
    doc = nlp.make_doc("We will stop.")
    nlp.initialize(lambda: [Example(doc, doc)])
    rng = np.random.default_rng(3)
    for name, shapes in SHAPES.items():
        model = nlp.get_pipe(name).model  # type: ignore[attr-defined]
        for weight, shape in shapes.items():
            model.set_param(weight, rng.normal(0, 0.05, shape).astype(np.float32))
    return nlp


def _both(name: str, rows: int, columns: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}_W": (rows, columns), f"{name}_b": (rows,)}


SHAPES: dict[str, dict[str, tuple[int, ...]]] = {
    "parser": {
        **_both("arc_dep", 16, WIDTH),
        **_both("arc_head", 16, WIDTH),
        **_both("rel_dep", 8, WIDTH),
        **_both("rel_head", 8, WIDTH),
        **_both("arc_bias", 1, 16),
        **_both("arc_near", 33, WIDTH),
        **_both("arc_far", 33, WIDTH),
        "arc": (16, 16),
        "rel": (len(RELATIONS), 9, 9),
        "root": (WIDTH,),
    },
    "ner": {**_both("label", len(NAMES), WIDTH), "steps": (len(NAMES), len(NAMES))},
    "attribution_tagger": {
        **_both("role_cue", 8, WIDTH),
        **_both("role_word", 8, WIDTH),
        **_both("role", 45, 8),
        **_both("mix_word", 6, WIDTH),
        **_both("mix_cue", 6, WIDTH),
        **_both("mix", 5, 6),
        **_both("flat", 9, WIDTH),
        "near": (33, 5),
        "mix_near": (33, 6),
        "mix_paragraph": (5, 6),
        "flat_steps": (3, 3, 3),
        "role_steps": (5, 5),
    },
}


def seen(doc: Doc) -> list[tuple[Any, ...]]:
    """What the components say of each token."""
    return [(t.text, t.head.i, t.dep_, t.ent_iob_, t.ent_type_, t.is_sent_start) for t in doc]
