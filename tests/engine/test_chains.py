"""Quotations that are reopened paragraph by paragraph: who gets which of them."""

from __future__ import annotations

import pytest
import spacy

from quotes.engine.attribution import Candidate
from quotes.engine.chains import complete_chains
from quotes.engine.choice import Weighed
from quotes.engine.extents.extents import Extents
from quotes.engine.layout import Layout

NLP = spacy.blank("en")
CHAIN = "“We left. ¶ “It rained. ¶ “We slept,” said Lee."


def weigh(layout: Layout, cue: str, numbers: tuple[int, ...]) -> Weighed:
    """A candidate with a cue and some quotations."""
    start = layout.text.index(cue)
    content = tuple((layout.quotations[number].start, layout.quotations[number].end) for number in numbers)
    token = layout.token_at(start)
    candidate = Candidate("label", (token, token + 1), token, None, None, ())
    return Weighed(candidate, Extents(None, (start, start + len(cue)), content, None, numbers), 0.9)


@pytest.mark.parametrize(
    ("text", "cues", "expected"),
    [
        pytest.param("“We left.” ¶ “It rained,” said Lee.", {"said": (1,)}, [(1,)], id="closed before"),
        pytest.param(CHAIN, {"rained": (2,)}, [(2,)], id="cue within a quotation"),
        pytest.param(CHAIN, {"said": (2,)}, [(0, 1, 2)], id="cue after the last"),
        pytest.param("Lee said: " + CHAIN, {"said:": (0,), "said L": (2,)}, [(0, 1), (2,)], id="the last is another's"),
        pytest.param("“We left. ¶ “LEE: It rained,” said Roy.", {"said": (1,)}, [(1,)], id="a label within"),
    ],
)
def test_chains(text: str, cues: dict[str, tuple[int, ...]], expected: list[tuple[int, ...]]) -> None:
    doc = NLP(text.replace(" ¶ ", "\n\n"))
    layout = Layout.of(doc)
    completed = complete_chains(layout, [weigh(layout, cue, numbers) for cue, numbers in cues.items()])

    assert [weighed.extents.quotations for weighed in completed] == expected
