"""A biaffine dependency parser on the encoder: `quotes_parser`, after a component that sets sentence bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

from quotes.nlp.heads.distances import pairwise
from quotes.nlp.heads.head import Head
from quotes.nlp.heads.layers import Floats, gelu, linear
from quotes.nlp.heads.trees import best_heads

MAX_WORDS_PER_PART = 250  # all pairs of words are scored; longer sentences are parsed in parts
MAX_WORDS_PER_STRETCH = 10_000  # read at once, to limit memory: 100 MB; news articles have fewer
HEADS_PER_CHUNK = 64  # multiplied at once: 1 MB, which stays in the processor's cache
SPACE = "dep"  # the relation of white space, as spaCy's own pipelines have it
PUNCT = "punct"
Arcs = tuple[list[int], list[int]]


@Language.factory(
    "quotes_parser",
    assigns=["token.dep", "token.head", "doc.sents"],
    requires=["token.is_sent_start"],
    default_config={
        "model": {
            "@architectures": "quotes.BiaffineParser.v1",
            "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 384, "upstream": "*"},
        }
    },
)
def make_parser(nlp: Language, name: str, model: Model[Any, Any]) -> BiaffineParser:
    """The parser, without weights until it is read from disk."""
    return BiaffineParser(nlp.vocab, model, name)


class BiaffineParser(Head):
    """Parse each sentence by itself; the trees need not be projective. Dozat and Manning 2017, arXiv:1611.01734."""

    def __init__(
        self, vocab: Vocab, model: Model[Any, Any], name: str = "parser", *, labels: Sequence[str] = ()
    ) -> None:
        self.vocab, self.model, self.name = vocab, model, name
        self.cfg: dict[str, Any] = {"labels": list(labels)}

    @property
    def labels(self) -> tuple[str, ...]:
        """The relations, in the order of the weights."""
        return tuple(self.cfg["labels"])

    def compute(self, docs: list[Doc]) -> list[Arcs]:
        """For each document the relative heads and the label numbers (-1: white space) of its tokens."""
        return [self._parse(doc, np.asarray(x)) for doc, x in zip(docs, self.model.predict(docs), strict=True)]

    def set_annotations(self, docs: Iterable[Doc], arcs: Sequence[Arcs]) -> None:
        """Write heads and relations; sentence bounds stay where they were."""
        names = [self.vocab.strings.add(label) for label in (*self.labels, SPACE)]
        for doc, (heads, labels) in zip(docs, arcs, strict=True):
            if len(doc):
                rows = np.zeros((len(doc), 2), dtype=np.uint64)
                rows[:, 0] = np.asarray(heads, dtype=np.int64).astype(np.uint64)
                rows[:, 1] = [names[label] for label in labels]
                doc.from_array([HEAD, DEP], rows)

    def _parse(self, doc: Doc, x: Floats) -> Arcs:
        """Heads sentence by sentence, then the relations; a long document in stretches of sentences."""
        heads, labels = np.arange(len(doc)), np.full(len(doc), -1)
        for begin, end, sentences in _stretches(doc):
            arcs = self._parse_stretch(x[begin:end], [[place - begin for place in places] for places in sentences])
            heads[begin:end], labels[begin:end] = arcs[0] + begin, arcs[1]
        if not (labels >= 0).any():
            return [0] * len(doc), labels.tolist()
        lift(heads, np.flatnonzero(labels == self.labels.index(PUNCT)) if PUNCT in self.labels else [])
        relative = (heads - np.arange(len(doc))).tolist()
        _attach_spaces(doc, relative)
        return relative, labels.tolist()

    def _parse_stretch(self, x: Floats, sentences: Sequence[Sequence[int]]) -> tuple[Any, Any]:
        """The head of each word, a root's being itself, and the number of its relation, -1 for white space."""
        size = len(x)
        vectors = np.concatenate([x, self.model.get_param("root")[None]])  # the root is the last row
        candidates = gelu(self.model, "arc_head", vectors)
        bias = linear(self.model, "arc_bias", candidates)[:, 0]
        dependents = gelu(self.model, "arc_dep", x) @ self.model.get_param("arc")
        near, far = (linear(self.model, name, x) for name in ("arc_near", "arc_far"))
        heads, labels = np.arange(size), np.full(size, -1)
        parts, heads_of_parts = [], []
        for places in sentences:
            for begin in range(0, len(places), MAX_WORDS_PER_PART):
                part = np.array(places[begin : begin + MAX_WORDS_PER_PART])
                columns = np.concatenate([[size], part])
                scores = dependents[part] @ candidates[columns].T + bias[columns]
                buckets = pairwise(MAX_WORDS_PER_PART)[: len(part), : len(part)]
                scores[:, 1:] += np.take_along_axis(near[part], buckets, 1)
                scores[:, 1:] += np.take_along_axis(far[part], buckets, 1).T
                part_heads = best_heads(scores)
                parts.append(part)
                heads_of_parts.append(columns[part_heads])
                if begin:  # attach the later parts of an endless sentence to its first word
                    heads[part[part_heads.index(0)]] = places[0]
        words, parents = np.concatenate(parts), np.concatenate(heads_of_parts)
        labels[words] = self._relations(vectors, words, parents)
        inner = parents < size
        heads[words[inner]] = parents[inner]
        return heads, labels

    def _relations(self, vectors: Floats, words: Any, heads: Any) -> Any:
        """The number of the likeliest relation of each word to its head; the last of the vectors is the root's.

        Words are taken head by head: what a head is multiplied with is the same for all its dependents, and only a
        third of the words have any.
        """
        rel, root = self.model.get_param("rel"), self.labels.index("ROOT")
        by_head: Any = rel.reshape(-1, rel.shape[2])
        below = np.pad(gelu(self.model, "rel_dep", vectors), ((0, 0), (0, 1)), constant_values=1.0)
        different, numbers = np.unique(heads, return_inverse=True)
        above = np.pad(gelu(self.model, "rel_head", vectors[different]), ((0, 0), (0, 1)), constant_values=1.0)
        order = np.argsort(numbers, kind="stable")
        dependents = below[words[order]]
        ends = np.searchsorted(numbers[order], np.arange(len(different)), side="right").tolist()
        scores, begin = np.empty((len(words), rel.shape[0]), dtype=np.float32), 0
        for first in range(0, len(different), HEADS_PER_CHUNK):
            chunk = above[first : first + HEADS_PER_CHUNK]
            mixed = (chunk @ by_head.T).reshape(len(chunk), rel.shape[0], rel.shape[1])
            for below_one, end in zip(mixed, ends[first : first + HEADS_PER_CHUNK], strict=True):
                np.matmul(dependents[begin:end], below_one.T, out=scores[begin:end])
                begin = end
        scores[:, root] = np.where(heads[order] == len(vectors) - 1, np.inf, -np.inf)
        best = np.empty(len(words), dtype=np.int64)
        best[order] = scores.argmax(1)
        return best


