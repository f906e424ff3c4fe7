"""Texts as the small tagger reads them: parsed once by the pipeline that it is for, its vectors and features kept."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from spacy.language import Language
from spacy.tokens import Doc
from torch import Tensor

from quotes.nlp.encoder.pieces import WordPieces
from quotes.nlp.encoder.windows import cut_windows
from quotes.nlp.heads.tree_vectors import Keys, keys_of
from training.encoder.batch import Batch, make_batch
from training.encoder.examples import Text
from training.fast.network import hash_keys

WINDOW_WORDS = (130, 360)  # the shortest and the longest window
BATCH_WORDS = 3000  # with padding


@dataclass(frozen=True)
class Parsed:
    """A text with its keys (words, features) and the vectors (words, 112) of the pipeline's encoder, in 16 bits."""

    text: Text
    keys: Keys
    shared: np.ndarray[Any, np.dtype[np.float16]]

    def part(self, start: int, end: int) -> Parsed:
        """Words `start` to `end`."""
        return Parsed(self.text.part(start, end), self.keys[start:end], self.shared[start:end])


@dataclass(frozen=True)
class Inputs:
    """A batch with what the small encoder reads: (batch, words, …) vectors, rows of tables, 1 inside of texts."""

    batch: Batch
    shared: Tensor
    rows: Tensor
    inside: Tensor


def parse(texts: Iterable[Text], nlp: Language) -> Iterator[Parsed]:
    """The texts, parsed under their own words."""
    texts = list(texts)
    docs = (Doc(nlp.vocab, words=list(text.words), spaces=[bool(space) for space in text.spaces]) for text in texts)
    encoder: Any = nlp.get_pipe("tok2vec")
    unused = [name for name in nlp.pipe_names if name in ("quotes", "attribution_tagger", "trainable_lemmatizer")]
    with nlp.select_pipes(disable=unused):
        for text, doc in zip(texts, nlp.pipe(docs), strict=True):
            vectors = np.asarray(encoder.predict([doc])[0], dtype=np.float16)
            yield Parsed(text, keys_of(doc), vectors)


def cut(parsed: Parsed, rng: random.Random) -> Iterator[Parsed]:
    """Windows of a random length that do not overlap, cut at paragraphs where that is possible."""
    breaks = [i for i, word in enumerate(parsed.text.words) if "\n" in word]
    lengths = np.ones(len(parsed.text.words), dtype=np.int64)
    for window in cut_windows(lengths, breaks, rng.randint(*WINDOW_WORDS), 0):
        yield parsed.part(window.first, window.last)


def pack(texts: Sequence[Parsed], rng: random.Random) -> Iterator[list[Parsed]]:
    """Batches of texts of similar length, in random order."""
    batches: list[list[Parsed]] = [[]]
    for parsed in sorted(texts, key=lambda parsed: len(parsed.keys)):
        if batches[-1] and len(parsed.keys) * (len(batches[-1]) + 1) > BATCH_WORDS:
            batches.append([])
        batches[-1].append(parsed)
    rng.shuffle(batches)
    yield from batches


def stream(texts: Sequence[Parsed], rng: random.Random) -> Iterator[list[Parsed]]:
    """Batches without end, the texts cut anew in each round."""
    while True:
        yield from pack([part for parsed in texts for part in cut(parsed, rng)], rng)


def make_inputs(texts: Sequence[Parsed], pieces: WordPieces, rng: random.Random) -> Inputs:
    """The texts padded to one length."""
    batch = make_batch([parsed.text for parsed in texts], pieces, rng, masked=0.0)
    longest = batch.words
    shared = torch.zeros(len(texts), longest, texts[0].shared.shape[1])
    rows = torch.zeros(len(texts), longest, texts[0].keys.shape[1], 4, dtype=torch.long)
    inside = torch.zeros(len(texts), longest)
    for i, parsed in enumerate(texts):
        n = len(parsed.keys)
        shared[i, :n] = torch.from_numpy(parsed.shared.astype(np.float32))
        rows[i, :n] = torch.from_numpy(hash_keys(parsed.keys))
        inside[i, :n] = 1.0
    return Inputs(batch, shared, rows, inside)
