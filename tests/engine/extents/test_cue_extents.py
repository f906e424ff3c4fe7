"""Where a cue begins and ends, on trees built by hand."""

from __future__ import annotations

import pytest
from support.trees import tree

from quotes.engine.attribution import Candidate
from quotes.engine.extents.cue_extents import cue_range

CALLED_FOR = "He/PRON/nsubj/1 called/VERB/ROOT/1 for/ADP/case/3 peace/NOUN/obl/1"
ACCORDING = "Peace/NOUN/ROOT/0 according/VERB/prep/0 to/ADP/fixed/1 him/PRON/obl/0"
WORDS = """Peace/NOUN/nsubj/1 won/VERB/ROOT/1 ,/PUNCT/punct/6 in/ADP/case/6 the/DET/det/6 famous/ADJ/amod/6
words/NOUN/obl/1 of/ADP/case/8 him/PRON/nmod/6"""


@pytest.mark.parametrize(
    ("rows", "cue", "content", "construction", "text"),
    [
        pytest.param("He/PRON/nsubj/1 said/VERB/ROOT/1 so/ADV/advmod/1", 1, 2, "verb-complement", "said", id="bare"),
        pytest.param(
            "when/ADV/advmod/2 he/PRON/nsubj/2 said/VERB/ROOT/2 so/ADV/advmod/2", 2, 3, "as-clause", "said", id="when"
        ),
        pytest.param(
            "He/PRON/nsubj/2 however/ADV/advmod/2 said/VERB/ROOT/2 so/ADV/advmod/2",
            2,
            3,
            "verb-complement",
            "said",
            id="however",
        ),
        pytest.param(CALLED_FOR, 1, 3, "verb-complement", "called", id="preposition is not linked"),
        pytest.param(ACCORDING, 1, 0, "annotated", "according", id="foreign construction"),
        pytest.param(
            "He/PRON/nsubj/3 has/AUX/aux/3 never/ADV/advmod/3 said/VERB/ROOT/3 so/ADV/advmod/3",
            3,
            4,
            "verb-complement",
            "has never said",
            id="auxiliary and negation",
        ),
        pytest.param(
            "He/PRON/nsubj/1 pointed/VERB/ROOT/1 out/ADP/compound:prt/1 so/ADV/advmod/1",
            1,
            3,
            "verb-complement",
            "pointed out",
            id="particle",
        ),
        pytest.param(
            "He/PRON/nsubj/1 said/VERB/ROOT/1 :/PUNCT/punct/1 so/ADV/advmod/1", 1, 3, "label", "said:", id="colon"
        ),
        pytest.param(CALLED_FOR, 1, 3, "prepositional-object", "called for", id="called for"),
        pytest.param(ACCORDING, 1, 0, "according-to", "according to", id="according to"),
        pytest.param(WORDS, 6, 1, "in-the-words-of", "in the famous words of", id="in the famous words of"),
    ],
)
def test_cue(rows: str, cue: int, content: int, construction: str, text: str) -> None:
    doc = tree(rows)
    candidate = Candidate(construction, (cue, cue + 1), cue, None, None, ((content, content + 1),), content)
    start, end = cue_range(doc, doc[cue], candidate)

    assert doc[start:end].text == text
