"""Features of where a candidate was mentioned, and of who has spoken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.scenes import discourse_of, entity_of, scene_of, source_of
from support.trees import plain_tree, tree

from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.places import describe_place, describe_speech, is_subject, named_below
from quotes.spans import Range

PUTIN_LEFT = "Putin left/VERB . He/PRON said/VERB so/ADV ."
NAMES = {"Putin": "PERSON", "Warren": "PERSON", "Clinton": "PERSON"}


def features_of(text: str, *places: Range, content: str | None = None) -> dict[str, float]:
    """The features of the places before "He"."""
    scene = scene_of(plain_tree(text, names=NAMES))
    return describe_place(source_of(scene, "He", content=content), scene, places)


@pytest.mark.parametrize(
    ("text", "places", "absent"),
    [
        pytest.param(PUTIN_LEFT, ((0, 1),), "same sentence", id="other sentence"),
        pytest.param(PUTIN_LEFT, ((0, 1),), "oblique", id="subject is no object"),
        pytest.param(PUTIN_LEFT, ((0, 1),), "only in quotation", id="outside quotation marks"),
        pytest.param(PUTIN_LEFT, ((0, 1),), "in content", id="not in what is said"),
        pytest.param("they met/VERB Putin . He/PRON said/VERB so/ADV .", ((2, 3),), "subject", id="object"),
        pytest.param(
            "they met/VERB . Putin left/VERB . He/PRON said/VERB so/ADV .", ((3, 4),), "distance 2", id="near"
        ),
    ],
)
def test_absent_feature(text: str, places: tuple[Range, ...], absent: str) -> None:
    assert absent not in features_of(text, *places)


@pytest.mark.parametrize(
    ("text", "places", "present"),
    [
        pytest.param(PUTIN_LEFT, ((0, 1),), "sentence before", id="one sentence before"),
        pytest.param(PUTIN_LEFT, ((0, 1),), "same paragraph", id="one paragraph"),
        pytest.param(PUTIN_LEFT, ((0, 1),), "subject", id="subject"),
        pytest.param(PUTIN_LEFT, ((0, 1),), "opens its sentence", id="first word"),
        pytest.param("Putin left/VERB as/ADP He/PRON said/VERB .", ((0, 1),), "same sentence", id="same sentence"),
        pytest.param(
            "Putin left/VERB . it fell/VERB . He/PRON said/VERB .", ((0, 1),), "two sentences before", id="two before"
        ),
        pytest.param("they met/VERB Putin . He/PRON said/VERB so/ADV .", ((2, 3),), "oblique", id="object"),
        pytest.param(
            "Putin left/VERB . they met/VERB Putin . He/PRON said/VERB .",
            ((0, 1), (5, 6)),
            "subject lately",
            id="subject before it was an object",
        ),
    ],
)
def test_present_feature(text: str, places: tuple[Range, ...], present: str) -> None:
    assert features_of(text, *places)[present] == 1.0


def test_mention_in_quotation_marks_alone() -> None:
    scene = replace(scene_of(plain_tree(PUTIN_LEFT, names=NAMES)), quoted=frozenset({0}))
    features = describe_place(source_of(scene, "He"), scene, [(0, 1)])
    assert features["only in quotation"] == 1.0


def test_features_have_values() -> None:
    assert all(features_of(PUTIN_LEFT, (0, 1)).values())


def test_mention_in_what_is_said_counts_as_such() -> None:
    text = "Putin left/VERB . He/PRON said/VERB Putin fell/VERB ."
    features = features_of(text, (0, 1), (5, 6), content="Putin fell")
    assert features["in content"] == 1.0
    assert features["sentence before"] == 1.0


@pytest.mark.parametrize(
    ("spoke", "expected"),
    [
        pytest.param((), set(), id="nobody spoke"),
        pytest.param(("Warren",), set(), id="somebody else spoke"),
        pytest.param(("Putin",), {"spoke ever", "spoke last", "spoke just before"}, id="spoke last"),
        pytest.param(("Putin", "Warren"), {"spoke ever", "spoke before"}, id="spoke before the last"),
        pytest.param(("Putin", "Warren", "Clinton"), {"spoke ever"}, id="spoke long before"),
    ],
)
def test_who_spoke(spoke: tuple[str, ...], expected: set[str]) -> None:
    scene = scene_of(plain_tree("Putin met/VERB Warren . Clinton left/VERB . He/PRON said/VERB .", names=NAMES))
    discourse = discourse_of(*((i, entity_of(scene, name)) for i, name in enumerate(spoke)))
    features = describe_speech(source_of(scene, "He"), scene, discourse, entity_of(scene, "Putin"))
    assert {name for name, value in features.items() if value} == expected


def test_speech_after_the_source_does_not_count() -> None:
    scene = scene_of(plain_tree("Putin left/VERB . He/PRON said/VERB .", names=NAMES))
    putin = entity_of(scene, "Putin")
    assert describe_speech(source_of(scene, "He"), scene, discourse_of((4, putin)), putin) == {}


def test_speaker_around_the_source() -> None:
    scene = scene_of(plain_tree("Putin said/VERB He/PRON said/VERB .", names=NAMES))
    putin = entity_of(scene, "Putin")
    discourse = Discourse()
    discourse.note(Answer(None, spoke=((0, putin),)))
    features = describe_speech(source_of(scene, "He", parent=0), scene, discourse, putin)
    assert features["speaks around it"] == 1.0


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        pytest.param("they met/VERB Putin .", (2, 3), False, id="object"),
        pytest.param("Putin left/VERB .", (0, 1), True, id="subject"),
        pytest.param("Vladimir Putin left/VERB .", (0, 2), True, id="subject of two words"),
    ],
)
def test_subject(text: str, place: Range, expected: bool) -> None:
    assert is_subject(plain_tree(text), place) is expected


WARREN_GRILLING = """{pronoun}/PRON/{role}/1 admitted/VERB/ROOT/1 under/ADP/case/5 Warren/PROPN/nmod:poss/5
    ’s/PART/case/3 grilling/NOUN/obl/1 {mark}/PUNCT/punct/1 Putin/PROPN/obj/1"""


@pytest.mark.parametrize(
    ("pronoun", "role", "mark", "expected"),
    [
        pytest.param("Him", "obj", ",", set(), id="no subject"),
        pytest.param("He", "nsubj", ",", {"Warren"}, id="up to the comma"),
        pytest.param("He", "nsubj", "/", {"Warren", "Putin"}, id="whole clause"),
    ],
)
def test_named_below(pronoun: str, role: str, mark: str, expected: set[str]) -> None:
    rows = WARREN_GRILLING.format(pronoun=pronoun, role=role, mark="x" if mark == "/" else mark)
    scene = scene_of(tree(rows, names=NAMES))
    assert {entity.name for entity in named_below(scene, scene.doc[0])} == expected
