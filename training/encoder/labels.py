"""The labels of every head, collected from the training Docs, and the rows of label numbers of a Doc."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from training.encoder.examples import MISSING, Rows, Text

NAMES = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


@dataclass(frozen=True)
class Labels:
    """Labels in the order of each head's outputs; `morph` in the notation of spaCy's morphologizer."""

    tag: list[str]
    morph: list[str]
    dep: list[str]

    @classmethod
    def collect(cls, docs: Iterable[Doc]) -> Labels:
        """Collect the labels of Docs with trees."""
        labels: dict[str, set[str]] = {"tag": set(), "morph": set(), "dep": set()}
        for doc in docs:
            for token in doc:
                labels["tag"].add(token.tag_)
                labels["morph"].add(morph_of(token))
                if not token.is_space:
                    labels["dep"].add(token.dep_)
        return cls(*(sorted(labels[key] - {""}) for key in ("tag", "morph", "dep")))

    def to_disk(self, path: Path) -> None:
        """Write the labels as JSON."""
        path.write_text(json.dumps(asdict(self)), encoding="utf8")

    @classmethod
    def from_disk(cls, path: Path) -> Labels:
        """Read what `to_disk` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf8")))


class Numbers:
    """Turns Docs into Texts with rows of label numbers."""

    def __init__(self, labels: Labels) -> None:
        self.tag = {label: i for i, label in enumerate(labels.tag)}
        self.morph = {label: i for i, label in enumerate(labels.morph)}
        self.dep = {label: i for i, label in enumerate(labels.dep)}
        self.name = {label: i for i, label in enumerate(NAMES)}

    def text(self, doc: Doc, origin: str = "") -> Text:
        """The words and rows of a Doc."""
        rows = Rows.empty(len(doc))
        has_names, has_trees = doc.has_annotation("ENT_IOB"), doc.has_annotation("DEP")
        for i, token in enumerate(doc):
            if has_names and token.ent_iob:
                label = "O" if token.ent_iob_ == "O" else f"{token.ent_iob_}-{token.ent_type_}"
                rows.name[i] = self.name.get(label, MISSING)
            if not has_trees:
                continue
            rows.tag[i] = self.tag.get(token.tag_, MISSING)
            rows.morph[i] = self.morph.get(morph_of(token), MISSING)
            rows.start[i] = int(bool(token.is_sent_start))
            if not token.is_space:
                rows.head[i] = token.head.i
                rows.dep[i] = self.dep.get(token.dep_, MISSING)
        return Text(tuple(t.text for t in doc), tuple(t.whitespace_ for t in doc), rows, origin=origin)


def morph_of(token: Any) -> str:
    """A token's features and coarse tag as one label: `Number=Sing|POS=NOUN`."""
    feats = str(token.morph)
    return f"{feats}|POS={token.pos_}" if feats else f"POS={token.pos_}"
