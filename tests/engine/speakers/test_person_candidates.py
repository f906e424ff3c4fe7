"""Who "he" and "she" can be: the people named before, and those without a name."""

from __future__ import annotations

import pytest
from support.scenes import scene_of, source_of
from support.trees import plain_tree, tree

from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.person_candidates import WINDOW, find_people, find_unnamed_people, kind_of

NAMES = {"Putin": "PERSON", "Warren": "PERSON", "NATO": "ORG"}
HE_SAID = "He/PRON said/VERB so/ADV ."


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("they", None, id="plural"),
        pytest.param("it", None, id="neuter"),
        pytest.param("who", None, id="relative"),
        pytest.param("Putin", None, id="name"),
        pytest.param("He", "he", id="capital"),
        pytest.param("his", "he", id="possessive"),
        pytest.param("her", "she", id="object"),
        pytest.param("herself", "she", id="reflexive"),
    ],
)
def test_kind_of_pronoun(word: str, expected: str | None) -> None:
    assert kind_of(tree(f"{word}/PRON/ROOT/0")[0]) == expected


def people(text: str, kind: str | None = "he") -> list[str]:
    scene = scene_of(plain_tree(text, names=NAMES))
    return [candidate.name for candidate in find_people(source_of(scene, "He"), scene, Discourse(), kind)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HE_SAID, id="nobody before"),
        pytest.param(f"NATO met/VERB . {HE_SAID}", id="organization"),
        pytest.param(f"{HE_SAID} Putin left/VERB .", id="named after"),
        pytest.param(f"Putin left/VERB . {'it fell/VERB . ' * (WINDOW + 1)}{HE_SAID}", id="too long ago"),
        pytest.param(f"the judges left/VERB . {HE_SAID}", id="plural"),
        pytest.param(f"the spokeswoman left/VERB . {HE_SAID}", id="of the other gender"),
        pytest.param(f"the table fell/VERB . {HE_SAID}", id="thing"),
    ],
)
def test_no_candidate(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"Putin left/VERB . {HE_SAID}", ["Putin"], id="person"),
        pytest.param(f"Putin met/VERB Warren . {HE_SAID}", ["Putin", "Warren"], id="two people"),
        pytest.param(f"the judge left/VERB . {HE_SAID}", ["judge"], id="without a name"),
        pytest.param(f"one/NUM of/ADP the victims/NOUN/nmod/0 left/VERB . {HE_SAID}", ["one"], id="one of several"),
        pytest.param(f"Putin met/VERB the judge . {HE_SAID}", ["Putin", "judge"], id="with and without a name"),
        pytest.param("Putin left/VERB . He/PRON admitted/VERB it to/ADP Warren .", ["Putin"], id="not whom it names"),
    ],
)
def test_candidates(text: str, expected: list[str]) -> None:
    assert people(text) == expected


def test_person_of_the_other_pronoun_is_left_out() -> None:
    text = "Mrs. Warren left/VERB . Putin fell/VERB . He/PRON said/VERB so/ADV ."
    assert people(text) == ["Putin"]


def test_any_person_without_a_kind() -> None:
    assert people(f"Mrs. Warren left/VERB . the judge met/VERB Putin . {HE_SAID}", None) == ["Warren", "Putin"]


def test_nearest_and_alone() -> None:
    scene = scene_of(plain_tree(f"Putin met/VERB Warren . {HE_SAID}", names=NAMES))
    features = {c.name: c.features for c in find_people(source_of(scene, "He"), scene, Discourse(), "he")}
    assert {name: row["nearest"] for name, row in features.items()} == {"Putin": 0.0, "Warren": 1.0}
    assert {row["alone"] for row in features.values()} == {0.0}


@pytest.mark.parametrize(
    ("text", "feature", "expected"),
    [
        pytest.param(f"the judge left/VERB . {HE_SAID}", "unnamed indefinite", False, id="definite"),
        pytest.param(f"a judge left/VERB . {HE_SAID}", "unnamed says gender", False, id="no gender"),
        pytest.param(f"the judge left/VERB . {HE_SAID}", "unnamed spoke", False, id="has not spoken"),
        pytest.param(f"the judge left/VERB . {HE_SAID}", "unnamed", True, id="always"),
        pytest.param(f"the spokesman left/VERB . {HE_SAID}", "unnamed says gender", True, id="gender"),
    ],
)
def test_features_of_the_unnamed(text: str, feature: str, expected: bool) -> None:
    scene = scene_of(plain_tree(text, names=NAMES))
    ((_, candidate),) = find_unnamed_people(source_of(scene, "He"), scene, Discourse(), "he")
    assert (feature in candidate.features) is expected


def test_indefinite_article_is_noted() -> None:
    rows = "A/DET/det/1 judge/NOUN/nsubj/2 left/VERB/ROOT/2 ./PUNCT/punct/2 He/PRON/nsubj/5 said/VERB/ROOT/5"
    scene = scene_of(tree(rows))
    ((place, candidate),) = find_unnamed_people(source_of(scene, "He"), scene, Discourse(), "he")
    assert place == 1
    assert candidate.features["unnamed indefinite"] == 1.0


def test_source_before_is_noted() -> None:
    scene = scene_of(plain_tree(f"the judge left/VERB . {HE_SAID}"))
    discourse = Discourse(heads=[1])
    ((_, candidate),) = find_unnamed_people(source_of(scene, "He"), scene, discourse, "he")
    assert candidate.features["unnamed spoke last"] == 1.0


def test_title_before_a_name_is_nobody_else() -> None:
    scene = scene_of(plain_tree(f"senator Warren left/VERB . {HE_SAID}", names=NAMES))
    assert find_unnamed_people(source_of(scene, "He"), scene, Discourse(), "he") == []
