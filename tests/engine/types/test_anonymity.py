"""How unnamed sources are described, why they are not named, and what they declined to say."""

from __future__ import annotations

import pytest

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.anonymity import anonymity_of, has_declined, reason_of
from quotes.record import Nature


@pytest.mark.parametrize(
    ("head", "nature", "source", "context", "anonymity"),
    [
        pytest.param("putin", "named_person", "Putin", "Putin said so.", None, id="named"),
        pytest.param("report", "document", "a report", "A report said so.", None, id="document"),
        pytest.param("critic", "unnamed_group", "critics", "Critics said so.", None, id="a group as such"),
        pytest.param("republican", "unnamed_group", "Republicans", "Republicans said so.", None, id="members"),
        pytest.param("campaign", "unnamed_group", "the campaign", "The campaign said so.", None, id="an institution"),
        pytest.param("nation", "unnamed_group", "two nations", "Two nations said so.", None, id="two institutions"),
        pytest.param("critic", "unnamed_group", "two critics", "Two critics said so.", "bare", id="two people"),
        pytest.param("people", "unnamed_group", "people", "People said so.", None, id="people as such"),
        pytest.param(
            "people",
            "unnamed_group",
            "two people familiar with the talks",
            "Two people familiar with the talks said so.",
            "descriptor",
            id="people who know",
        ),
        pytest.param(
            "people",
            "unnamed_group",
            "two people familiar with the talks",
            "Two people familiar with the talks, granted anonymity, said so.",
            "requested",
            id="people who know, on request",
        ),
        pytest.param("official", "unnamed_person", None, "It was said.", None, id="no words"),
        pytest.param("official", "unnamed_person", "an official", "An official said so.", "bare", id="bare"),
        pytest.param("official", "unnamed_group", "three officials", "Three officials said so.", "bare", id="counted"),
        pytest.param(
            "source",
            "unnamed_person",
            "A Syrian military source",
            "A Syrian military source told AFP so.",
            "descriptor",
            id="descriptor",
        ),
        pytest.param("general", "unnamed_person", "a general", "A general said so.", "descriptor", id="rank"),
        pytest.param(
            "official",
            "unnamed_person",
            "an official",
            "An official, who asked not to be named, said so.",
            "requested",
            id="on request",
        ),
    ],
)
def test_anonymity(head: str, nature: Nature, source: str | None, context: str, anonymity: str | None) -> None:
    assert (
        anonymity_of(ResolvedSpeaker(head, None, "name", None, head, False, head), nature, source, context) == anonymity
    )


@pytest.mark.parametrize(
    ("context", "reason"),
    [
        pytest.param("He spoke because he was asked.", None, id="nobody asked not to be named"),
        pytest.param("An aide, who asked not to be named, left. He did so because of it.", None, id="next sentence"),
        pytest.param(
            "“It is over,” said an official who asked not to be named because he was not authorized to speak.",
            "because he was not authorized to speak",
            id="because",
        ),
        pytest.param(
            "An official, speaking on condition of anonymity to discuss internal talks, said it was over.",
            "to discuss internal talks",
            id="purpose, without the speech verb behind it",
        ),
        pytest.param(
            "A diplomat who was not authorized to speak publicly said it was over.",
            "was not authorized to speak publicly",
            id="the request is the reason",
        ),
    ],
)
def test_reason_for_anonymity(context: str, reason: str | None) -> None:
    found = reason_of(context)
    assert (None if found is None else context[slice(*found)]) == reason


@pytest.mark.parametrize(
    ("words", "declined"),
    [
        pytest.param("declined the offer", False, id="declined something else"),
        pytest.param("did not say when", False, id="said nothing of one thing"),
        pytest.param("declined to comment", True, id="declined"),
        pytest.param("refused to answer questions", True, id="refused"),
        pytest.param("did not immediately respond to a request for comment", True, id="did not respond"),
        pytest.param("could not be reached", True, id="not reached"),
    ],
)
def test_declined(words: str, declined: bool) -> None:
    assert has_declined(words) is declined
