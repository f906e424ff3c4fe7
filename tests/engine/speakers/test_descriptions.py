"""Descriptions that take up somebody named elsewhere, on trees built by hand."""

from __future__ import annotations

import pytest
from support.scenes import entity_of, scene_of, source_of
from support.trees import attribution, layout, plain_tree, tree

from quotes.engine.speakers.descriptions import resolve_description
from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.ranking import Ranking
from quotes.engine.speakers.resolve import resolve

NAMED = """Judge/PROPN/compound/2 Gonzalo/PROPN/compound/2 Curiel/PROPN/nsubj/3 left/VERB/ROOT/3 ./PUNCT/punct/3 """
NAMES = {"Warren": "PERSON", "Bank of America": "ORG"}


@pytest.mark.parametrize(
    ("rows", "source", "speaker"),
    [
        pytest.param("The/DET/det/6 judges/NOUNS/nsubj/7 said/VERB/ROOT/7", "The judges", "judges", id="plural"),
        pytest.param("The/DET/det/6 judge/NOUN/nsubj/7 said/VERB/ROOT/7", "The judge", "Gonzalo Curiel", id="title"),
    ],
)
def test_description(rows: str, source: str, speaker: str) -> None:
    doc = tree(f"{NAMED}{rows} so/ADV/advmod/7", names={"Gonzalo Curiel": "PERSON"})
    answer = resolve(doc, layout(doc), [attribution(doc, source, "said", "so")])[0]

    assert answer.speaker is not None
    assert answer.speaker.name == speaker


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param("he/PRON said/VERB so/ADV .", "he", id="pronoun"),
        pytest.param("Warren said/VERB so/ADV .", "Warren", id="name"),
        pytest.param("Sen. Warren said/VERB so/ADV .", "Sen. Warren", id="name with a title"),
        pytest.param("judges and/CCONJ lawyers said/VERB so/ADV .", "judges and lawyers", id="joined"),
        pytest.param("half of/ADP voters said/VERB so/ADV .", "half of voters", id="quantity"),
    ],
)
def test_no_description(text: str, source: str) -> None:
    scene = scene_of(plain_tree(text, names=NAMES))
    assert resolve_description(source_of(scene, source), scene, Discourse()) is None


def test_nobody_fits() -> None:
    scene = scene_of(plain_tree("it fell/VERB . the judge said/VERB so/ADV .", names=NAMES))
    reply = resolve_description(source_of(scene, "the judge"), scene, Discourse())
    assert isinstance(reply, Ranking)
    assert reply.best.is_nobody


def test_description_is_learnt() -> None:
    scene = scene_of(plain_tree("Sen. Warren met/VERB . the senator said/VERB so/ADV .", names=NAMES))
    reply = resolve_description(source_of(scene, "the senator"), scene, Discourse())
    assert isinstance(reply, Answer)
    assert reply.learnt == (entity_of(scene, "Warren"), "the senator")
    assert reply.speaker is not None
    assert reply.speaker.resolution == "description"


def test_description_of_a_body_is_not_learnt() -> None:
    scene = scene_of(plain_tree("The Bank of/ADP America met/VERB . the bank said/VERB so/ADV .", names=NAMES))
    reply = resolve_description(source_of(scene, "the bank"), scene, Discourse())
    assert isinstance(reply, Answer)
    assert reply.learnt is None
    assert reply.speaker is not None
    assert reply.speaker.name == "Bank of America"
