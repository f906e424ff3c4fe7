"""What is asked of cues without a source, on trees built by hand."""

from __future__ import annotations

import pytest
from support.trees import tree

from quotes.engine.constructions.unsourced import is_impression, is_made_public, is_plain_fact


@pytest.mark.parametrize(
    ("rows", "verb", "content", "holds"),
    [
        pytest.param("They/PRON/nsubj/1 looked/VERB/ROOT/1 to/PART/mark/3 see/VERB/advcl/1", 1, 3, False, id="purpose"),
        pytest.param("Tired/ADJ/xcomp/2 he/PRON/nsubj/2 looked/VERB/ROOT/2", 2, 0, False, id="content before the verb"),
        pytest.param("He/PRON/nsubj/1 seemed/VERB/ROOT/1 tired/ADJ/xcomp/1", 1, 2, True, id="seemed tired"),
        pytest.param(
            "It/PRON/nsubj/1 looked/VERB/ROOT/1 as/SCONJ/mark/4 they/PRON/nsubj/4 left/VERB/advcl/1",
            1,
            4,
            True,
            id="looked as if",
        ),
    ],
)
def test_is_impression(rows: str, verb: int, content: int, holds: bool) -> None:
    doc = tree(rows)
    assert is_impression(doc[verb], doc[content]) is holds


@pytest.mark.parametrize(
    ("rows", "adjective", "content", "holds"),
    [
        pytest.param("Roads/NOUN/nsubj/2 are/AUX/cop/2 clear/ADJ/ROOT/2", 2, 0, False, id="clear roads"),
        pytest.param(
            "It/PRON/expl/2 is/AUX/cop/2 clear/ADJ/ROOT/2 that/SCONJ/mark/5 he/PRON/nsubj/5 left/VERB/csubj/2",
            2,
            5,
            True,
            id="clear that he left",
        ),
    ],
)
def test_is_plain_fact(rows: str, adjective: int, content: int, holds: bool) -> None:
    doc = tree(rows)
    assert is_plain_fact(doc[adjective], doc[content]) is holds


@pytest.mark.parametrize(
    ("rows", "holds"),
    [
        pytest.param("Allies/NOUN/nsubj:pass/2 were/AUX/aux:pass/2 told/VERB/ROOT/2", False, id="who is told hears it"),
        pytest.param("Plans/NOUN/nsubj/2 have/AUX/aux/2 changed/VERB/ROOT/2", False, id="active"),
        pytest.param("Plans/NOUN/nsubj:pass/2 were/AUX/aux:pass/2 announced/VERB/ROOT/2", True, id="plans announced"),
    ],
)
def test_is_made_public(rows: str, holds: bool) -> None:
    doc = tree(rows)
    assert is_made_public(doc[2]) is holds
