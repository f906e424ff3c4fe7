"""A biaffine dependency parser on the encoder: `quotes_parser`, behind a component that sets sentence bounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

from quotes.heads.head import Head
from quotes.heads.layers import Floats, gelu, linear
from quotes.heads.trees import best_heads

LONGEST = 250  # words that are compared with each other; longer sentences are parsed in parts
SPACE = "dep"  # the relation of white space, as spaCy's own pipelines have it
Arcs = tuple[list[int], list[int]]


@Language.factory(
    "quotes_parser",
    assigns=["token.dep", "token.head", "doc.sents"],
    requires=["token.is_sent_start"],
    default_config={"model": {"@architectures": "quotes.BiaffineParser.v1", "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 384, "upstream": "*"}}},  # noqa: E501
)  # fmt: skip
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

    def predict(self, docs: Iterable[Doc]) -> list[Arcs]:
        """For each document the relative heads and the label numbers (-1: white space) of its tokens."""
        docs = list(docs)
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
        heads, labels = [0] * len(doc), [-1] * len(doc)
        if not len(doc):
            return heads, labels
        projected = {name: gelu(self.model, name, x) for name in ("arc_dep", "arc_head", "rel_dep", "rel_head")}
        dependents = projected["arc_dep"] @ self.model.get_param("arc")
        for places in _sentences(doc):
            for begin in range(0, len(places), LONGEST):
                part = places[begin : begin + LONGEST]
                root = self._parse_sentence(np.array(part), dependents, projected, heads, labels)
                if begin:  # hang the later parts of an endless sentence on its first word
                    heads[root] = places[0] - root
        _attach_spaces(doc, heads)
        return heads, labels

    def _parse_sentence(
        self, places: Any, dependents: Floats, projected: dict[str, Floats], heads: list[int], labels: list[int]
    ) -> int:
        model = self.model
        root = gelu(model, "arc_head", model.get_param("root")[None])
        candidates = np.concatenate([root, projected["arc_head"][places]])
        bias = linear(model, "arc_bias", candidates)[:, 0]
        found = best_heads(dependents[places] @ candidates.T + bias)
        root_rel = gelu(model, "rel_head", model.get_param("root")[None])
        head_rel = np.concatenate([root_rel, projected["rel_head"][places]])[found]
        rel = model.get_param("rel")
        dep_rel = np.pad(projected["rel_dep"][places], ((0, 0), (0, 1)), constant_values=1.0)
        head_rel = np.pad(head_rel, ((0, 0), (0, 1)), constant_values=1.0)
        mixed = (dep_rel @ rel.transpose(1, 0, 2).reshape(rel.shape[1], -1)).reshape(len(places), *rel.shape[::2])
        scores = np.einsum("nrh,nh->nr", mixed, head_rel)
        scores[:, self.labels.index("ROOT")] = np.where(np.array(found) == 0, 1e9, -1e9)
        top = int(places[found.index(0)])
        for place, head, label in zip(places.tolist(), found, scores.argmax(1).tolist(), strict=True):
            heads[place] = int(places[head - 1]) - place if head else 0
            labels[place] = label
        return top


def _sentences(doc: Doc) -> list[list[int]]:
    """The tokens of each sentence but for white space."""
    sentences: list[list[int]] = [[]]
    for token in doc:
        if token.is_sent_start and sentences[-1]:
            sentences.append([])
        if not token.is_space:
            sentences[-1].append(token.i)
    return [places for places in sentences if places]


def _attach_spaces(doc: Doc, heads: list[int]) -> None:
    """Hang white space on the word before it, or on the first word of the document."""
    word = next((token.i for token in doc if not token.is_space), None)
    for token in doc:
        if not token.is_space:
            word = token.i
        elif word is not None:
            heads[token.i] = word - token.i
