"""Texts as padded tensors: pieces for the encoder, and the labels for each head."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import accumulate

import numpy as np
import torch
from torch import Tensor

from quotes.nlp.encoder.pieces import Pieces, WordPieces
from quotes.nlp.encoder.quoted import find_quoted
from training.encoder.examples import MISSING, Attribution, Frame, Rows, Text
from training.encoder.frames import LABELS

WINDOW_PIECES = 448  # the longest window
MASKED_SHARE = 0.04  # of the pieces are masked, so that the encoder learns to use their context
MAX_PIECES = 510  # that the encoder can read, without the two special ones
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
    corpus: Tensor  # (batch,) the annotation guidelines that each text's attributions follow
    frames: dict[str, tuple[Tensor, Tensor, Tensor]]  # by head: text and word of each predicate, labels (…, words)
    vectors: Tensor | None  # (batch, words, width) a teacher's, if every text has them

    @property
    def words(self) -> int:
        """The length of the longest text."""
        return int(self.lengths.max())

    def to(self, device: torch.device | str) -> Batch:
        """The batch with its tensors on a device."""
        moved = {f.name: value.to(device) for f in fields(self) if isinstance(value := getattr(self, f.name), Tensor)}
        rows = {name: row.to(device) for name, row in self.rows.items()}
        frames = {name: tuple(part.to(device) for part in parts) for name, parts in self.frames.items()}
        return replace(self, **moved, rows=rows, frames=frames)


def make_batch(texts: Sequence[Text], pieces: WordPieces, rng: random.Random, masked: float = MASKED_SHARE) -> Batch:
    """Pad texts to one length, a share of their pieces `masked`."""
    pieces_by_text = [cut_pieces(text, pieces) for text in texts]
    words = max(len(text.words) for text in texts)
    length = max(len(text_pieces.ids) for text_pieces in pieces_by_text) + 2
    ids = np.full((len(texts), length), pieces.padding)
    kinds, mask, owner = np.zeros_like(ids), np.zeros_like(ids), np.full_like(ids, words)
    rows = {name: np.full((len(texts), words), MISSING) for name in Rows.__dataclass_fields__}
    paragraphs = np.zeros((len(texts), words), dtype=np.int64)
    flat = np.full((len(texts), 3, words), MISSING)
    cues: list[tuple[int, Attribution]] = []
    sentences: list[tuple[int, np.ndarray]] = []
    for i, (text, text_pieces) in enumerate(zip(texts, pieces_by_text, strict=True)):
        n = len(text_pieces.ids)
        ids[i, : n + 2] = [pieces.first, *text_pieces.ids, pieces.last]
        kinds[i, 1 : n + 1] = text_pieces.kinds
        mask_pieces(ids[i, 1 : n + 1], pieces, rng, masked)
        mask[i, : n + 2] = 1
        paragraphs[i, : len(text.words)] = np.cumsum(["\n" in word for word in text.words])
        owner[i, 1 : n + 1] = np.repeat(np.arange(len(text.words)), text_pieces.lengths)
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
        anchor = a.cue if rng.random() < 0.7 else (rng.choice(a.cue),)
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
        vector_rows(texts, words),
    )


def vector_rows(texts: Sequence[Text], words: int) -> Tensor | None:
    """(texts, words, width) the teacher's vectors, zero after a text's last word; None if a text has none."""
    vectors = [text.vectors for text in texts if text.vectors is not None]
    if len(vectors) < len(texts):
        return None
    padded = torch.zeros(len(texts), words, vectors[0].shape[1])
    for row, of_text in zip(padded, vectors, strict=True):
        row[: len(of_text)] = torch.from_numpy(of_text)
    return padded


def frame_rows(texts: Sequence[Text], words: int) -> dict[str, tuple[Tensor, Tensor, Tensor]]:
    """The predicates of each head: numbers of texts (n,) and words (n,), rows of labels (n, words)."""
    frames_by_head: dict[str, list[tuple[int, Frame]]] = {}
    for number, text in enumerate(texts):
        for frame in text.frames:
            frames_by_head.setdefault(frame.head, []).append((number, frame))
    result = {}
    for head, frames in frames_by_head.items():
        rows = np.zeros((len(frames), words), dtype=np.int64)
        for row, (_, frame) in zip(rows, frames, strict=True):
            for label, start, end in frame.arguments:
                row[start] = LABELS.index(f"B-{label}")
                row[start + 1 : end] = LABELS.index(f"I-{label}")
        places = torch.tensor([number for number, _ in frames]), torch.tensor([frame.predicate for _, frame in frames])
        result[head] = (*places, torch.from_numpy(rows))
    return result


def mask_pieces(ids: np.ndarray, pieces: WordPieces, rng: random.Random, share: float) -> None:
    """Replace a share of the pieces by the mask, in place."""
    mask = pieces.tokenizer.token_to_id("[MASK]")
    for i in range(len(ids)):
        if rng.random() < share:
            ids[i] = mask


def cut_pieces(text: Text, pieces: WordPieces) -> Pieces:
    """The pieces of a text, with quotations found by their marks."""
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
    """The words of each sentence with a complete tree."""
    starts = np.flatnonzero(text.rows.start == 1)
    for start, end in zip(starts, [*starts[1:], len(text.words)], strict=False):
        places = np.arange(start, end)
        places = places[text.rows.head[start:end] != MISSING]
        if len(places) and np.isin(text.rows.head[places], places).all():
            yield places


def pack_batches(texts: Sequence[Text], pieces: WordPieces, max_pieces: int) -> Iterator[list[Text]]:
    """Batches of texts of similar length, each of about `max_pieces` with padding; too long texts are left out."""
    by_size = sorted(((int(cut_pieces(text, pieces).lengths.sum()), i) for i, text in enumerate(texts)))
    batch: list[Text] = []
    for size, i in by_size:
        if size > MAX_PIECES:
            continue
        if batch and (size + 2) * (len(batch) + 1) > max_pieces:
            yield batch
            batch = []
        batch.append(texts[i])
    if batch:
        yield batch