def lift(heads: Any, marks: Iterable[int]) -> None:
    """Attach each punctuation mark as low as possible without crossing another arc, as in Universal Dependencies.

    `heads` (words) are absolute and changed in place; a root's head is the root itself.

    >>> heads = np.array([1, 3, 3, 3, 1]); lift(heads, [4]); heads.tolist()
    [1, 3, 3, 3, 3]
    """
    above = np.where(heads == np.arange(len(heads)), -1, heads)
    for mark in marks:
        head = above[mark]
        while head >= 0:
            low, high = min(mark, head), max(mark, head)
            between = above[low + 1 : high]
            if not len(between) or (between.min() >= low and between.max() <= high):
                heads[mark] = above[mark] = head
                break
            head = above[head]


def _sentences(doc: Doc) -> list[list[int]]:
    """The tokens of each sentence without white space."""
    sentences: list[list[int]] = [[]]
    for token in doc:
        if token.is_sent_start and sentences[-1]:
            sentences.append([])
        if not token.is_space:
            sentences[-1].append(token.i)
    return [places for places in sentences if places]


def _stretches(doc: Doc) -> Iterator[tuple[int, int, list[list[int]]]]:
    """The document in stretches of whole sentences: (first token, end, the tokens of each sentence)."""
    begin, stretch = 0, list[list[int]]()
    for places in _sentences(doc):
        if stretch and places[-1] - begin >= MAX_WORDS_PER_STRETCH:
            yield begin, places[0], stretch
            begin, stretch = places[0], []
        stretch.append(places)
    if stretch:
        yield begin, len(doc), stretch


def _attach_spaces(doc: Doc, heads: list[int]) -> None:
    """Attach white space to the word before it, or to the first word of the document."""
    word = next((token.i for token in doc if not token.is_space), None)
    for token in doc:
        if not token.is_space:
            word = token.i
        elif word is not None:
            heads[token.i] = word - token.i
