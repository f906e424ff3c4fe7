"""The parser reads a long document in stretches of sentences, and finds the same tree."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from quotes.nlp.heads import parser

TEXT = "“We will not stop,” she said on Friday. Moscow rejected it.\n\nHe told them that it was late. They left.\n"


def arcs(doc: Doc) -> list[tuple[int, str]]:
    return [(token.head.i, token.dep_) for token in doc]


@pytest.mark.parametrize("text", ["", "\n \n", "\n Yes.\n", TEXT])
def test_stretches_give_the_same_tree(nlp: Language, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    whole = arcs(nlp(text))
    monkeypatch.setattr(parser, "MAX_WORDS_PER_STRETCH", 6)

    assert arcs(nlp(text)) == whole
