"""The losses of all heads on one batch, each summed over words or cues and divided by the words of the batch."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from training.encoder.batch import Batch
from training.encoder.crf import legal_steps, negative_log_likelihood
from training.encoder.examples import MISSING
from training.encoder.frames import LABELS
from training.encoder.labels import NAMES
from training.encoder.network import Network
from training.encoder.pairs import bucket

LOSS_WEIGHTS = {
    "tag": 0.3,
    "morph": 0.3,
    "start": 0.8,
    "arc": 1.0,
    "rel": 1.0,
    "name": 1.0,
    "flat": 0.7,
    "role": 0.7,
    "frames": 0.3,
    "hidden": 1.0,  # this and the soft ones: from a teacher
    "soft_name": 1.0,
    "soft_flat": 0.7,
    "soft_role": 0.7,
    "outputs": 0.3,  # of all heads, weighted among themselves in `outputs`
}
NAME_STEPS = legal_steps(list(NAMES))
FLAT_STEPS = legal_steps(["O", "B-span", "I-span"])
FRAME_STEPS = legal_steps(list(LABELS))
ROLE_STEPS = legal_steps(["O", "B-source", "I-source", "B-content", "I-content"])


def encode(network: Network, batch: Batch) -> Tensor:
    """(batch, words, width) the vectors of the words, some of their numbers dropped."""
    with torch.autocast(batch.ids.device.type, torch.bfloat16):
        vectors = network.vectors(batch.ids, batch.kinds, batch.mask, batch.owner, batch.words)
    return network.dropout(vectors.float())


def losses(network: Network, x: Tensor, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head that the batch has labels for, summed over words; `x` are the vectors of `encode`."""
    device = x.device
    loss_by_task: dict[str, Tensor] = {}
    for task in ("tag", "morph", "start"):
        gold = batch.rows[task]
        if (gold != MISSING).any():
            annotated = gold != MISSING
            loss_by_task[task] = F.cross_entropy(getattr(network, task)(x[annotated]), gold[annotated], reduction="sum")
    loss_by_task |= tree_losses(network, x, batch)
    gold = batch.rows["name"]
    if (gold != MISSING).any():
        steps = network.name_steps + NAME_STEPS.to(device)
        loss_by_task["name"] = negative_log_likelihood(network.name(x), steps, gold, gold != MISSING, batch.lengths)
    x_with_corpus = x if network.corpus is None else x + network.corpus(batch.corpus)[:, None]
    if len(batch.attributed):
        loss_by_task["flat"] = flat_loss(network, x_with_corpus, batch)
    if len(batch.cue_text):
        loss_by_task["role"] = role_loss(network, x_with_corpus, batch)
    if batch.frames and network.frames:
        loss_by_task["frames"] = frame_loss(network, x, batch)
    return loss_by_task


def tree_losses(network: Network, x: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Cross-entropy of heads among the words of the sentence, and of relations to the gold heads."""
    if not batch.sentences:
        return {}
    longest = max(len(places) for _, places in batch.sentences)
    sentence = x.new_zeros(len(batch.sentences), longest, x.shape[-1])
    heads = torch.full((len(batch.sentences), longest), MISSING, device=x.device)
    deps = torch.full((len(batch.sentences), longest), MISSING, device=x.device)
    inside = torch.zeros(len(batch.sentences), longest + 1, dtype=torch.bool, device=x.device)
    inside[:, 0] = True
    numbers = (
        [text for text, places in batch.sentences for _ in places],
        [row for row, (_, places) in enumerate(batch.sentences) for _ in places],
        [column for _, places in batch.sentences for column in range(len(places))],
        [int(place) for _, words_of_sentence in batch.sentences for place in words_of_sentence],
    )
    texts, rows, columns, places = (torch.tensor(row, device=x.device) for row in numbers)
    sentence = sentence.index_put((rows, columns), x[texts, places])
    absolute = batch.rows["head"][texts, places]
    lookup = torch.full((x.shape[0], x.shape[1]), -1, device=x.device)
    lookup[texts, places] = columns
    heads[rows, columns] = torch.where(absolute == places, torch.zeros_like(places), lookup[texts, absolute] + 1)
    deps[rows, columns] = batch.rows["dep"][texts, places]
    inside[rows, columns + 1] = True
    scores, vectors = network.arcs(sentence)
    scores = scores.masked_fill(~inside[:, None, :], -1e4)
    annotated = heads != MISSING
    arc = F.cross_entropy(scores[annotated], heads[annotated], reduction="sum")
    pairs = annotated.nonzero(as_tuple=True)
    relation = network.relations(sentence[pairs], vectors[pairs[0], heads[annotated]])
    return {"arc": arc, "rel": F.cross_entropy(relation, deps[annotated], reduction="sum", ignore_index=MISSING)}


def flat_loss(network: Network, x: Tensor, batch: Batch) -> Tensor:
    """Three chains per text: spans of sources, cues and contents."""
    scores = network.flat(x[batch.attributed])
    n, words, _ = scores.shape
    scores = scores.view(n, words, 3, 3).permute(0, 2, 1, 3).reshape(3 * n, words, 3)
    gold = batch.flat[batch.attributed].reshape(3 * n, words)
    steps = (network.flat_steps + FLAT_STEPS.to(x.device)).repeat(n, 1, 1)
    lengths = batch.lengths[batch.attributed].repeat_interleave(3)
    return negative_log_likelihood(scores, steps, gold, gold != MISSING, lengths)


def frame_loss(network: Network, x: Tensor, batch: Batch) -> Tensor:
    """One chain per predicate: its arguments in the labels of its corpus."""
    total = x.new_zeros(())
    for name, (texts, places, rows) in batch.frames.items():
        head = network.frames[name]
        words = x[texts]
        distance = bucket(torch.arange(words.shape[1], device=x.device)[None] - places[:, None])
        scores = head(words[torch.arange(len(texts), device=x.device), places], words, distance)
        annotated = torch.ones_like(rows, dtype=torch.bool)
        steps = head.steps + FRAME_STEPS.to(x.device)
        total = total + negative_log_likelihood(scores, steps, rows, annotated, batch.lengths[texts])
    return total


def role_loss(network: Network, x: Tensor, batch: Batch) -> Tensor:
    """One chain per cue: the words of its source and of its content."""
    steps = network.role_steps + ROLE_STEPS.to(x.device)
    annotated = torch.ones_like(batch.roles, dtype=torch.bool)
    lengths = batch.lengths[batch.cue_text]
    return negative_log_likelihood(role_scores(network, x, batch), steps, batch.roles, annotated, lengths)


def role_scores(network: Network, x: Tensor, batch: Batch) -> Tensor:
    """(cues, words, 5) scores of roles, for the cues of a batch and its vectors `x` (batch, words, width)."""
    words = x[batch.cue_text]
    cue = (words * batch.cue_words[..., None]).sum(1) / batch.cue_words.sum(1, keepdim=True)
    first_word = batch.cue_words.argmax(1)
    offset = torch.arange(words.shape[1], device=x.device)[None] - first_word[:, None]
    paragraphs = batch.paragraphs[batch.cue_text]
    return network.roles(cue, words, offset, paragraphs - paragraphs.gather(1, first_word[:, None]))
