"""Quotations without a cue: what is attached, and to what."""

from __future__ import annotations

import pytest
import spacy

from quotes.engine.attribution import Attribution
from quotes.engine.continuations import SOURCELESS_CONFIDENCE, attach_quotations, is_free_standing
from quotes.engine.layout import Layout

NLP = spacy.blank("en")
SAID = "“We are all ready,” Lee said."


def said(text: str) -> Attribution:
    first = text.index("“")
    cue, source = text.index("said"), text.index("Lee")
    end = text.index("”") + 1
    return Attribution("label", ((first, end),), (cue, cue + 4), (source, source + 3), None, None, None, None, 0.9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It rained. “We go” and so on.", False, id="too few words"),
        pytest.param("It rained. ‘Hamlet.’ It rained.", False, id="short, between single marks"),
        pytest.param("“The Old Man and the Sea”", False, id="title alone"),
        pytest.param("“the great old town hall”", False, id="begins small"),
        pytest.param("He read “The Old Man and Sea” twice.", False, id="title in a sentence"),
        pytest.param("“We will not go there.” he wrote.", False, id="sentence continues after it"),
        pytest.param("“We will not go there.”", True, id="whole paragraph"),
        pytest.param("“Gone.”", True, id="whole paragraph of a word"),
        pytest.param("“12 boats and £40.”", True, id="whole paragraph that begins with a number"),
        pytest.param("“iPhones, all of them.”", True, id="whole paragraph that begins small"),
        pytest.param("It rained. “Not me.” It rained.", True, id="short, between sentences"),
        pytest.param("It rained. “We will not go there.” It rained.", True, id="between sentences"),
        pytest.param("“We will not go there", True, id="never closed"),
    ],
)
def test_free_standing(text: str, expected: bool) -> None:
    doc = NLP(text)

    assert is_free_standing(doc, Layout.of(doc), 0) == expected


@pytest.mark.parametrize(
    ("after", "contents", "continues"),
    [
        pytest.param("", [1], [None], id="nothing follows"),
        pytest.param(" “Not so fast”", [1], [None], id="scare quote"),
        pytest.param(" “We will not go there.”", [2], [None], id="joined in its paragraph"),
        pytest.param("\n\n“We will not go there.”", [1, 1], [None, 0], id="next paragraph continues"),
        pytest.param("\n\nRain.\n\nSnow.\n\n“We will not go there.”", [1, 1], [None, None], id="too far: no source"),
    ],
)
def test_attach(after: str, contents: list[int], continues: list[int | None]) -> None:
    doc = NLP(SAID + after)
    attached = attach_quotations(doc, Layout.of(doc), [said(SAID)])

    assert [len(item.content) for item in attached] == contents
    assert [item.continues for item in attached] == continues


def test_quotation_without_anybody_is_kept() -> None:
    doc = NLP("“We will not go there.”")
    (alone,) = attach_quotations(doc, Layout.of(doc), [])

    assert (alone.source, alone.confidence) == (None, SOURCELESS_CONFIDENCE)
