"""The tree of the document that the engine reads now, as plain lists: `tree_of(doc).labels[3]`.

spaCy makes a `Token` each time that it is asked for one, and looks a word up for each of its attributes. A document is
asked about the same tokens hundreds of times, so what it says of them is kept until the next one is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from itertools import count
from typing import Any, TypeVar

import numpy as np
from spacy.tokens import Doc, Token

from quotes.spans import Range

Answer = TypeVar("Answer")
_PLACES: defaultdict[int, int] = defaultdict(count().__next__)  # of the bits of labels, as they are first asked for


def bits_of(labels: Iterable[int]) -> int:
    """A number with a bit for each of some labels, so that one `&` tells if two sets of labels share one."""
    return sum({1 << _PLACES[label] for label in labels})


@dataclass(frozen=True)
class Tree:
    """The tokens of a document with their labels, heads and dependents, read from its arrays at once."""

    doc: Doc
    labels: list[int]
    heads: list[int]  # of a root, its own place
    dependents: list[int]  # of all words, word by word
    ends: list[int]  # of the dependents of each word among these
    below: list[int]  # the bits of the labels of the dependents of each word
    answers: dict[object, dict[int, Any]] = field(default_factory=dict)  # to `once_per_token`, by question and place

    @classmethod
    def of(cls, doc: Doc) -> Tree:
        """The tree of a document as it is now."""
        rows: Any = doc.to_array(["DEP", "HEAD"])
        offsets = rows[:, 1].astype("int64")
        heads = np.arange(len(offsets)) + offsets
        owners = np.where(offsets == 0, len(offsets), heads)  # a root depends on nothing
        ends = np.bincount(owners, minlength=len(offsets) + 1).cumsum()
        dependents = np.argsort(owners, kind="stable")
        labels: list[int] = rows[:, 0].tolist()
        bits, below = {label: bits_of([label]) for label in set(labels)}, [0] * (len(labels) + 1)
        for label, owner in zip(labels, owners.tolist(), strict=True):
            below[owner] |= bits[label]
        return cls(doc, labels, heads.tolist(), dependents.tolist(), ends.tolist(), below)

    @cached_property
    def tokens(self) -> list[Token]:
        """All tokens, each made once."""
        return list(self.doc)

    @cached_property
    def sentences(self) -> list[Range]:
        """For each token the bounds of its sentence: `token.sent` without the walk to them."""
        bounds: list[Range] = []
        for sentence in self.doc.sents:
            bounds += [(sentence.start, sentence.end)] * (sentence.end - sentence.start)
        return bounds


_kept: list[Tree | None] = [None]  # of the document that the engine reads now


def keep_tree(doc: Doc) -> None:
    """Keep the tree of a document, which may not change from here on, until `forget_tree` or that of another."""
    _kept[0] = Tree.of(doc)


def forget_tree() -> None:
    """Let go of the document whose tree is kept."""
    _kept[0] = None


def kept_tree(doc: Doc) -> Tree | None:
    """The tree that is kept, if it is this document's."""
    tree = _kept[0]
    return tree if tree is not None and tree.doc is doc else None


def tree_of(doc: Doc) -> Tree:
    """The tree of a document: the one that is kept, if it is this document's."""
    return kept_tree(doc) or Tree.of(doc)


def tokens_of(doc: Doc) -> list[Token] | Doc:
    """The tokens of a document by place: made once for the document that is read now, else the document itself."""
    tree = kept_tree(doc)
    return doc if tree is None else tree.tokens


def sentence_of(doc: Doc, place: int) -> Range:
    """The bounds of the sentence of a token."""
    tree = kept_tree(doc)
    if tree is not None:
        return tree.sentences[place]
    sentence = doc[place].sent
    return sentence.start, sentence.end


def once_per_token(question: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """Keep what a function says of each token of the document that is read now: is "said" a passive?"""

    @wraps(question)
    def ask(token: Token) -> Answer:
        tree = kept_tree(token.doc)
        if tree is None:
            return question(token)
        answers = tree.answers.setdefault(question, {})
        place = token.i
        if place not in answers:
            answers[place] = question(token)
        answer: Answer = answers[place]
        return answer

    return ask
