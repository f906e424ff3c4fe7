"""The small tagger gives in spaCy what the network in torch gives."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

pytest.importorskip("torch", reason="torch, which only training needs, is not installed")

import torch

import quotes
from quotes.nlp.heads.tagger_output import TaggerOutput
from training.encoder.examples import Rows, Text
from training.fast.network import TreeEncoder, build, hash_keys
from training.fast.package import add_tagger
from training.fast.texts import Parsed, cut, parse

WORDS = ("“", "Yes", ",", "”", "Putin", "said", "on", "Monday", ".", "\n\n", "He", "left", ".")


@pytest.fixture(scope="module")
def fast() -> Language:
    return quotes.load("fast")


@pytest.fixture(scope="module")
def text() -> Text:
    return Text(WORDS, tuple("" if "\n" in word else " " for word in WORDS), Rows.empty(len(WORDS)))


def test_windows_join_to_the_whole_text(fast: Language, text: Text) -> None:
    (parsed,) = parse([text], fast)
    assert sum(len(part.keys) for part in cut(parsed, random.Random(0))) == len(WORDS)


def test_no_words_have_no_rows() -> None:
    assert hash_keys(np.zeros((0, 7), dtype=np.uint64)).shape[0] == 0


def test_spacy_and_torch_give_the_same_vectors(fast: Language, text: Text, tmp_path: Path) -> None:
    torch.manual_seed(3)
    network = build().eval()
    torch.save({"network": network.state_dict()}, tmp_path / "checkpoint.pt")
    (parsed,) = parse([text], fast)
    nlp = add_tagger(fast, tmp_path / "checkpoint.pt")
    doc = Doc(nlp.vocab, words=list(WORDS), spaces=[bool(space) for space in text.spaces])
    for name, pipe in nlp.pipeline[:-2]:
        doc = pipe(doc)
        assert name != "attribution_tagger"
    tagger = nlp.get_pipe("attribution_tagger")
    (found,) = tagger.model.predict([doc])  # type: ignore[attr-defined]
    assert np.allclose(found, _by_torch(network.encoder, parsed), atol=0.02)  # vectors are kept in 16 bits
    output = TaggerOutput.of(tagger(doc))
    assert output is not None
    assert output.flat.shape == (len(WORDS), 3, 3)


def _by_torch(encoder: torch.nn.Module, parsed: Parsed) -> np.ndarray:
    assert isinstance(encoder, TreeEncoder)
    shared = torch.from_numpy(parsed.shared.astype(np.float32))[None]
    with torch.no_grad():
        return encoder(shared, torch.from_numpy(hash_keys(parsed.keys))[None], torch.ones(1, len(WORDS)))[0].numpy()
