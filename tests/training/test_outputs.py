"""What heads say of a narrower encoder's vectors is held against what they say of its teacher's."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

import spacy  # noqa: E402

from training.encoder.network import Network, Sizes  # noqa: E402
from training.encoder.outputs import MAX_SENTENCE, WEIGHTS, _cues, _sentences, find_divergences  # noqa: E402
from training.encoder.unlabelled_windows import TextWindow, Words, cut_texts, make_batches  # noqa: E402

WORDS = Words(torch.tensor([5, 0, 0, 1, 2, 3, 3, 3, 4, 5]), torch.tensor([0, 0, 0, 1, 1]))


@pytest.fixture
def network() -> Network:
    torch.manual_seed(1)
    network = Network(Sizes(tag=5, morph=7, dep=6, name=3))
    torch.nn.init.constant_(network.flat.bias[4:5], 2.0)  # every word is likely to begin a cue
    return network.eval().requires_grad_(requires_grad=False)


@pytest.fixture
def vectors() -> torch.Tensor:
    return torch.randn(1, 10, 384, generator=torch.Generator().manual_seed(2))


def test_the_same_heads_say_the_same_of_the_same_vectors(network: Network, vectors: torch.Tensor) -> None:
    divergences = find_divergences(network, network, vectors, vectors, WORDS)
    assert divergences.keys() == WEIGHTS.keys()
    assert all(abs(float(value)) < 1e-4 for value in divergences.values())


def test_every_head_says_something_else_of_others(network: Network, vectors: torch.Tensor) -> None:
    others = vectors + torch.randn(vectors.shape, generator=torch.Generator().manual_seed(3))
    assert all(float(value) > 1e-3 for value in find_divergences(network, network, others, vectors, WORDS).values())


def test_what_no_word_reads_does_not_count(network: Network, vectors: torch.Tensor) -> None:
    others = vectors.clone()
    others[:, [0, -1]] += 1.0  # the special pieces before and after the words
    assert all(
        abs(float(value)) < 1e-4 for value in find_divergences(network, network, others, vectors, WORDS).values()
    )


def test_words_are_the_means_of_their_pieces(vectors: torch.Tensor) -> None:
    means = WORDS.means(vectors)
    assert torch.allclose(means[0], vectors[0, 1:3].mean(0), atol=1e-6)
    assert torch.allclose(means[3], vectors[0, 5:8].mean(0), atol=1e-6)


def test_sentences_are_cut_where_they_begin_and_where_they_are_too_long() -> None:
    starts = torch.zeros(2 * MAX_SENTENCE + 3, dtype=torch.bool)
    starts[[0, 2]] = True
    places, inside = _sentences(starts)
    assert inside.sum(1).tolist() == [2, MAX_SENTENCE, MAX_SENTENCE, 1]
    assert places[inside].tolist() == list(range(len(starts)))


def test_only_likely_cues_are_labelled() -> None:
    assert _cues(torch.tensor([0.99, 0.2, 0.95, 0.6])).tolist() == [1, 3]


def test_windows_have_the_words_of_their_pieces() -> None:
    from quotes.nlp.encoder.model import shim_of
    from quotes.pipeline import load

    pieces = shim_of(load().get_pipe("tok2vec").model).pieces  # type: ignore[attr-defined]
    text = "“Geo-engineering is unacceptable,” the minister said.\n\nNobody asked."
    (window,) = cut_texts([text], spacy.blank("en"), pieces)
    assert window.ids.shape == window.kinds.shape == (1, len(window.words.owner))
    words = len(window.words.paragraphs)
    assert window.words.owner[[0, -1]].tolist() == [words, words]
    assert sorted(set(window.words.owner[1:-1].tolist())) == list(range(words))
    assert sorted(set(window.words.paragraphs.tolist())) == [0, 1]


def test_batches_hold_some_pieces() -> None:
    windows = [TextWindow(torch.zeros(1, 500).long(), torch.zeros(1, 500).long(), WORDS)] * 9
    assert [len(batch) for batch in make_batches(windows)] == [4, 4]
