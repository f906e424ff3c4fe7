"""Sources of several: lists, names joined by "and", a name with others."""

from __future__ import annotations

import pytest
from support.scenes import scene_of, source_of
from support.trees import tree

from quotes.engine.speakers.coordination import resolve_joined, resolve_list
from quotes.engine.speakers.discourse import Answer, Discourse

NAMES = {"Warren": "PERSON", "Sanders": "PERSON", "Trump": "PERSON", "Syria": "GPE", "Iran": "GPE", "Russia": "GPE"}
AND = "{0}/PROPN/nsubj/3 and/CCONJ/cc/2 {1}/conj/0 said/VERB/ROOT/3 so/ADV/advmod/3"
LIST = """Syria/PROPN/nsubj/5 ,/PUNCT/punct/2 Iran/PROPN/conj/0 and/CCONJ/cc/4 Russia/PROPN/conj/0
    said/VERB/ROOT/5 so/ADV/advmod/5"""
TITLES = """Sens./PROPN/compound/1 Warren/PROPN/nsubj/4 and/CCONJ/cc/3 Sanders/PROPN/conj/1 said/VERB/ROOT/4
    so/ADV/advmod/4"""
OTHERS = """Trump/PROPN/nsubj/4 and/CCONJ/cc/3 his/PRP$/nmod:poss/3 supporters/NOUNS/conj/0 said/VERB/ROOT/4
    so/ADV/advmod/4"""
APPOSITIVE = """Warren/PROPN/nsubj/8 ,/PUNCT/punct/3 a/DET/det/3 senator/NOUN/appos/0 and/CCONJ/cc/6 a/DET/det/6
    lawyer/NOUN/conj/3 ,/PUNCT/punct/0 said/VERB/ROOT/8 so/ADV/advmod/8"""
DESCRIBED = """the/DET/det/1 senators/NOUNS/nsubj/6 ,/PUNCT/punct/3 Warren/PROPN/appos/1 and/CCONJ/cc/5
    Sanders/PROPN/conj/3 said/VERB/ROOT/6 so/ADV/advmod/6"""
ONE = "Warren/PROPN/nsubj/1 said/VERB/ROOT/1 so/ADV/advmod/1"


def answer(rows: str, source: str, resolve: object) -> Answer | None:
    scene = scene_of(tree(rows, names=NAMES))
    assert callable(resolve)
    reply = resolve(source_of(scene, source), scene, Discourse())
    assert reply is None or isinstance(reply, Answer)
    return reply


@pytest.mark.parametrize(
    ("rows", "source"),
    [
        pytest.param(ONE, "Warren", id="one name"),
        pytest.param(AND.format("Syria", "rebels/NOUNS"), "Syria and rebels", id="name and a noun"),
        pytest.param(TITLES, "Sens. Warren and Sanders", id="title before the names"),
        pytest.param(OTHERS, "Trump and his supporters", id="name with others"),
    ],
)
def test_no_list(rows: str, source: str) -> None:
    assert answer(rows, source, resolve_list) is None


@pytest.mark.parametrize(
    ("rows", "source", "name", "members"),
    [
        pytest.param(
            LIST,
            "Syria, Iran and Russia",
            "Syria and Iran and Russia",
            ("Syria", "Iran", "Russia"),
            id="three places",
        ),
        pytest.param(
            AND.format("Warren", "Sanders/PROPN"),
            "Warren and Sanders",
            "Warren and Sanders",
            ("Warren", "Sanders"),
            id="two people",
        ),
    ],
)
def test_list(rows: str, source: str, name: str, members: tuple[str, ...]) -> None:
    given = answer(rows, source, resolve_list)
    assert given is not None
    assert given.speaker is not None
    assert (given.speaker.name, given.speaker.members, given.speaker.plural) == (name, members, True)
    assert [entity.name for _, entity in given.spoke] == list(members)
    assert given.pair is not None


@pytest.mark.parametrize(
    ("rows", "source"),
    [
        pytest.param(ONE, "Warren", id="one name"),
        pytest.param(APPOSITIVE, "Warren, a senator and a lawyer,", id="two roles of one person"),
        pytest.param(
            "doctors/NOUNS/nsubj/3 and/CCONJ/cc/2 lawyers/NOUNS/conj/0 said/VERB/ROOT/3",
            "doctors and lawyers",
            id="nobody is named",
        ),
    ],
)
def test_not_joined(rows: str, source: str) -> None:
    assert answer(rows, source, resolve_joined) is None


@pytest.mark.parametrize(
    ("rows", "source", "name", "members"),
    [
        pytest.param(TITLES, "Sens. Warren and Sanders", "Warren and Sanders", ("Warren", "Sanders"), id="title"),
        pytest.param(
            DESCRIBED, "the senators, Warren and Sanders", "Warren and Sanders", ("Warren", "Sanders"), id="description"
        ),
        pytest.param(OTHERS, "Trump and his supporters", "Trump and his supporters", (), id="name with others"),
        pytest.param(AND.format("Syria", "rebels/NOUNS"), "Syria and rebels", "Syria and rebels", (), id="place"),
    ],
)
def test_joined(rows: str, source: str, name: str, members: tuple[str, ...]) -> None:
    given = answer(rows, source, resolve_joined)
    assert given is not None
    assert given.speaker is not None
    assert (given.speaker.name, given.speaker.members, given.speaker.plural) == (name, members, True)


def test_owner_of_the_others_is_noted() -> None:
    given = answer(OTHERS, "Trump and his supporters", resolve_joined)
    assert given is not None
    assert given.speaker is not None
    assert [owner.name for owner in given.speaker.owners] == ["Trump"]
