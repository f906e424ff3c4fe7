"""Every case answers its own examples, and leaves its counter-examples to another, on the bundled model's parse."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from quotes.engine.attribution import Attribution
from quotes.engine.layout import Layout
from quotes.engine.speakers.case import Example, SpeakerCase
from quotes.engine.speakers.discourse import Answer
from quotes.engine.speakers.resolve import CASES, resolve
from quotes.spans import Range

_SPAN = re.compile(r"\[([^\]]*)\]\{([\w ]+)\}")


def read_marks(marked: str) -> tuple[str, list[tuple[str, Range]]]:
    """The bare text, and each mark with its characters."""
    marks, bare, at = [], "", 0
    for match in _SPAN.finditer(marked):
        bare += marked[at : match.start()]
        marks.append((match.group(2), (len(bare), len(bare) + len(match.group(1)))))
        bare += match.group(1)
        at = match.end()
    return bare + marked[at:], marks


def read_attributions(doc: Doc, marks: list[tuple[str, Range]]) -> list[Attribution]:
    """One attribution for each source, label or continued content, in text order."""
    contents = [span for role, span in marks if role == "content"]
    attributions: list[Attribution] = []
    for role, span in marks:
        if role == "content":
            continue
        before = len(attributions) - 1
        content = span if role == "continued" else min(contents, key=lambda content: abs(content[0] - span[1]))
        words = doc.char_span(*span, alignment_mode="expand")
        attributions.append(
            Attribution(
                construction="label" if role == "label" else "verb-complement",
                content=(content,),
                cue=None,
                source=None if role == "continued" else span,
                addressee=None,
                medium=None,
                cue_head=None,
                source_head=None if role == "continued" else words.root.i,
                confidence=1.0,
                parent=before if role == "inner source" else None,
                continues=before if role == "continued" else None,
            )
        )
    return attributions


def answer(nlp: Language, example: Example) -> Answer:
    """The answer for the last source of an example."""
    text, marks = read_marks(example.text)
    with nlp.select_pipes(disable=["quotes"]):
        doc = nlp(text)
    return resolve(doc, Layout.of(doc), read_attributions(doc, marks))[-1]


def pairs(kind: str) -> list[object]:
    return [
        pytest.param(case, example, id=f"{case.name}: {example.text[:50]}")
        for case in CASES
        for example in getattr(case, kind)
    ]


def name_of(answer: Answer) -> str | None:
    return None if answer.speaker is None else answer.speaker.name


def test_names_are_unique() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_has_examples_of_both_kinds(case: SpeakerCase) -> None:
    assert case.examples
    assert case.counterexamples


@pytest.mark.parametrize(("case", "example"), pairs("counterexamples"))
def test_counterexample_is_left_to_another_case(nlp: Language, case: SpeakerCase, example: Example) -> None:
    given = answer(nlp, example)
    assert case.name not in given.cases
    assert name_of(given) == example.speaker


@pytest.mark.parametrize(("case", "example"), pairs("examples"))
def test_example_is_answered_by_its_case(nlp: Language, case: SpeakerCase, example: Example) -> None:
    given = answer(nlp, example)
    assert case.name in given.cases
    assert name_of(given) == example.speaker
    assert (given.reason is None) is (given.speaker is not None)
