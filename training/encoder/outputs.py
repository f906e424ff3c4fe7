"""How far what a network's heads say of its vectors is from what its teacher's heads say of theirs.

Of each word: tag, features, sentence start, name, and whether it is in a source, cue or content; its head within its
sentence and its relation; and for each likely cue the role of each word. Sentences, heads of relations and cues are
those that the teacher's heads find.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from quotes.nlp.heads.attributions import MIN_CUE_PROBABILITY
from quotes.nlp.heads.tagger_output import MAX_WORDS_FROM_CUE
from training.encoder.network import Network
from training.encoder.unlabelled_windows import Words

WEIGHTS = {"tag": 0.3, "morph": 0.3, "start": 0.8, "name": 1.0, "flat": 1.4, "arc": 1.0, "rel": 1.0, "role": 1.0}
MAX_SENTENCE = 120  # words; longer ones are cut
MAX_CUES = 4  # of a window, the likeliest


def find_divergences(
    network: Network, teacher: Network, here: Tensor, there: Tensor, words: Words
) -> dict[str, Tensor]:
    """The divergence of each head, summed over words: of `network` on `here` from `teacher` on `there`.

    Both are vectors of pieces, (1, pieces, 384).
    """
    divergences: dict[str, Tensor] = {}
    for name, ours, theirs in _outputs(network, teacher, words.means(here), words.means(there), words):
        divergences[name] = divergences.get(name, torch.zeros(())) + _diverge(ours, theirs)
    return divergences


def _diverge(ours: Tensor, theirs: Tensor) -> Tensor:
    """The Kullback-Leibler divergence of labels in the last dimension, summed over all others."""
    return F.kl_div(ours.log_softmax(-1), theirs.log_softmax(-1), reduction="sum", log_target=True)


def _outputs(
    network: Network, teacher: Network, x: Tensor, y: Tensor, words: Words
) -> Iterator[tuple[str, Tensor, Tensor]]:
    """The scores of each head, those of the network and of the teacher, on their vectors (words, 384)."""
    for name in ("tag", "morph", "start", "name"):
        yield name, getattr(network, name)(x), getattr(teacher, name)(y)
    flat = teacher.flat(y).view(-1, 3, 3)
    yield "flat", network.flat(x).view(-1, 3, 3), flat
    places, inside = _sentences(teacher.start(y).argmax(-1).bool())
    scores, heads = network.arcs(x[places])
    their_scores, their_heads = teacher.arcs(y[places])
    outside = ~F.pad(inside, (1, 0), value=True)[:, None, :]
    scores, their_scores = (values.masked_fill(outside, -1e4)[inside] for values in (scores, their_scores))
    yield "arc", scores, their_scores
    rows, likeliest = inside.nonzero()[:, 0], their_scores.argmax(-1)
    relations = network.relations(x[places[inside]], heads[rows, likeliest])
    yield "rel", relations, teacher.relations(y[places[inside]], their_heads[rows, likeliest])
    for cue in _cues(flat[:, 1].softmax(-1)[:, 0]).tolist():
        around = slice(max(cue - MAX_WORDS_FROM_CUE, 0), cue + 1 + MAX_WORDS_FROM_CUE)
        offset = (torch.arange(len(x))[around] - cue)[None]
        away = (words.paragraphs[around] - words.paragraphs[cue])[None]
        ours = network.roles(x[cue][None], x[around][None], offset, away)
        yield "role", ours, teacher.roles(y[cue][None], y[around][None], offset, away)


def _sentences(starts: Tensor) -> tuple[Tensor, Tensor]:
    """The words of each sentence, (sentences, longest), and which of these places are words."""
    begins = [0, *starts.nonzero()[:, 0].tolist(), len(starts)]
    parts = [(begin, end) for begin, end in pairwise(begins) if begin < end]
    bounds = [(a, min(a + MAX_SENTENCE, end)) for begin, end in parts for a in range(begin, end, MAX_SENTENCE)]
    first, end = torch.tensor(bounds).T
    longest = int((end - first).max())
    places = first[:, None] + torch.arange(longest)
    inside = places < end[:, None]
    return places.clamp(max=len(starts) - 1), inside


def _cues(outside: Tensor) -> Tensor:
    """The words likeliest to be cues; `outside` (words,) is the probability that each is none."""
    likeliest = outside.argsort()[:MAX_CUES]
    return likeliest[outside[likeliest] <= 1 - MIN_CUE_PROBABILITY]
