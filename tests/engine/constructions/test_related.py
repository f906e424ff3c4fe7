"""Contents before their clause, and "made clear", on trees built by hand."""

from __future__ import annotations

import pytest
from support.trees import tree

from quotes.engine.constructions.conditions import is_linked
from quotes.engine.constructions.related import is_made_plain, lacks_its_object


@pytest.mark.parametrize(
    ("rows", "verb", "lacks"),
    [
        pytest.param("aides/NOUN/ROOT/0 who/PRON/nsubj/2 spoke/VERB/acl:relcl/0", 2, False, id="aides who spoke"),
        pytest.param(
            "days/NOUN/ROOT/0 when/ADV/advmod/3 she/PRON/nsubj/3 spoke/VERB/acl:relcl/0", 3, False, id="days when"
        ),
        pytest.param(
            "places/NOUN/ROOT/0 she/PRON/nsubj/2 made/VERB/acl:relcl/0 claims/NOUN/obj/2", 2, False, id="has an object"
        ),
        pytest.param("deals/NOUN/ROOT/0 she/PRON/nsubj/2 backed/VERB/acl:relcl/0", 2, True, id="deals she backed"),
        pytest.param(
            "deals/NOUN/ROOT/0 that/PRON/obj/3 she/PRON/nsubj/3 backed/VERB/acl:relcl/0", 3, True, id="deals that she"
        ),
    ],
)
def test_lacks_its_object(rows: str, verb: int, lacks: bool) -> None:
    doc = tree(rows)
    assert lacks_its_object(doc[verb], doc[0]) is lacks


@pytest.mark.parametrize(
    ("rows", "plain"),
    [
        pytest.param(
            "He/PRON/nsubj/1 made/VERB/ROOT/1 sure/ADJ/xcomp/1 they/PRON/nsubj/4 left/VERB/ccomp/1",
            False,
            id="made sure",
        ),
        pytest.param(
            "He/PRON/nsubj/1 made/VERB/ROOT/1 clear/ADJ/xcomp/1 they/PRON/nsubj/4 left/VERB/ccomp/1",
            True,
            id="made clear",
        ),
    ],
)
def test_is_made_plain(rows: str, plain: bool) -> None:
    doc = tree(rows)
    assert is_made_plain(doc[1], doc[4]) is plain


@pytest.mark.parametrize(
    ("rows", "content", "linked"),
    [
        pytest.param("talk/NOUN/ROOT/0 heard/VERB/acl/0", 1, False, id="a participle"),
        pytest.param("plans/NOUN/ROOT/0 to/PART/mark/2 leave/VERB/acl/0", 2, False, id="an infinitive"),
        pytest.param("talk/NOUN/ROOT/0 of/SCONJ/mark/2 leaving/VERB/acl/0", 2, True, id="talk of leaving"),
        pytest.param("talk/NOUN/ROOT/0 of/ADP/case/2 peace/NOUN/nmod/0", 2, True, id="talk of peace"),
    ],
)
def test_is_linked(rows: str, content: int, linked: bool) -> None:
    doc = tree(rows)
    assert is_linked(doc[0], doc[content]) is linked
