"""Endless streams of batches, one for each kind of text, taken in turn by their shares of the word pieces."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from quotes.nlp.encoder.pieces import WordPieces
from quotes.nlp.encoder.windows import cut_windows
from training.encoder.augment import vary
from training.encoder.batch import WINDOW_PIECES, cut_pieces, pack_batches
from training.encoder.examples import Text, join
from training.encoder.soft_files import read_file

JOINED_SHARE = 0.3  # of the short texts are joined to texts as long as an article
ARTICLES_PER_ROUND, TEXTS_PER_ROUND = 400, 2000  # that are cut and packed into batches together


@dataclass
class Mixture:
    """Streams by name with their shares of the pieces; `used` counts the pieces taken from each."""

    streams: Mapping[str, Iterator[list[Text]]]
    shares: Mapping[str, float]
    used: dict[str, float] = field(default_factory=dict)

    def take(self) -> tuple[str, list[Text]]:
        """The name and the next batch of the stream that is most behind its share."""
        name = min(self.streams, key=lambda name: self.used.get(name, 0.0) / self.shares[name])
        return name, next(self.streams[name])

    def count(self, name: str, pieces: float) -> None:
        """Note the pieces of a batch."""
        self.used[name] = self.used.get(name, 0.0) + pieces


def stream_articles(
    texts: Sequence[Text], pieces: WordPieces, rng: random.Random, max_pieces: int
) -> Iterator[list[Text]]:
    """Batches of articles without end: shuffled, varied and cut again in each round."""
    while True:
        for selected in _shuffled(texts, rng, ARTICLES_PER_ROUND):
            parts = [part for text in selected for part in cut_randomly(vary(text, rng), pieces, rng)]
            yield from _packed(parts, pieces, rng, max_pieces)


def stream_passages(
    texts: Sequence[Text], pieces: WordPieces, rng: random.Random, max_pieces: int, *, joined: bool = True
) -> Iterator[list[Text]]:
    """Batches of short texts without end: shuffled in each round, some `joined` to longer ones."""
    while True:
        for selected in _shuffled(texts, rng, TEXTS_PER_ROUND):
            yield from _packed(list(join_short(selected, rng)) if joined else selected, pieces, rng, max_pieces)


def stream_soft(folder: Path, pieces: WordPieces, rng: random.Random, max_pieces: int) -> Iterator[list[Text]]:
    """Batches without end of the texts with a teacher's vectors; files that are added meanwhile are read first.

    Raises FileNotFoundError if there is no file when the first batch is taken.
    """
    read: set[Path] = set()
    while True:
        paths = sorted(folder.glob("*.npz"))
        if not paths:
            raise FileNotFoundError(f"{folder}: no soft labels; make them with training.encoder.soft_labels")
        fresh = [path for path in paths if path not in read]
        if not fresh:
            read.clear()
            continue
        path = rng.choice(fresh)
        read.add(path)
        yield from _packed(list(read_file(path)), pieces, rng, max_pieces)


def _shuffled(texts: Sequence[Text], rng: random.Random, size: int) -> Iterator[list[Text]]:
    order = list(texts)
    rng.shuffle(order)
    for start in range(0, len(order), size):
        yield order[start : start + size]


def _packed(texts: Sequence[Text], pieces: WordPieces, rng: random.Random, max_pieces: int) -> Iterator[list[Text]]:
    batches = list(pack_batches(texts, pieces, max_pieces))
    rng.shuffle(batches)
    yield from batches


def cut_randomly(text: Text, pieces: WordPieces, rng: random.Random) -> Iterator[Text]:
    """Cut an article into windows of a random length; they do not overlap."""
    lengths = cut_pieces(text, pieces).lengths
    breaks = [i for i, word in enumerate(text.words) if "\n" in word]
    for window in cut_windows(lengths, breaks, rng.randint(160, WINDOW_PIECES), 0):
        yield text.part(window.first, window.last)


def cut_at_sentences(text: Text, pieces: WordPieces) -> Iterator[Text]:
    """Cut a text with trees between sentences, so that each part fits into a window."""
    lengths = cut_pieces(text, pieces).lengths
    starts = np.flatnonzero(text.rows.start == 1)
    begin, size = 0, 0
    for start, end in zip(starts, [*starts[1:], len(text.words)], strict=False):
        part = int(lengths[start:end].sum())
        if size + part > WINDOW_PIECES and start > begin:
            yield text.part(begin, int(start))
            begin, size = int(start), 0
        size += part
    if 0 < size <= WINDOW_PIECES:
        yield text.part(begin, len(text.words))


def join_short(texts: Sequence[Text], rng: random.Random) -> Iterator[Text]:
    """Join some of the texts to texts as long as an article."""
    waiting: list[Text] = []
    for text in texts:
        if rng.random() > JOINED_SHARE:
            yield text
        elif sum(len(earlier.words) for earlier in waiting) + len(text.words) < WINDOW_PIECES * 0.7:
            waiting.append(text)
        else:
            yield from [join(waiting)] if waiting else []
            waiting = [text]
    yield from [join(waiting)] if waiting else []
