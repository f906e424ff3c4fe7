"""Names on the encoder: `quotes_ner`, BIO labels chosen over whole documents by Viterbi."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab
from thinc.api import Model

from quotes.nlp.heads.blocks import BLOCK_PLACES
from quotes.nlp.heads.chains import best_labels, legal_steps
from quotes.nlp.heads.head import Head
from quotes.nlp.heads.layers import linear

Entity = tuple[int, int, str]


@Language.factory(
    "quotes_ner",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "model": {
            "@architectures": "quotes.ChainTagger.v1",
            "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 384, "upstream": "*"},
        }
    },
)
def make_names(nlp: Language, name: str, model: Model[Any, Any]) -> NameTagger:
    """The recogniser, without weights until it is read from disk."""
    return NameTagger(nlp.vocab, model, name)


class NameTagger(Head):
    """Set `doc.ents`, of the labels that its BIO labels name."""

    def __init__(self, vocab: Vocab, model: Model[Any, Any], name: str = "ner", *, bio: Sequence[str] = ()) -> None:
        self.vocab, self.model, self.name = vocab, model, name
        self.cfg: dict[str, Any] = {"bio": list(bio)}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of entities."""
        return tuple(sorted({label[2:] for label in self.cfg["bio"] if label != "O"}))

    def compute(self, docs: list[Doc]) -> list[list[Entity]]:
        """The names of each document as (start token, end token, label)."""
        filled = [i for i, doc in enumerate(docs) if len(doc)]
        entities: list[list[Entity]] = [[] for _ in docs]
        if not filled:
            return entities
        vectors = self.model.predict([docs[i] for i in filled])
        lengths = np.array([len(x) for x in vectors])
        bio: list[str] = self.cfg["bio"]
        scores = np.zeros((len(filled), int(lengths.max()), len(bio)), dtype=np.float32)
        for row, x in enumerate(vectors):
            scores[row, : len(x)] = linear(self.model, "label", np.asarray(x))
        steps = self.model.get_param("steps") + legal_steps(bio)
        for i, labels, length in zip(filled, best_labels(scores, steps, lengths, BLOCK_PLACES), lengths, strict=True):
            entities[i] = _entities([bio[label] for label in labels[:length]])
        return entities

    def set_annotations(self, docs: Iterable[Doc], entities: Sequence[list[Entity]]) -> None:
        """Write the names of each document; white space at their edges is cut off."""
        for doc, entities_of_doc in zip(docs, entities, strict=True):
            spans = []
            for start, end, label in entities_of_doc:
                while end > start and doc[end - 1].is_space:
                    end -= 1
                if end > start:
                    spans.append(Span(doc, start, end, label=label))
            doc.set_ents(spans)


def _entities(bio: Sequence[str]) -> list[Entity]:
    entities: list[Entity] = []
    start, name = -1, ""
    for place, label in enumerate([*bio, "O"]):
        if start >= 0 and label != f"I-{name}":
            entities.append((start, place, name))
            start = -1
        if label[0] == "B" or (label[0] == "I" and start < 0):
            start, name = place, label[2:]
    return entities
