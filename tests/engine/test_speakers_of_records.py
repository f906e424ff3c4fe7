"""Speakers as records have them: identifiers, members of joint sources, confidence in three places."""

from __future__ import annotations

import pytest
from spacy.language import Language

import quotes
from quotes.engine.records import make_speaker
from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.record import SCHEMA_VERSION, Member, json_schema

SHA = "0123456789abcdef"


def resolved(
    name: str, label: str | None = None, *, members: tuple[str, ...] = (), author: bool = False
) -> ResolvedSpeaker:
    return ResolvedSpeaker(
        name, None, "name", label, head="", plural=bool(members), words=name, members=members, author=author
    )


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        pytest.param(resolved("Jens Stoltenberg", "PERSON"), "jens-stoltenberg", id="person"),
        pytest.param(resolved("NATO", "ORG"), "nato", id="organization"),
        pytest.param(resolved("author", author=True), "author", id="author"),
        pytest.param(
            resolved("Warren and Sanders", "PERSON", members=("Warren", "Sanders")), "warren-and-sanders", id="joint"
        ),
        pytest.param(resolved("officials"), "officials-01234567", id="unnamed"),
        pytest.param(resolved("senior officials"), "senior-officials-01234567", id="unnamed of two words"),
    ],
)
def test_id(speaker: ResolvedSpeaker, expected: str) -> None:
    assert make_speaker(speaker, 0.5, SHA).id == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        pytest.param((), (), id="single speaker"),
        pytest.param(
            ("Elizabeth Warren", "Bernie Sanders"),
            (
                Member(id="elizabeth-warren", name="Elizabeth Warren"),
                Member(id="bernie-sanders", name="Bernie Sanders"),
            ),
            id="two",
        ),
    ],
)
def test_members(members: tuple[str, ...], expected: tuple[Member, ...]) -> None:
    assert make_speaker(resolved("Warren and Sanders", "PERSON", members=members), None, SHA).members == expected


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        pytest.param(None, None, id="not measured"),
        pytest.param(0.98765, 0.988, id="rounded up"),
        pytest.param(0.12345, 0.123, id="rounded down"),
        pytest.param(0.99999, 1.0, id="nearly sure"),
    ],
)
def test_confidence(confidence: float | None, expected: float | None) -> None:
    assert make_speaker(resolved("NATO", "ORG"), confidence, SHA).confidence == expected


def test_fields_of_a_speaker_are_those_of_the_schema() -> None:
    assert SCHEMA_VERSION == "2"
    properties = json_schema()["$defs"]["Speaker"]["properties"]
    assert set(properties) == {"id", "name", "description", "resolution", "confidence", "members"}


OFFICIALS = "Officials said the road was closed. Officials said the bridge was open."


def ids_in(text: str, nlp: Language) -> set[str]:
    return {record.speaker.id for record in quotes.extract(text, nlp) if record.speaker is not None}


def test_unnamed_is_the_same_within_an_article(nlp: Language) -> None:
    assert len(ids_in(OFFICIALS, nlp)) == 1


def test_unnamed_differs_between_articles(nlp: Language) -> None:
    assert ids_in(OFFICIALS, nlp).isdisjoint(ids_in(f"{OFFICIALS} It rained.", nlp))


def test_named_is_the_same_in_all_articles(nlp: Language) -> None:
    text = "Jens Stoltenberg said the alliance was ready."
    assert ids_in(text, nlp) == ids_in(f"{text} It rained.", nlp) == {"jens-stoltenberg"}


def test_members_of_a_joint_source(nlp: Language) -> None:
    (record,) = quotes.extract("Elizabeth Warren and Bernie Sanders said the vote was over.", nlp)
    assert record.speaker is not None
    assert [member.name for member in record.speaker.members] == ["Elizabeth Warren", "Bernie Sanders"]
    assert record.speaker.id == "elizabeth-warren-and-bernie-sanders"
    assert record.speaker.confidence is not None
