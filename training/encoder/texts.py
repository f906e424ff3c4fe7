"""The texts that the encoder learns from, by the name of their stream: `TrainingTexts(…).read("wikinews")`.

A corpus is read when its stream is asked for, and not otherwise: a run without the stream "attributions" never opens
PolNeAR.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import spacy
from spacy.language import Language

from quotes.nlp.encoder.pieces import WordPieces
from training.attribution.polnear import is_held_out
from training.encoder.batch import WINDOW_PIECES, cut_pieces
from training.encoder.composed import composed_texts
from training.encoder.corpus import read, read_attributed, read_sentences
from training.encoder.discourse import read_discourse
from training.encoder.examples import Text
from training.encoder.frames import read_propbank, read_qanom
from training.encoder.labels import Labels, Numbers
from training.encoder.open_data import is_open
from training.encoder.streams import cut_at_sentences, stream_articles, stream_passages, stream_soft
from training.encoder.tokens import set_tokenizer
from training.encoder.wikinews import ARTICLE_NAMES, wikinews_texts
from training.encoder.wikinews import CORPUS as WIKINEWS

SOFT = "soft"
COMPOSED_ROUNDS = 8  # over the sentences that attributions are composed of
ARTICLES = frozenset({"attributions", "wikinews"})  # are cut into windows of other lengths in each round


@dataclass(frozen=True)
class TrainingTexts:
    """The corpora of a run: passages in its work folder, and the rest in the folder of corpora."""

    work: Path
    folder: Path
    labels: Labels
    pieces: WordPieces
    rng: random.Random = field(default_factory=lambda: random.Random(0))
    fold: int | None = None
    max_wikinews: int | None = None  # articles of Wikinews, where it is to be learnt what more of them are worth

    @cached_property
    def nlp(self) -> Language:
        """A blank pipeline with the tokenizer."""
        nlp = spacy.blank("en")
        set_tokenizer(nlp)
        return nlp

    def read(self, stream: str) -> list[Text]:
        """The texts of a stream. Raises KeyError for an unknown one."""
        readers: dict[str, Callable[[], list[Text]]] = {
            "trees": self._read_trees,
            "names": self._read_names,
            "attributions": self._read_polnear,
            "wikinews": self._read_wikinews,
            "composed": self._read_composed,
            "frames": lambda: [*self.read("propbank"), *self.read("qanom")],
            "propbank": lambda: self._with_predicates(read_propbank(self.folder / "propbank-ewt.jsonl.xz")),
            "qanom": lambda: self._with_predicates(read_qanom(self.folder / "qanom.jsonl.xz")),
            "discourse": lambda: self._with_predicates(read_discourse(self.folder)),
        }
        return readers[stream]()

    def _read_trees(self) -> list[Text]:
        numbers = Numbers(self.labels)
        files = [path for path in (self.work / "trees.spacy", self.work / "more.spacy") if path.exists()]
        docs = [doc for path in files for doc in read(path, self.nlp)]
        return [part for doc in docs for part in cut_at_sentences(numbers.text(doc), self.pieces)]

    def _read_names(self) -> list[Text]:
        numbers = Numbers(self.labels)
        return self._that_fit([numbers.text(doc) for doc in read(self.work / "names.spacy", self.nlp)])

    def _read_polnear(self) -> list[Text]:
        texts = read_attributed(self.folder, "train", self.nlp, Numbers(self.labels))
        return select_fold([text for i, text in enumerate(texts) if not is_held_out(i)], self.fold)

    def _read_wikinews(self) -> list[Text]:
        path = self.work / ARTICLE_NAMES
        names = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
        folder = self.folder / "wikinews-attributions"
        texts = list(wikinews_texts(folder, "train", self.nlp, Numbers(self.labels), names))
        if self.max_wikinews is not None:
            random.Random(0).shuffle(texts)
            texts = texts[: self.max_wikinews]
        return select_fold(texts, self.fold)

    def _read_composed(self) -> list[Text]:
        only_open, numbers = is_open(self.work), Numbers(self.labels)
        sentences, cast = read_sentences(self.folder, only_open=only_open)
        rounds = (composed_texts(sentences, cast, numbers, self.nlp, self.rng) for _ in range(COMPOSED_ROUNDS))
        texts = (text for of_round in rounds for text in of_round)
        return self._that_fit([replace(text, corpus=WIKINEWS) if only_open else text for text in texts])

    def _with_predicates(self, texts: Iterable[Text]) -> list[Text]:
        """Those with something to learn from: a batch of others has no loss."""
        return self._that_fit([text for text in texts if text.frames])

    def _that_fit(self, texts: Sequence[Text]) -> list[Text]:
        return [text for text in texts if len(cut_pieces(text, self.pieces).ids) <= WINDOW_PIECES]


def select_fold(texts: Sequence[Text], fold: int | None) -> list[Text]:
    """Every second text, beginning with number `fold`; all of them if it is None."""
    return list(texts) if fold is None else list(texts[fold::2])


def make_stream(
    name: str,
    texts: Sequence[Text],
    pieces: WordPieces,
    rng: random.Random,
    max_pieces: int,
    soft: Path | None = None,
) -> Iterator[list[Text]]:
    """Batches without end of a stream's texts; `soft` is the folder of a teacher's labels, for the stream of these."""
    if name == SOFT:
        if soft is None:
            raise ValueError("the stream soft needs a teacher's labels: give --soft and --teacher")
        return stream_soft(soft, pieces, rng, max_pieces)
    if name in ARTICLES:
        return stream_articles(texts, pieces, rng, max_pieces)
    return stream_passages(texts, pieces, rng, max_pieces, joined=name in ("trees", "names"))
