"""Batches come in the same order from a process of its own; figures of a checkpoint count runs of labels."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch, which only training needs, is not installed")

import torch
from support import tiny_encoder as tiny

from quotes.nlp.encoder.pieces import WordPieces
from training.encoder.examples import Rows, Text
from training.encoder.labels import Labels
from training.encoder.loader import Batches, load_batches
from training.encoder.measure import find_runs, measure
from training.encoder.network import build
from training.encoder.texts import TrainingTexts, make_stream

LABELS = Labels(tag=["NN", "VBD"], morph=["POS=NOUN", "POS=VERB"], dep=["ROOT", "nsubj", "obj"])
WORDS, SPACES = ("She", "will", "win", ".", "They", "said", "so", "."), (" ", " ", "", " ", " ", " ", "", "")


def sentence(length: int) -> Text:
    """The first words of a text, each with the same tag."""
    rows = replace(Rows.empty(length), tag=np.full(length, length % 2))
    return Text(WORDS[:length], SPACES[:length], rows)


@pytest.fixture
def batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Batches:
    monkeypatch.setattr(TrainingTexts, "read", lambda self, stream: [sentence(n) for n in range(1, 9)])
    tokenizer = tiny.tokenizer()
    tokenizer.add_tokens(["[MASK]"])
    texts = TrainingTexts(tmp_path, tmp_path, LABELS, WordPieces(tokenizer))
    return Batches(texts, {"trees": 0.7, "names": 0.3}, max_pieces=40, seed=5)


def test_a_process_makes_the_same_batches(batches: Batches) -> None:
    here, elsewhere = load_batches(batches, workers=0), load_batches(batches, workers=1)

    for _ in range(6):
        (kind, batch), (same_kind, same) = next(here), next(elsewhere)
        assert kind == same_kind
        assert torch.equal(batch.ids, same.ids)
        assert torch.equal(batch.rows["tag"], same.rows["tag"])


def test_streams_get_their_shares(batches: Batches) -> None:
    pieces = {"trees": 0.0, "names": 0.0}
    stream = load_batches(batches, workers=0)
    for _ in range(40):
        kind, batch = next(stream)
        pieces[kind] += float(batch.mask.sum())

    assert pieces["trees"] / sum(pieces.values()) == pytest.approx(0.7, abs=0.05)


def test_soft_labels_need_a_folder(batches: Batches) -> None:
    with pytest.raises(ValueError, match="give --soft and --teacher"):
        make_stream("soft", (), batches.texts.pieces, random.Random(1), 40)


def test_runs_of_labels() -> None:
    labels = np.array([0, 1, 2, 0, 3, 4, 4, 3, 1, 1, 4])

    assert find_runs(labels) == {(1, 3, 1), (4, 7, 2), (7, 8, 2), (8, 9, 1), (9, 10, 1), (10, 11, 2)}


def test_perfect_trees_have_full_marks() -> None:
    rows = replace(
        Rows.empty(3),
        head=np.array([1, 1, 1]),
        dep=np.array([1, 0, 2]),
        start=np.array([1, 0, 0]),
    )
    text = Text(("They", "said", "so"), (" ", " ", ""), rows)
    network = build(LABELS)
    pieces = WordPieces(tiny.tokenizer())
    wrong = measure(network, {"EWT test": [text]}, pieces)["EWT test"]
    assert set(wrong) == {"LAS", "UAS"}
    gold = torch.full((1, 3, 4), -9.0)
    for word, head in enumerate([2, 0, 2]):
        gold[0, word, head] = 9.0
    network.arcs = lambda sentence: (gold, torch.cat([sentence.new_zeros(1, 1, 384), sentence], dim=1))  # type: ignore[method-assign]
    network.relations = lambda dep, head: torch.eye(3)[[1, 0, 2]]  # type: ignore[method-assign]

    assert measure(network, {"EWT test": [text]}, pieces)["EWT test"] == {"LAS": 1.0, "UAS": 1.0}
