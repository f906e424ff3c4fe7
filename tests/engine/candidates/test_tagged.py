"""The names of the tagger's candidates and their heads."""

from __future__ import annotations

import pytest
import spacy
from support.trees import layout, tree

from quotes.engine.attribution import Candidate
from quotes.engine.candidates.tagged import name_by_content
from quotes.engine.candidates.tagged_extents import (
    quotations_in,
    root_of,
    turns_to_another,
    without_other_sentences,
)
from quotes.engine.extents.extents import Extents
from quotes.engine.layout import Layout
from quotes.spans import Range


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        pytest.param({}, "tagged", id="no construction has the cue"),
        pytest.param({"a": ((30, 40),)}, "tagged", id="other words"),
        pytest.param({"a": ((0, 4),)}, "tagged", id="less than half"),
        pytest.param({"a": ((0, 5),)}, "a", id="half"),
        pytest.param({"a": ((0, 5),), "b": ((0, 9),)}, "b", id="the one with most"),
    ],
)
def test_name_by_content(known: dict[str, tuple[Range, ...]], expected: str) -> None:
    proposals = [
        (Candidate(name, None, None, None, None, ()), Extents(None, None, content, None, ()))
        for name, content in known.items()
    ]

    assert name_by_content([(0, 10)], proposals) == expected


DOC = tree("“/PUNCT/punct/1 Yes/INTJ/dep/4 ”/PUNCT/punct/1 Lee/PROPN/nsubj/4 said/VERB/ROOT/4")


@pytest.mark.parametrize(("span", "expected"), [((0, 1), 0), ((0, 3), 1), ((3, 5), 4), ((0, 5), 4)])
def test_root_of(span: Range, expected: int) -> None:
    assert root_of(DOC, span) == expected


@pytest.mark.parametrize(("spans", "expected"), [([], ()), ([(3, 5)], ()), ([(1, 5)], (0,)), ([(4, 5), (0, 2)], (0,))])
def test_quotations_in(spans: list[Range], expected: tuple[int, ...]) -> None:
    assert quotations_in(Layout.of(spacy.blank("en")("“Yes” Lee said")), spans) == expected


QUOTING = """Lee/PROPN/nsubj/1 said/VERB/ROOT/1 :/PUNCT/punct/1
    “/PUNCT/punct/5 We/PRON/nsubj/5 leave/VERB/ccomp/1 ”/PUNCT/punct/5"""
PLAIN = """Lee/PROPN/nsubj/1 said/VERB/ROOT/1 so/ADV/advmod/1 long/ADV/advmod/1
    and/CCONJ/cc/5 wide/ADV/advmod/1 ./PUNCT/punct/1"""
NEXT = "She/PRON/nsubj/8 left/VERB/ROOT/8"


@pytest.mark.parametrize(
    ("rows", "contents", "expected"),
    [
        pytest.param(f"{PLAIN} {NEXT}", [(2, 6), (7, 9)], [(2, 6), (7, 9)], id="nothing is quoted"),
        pytest.param(f"{QUOTING} {NEXT}", [(3, 7)], [(3, 7)], id="the quotation alone"),
        pytest.param(f"{QUOTING} {NEXT}", [(3, 7), (7, 9)], [(3, 7)], id="a sentence of the author"),
        pytest.param(f"{QUOTING} {NEXT}", [(3, 9)], [(3, 7)], id="in one piece with it"),
        pytest.param(
            f"{QUOTING} {NEXT} “/PUNCT/punct/8 here/ADV/advmod/8 ”/PUNCT/punct/8",
            [(3, 7), (7, 12)],
            [(3, 7), (7, 12)],
            id="a sentence that quotes, too",
        ),
    ],
)
def test_other_sentences_are_no_content(rows: str, contents: list[Range], expected: list[Range]) -> None:
    doc = tree(rows)

    assert without_other_sentences(doc, layout(doc), (1, 2), contents) == expected


@pytest.mark.parametrize(
    ("mark", "expected"),
    [pytest.param(".", False, id="the same person goes on"), pytest.param(":", True, id="led to by a colon")],
)
def test_a_sentence_that_leads_to_the_next_quotation(mark: str, expected: bool) -> None:
    doc = tree(
        "“/PUNCT/punct/2 We/PRON/nsubj/2 leave/VERB/ccomp/5 ,/PUNCT/punct/5 ”/PUNCT/punct/2 "
        "said/VERB/ROOT/5 Lee/PROPN/nsubj/5 ./PUNCT/punct/5 "
        f"Lee/PROPN/nsubj/9 left/VERB/ROOT/9 {mark}/PUNCT/punct/9 "
        "“/PUNCT/punct/13 We/PRON/nsubj/13 wait/VERB/ROOT/13 ./PUNCT/punct/13 ”/PUNCT/punct/13"
    )

    assert turns_to_another(doc, layout(doc), 0, 1, (5, 6)) is expected
