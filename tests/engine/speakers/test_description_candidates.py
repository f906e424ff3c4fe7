"""Who a description can stand for: the entities that fit its kind, and nobody as the last."""

from __future__ import annotations

import pytest
from support.scenes import scene_of, source_of
from support.trees import plain_tree

from quotes.engine.speakers.description_candidates import find_described
from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.ranking import Candidate

NAMES = {"Warren": "PERSON", "Putin": "PERSON", "NATO": "ORG", "Bank of America": "ORG", "Syria": "GPE"}


def candidates(before: str, source: str) -> list[Candidate]:
    scene = scene_of(plain_tree(f"{before} . {source} said/VERB so/ADV .", names=NAMES))
    words = " ".join(cell.partition("/")[0] for cell in source.split())
    return find_described(source_of(scene, words), scene, Discourse())


@pytest.mark.parametrize(
    ("before", "source"),
    [
        pytest.param("it fell/VERB", "the judge", id="no entities"),
        pytest.param("NATO met/VERB", "the judge", id="an organization has no role"),
        pytest.param("Syria met/VERB", "the judge", id="a place has no role"),
        pytest.param("Warren met/VERB", "the company", id="a person is no company"),
        pytest.param("Warren met/VERB", "the bill", id="a person is no document"),
        pytest.param("Warren met/VERB", "the senator", id="nothing says what the person is"),
        pytest.param("NATO met/VERB", "the company", id="an organization of another sector"),
        pytest.param("Warren met/VERB", "the judges/NOUNS", id="several"),
        pytest.param("Warren met/VERB", "a judge", id="indefinite after the name"),
        pytest.param("Mrs. Warren met/VERB", "the spokesman", id="of the other gender"),
        pytest.param("Warren met/VERB", "the judge of/ADP Syria", id="of something else, and no judge"),
        pytest.param("Warren , 66 , met/VERB", "the 46-year-old/ADJ judge", id="of another age"),
    ],
)
def test_nobody_else(before: str, source: str) -> None:
    assert [candidate.is_nobody for candidate in candidates(before, source)] == [True]


@pytest.mark.parametrize(
    ("before", "source", "expected"),
    [
        pytest.param("Sen. Warren met/VERB", "the senator", ["Warren"], id="person"),
        pytest.param("Sen. Warren met/VERB President Putin", "the senator", ["Warren", "Putin"], id="two people"),
        pytest.param("NATO met/VERB", "the organization", ["NATO"], id="organization"),
        pytest.param("Syria met/VERB", "the country", ["Syria"], id="place"),
        pytest.param("Warren met/VERB NATO", "the statement", ["NATO", "Warren"], id="statement of anyone"),
        pytest.param("Warren , 46 , met/VERB", "the 46-year-old/ADJ judge", ["Warren"], id="of the same age"),
    ],
)
def test_candidates(before: str, source: str, expected: list[str]) -> None:
    found = candidates(before, source)
    assert [candidate.name for candidate in found[:-1]] == expected
    assert found[-1].is_nobody


@pytest.mark.parametrize(
    ("before", "source", "feature", "expected"),
    [
        pytest.param("Warren met/VERB", "the senator", "has the role", False, id="no role"),
        pytest.param("Sen. Warren met/VERB", "the judge", "has the role", False, id="another role"),
        pytest.param("Sen. Warren met/VERB", "the judge", "other role", True, id="another role is noted"),
        pytest.param("Sen. Warren met/VERB", "the senator", "has the role", True, id="title"),
        pytest.param("Warren , a senator , met/VERB", "the senator", "has the role", True, id="appositive"),
        pytest.param("Sen. Warren met/VERB Putin", "the senator", "only one with the role", True, id="only one"),
        pytest.param("Warren met/VERB Putin", "the senator", "nearest of its kind", False, id="not the nearest"),
        pytest.param("Sen. Warren met/VERB", "the senator", "alone of its kind", True, id="alone"),
        pytest.param("Warren met/VERB", "the retired/ADJ judge", "telling for a person", True, id="as of those named"),
    ],
)
def test_feature(before: str, source: str, feature: str, expected: bool) -> None:
    assert (feature in candidates(before, source)[0].features) is expected


def test_body_that_is_called_so() -> None:
    scene = scene_of(plain_tree("The Bank of/ADP America met/VERB . the bank said/VERB .", names=NAMES))
    first = find_described(source_of(scene, "the bank"), scene, Discourse())[0]
    assert (first.name, first.features["called so"]) == ("Bank of America", 1.0)


def test_person_named_later() -> None:
    scene = scene_of(plain_tree("a judge said/VERB so/ADV . Warren met/VERB .", names=NAMES))
    first = find_described(source_of(scene, "a judge"), scene, Discourse())[0]
    assert first.name == "Warren"
    assert {"named later", "named soon", "named next"} <= set(first.features)


def test_description_that_took_up_a_person_is_a_role() -> None:
    scene = scene_of(plain_tree("Warren met/VERB . the senator said/VERB .", names=NAMES))
    entity = scene.mentions.entities[0]
    discourse = Discourse(_descriptions={entity: ("the senator",)})
    first = find_described(source_of(scene, "the senator"), scene, discourse)[0]
    assert first.features["has the role"] == 1.0


@pytest.mark.parametrize(
    ("source", "feature", "expected"),
    [
        pytest.param("the judge", "nobody plural", False, id="one"),
        pytest.param("the judge", "nobody complement", False, id="no complement"),
        pytest.param("the judge", "nobody definite role", True, id="article and kind"),
        pytest.param("the judges/NOUNS", "nobody plural", True, id="several"),
        pytest.param("the judge of/ADP Syria", "nobody complement", True, id="complement"),
        pytest.param("the 46-year-old/ADJ judge", "nobody aged", True, id="age"),
    ],
)
def test_features_of_nobody(source: str, feature: str, expected: bool) -> None:
    assert (feature in candidates("it fell/VERB", source)[-1].features) is expected
