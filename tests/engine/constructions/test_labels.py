"""Labels of speakers: which paragraphs have one, and which of those are turns of a conversation; on trees by hand."""

from __future__ import annotations

import pytest
import spacy
from support.trees import layout, tree

from quotes.engine.constructions.labels import INTERVIEW_PROBABILITY, find_labels, read_label

READY = "it/PRON/nsubj/{0} is/AUX/cop/{0} ready/ADJ/ROOT/{0}"
NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(READY.format(2), [], id="no colon"),
        pytest.param(f":/PUNCT/punct/3 {READY.format(3)}", [], id="no label"),
        pytest.param(f"result/NOUN/nsubj/4 :/PUNCT/punct/4 {READY.format(4)}", [], id="small letters"),
        pytest.param("LEE/PROPN/ROOT/0 :/PUNCT/punct/0 ready/ADJ/dep/0", [], id="too short after it"),
        pytest.param(f"LEE/PROPN/dep/4 :/PUNCT/punct/4 {READY.format(4)}", [(":", "LEE")], id="a name"),
        pytest.param(
            f"HEAD/NOUN/dep/6 of/ADP/case/2 NATO/PROPN/nmod/0 :/PUNCT/punct/6 {READY.format(6)}",
            [(":", "HEAD of NATO")],
            id="a role with of",
        ),
    ],
)
def test_labels(rows: str, expected: list[tuple[str, str | None]]) -> None:
    doc = tree(rows)
    candidates = find_labels(doc, layout(doc))

    assert [(doc[slice(*label.cue)].text, doc[slice(*label.source)].text) for label in candidates] == expected


@pytest.mark.parametrize(
    ("rows", "floors"),
    [
        pytest.param(f"A/NOUN/dep/4 :/PUNCT/punct/4 {READY.format(4)}", [0.0], id="an answer without a question"),
        pytest.param(
            f"Q/NOUN/dep/4 :/PUNCT/punct/4 {READY.format(4)} ¶ A/NOUN/dep/10 :/PUNCT/punct/10 {READY.format(10)}",
            [INTERVIEW_PROBABILITY] * 2,
            id="question and answer",
        ),
    ],
)
def test_minimum_probability_of_interviews(rows: str, floors: list[float]) -> None:
    doc = tree(rows)

    assert [candidate.floor for candidate in find_labels(doc, layout(doc))] == floors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The result was clear: it is over now.", None, id="a clause"),
        pytest.param("From LEE: it is over now.", None, id="a preposition"),
        pytest.param("Ann, who left: it is over now.", None, id="small letters after a name that nobody knows"),
        pytest.param("LEE: no.", None, id="too short after it"),
        pytest.param("LEE: it is over now.", ("LEE", ":"), id="a name"),
        pytest.param("LEE (laughing) : it is over now.", ("LEE", ":"), id="how it was said"),
        pytest.param("ANN LEE, HOST: it is over now.", ("ANN LEE, HOST", ":"), id="a role"),
        pytest.param("LEE, in a letter: it is over now.", ("LEE", ":"), id="a medium"),
        pytest.param("- LEE: it is over now.", ("LEE", ":"), id="a list mark"),
        pytest.param("(( LEE )) : it is over now.", ("LEE", ":"), id="between parentheses"),
        pytest.param("Q. Is it over now?", ("Q.", "Q."), id="a question"),
    ],
)
def test_label_of_a_paragraph(text: str, expected: tuple[str, str] | None) -> None:
    doc = NLP(text)
    for token in doc:
        token.pos_ = "ADP" if token.lower_ in ("from", "in") else "VERB" if token.text == "left" else "X"
    label = read_label(doc, 0, len(doc))

    assert (label and (doc[slice(*label.name)].text, doc[slice(*label.mark)].text)) == expected


def test_labels_of_several_speakers_are_turns() -> None:
    turns = "LEE: it is over now.\n\nROY: it is not over.\n\nPhoto: Ann Lee of Lund"
    doc = NLP(turns)

    assert [label.floor for label in find_labels(doc, layout(doc))] == [INTERVIEW_PROBABILITY] * 2 + [0.0]
