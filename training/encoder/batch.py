"""Texts as padded tensors: pieces for the encoder, and for each head what it shall have said."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import torch
from torch import Tensor

from quotes.nlp.encoder.pieces import Pieces, WordPieces
from quotes.nlp.encoder.quoted import find_quoted
from training.encoder.examples import MISSING, Attribution, Frame, Rows, Text
from training.encoder.frames import LABELS

SIZE = 448  # pieces of a window
MASKED = 0.04  # of the pieces are hidden, so that the words around them must tell
LIMIT = 510  # pieces that the encoder can read, two special ones apart
ROLE_NAMES = ("source", "cue", "content")


@dataclass(frozen=True)
class Batch:
    """Tensors of some texts; `rows` by task (batch, words), `flat` (batch, 3, words), the rest by cue or sentence."""

    ids: Tensor
    kinds: Tensor
    mask: Tensor
    owner: Tensor
    lengths: Tensor  # words of each text
    paragraphs: Tensor  # (batch, words) the number of each word's paragraph
    rows: dict[str, Tensor]
    attributed: Tensor  # texts whose attributions are annotated
    flat: Tensor
    cue_text: Tensor  # the text of each cue
    cue_words: Tensor  # (cues, words) 1 where a word belongs to the cue
    roles: Tensor  # (cues, words)
    sentences: list[tuple[int, np.ndarray]]  # text, and the words of each sentence
    corpus: Tensor  # (batch,) whose guidelines each text's attributions follow
    frames: dict[str, tuple[Tensor, Tensor, Tensor]]  # by head: text and word of each predicate, labels (…, words)

    @property
    def words(self) -> int:
        """The length of the longest text."""
        return int(self.lengths.max())


def make_batch(texts: Sequence[Text], pieces: WordPieces, dice: random.Random) -> Batch:
    """Pad some texts to one length."""
    cut = [cut_pieces(text, pieces) for text in texts]
    words = max(len(text.words) for text in texts)
    length = max(len(one.ids) for one in cut) + 2
    ids = np.full((len(texts), length), pieces.padding)
    kinds, mask, owner = np.zeros_like(ids), np.zeros_like(ids), np.full_like(ids, words)
    rows = {name: np.full((len(texts), words), MISSING) for name in Rows.__dataclass_fields__}
    paragraphs = np.zeros((len(texts), words), dtype=np.int64)
    flat = np.full((len(texts), 3, words), MISSING)
    cues: list[tuple[int, Attribution]] = []
    sentences: list[tuple[int, np.ndarray]] = []
    for i, (text, one) in enumerate(zip(texts, cut, strict=True)):
        n = len(one.ids)
        ids[i, : n + 2] = [pieces.first, *one.ids, pieces.last]
        kinds[i, 1 : n + 1] = one.kinds
        hide(ids[i, 1 : n + 1], pieces, dice)
        mask[i, : n + 2] = 1
        paragraphs[i, : len(text.words)] = np.cumsum(["\n" in word for word in text.words])
        owner[i, 1 : n + 1] = np.repeat(np.arange(len(text.words)), one.lengths)
        for name, row in rows.items():
            row[i, : len(text.words)] = getattr(text.rows, name)
        if text.attributions is not None:
            flat[i, :, : len(text.words)] = flat_rows(text)
            cues += [(i, attribution) for attribution in text.attributions]
        sentences += [(i, places) for places in sentences_of(text)]
    roles = np.zeros((len(cues), words), dtype=np.int64)
    cue_words = np.zeros((len(cues), words), dtype=np.float32)
    for row, (_, a) in enumerate(cues):
        roles[row] = role_row(a, words)
        anchor = a.cue if dice.random() < 0.7 else (dice.choice(a.cue),)
        cue_words[row, list(anchor)] = 1
    tensor = torch.from_numpy
    return Batch(
        tensor(ids),
        tensor(kinds),
        tensor(mask),
        tensor(owner),
        torch.tensor([len(t.words) for t in texts]),
        tensor(paragraphs),
        {name: tensor(row) for name, row in rows.items()},
        torch.tensor([i for i, text in enumerate(texts) if text.attributions is not None], dtype=torch.long),
        tensor(flat),
        torch.tensor([i for i, _ in cues], dtype=torch.long),
        tensor(cue_words),
        tensor(roles),
        sentences,
        torch.tensor([text.corpus for text in texts], dtype=torch.long),
        frame_rows(texts, words),
    )


def frame_rows(texts: Sequence[Text], words: int) -> dict[str, tuple[Tensor, Tensor, Tensor]]:
    """The predicates of each head: numbers of texts (n,) and words (n,), rows of labels (n, words)."""
    found: dict[str, list[tuple[int, Frame]]] = {}
    for number, text in enumerate(texts):
        for frame in text.frames:
            found.setdefault(frame.head, []).append((number, frame))
    result = {}
    for head, frames in found.items():
        rows = np.zeros((len(frames), words), dtype=np.int64)
        for row, (_, frame) in zip(rows, frames, strict=True):
            for label, start, end in frame.arguments:
                row[start] = LABELS.index(f"B-{label}")
                row[start + 1 : end] = LABELS.index(f"I-{label}")
        places = torch.tensor([number for number, _ in frames]), torch.tensor([frame.predicate for _, frame in frames])
        result[head] = (*places, torch.from_numpy(rows))
    return result


def hide(ids: np.ndarray, pieces: WordPieces, dice: random.Random) -> None:
    """Put the mask for some pieces, in place."""
    mask = pieces.tokenizer.token_to_id("[MASK]")
    for i in range(len(ids)):
        if dice.random() < MASKED:
            ids[i] = mask


def cut_pieces(text: Text, pieces: WordPieces) -> Pieces:
    """The pieces of a text, its quotations found by their marks."""
    parts = [word + space for word, space in zip(text.words, text.spaces, strict=True)]
    starts = [0, *accumulate(len(part) for part in parts)][: len(parts)]
    return pieces.cut(text.words, find_quoted("".join(parts), starts))


def flat_rows(text: Text) -> np.ndarray:
    """(3, words) BIO of source, cue and content; of overlapping spans the longest."""
    flat = np.zeros((3, len(text.words)), dtype=np.int64)
    for row, role in enumerate(ROLE_NAMES):
        runs = {run for a in text.attributions or () for run in runs_of(getattr(a, role))}
        for start, end in sorted(runs, key=lambda run: run[0] - run[1]):
            if not flat[row, start:end].any():
                flat[row, start] = 1
                flat[row, start + 1 : end] = 2
    return flat


def role_row(attribution: Attribution, words: int) -> np.ndarray:
    """(words,) O, B and I of source, B and I of content for one cue."""
    row = np.zeros(words, dtype=np.int64)
    for begin, places in ((1, attribution.source), (3, attribution.content)):
        for start, end in runs_of(places):
            row[start] = begin
            row[start + 1 : end] = begin + 1
    return row


def runs_of(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Half-open runs of consecutive numbers: `1 2 3 7` gives (1, 4) and (7, 8)."""
    start = before = None
    for place in places:
        if before is None or place != before + 1:
            if start is not None and before is not None:
                yield start, before + 1
            start = place
        before = place
    if start is not None and before is not None:
        yield start, before + 1


def sentences_of(text: Text) -> Iterator[np.ndarray]:
    """The words of each sentence with a whole tree."""
    starts = np.flatnonzero(text.rows.start == 1)
    for start, end in zip(starts, [*starts[1:], len(text.words)], strict=False):
        places = np.arange(start, end)
        places = places[text.rows.head[start:end] != MISSING]
        if len(places) and np.isin(text.rows.head[places], places).all():
            yield places


def packed(texts: Sequence[Text], pieces: WordPieces, room: int) -> Iterator[list[Text]]:
    """Batches of texts of similar length, each of about `room` pieces with its padding; too long ones are left out."""
    sized = sorted(((int(cut_pieces(text, pieces).lengths.sum()), i) for i, text in enumerate(texts)))
    batch: list[Text] = []
    for size, i in sized:
        if size > LIMIT:
            continue
        if batch and (size + 2) * (len(batch) + 1) > room:
            yield batch
            batch = []
        batch.append(texts[i])
    if batch:
        yield batch
