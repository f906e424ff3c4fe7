"""The parser in NumPy finds the trees that the network in torch scores best."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from thinc.api import Model

pytest.importorskip("torch", reason="torch, which only training needs, is not installed")

import torch

from quotes.nlp.heads.layers import make_parser_model
from quotes.nlp.heads.parser import BiaffineParser
from quotes.nlp.heads.trees import best_heads
from training.encoder.labels import Labels
from training.encoder.network import WIDTH
from training.encoder.package import _set_parser
from training.encoder.train import build

WORDS = 40


def test_same_trees() -> None:
    torch.manual_seed(4)
    labels = Labels(tag=["NN", "VBD"], morph=["POS=NOUN", "POS=VERB"], dep=["ROOT", "nsubj", "obj"])
    network = build(labels).eval()
    for layer in (network.arc_near, network.arc_far):  # they begin at nothing
        torch.nn.init.normal_(layer.weight, std=0.2)
    nlp = spacy.blank("en")
    parser = BiaffineParser(nlp.vocab, make_parser_model(Model("none", lambda model, docs, train: (docs, lambda d: d))))
    _set_parser(parser, {name: value.numpy() for name, value in network.state_dict().items()}, labels)
    doc = Doc(nlp.vocab, words=["word"] * WORDS, sent_starts=[True] + [False] * (WORDS - 1))
    vectors = np.random.default_rng(1).normal(size=(WORDS, WIDTH)).astype(np.float32)

    heads, _ = parser._parse(doc, vectors)

    with torch.no_grad():
        scores = network.arcs(torch.from_numpy(vectors)[None])[0][0].numpy()
    expected = best_heads(scores)
    assert [i + head + 1 if head else 0 for i, head in enumerate(heads)] == expected
