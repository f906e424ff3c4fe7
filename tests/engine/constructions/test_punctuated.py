"""Candidates by punctuation alone: quotations next to a verb, signed quotations; on trees built by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from spacy.tokens import Doc
from support.trees import layout, tree

from quotes.engine.attribution import Candidate
from quotes.engine.constructions.punctuated import (
    find_dashes,
    find_own_cue,
    find_quotation_cues,
)

LEAVE = "“/PUNCT/punct/2 We/PRON/nsubj/2 leave/VERB/ccomp/5"  # the head of "leave" is the word after the quotation
SIGNED = "“/PUNCT/punct/2 We/PRON/nsubj/2 leave/VERB/ROOT/2 ./PUNCT/punct/2 ”/PUNCT/punct/2"


def words(doc: Doc, candidates: Iterator[Candidate]) -> list[tuple[str, str | None]]:
    """(cue, source) of each candidate."""
    return [
        (
            doc[candidate.cue[0] : candidate.cue[1]].text if candidate.cue else "",
            doc[candidate.source[0] : candidate.source[1]].text if candidate.source else None,
        )
        for candidate in candidates
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("Lee/PROPN/nsubj/1 said/VERB/ROOT/1 so/ADV/advmod/1", [], id="no quotation"),
        pytest.param(
            f"{LEAVE} ,/PUNCT/punct/2 ”/PUNCT/punct/2 sang/VERB/ROOT/5 Lee/PROPN/nsubj/5", [], id="no verb of speech"
        ),
        pytest.param(
            "“/PUNCT/punct/1 Exit/NOUN/nsubj/4 ”/PUNCT/punct/1 he/PRON/nsubj/4 said/VERB/ROOT/4",
            [],
            id="a title, without a comma",
        ),
        pytest.param(
            f"{LEAVE} ,/PUNCT/punct/2 ”/PUNCT/punct/2 said/VERB/ROOT/5 Lee/PROPN/nsubj/5",
            [("said", "Lee")],
            id="after the quotation",
        ),
        pytest.param(
            "Lee/PROPN/nsubj/1 said/VERB/ROOT/1 :/PUNCT/punct/1 “/PUNCT/punct/5 We/PRON/nsubj/5 leave/VERB/ccomp/1 "
            "./PUNCT/punct/5 ”/PUNCT/punct/5",
            [("said", "Lee")],
            id="before the quotation",
        ),
        pytest.param(
            "Lee/PROPN/nsubj/1 said/VERB/ROOT/1 :/PUNCT/punct/1 ¶ “/PUNCT/punct/6 We/PRON/nsubj/6 leave/VERB/ROOT/6 "
            "./PUNCT/punct/6 ”/PUNCT/punct/6",
            [("said", "Lee")],
            id="in the paragraph before",
        ),
    ],
)
def test_quotation_cues(rows: str, expected: list[tuple[str, str | None]]) -> None:
    doc = tree(rows)

    assert words(doc, find_quotation_cues(doc, layout(doc))) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(SIGNED, [], id="no dash"),
        pytest.param(f"{SIGNED} —/PUNCT/punct/2", [], id="no name"),
        pytest.param(
            f"{SIGNED} —/PUNCT/punct/2 as/SCONJ/mark/7 agreed/VERB/ROOT/7",
            [],
            id="a clause",
        ),
        pytest.param(
            "Go/VERB/ROOT/0 “/PUNCT/punct/3 We/PRON/nsubj/3 leave/VERB/ROOT/3 ./PUNCT/punct/3 ”/PUNCT/punct/3 "
            "—/PUNCT/punct/3 Lee/PROPN/dep/3",
            [],
            id="quotation inside a paragraph",
        ),
        pytest.param(
            f"{SIGNED} —/PUNCT/punct/2 Jens/PROPN/compound/7 Lee/PROPN/dep/2 ,/PUNCT/punct/7 mayor/NOUN/appos/7",
            [("—", "Jens Lee")],
            id="name and role",
        ),
    ],
)
def test_signed_quotations(rows: str, expected: list[tuple[str, str | None]]) -> None:
    doc = tree(rows)

    assert words(doc, find_dashes(doc, layout(doc))) == expected


LATER = (
    "“/PUNCT/punct/2 We/PRON/nsubj/2 leave/VERB/ccomp/8 ”/PUNCT/punct/2 in/ADP/case/5 time/NOUN/obl/2 ,/PUNCT/punct/8"
)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(f"{LEAVE} ”/PUNCT/punct/2 ,/PUNCT/punct/2 again/ADV/advmod/2", None, id="no verb"),
        pytest.param(
            "“/PUNCT/punct/2 We/PRON/nsubj/2 leave/VERB/ccomp/9 ,/PUNCT/punct/2 ”/PUNCT/punct/2 then/ADV/advmod/9 "
            "to/PART/mark/7 be/AUX/cop/9 ,/PUNCT/punct/9 saying/VBG/ROOT/9",
            None,
            id="a participle without a subject",
        ),
        pytest.param(
            f"{LATER} she/PRON/nsubj/8 slept/VERB/ROOT/8",
            None,
            id="no verb of speech has it",
        ),
        pytest.param(
            f"{LATER} she/PRON/nsubj/8 said/VERB/ROOT/8",
            8,
            id="the clause goes on after the marks",
        ),
    ],
)
def test_own_cue(rows: str, expected: int | None) -> None:
    doc = tree(rows)

    assert find_own_cue(doc, layout(doc), 0) == expected
