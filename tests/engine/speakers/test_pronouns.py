"""Who a pronoun refers to, on trees built by hand."""

from __future__ import annotations

import pytest
from support.trees import attribution, layout, tree

from quotes.engine.speakers.resolve import resolve

SAYS = "{pronoun}/PRON/nsubj/4 said/VERB/ROOT/4 so/ADV/advmod/4"
PUTIN = "Putin/PROPN/nsubj/1 left/VERB/ROOT/1 ./PUNCT/punct/1 "
STRIKE = "Missiles/NOUNS/nsubj/1 hit/VERB/ROOT/1 ./PUNCT/punct/1 "
NATO = "NATO/PROPN/nsubj/1 met/VERB/ROOT/1 ./PUNCT/punct/1 "


@pytest.mark.parametrize(
    ("before", "pronoun", "speaker"),
    [
        pytest.param(STRIKE, "He", None, id="nobody is named"),
        pytest.param(STRIKE, "She", None, id="nobody is named, she"),
        pytest.param(NATO, "He", None, id="an organization is not he"),
        pytest.param(PUTIN, "It", None, id="a person is not it"),
        pytest.param(PUTIN, "You", None, id="nobody in particular"),
        pytest.param(PUTIN, "He", "Putin", id="the person before"),
        pytest.param(NATO, "It", "NATO", id="the organization before"),
        pytest.param(PUTIN, "I", "author", id="the author"),
        pytest.param(PUTIN, "We", "author", id="the authors"),
    ],
)
def test_pronoun(before: str, pronoun: str, speaker: str | None) -> None:
    doc = tree(before + SAYS.format(pronoun=pronoun), names={"Putin": "PERSON", "NATO": "ORG"})
    answer = resolve(doc, layout(doc), [attribution(doc, pronoun, "said", "so")])[0]

    assert (None if answer.speaker is None else answer.speaker.name) == speaker
