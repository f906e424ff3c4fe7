"""A student learns from a teacher's vectors, and its heads keep the guidelines that they are packaged with."""

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
from training.encoder.batch import make_batch
from training.encoder.distil import Distillation, divergence, find_cues, with_cues
from training.encoder.examples import Attribution, Rows, Text
from training.encoder.labels import NAMES, Labels
from training.encoder.losses import role_scores
from training.encoder.mpnet import MpnetEncoder
from training.encoder.network import GUIDELINES, Network, Sizes, build
from training.encoder.package import follow_guidelines
from training.encoder.soft_files import read_file, write_file

LABELS = Labels(tag=["NN", "VBD"], morph=["POS=NOUN", "POS=VERB"], dep=["ROOT", "nsubj", "obj"])
WORDS = ("“", "We", "will", "win", ",", "”", "she", "said", ".")
SPACES = ("", " ", " ", "", "", " ", " ", "", "")


def text_with_vectors(seed: int = 0, width: int = 768) -> Text:
    """A sentence with random vectors."""
    vectors = np.random.default_rng(seed).normal(size=(len(WORDS), width)).astype(np.float16)
    return Text(WORDS, SPACES, Rows.empty(len(WORDS)), vectors=vectors)


def test_file_keeps_texts(tmp_path: Path) -> None:
    rows = replace(Rows.empty(len(WORDS)), head=np.array([3, 3, 3, 7, 3, 3, 7, 7, 7]))
    texts = [text_with_vectors(1), replace(text_with_vectors(2), rows=rows)]

    write_file(texts, tmp_path / "0000-news.npz")
    [first, second] = read_file(tmp_path / "0000-news.npz")

    assert (first.words, second.spaces) == (WORDS, SPACES)
    assert np.array_equal(first.vectors, texts[0].vectors)
    assert np.array_equal(second.vectors, texts[1].vectors)
    assert np.array_equal(second.rows.head, rows.head)
    assert [path.name for path in tmp_path.iterdir()] == ["0000-news.npz"]


def test_part_of_text_keeps_its_vectors() -> None:
    text = text_with_vectors()

    assert np.array_equal(text.part(2, 5).vectors, text.vectors[2:5])


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        pytest.param([[0.1, 0.2, 0.1]], [], id="none is probable"),
        pytest.param([[0.9, 0.1, 0.9]], [(0, 0, 1), (0, 2, 3)], id="two cues"),
        pytest.param([[0.1, 0.9, 0.8]], [(0, 1, 3)], id="two words, to the end"),
        pytest.param([[0.1, 0.1, 0.1], [0.1, 0.9, 0.1]], [(1, 1, 2)], id="in the second text"),
    ],
)
def test_cues(probabilities: list[list[float]], expected: list[tuple[int, int, int]]) -> None:
    lengths = torch.tensor([len(row) for row in probabilities])

    assert find_cues(torch.tensor(probabilities), lengths, random.Random(0)) == expected


def test_no_divergence_from_oneself() -> None:
    scores = torch.randn(4, 7)

    assert float(divergence(scores, scores + 3.0)) == pytest.approx(0, abs=1e-5)
    assert float(divergence(scores, -scores)) > 0.1


def test_losses_fall_when_a_student_learns() -> None:
    torch.manual_seed(3)
    student = build(LABELS).eval()
    teacher = Network(Sizes(2, 2, 3, len(NAMES)), encoder=MpnetEncoder(layers=0), corpora=GUIDELINES)
    distillation = Distillation(teacher, student.width)
    batch = make_batch([text_with_vectors()], WordPieces(tiny.tokenizer()), random.Random(0), masked=0.0)
    optimizer = torch.optim.Adam([*student.parameters(), *distillation.parameters()], lr=2e-4)
    totals = []
    for _ in range(8):
        x = student.vectors(batch.ids, batch.kinds, batch.mask, batch.owner, batch.words)
        loss_by_task = distillation.losses(student, x, batch, random.Random(0))
        total = sum(loss_by_task.values())
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
        totals.append(float(total.detach()))

    assert {"hidden", "soft_name", "soft_flat"} <= set(loss_by_task)
    assert totals[-1] < 0.9 * totals[0]
    assert not any(parameter.requires_grad for parameter in teacher.parameters())
    assert not any("heads" in name for name in distillation.state_dict())


@pytest.mark.parametrize("share", [pytest.param(0.0, id="PolNeAR"), pytest.param(0.25, id="a quarter of Wikinews")])
def test_packaged_heads_follow_guidelines(share: float) -> None:
    torch.manual_seed(5)
    network = build(LABELS).eval()
    assert network.corpus is not None
    torch.nn.init.normal_(network.corpus.weight)
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    vector = (1 - share) * network.corpus.weight[0] + share * network.corpus.weight[1]
    packaged = build(LABELS).eval()
    packaged.load_state_dict(
        {name: torch.from_numpy(np.asarray(value)) for name, value in follow_guidelines(state, share).items()},
        strict=False,
    )
    text = replace(text_with_vectors(width=network.width), attributions=(Attribution((7,), (6,), (1, 2, 3)),))
    batch = with_cues(make_batch([text], WordPieces(tiny.tokenizer()), random.Random(0), masked=0.0), [(0, 7, 8)])
    x = torch.randn(1, len(WORDS), network.width)

    with torch.no_grad():
        assert torch.allclose(packaged.flat(x), network.flat(x + vector), atol=1e-4)
        assert torch.allclose(role_scores(packaged, x, batch), role_scores(network, x + vector, batch), atol=1e-3)
