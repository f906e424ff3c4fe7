"""Heads and neurons that the vectors hardly need are cut out; the rest of the encoder is as it was."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from training.encoder.graph import build_graph  # noqa: E402
from training.encoder.narrow import choose_heads, cut_out, encode_windows, measure_heads, measure_inputs  # noqa: E402
from training.encoder.network import FULL_SHAPE, HEAD_WIDTH, HEADS, LAYERS, WIDTH, Encoder, shape_of  # noqa: E402
from training.encoder.restore import restore_encoder  # noqa: E402

WINDOWS = [
    (
        torch.randint(1000, 2000, (1, length), generator=torch.Generator().manual_seed(length)),
        torch.zeros(1, length).long(),
    )
    for length in (12, 30)
]
SHAPE = ((9, 1280), (12, 1536), (10, 1280), (7, 1152), (1, 64), (5, 1280))


@pytest.fixture
def encoder() -> Encoder:
    torch.manual_seed(1)
    return Encoder(dropout=0.0).eval()


def make_idle(encoder: Encoder, layer: int, heads: list[int], neurons: list[int]) -> None:
    """Make heads and neurons that give the same for every piece, with an effect that only a bias can make up for."""
    part = encoder.layers[layer]
    with torch.no_grad():
        for head in heads:
            rows = slice(2 * WIDTH + head * HEAD_WIDTH, 2 * WIDTH + (head + 1) * HEAD_WIDTH)
            part.qkv.weight[rows] = 0
            part.qkv.bias[rows] = 0.3
        part.up.weight[neurons] = 0
        part.up.bias[neurons] = 0.7


def test_what_gives_the_same_everywhere_is_cut_out_without_a_trace(encoder: Encoder) -> None:
    for layer in range(LAYERS):
        make_idle(encoder, layer, [1, 4 + layer], list(range(layer, 256 + layer)))
    inputs = measure_inputs(encoder, WINDOWS)
    heads = choose_heads(measure_heads(encoder, WINDOWS, inputs), LAYERS * (HEADS - 2))
    assert heads == {layer: [h for h in range(HEADS) if h not in (1, 4 + layer)] for layer in range(LAYERS)}
    narrow = cut_out(encoder, inputs, heads, 1280).eval()
    assert shape_of(narrow.state_dict()) == ((10, 1280),) * LAYERS
    for here, before in zip(encode_windows(narrow, WINDOWS), encode_windows(encoder, WINDOWS), strict=True):
        assert torch.allclose(here, before, atol=1e-5)


def test_all_that_is_kept_is_as_it_was(encoder: Encoder) -> None:
    heads = {layer: list(range(HEADS)) for layer in range(LAYERS)}
    same = cut_out(encoder, measure_inputs(encoder, WINDOWS), heads, 4 * WIDTH)
    assert shape_of(same.state_dict()) == FULL_SHAPE
    assert all(torch.equal(value, encoder.state_dict()[name]) for name, value in same.state_dict().items())


def test_each_layer_keeps_a_head() -> None:
    moved = {(layer, head): float(layer) for layer in range(LAYERS) for head in range(HEADS)}
    assert [len(heads) for heads in choose_heads(moved, 20).values()] == [1, 1, 1, 1, 4, 12]


def test_a_narrow_graph_gives_the_vectors_of_its_weights_and_can_be_restored() -> None:
    from quotes.nlp.encoder.runtime import open_session

    torch.manual_seed(2)
    narrow = Encoder(dropout=0.0, shape=SHAPE).eval()
    state = {name: value.numpy() for name, value in narrow.state_dict().items()}
    graph = build_graph(state, "float32").SerializeToString()
    ids, kinds = WINDOWS[1]
    (vectors,) = open_session(graph, threads=1).run(["vectors"], {"ids": ids.numpy(), "kinds": kinds.numpy()})
    assert torch.allclose(torch.from_numpy(vectors), encode_windows(narrow, WINDOWS)[1], atol=1e-4)
    restored = restore_encoder(graph)
    assert shape_of(restored) == SHAPE
    assert all((restored[name] == value).all() for name, value in state.items())


def test_neurons_that_stay_take_over_from_those_that_do_not(encoder: Encoder) -> None:
    for part in encoder.layers:
        with torch.no_grad():  # the second half of the neurons gives the half of what the first gives
            for values in (part.up.weight, part.up.bias):
                values[2 * WIDTH :] = values[: 2 * WIDTH]
            part.down.weight[:, 2 * WIDTH :] *= 0.5
    heads = {layer: list(range(HEADS)) for layer in range(LAYERS)}
    inputs = measure_inputs(encoder, WINDOWS)
    narrow = cut_out(encoder, inputs, heads, 2 * WIDTH).eval()
    for here, before in zip(encode_windows(narrow, WINDOWS), encode_windows(encoder, WINDOWS), strict=True):
        assert ((here - before) ** 2).sum() < 1e-4 * (before**2).sum()
