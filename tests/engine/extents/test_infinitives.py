"""Where an infinitive ends: a finite clause after it is no part of it."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from quotes.engine.extents.infinitives import opens_infinitive, without_finite_clause

VOCAB = spacy.blank("en").vocab
# "They were told to stay and …": tokens, heads, labels, tags of what follows "stay"
WORDS = ["They", "were", "told", "to", "stay"]
HEADS = [2, 2, 2, 4, 2]
LABELS = ["nsubj:pass", "aux:pass", "ROOT", "mark", "xcomp"]
TAGS = ["PRP", "VBD", "VBN", "TO", "VB"]


@pytest.mark.parametrize(
    ("words", "heads", "labels", "tags", "expected"),
    [
        pytest.param(["and", "wait"], [6, 4], ["cc", "conj"], ["CC", "VB"], "to stay and wait", id="infinitive"),
        pytest.param(
            ["and", "why", "shops", "closed"],
            [8, 8, 8, 4],
            ["cc", "advmod", "nsubj", "conj"],
            ["CC", "WRB", "NNS", "VBD"],
            "to stay and why shops closed",
            id="a question",
        ),
        pytest.param(
            ["and", "shops", "closed"],
            [7, 7, 2],
            ["cc", "nsubj", "conj"],
            ["CC", "NNS", "VBD"],
            "to stay",
            id="clause joined to the cue",
        ),
        pytest.param(
            ["and", "was", "glad"],
            [7, 7, 4],
            ["cc", "cop", "conj"],
            ["CC", "VBD", "JJ"],
            "to stay",
            id="clause joined to the infinitive",
        ),
    ],
)
def test_without_finite_clause(
    words: list[str], heads: list[int], labels: list[str], tags: list[str], expected: str
) -> None:
    doc = Doc(VOCAB, [*WORDS, *words], heads=[*HEADS, *heads], deps=[*LABELS, *labels], tags=[*TAGS, *tags])

    ((start, end),) = without_finite_clause(doc, 2, [(3, len(doc))])

    assert doc[start:end].text == expected


def test_only_infinitives_are_cut() -> None:
    doc = Doc(VOCAB, [*WORDS], heads=HEADS, deps=LABELS, tags=TAGS)

    assert opens_infinitive(doc, 3, 5)
    assert not opens_infinitive(doc, 2, 5)
    assert without_finite_clause(doc, None, [(3, 5)]) == [(3, 5)]
