"""Windows of texts that nobody annotated, as the encoder of a pipeline reads them, in batches.

Articles of PolNeAR and Wikinews train, unlabelled news, and the passages of the treebanks' train parts.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from spacy.language import Language
from torch import Tensor

from quotes.evaluation.pipeline.corpora import plain_docs, read_ewt, read_gum
from quotes.evaluation.pipeline.corpora_folder import corpus_file
from quotes.nlp.encoder.model import cut_inputs
from quotes.nlp.encoder.pieces import WordPieces
from quotes.nlp.encoder.windows import CONTEXT, SIZE
from quotes.nlp.heads.attributions import paragraphs_of
from training.attribution.polnear import is_held_out, read_articles
from training.encoder.network import mean_pieces
from training.recipe.unlabelled import read_unlabelled
from training.speakers.wikinews_sources import read_wikinews

UNLABELLED_TEXTS = 2500
TREEBANK_ROUNDS = 3  # their texts are read so often for each time that the news is
PIECES_PER_STEP = 1600


class Words(NamedTuple):
    """The words of a window: which word each piece belongs to, (pieces,), and which paragraph each word is in.

    The owner of a piece without a word is the number of words.
    """

    owner: Tensor
    paragraphs: Tensor

    def means(self, pieces: Tensor) -> Tensor:
        """The vectors of words (words, width), from those of pieces (1, pieces, width)."""
        return mean_pieces(pieces, self.owner[None], len(self.paragraphs))[0]


class TextWindow(NamedTuple):
    """A window: `ids` and `kinds` of its pieces, (1, pieces) each, and its words."""

    ids: Tensor
    kinds: Tensor
    words: Words


def read_texts(folder: Path, nlp: Language) -> Iterator[str]:
    """Articles of PolNeAR train that no weights of the engine are tested on, of Wikinews train, and unlabelled news.

    And passages of the treebanks' train parts: without the web's texts, names in them suffer.
    """
    polnear = enumerate(read_articles(folder / "data" / "train"))
    yield from (article.text for number, article in polnear if not is_held_out(number))
    yield from (article.text for article in read_wikinews(folder / "wikinews-attributions" / "train"))
    unlabelled = read_unlabelled(corpus_file(folder, "news-unlabelled.jsonl.xz"), random.Random(1))
    yield from islice(unlabelled, UNLABELLED_TEXTS)
    for _ in range(TREEBANK_ROUNDS):
        for sentences in (read_ewt(folder, "train"), read_gum(folder, "train", commercial=True)):
            yield from (doc.text for doc in plain_docs(sentences, nlp))


def cut_texts(texts: Iterable[str], nlp: Language, pieces: WordPieces) -> Iterator[TextWindow]:
    """The windows of some texts, as the encoder of a pipeline reads them."""
    for text in texts:
        doc = nlp.make_doc(text)
        cut, windows = cut_inputs(doc, pieces, size=SIZE, context=CONTEXT)
        paragraphs = torch.from_numpy(paragraphs_of(doc))
        for window, inputs in windows:
            lengths = cut.lengths[window.start : window.end]
            owner = np.concatenate([[len(lengths)], np.repeat(np.arange(len(lengths)), lengths), [len(lengths)]])
            words = Words(torch.from_numpy(owner), paragraphs[window.start : window.end])
            yield TextWindow(torch.from_numpy(inputs["ids"]), torch.from_numpy(inputs["kinds"]), words)


def make_batches(windows: Iterable[TextWindow]) -> Iterator[list[TextWindow]]:
    """Windows in groups of some pieces; what is left at the end makes none."""
    batch: list[TextWindow] = []
    for window in windows:
        batch.append(window)
        if sum(each.ids.shape[1] for each in batch) >= PIECES_PER_STEP:
            yield batch
            batch = []
