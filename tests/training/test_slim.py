"""A narrower encoder is held against the one that it was cut out of."""

from __future__ import annotations

from copy import deepcopy

import pytest

torch = pytest.importorskip("torch", reason="torch, which only training needs, is not installed")
pytest.importorskip("onnx")

from training.encoder.graph import build_graph  # noqa: E402
from training.encoder.network import Encoder, Network, Sizes, shape_of  # noqa: E402
from training.encoder.slim import Teacher, find_losses, make_narrow  # noqa: E402
from training.encoder.unlabelled_windows import TextWindow, Words  # noqa: E402

PIECES, WORDS = 120, 118


@pytest.fixture
def network() -> Network:
    torch.manual_seed(3)
    encoder = Encoder(dropout=0.0, shape=[(2, 64)] * 6)
    return Network(Sizes(tag=5, morph=7, dep=6, name=3), dropout=0.0, encoder=encoder).requires_grad_(
        requires_grad=False
    )


@pytest.fixture
def teacher(network: Network) -> Teacher:
    state = {name: value.numpy() for name, value in network.encoder.state_dict().items()}
    return Teacher(build_graph(state, "float32").SerializeToString())


@pytest.fixture
def windows() -> list[TextWindow]:
    ids = torch.randint(1000, 2000, (1, PIECES), generator=torch.Generator().manual_seed(4))
    words = Words(torch.tensor([WORDS, *range(WORDS), WORDS]), torch.zeros(WORDS).long())
    return [TextWindow(ids, torch.zeros(1, PIECES).long(), words)] * 2


def test_an_encoder_loses_nothing_against_itself(network: Network, teacher: Teacher, windows: list[TextWindow]) -> None:
    losses = find_losses(network, teacher, network, windows)

    assert losses.keys() == {"hidden", "outputs"}
    assert all(abs(float(loss)) < 1e-4 for loss in losses.values())


def test_what_is_cut_is_lost_in_vectors_and_in_what_heads_say(
    network: Network, teacher: Teacher, windows: list[TextWindow]
) -> None:
    narrow = deepcopy(network)
    assert isinstance(narrow.encoder, Encoder)
    narrow.encoder = make_narrow(narrow.encoder, [(window.ids, window.kinds) for window in windows], 7, 4)
    narrow.requires_grad_(requires_grad=False)
    shape = shape_of(narrow.encoder.state_dict())
    losses = find_losses(narrow, teacher, network, windows)

    assert sum(heads for heads, _ in shape) == 7
    assert {inner for _, inner in shape} == {4}
    assert all(float(loss) > 1e-4 for loss in losses.values())


def test_without_the_heads_of_the_teacher_vectors_alone_count(
    network: Network, teacher: Teacher, windows: list[TextWindow]
) -> None:
    assert find_losses(network, teacher, None, windows).keys() == {"hidden"}
