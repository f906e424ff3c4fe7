"""What mode an attribution has, and the sector that a role tells, on trees built by hand."""

from __future__ import annotations

import pytest
from support.trees import attribution, tree

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.cues import mode_of
from quotes.engine.types.source_types import has_declined, reason_of, sector_of

REJECTED = "Putin/PROPN/nsubj/1 rejected/VERB/ROOT/1 the/DET/det/3 {noun}/NOUN/obj/1 ./PUNCT/punct/1"
SUPPORTED = "Putin/PROPN/nsubj/1 supported/VERB/ROOT/1 the/DET/det/3 bill/NOUN/obj/1 ./PUNCT/punct/1"
REFUSED = "Putin/PROPN/nsubj/1 refused/VERB/ROOT/1 to/PART/mark/3 go/INF/xcomp/1 ./PUNCT/punct/1"
REJECTED_FOR = """Putin/PROPN/nsubj/1 rejected/VERB/ROOT/1 Moscow/PROPN/obj/1 for/ADP/case/4 violations/NOUNS/obl/1
./PUNCT/punct/1"""
PASSIVE = """The/DET/det/1 sale/NOUN/nsubj:pass/3 is/AUX/aux:pass/3 {verb}/VBN/ROOT/3 to/PART/mark/5 end/INF/xcomp/3
by/ADP/case/7 Putin/PROPN/obl:agent/3"""
SAID = "Putin/PROPN/nsubj/1 said/VERB/ROOT/1 it/PRON/nsubj/3 ended/VERB/ccomp/1 ./PUNCT/punct/1"
CONCERN = """Putin/PROPN/nsubj/1 {verb}/VERB/ROOT/1 concern/NOUN/obj/1 about/ADP/case/5 the/DET/det/5 bill/NOUN/nmod/2
./PUNCT/punct/1"""


@pytest.mark.parametrize(
    ("rows", "cue", "content", "construction", "mode"),
    [
        pytest.param(SAID, "said", "it ended", "verb-complement", "statement", id="what is said is no intention"),
        pytest.param(
            REJECTED.format(noun="claim"),
            "rejected",
            "the claim",
            "nominal-object",
            "statement",
            id="whoever rejects a claim speaks",
        ),
        pytest.param(
            REJECTED.format(noun="plan"),
            "rejected",
            "the plan",
            "nominal-object",
            "intention",
            id="whoever rejects a plan takes a stand",
        ),
        pytest.param(
            REJECTED_FOR,
            "rejected",
            "Moscow for violations",
            "object-prepositional",
            "intention",
            id="rejected somebody for something",
        ),
        pytest.param(
            PASSIVE.format(verb="asked"),
            "asked",
            "to end",
            "passive-report",
            "statement",
            id="asked to end is asked for",
        ),
        pytest.param(
            PASSIVE.format(verb="ruled"), "ruled", "to end", "passive-report", "statement", id="ruled to end: a clause"
        ),
        pytest.param(
            PASSIVE.format(verb="proposed"), "proposed", "to end", "passive-report", "intention", id="proposed to end"
        ),
        pytest.param(SUPPORTED, "supported", "the bill", "nominal-object", "intention", id="support"),
        pytest.param(SUPPORTED, "supported", "the bill", "tagged", "intention", id="no construction, but an object"),
        pytest.param(REFUSED, "refused", "to go", "infinitive-complement", "intention", id="refusal"),
        pytest.param(REFUSED, "refused", "to go", "tagged", "intention", id="no construction, but an infinitive"),
        pytest.param(
            CONCERN.format(verb="had"),
            "concern about",
            "the bill",
            "noun-prepositional",
            "thought",
            id="concern is a thought",
        ),
        pytest.param(
            CONCERN.format(verb="expressed"),
            "concern about",
            "the bill",
            "noun-prepositional",
            "statement",
            id="concern that is expressed",
        ),
    ],
)
def test_mode(rows: str, cue: str, content: str, construction: str, mode: str) -> None:
    doc = tree(rows)
    one = attribution(doc, "Putin", cue, content, construction=construction)
    assert mode_of(doc, one, "named_person") == mode


@pytest.mark.parametrize(
    ("title", "sector"),
    [
        pytest.param("Attorney General", "government", id="office held"),
        pytest.param("former Attorney General", "politics", id="office left"),
        pytest.param("former CNN reporter", "media", id="no office"),
    ],
)
def test_sector_of_those_who_left_office(title: str, sector: str) -> None:
    someone = ResolvedSpeaker("Nobody In Particular", None, "name", "PERSON", "", False, "", titles=(title,))
    assert sector_of(someone) == sector


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
