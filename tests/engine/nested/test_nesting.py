"""Attributions within the contents of others: found, weighed, and given their parent."""

from __future__ import annotations

import pytest
from spacy.language import Language

from quotes import extract
from quotes.engine.decision import attribute
from quotes.engine.layout import Layout
from quotes.engine.scoring.scorer import Scorers, load_scorers
from quotes.record import Cue, Extent


def find_nested(nlp: Language, text: str) -> list[tuple[str, str, str, str]]:
    """Source, cue and content of each nested record, with the source of the record that it is nested in."""
    records = {record.id: record for record in extract(text, nlp, mode="all")}
    nested = []
    for record in records.values():
        if record.parent is not None:
            outer = records[record.parent].source
            content = " | ".join(span.text for span in record.content)
            nested.append((text_of(record.source), text_of(record.cue), content, text_of(outer)))
    return nested


def text_of(span: Extent | Cue | None) -> str:
    return "" if span is None else span.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Aker said the gate was open and the guide had left.", [], id="actions are no attributions"),
        pytest.param("“Two of us own the mill. We sold it,” Lind said.", [], id="nothing said within"),
        pytest.param("Aker said the weather supports the plan.", [], id="a thing that supports"),
        pytest.param(
            "“I think they knew,” Petra Lind said.",
            [("I", "think", "they knew", "Petra Lind")],
            id="first person in a quotation",
        ),
        pytest.param(
            "Lind said the guide believed that the ridge was steep.",
            [("the guide", "believed", "that the ridge was steep", "Lind")],
            id="somebody else in indirect speech",
        ),
        pytest.param(
            "“My mother always asked, ‘Who left the gate open?’” Aker said.",
            [("My mother", "always asked", "‘Who left the gate open?’", "Aker")],
            id="inner quotation marks",
        ),
        pytest.param("The mayor rejected a request to close the ford.", [], id="a request of somebody else"),
        pytest.param(
            "The ferry company announced plans to close the ford.",
            [("The ferry company", "plans", "to close the ford", "The ferry company")],
            id="a noun with the source of the content",
        ),
        pytest.param(
            "According to the clerk, Lind said the ford had been closed.",
            [("Lind", "said", "the ford had been closed", "the clerk")],
            id="next to the source of the content",
        ),
        pytest.param(
            "“They say the ice is safe, but I have seen three lorries sink,” Aker said.",
            [("They", "say", "the ice is safe", "Aker")],
            id="without what the outer speaker says next",
        ),
        pytest.param(
            "“It is clear to me that the ford will freeze,” Lind said.",
            [("me", "is clear", "that the ford will freeze", "Lind")],
            id="adjective with the person after it",
        ),
        pytest.param(
            "The Tribune, citing two officials, reported that the ford was closed.",
            [("two officials", "citing", "that the ford was closed", "The Tribune")],
            id="a source that a source cites",
        ),
        pytest.param(
            "“Nobody wants this,” Aker said, “but I think we must sell.”",
            [("I", "think", "we must sell", "Aker")],
            id="second half of a quotation",
        ),
    ],
)
def test_nested(nlp: Language, text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert find_nested(nlp, text) == expected


def test_speaker_of_the_first_person_is_that_of_the_quotation(nlp: Language) -> None:
    outer, inner = extract("“I think they knew,” Petra Lind said.", nlp, mode="all")

    assert inner.parent == outer.id
    assert (outer.speaker and outer.speaker.name) == (inner.speaker and inner.speaker.name) == "Petra Lind"


def test_without_its_scorer_nothing_is_nested(nlp: Language) -> None:
    with nlp.select_pipes(disable=["quotes"]):
        doc = nlp("“I think they knew,” Petra Lind said.")
    scorers = load_scorers()

    assert len(attribute(doc, Layout.of(doc))) == 2
    assert len(attribute(doc, Layout.of(doc), Scorers(scorers.rules, scorers.combined))) == 1


def test_what_is_nested_changes_nothing_outside(nlp: Language) -> None:
    text = "“I hope they come,” Petra Lind said. “They want to sell the mill.” She thinks Aker said so."
    with nlp.select_pipes(disable=["quotes"]):
        doc = nlp(text)
    scorers = load_scorers()
    plain = attribute(doc, Layout.of(doc), Scorers(scorers.rules, scorers.combined))

    assert [entry for entry in attribute(doc) if entry.parent is None] == plain
