"""Descriptions that take up somebody named elsewhere, on trees built by hand."""

from __future__ import annotations

import pytest
from support.trees import attribution, layout, tree

from quotes.engine.speakers.resolve import resolve

NAMED = """Judge/PROPN/compound/2 Gonzalo/PROPN/compound/2 Curiel/PROPN/nsubj/3 left/VERB/ROOT/3 ./PUNCT/punct/3 """


@pytest.mark.parametrize(
    ("rows", "source", "speaker"),
    [
        pytest.param("The/DET/det/6 judges/NOUNS/nsubj/7 said/VERB/ROOT/7", "The judges", "judges", id="plural"),
        pytest.param("The/DET/det/6 judge/NOUN/nsubj/7 said/VERB/ROOT/7", "The judge", "Gonzalo Curiel", id="title"),
    ],
)
def test_description(rows: str, source: str, speaker: str) -> None:
    doc = tree(f"{NAMED}{rows} so/ADV/advmod/7", names={"Gonzalo Curiel": "PERSON"})
    answer = resolve(doc, layout(doc), [attribution(doc, source, "said", "so")])[0]

    assert answer.speaker is not None
    assert answer.speaker.name == speaker
