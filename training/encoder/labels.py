"""The labels of every head, collected from the training Docs, and the rows of numbers that they make of a Doc."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.pipeline import EditTreeLemmatizer
from spacy.tokens import Doc
from spacy.training import Example

from .examples import MISSING, Rows, Text

NAMES = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
LEAST = 3  # times that an edit tree is seen


@dataclass(frozen=True)
class Labels:
    """Labels in the order of the rows of each head; `morph` as spaCy's morphologizer writes them."""

    tag: list[str]
    morph: list[str]
    dep: list[str]
    lemma: dict[str, Any]  # label_data of spaCy's trainable lemmatizer: {"trees": …, "labels": …}

    @classmethod
    def collect(cls, docs: Iterable[Doc]) -> Labels:
        """Collect the labels of Docs with trees."""
        seen: dict[str, set[str]] = {"tag": set(), "morph": set(), "dep": set()}
        examples = []
        for doc in docs:
            examples.append(Example(doc.copy(), doc))
            for token in doc:
                seen["tag"].add(token.tag_)
                seen["morph"].add(morph_of(token))
                if not token.is_space:
                    seen["dep"].add(token.dep_)
        lemmatizer = _lemmatizer()
        lemmatizer.initialize(lambda: examples)
        return cls(*(sorted(seen[key] - {""}) for key in ("tag", "morph", "dep")), _plain(lemmatizer.label_data))

    def to_disk(self, path: Path) -> None:
        """Write the labels as JSON."""
        path.write_text(json.dumps(asdict(self)), encoding="utf8")

    @classmethod
    def from_disk(cls, path: Path) -> Labels:
        """Read what `to_disk` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf8")))


class Numbers:
    """Turn Docs into Texts with rows of label numbers."""

    def __init__(self, labels: Labels) -> None:
        self.tag = {label: i for i, label in enumerate(labels.tag)}
        self.morph = {label: i for i, label in enumerate(labels.morph)}
        self.dep = {label: i for i, label in enumerate(labels.dep)}
        self.name = {label: i for i, label in enumerate(NAMES)}
        self._lemmatizer = _lemmatizer()
        self._lemmatizer.initialize(_one_word, labels=labels.lemma)
        self._lemmas: dict[tuple[str, str], int] = {}

    def text(self, doc: Doc, origin: str = "") -> Text:
        """The words and rows of a Doc."""
        rows = Rows.empty(len(doc))
        named, parsed = doc.has_annotation("ENT_IOB"), doc.has_annotation("DEP")
        for i, token in enumerate(doc):
            if named and token.ent_iob:
                label = "O" if token.ent_iob_ == "O" else f"{token.ent_iob_}-{token.ent_type_}"
                rows.name[i] = self.name.get(label, MISSING)
            if not parsed:
                continue
            rows.tag[i] = self.tag.get(token.tag_, MISSING)
            rows.morph[i] = self.morph.get(morph_of(token), MISSING)
            rows.start[i] = int(bool(token.is_sent_start))
            if not token.is_space:
                rows.head[i] = token.head.i
                rows.dep[i] = self.dep.get(token.dep_, MISSING)
                rows.lemma[i] = self._lemma(token.text, token.lemma_)
        return Text(tuple(t.text for t in doc), tuple(t.whitespace_ for t in doc), rows, origin=origin)

    def _lemma(self, form: str, lemma: str) -> int:
        if not lemma:
            return MISSING
        if (form, lemma) not in self._lemmas:
            tree = self._lemmatizer.trees.add(form, lemma)
            self._lemmas[form, lemma] = self._lemmatizer.tree2label.get(tree, MISSING)
        return self._lemmas[form, lemma]


def morph_of(token: Any) -> str:
    """A token's features and coarse tag as one label: `Number=Sing|POS=NOUN`."""
    feats = str(token.morph)
    return f"{feats}|POS={token.pos_}" if feats else f"POS={token.pos_}"


def _one_word() -> list[Example]:
    """The least that spaCy initialises a pipe with."""
    doc = Doc(spacy.blank("en").vocab, words=["said"], lemmas=["say"])
    return [Example(doc.copy(), doc)]


def _lemmatizer() -> EditTreeLemmatizer:
    pipe = spacy.blank("en").add_pipe("trainable_lemmatizer", config={"min_tree_freq": LEAST})
    assert isinstance(pipe, EditTreeLemmatizer)
    return pipe


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value.item() if isinstance(value, np.generic) else value
