"""Where a source begins and ends, on trees built by hand."""

from __future__ import annotations

import pytest
from support.trees import layout, tree

from quotes.engine.extents.source_extents import source_range


@pytest.mark.parametrize(
    ("rows", "head", "cue", "expected"),
    [
        pytest.param(
            "Lee/PROPN/nsubj/4 ,/PUNCT/punct/2 crouching/VERB/acl/0 ,/PUNCT/punct/2 said/VERB/ROOT/4",
            0,
            4,
            "Lee",
            id="incidental participle is out",
        ),
        pytest.param("Lee/PROPN/nsubj/2 Monday/PROPN/nmod/0 said/VERB/ROOT/2", 0, 2, "Lee", id="day is out"),
        pytest.param(
            "On/ADP/case/1 Wednesday/PROPN/nmod/2 Putin/PROPN/nsubj/3 said/VERB/ROOT/3",
            2,
            3,
            "Putin",
            id="day before the name is out",
        ),
        pytest.param(
            "a/DET/det/1 letter/NOUN/nsubj/4 saying/VERB/acl/1 so/ADV/advmod/2 came/VERB/ROOT/4",
            1,
            2,
            "a letter",
            id="cue that the source governs is out",
        ),
        pytest.param(
            "BRUSSELS/PROPN/dep/2 -/PUNCT/dep/2 Leaders/NOUNS/nsubj/3 said/VERB/ROOT/3",
            2,
            3,
            "Leaders",
            id="dateline is out",
        ),
        pytest.param("who/PRON/nsubj/1 said/VERB/ROOT/1", 0, 1, "who", id="relative pronoun alone"),
        pytest.param("the/DET/det/1 mayor/NOUN/nsubj/2 said/VERB/ROOT/2", 1, 2, "the mayor", id="determiner is in"),
        pytest.param(
            "a/DET/det/1 woman/NOUN/nsubj/4 who/PRON/nsubj/3 left/VERB/acl:relcl/1 said/VERB/ROOT/4",
            1,
            4,
            "a woman who left",
            id="identifying clause is in",
        ),
        pytest.param(
            "Lee/PROPN/nsubj/5 ,/PUNCT/punct/3 the/DET/det/3 mayor/NOUN/appos/0 ,/PUNCT/punct/3 said/VERB/ROOT/5",
            0,
            5,
            "Lee, the mayor,",
            id="appositive with its closing comma is in",
        ),
        pytest.param(
            "Lee/PROPN/nsubj/3 and/CCONJ/cc/2 Poe/PROPN/conj/0 said/VERB/ROOT/3", 0, 3, "Lee and Poe", id="conjuncts"
        ),
    ],
)
def test_source_range(rows: str, head: int, cue: int, expected: str) -> None:
    doc = tree(rows)
    start, end = source_range(doc, layout(doc), doc[head], doc[cue])

    assert doc[start:end].text == expected
