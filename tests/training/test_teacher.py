"""The teacher's encoder and its heads for predicates; roles of QANom's questions."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="torch, which only training needs, is not installed")

import torch

from training.encoder.batch import frame_rows
from training.encoder.examples import Frame, Rows, Text
from training.encoder.frames import LABELS, LABELS_BY_HEAD, PROPBANK, role_of
from training.encoder.mpnet import MpnetEncoder, bucket
from training.encoder.network import Network, Sizes


@pytest.mark.parametrize(
    ("question", "role"),
    [
        pytest.param("", "ARGM", id="no question"),
        pytest.param("When did someone announce something?", "ARGM", id="when"),
        pytest.param("Who claimed something?", "ARG0", id="who, active"),
        pytest.param("What was claimed?", "ARG1", id="what, passive"),
        pytest.param("What did someone claim?", "ARG1", id="what, object"),
        pytest.param("Who did someone talk to?", "ARG2", id="who, after a preposition"),
    ],
)
def test_role_that_a_question_asks_for(question: str, role: str) -> None:
    assert role_of(question) == role


def test_relative_positions_have_signs_and_ends() -> None:
    buckets = bucket(torch.tensor([0, -1, 1, -7, 7, -500, 500]))

    assert buckets.tolist()[:5] == [0, 1, 17, 7, 23]
    assert buckets.tolist()[5:] == [15, 31]


def test_padding_changes_no_vector() -> None:
    torch.manual_seed(1)
    encoder = MpnetEncoder(layers=1).eval()
    ids = torch.tensor([[101, 2023, 2003, 102]])
    padded = torch.tensor([[101, 2023, 2003, 102, 0, 0]])
    with torch.no_grad():
        short = encoder(ids, torch.zeros_like(ids), torch.ones_like(ids))
        long = encoder(padded, torch.zeros_like(padded), (padded != 0).long())

    assert torch.allclose(short, long[:, :4], atol=1e-5)


def test_predicates_get_scores_for_each_label() -> None:
    text = Text(
        ("Lee", "said", "so"),
        (" ", " ", ""),
        Rows.empty(3),
        frames=(Frame(PROPBANK, 1, (("ARG0", 0, 1), ("ARG1", 2, 3))),),
    )
    texts, places, rows = frame_rows([text], 3)[PROPBANK]
    sizes = Sizes(2, 2, 3, 7)
    network = Network(sizes, encoder=MpnetEncoder(layers=1), corpora=2, frames=LABELS_BY_HEAD)
    words = torch.randn(1, 3, network.width)
    scores = network.frames[PROPBANK](words[:, 1], words, torch.zeros(1, 3, dtype=torch.long))

    assert (texts.tolist(), places.tolist()) == ([0], [1])
    assert [LABELS[label] for label in rows[0]] == ["B-ARG0", "O", "B-ARG1"]
    assert scores.shape == (1, 3, len(LABELS))
