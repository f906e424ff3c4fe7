"""What "they" and "it" can be: groups, pairs, organizations, and nobody."""

from __future__ import annotations

import pytest
from support.scenes import scene_of, source_of
from support.trees import plain_tree, tree

from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.groups import find_groups
from quotes.engine.speakers.ranking import Candidate

NAMES = {"Putin": "PERSON", "Warren": "PERSON", "NATO": "ORG", "Syria": "GPE"}
SAID = "{}/PRON said/VERB so/ADV ."
THEY, IT = SAID.format("They"), SAID.format("It")


def groups(text: str, pronoun: str, discourse: Discourse | None = None) -> list[Candidate]:
    scene = scene_of(plain_tree(text, names=NAMES))
    return find_groups(source_of(scene, pronoun), scene, discourse or Discourse())


def fits(text: str, pronoun: str) -> dict[str, str]:
    """How each candidate fits; nobody's name is empty."""
    start = f"{pronoun.lower()} "
    return {
        candidate.name: next((name.removeprefix(start) for name in candidate.features if name.startswith(start)), "")
        for candidate in groups(text, pronoun)
        if candidate.name
    }


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        pytest.param(THEY, "They", id="nothing before they"),
        pytest.param(IT, "It", id="nothing before it"),
        pytest.param(f"Putin left/VERB . {IT}", "It", id="a person is not it"),
        pytest.param(f"voters/NOUNS left/VERB . {IT}", "It", id="plural"),
        pytest.param(f"the roof fell/VERB . {THEY}", "They", id="a thing is not they"),
    ],
)
def test_nobody_else(text: str, pronoun: str) -> None:
    assert [candidate.is_nobody for candidate in groups(text, pronoun)] == [True]


def test_nobody_comes_last() -> None:
    assert [candidate.is_nobody for candidate in groups(f"NATO met/VERB . {IT}", "It")] == [False, True]


@pytest.mark.parametrize(
    ("text", "pronoun", "expected"),
    [
        pytest.param(f"NATO met/VERB . {IT}", "It", {"NATO": "organization"}, id="organization"),
        pytest.param(f"Syria met/VERB . {IT}", "It", {"Syria": "place"}, id="country"),
        pytest.param(f"Boeing lost/VERB money . {IT}", "It", {"Boeing": "name", "money": "other"}, id="missed name"),
        pytest.param(f"people/NOUNS met/VERB Boeing . {IT}", "It", {}, id="missed name that is no subject"),
        pytest.param(f"the report fell/VERB . {IT}", "It", {"report": "document"}, id="document"),
        pytest.param(f"the company fell/VERB . {IT}", "It", {"company": "body"}, id="body without a name"),
        pytest.param(f"the roof fell/VERB . {IT}", "It", {"roof": "other"}, id="thing"),
        pytest.param(f"Putin left/VERB . {THEY}", "They", {"Putin": "person"}, id="one person"),
        pytest.param(f"NATO left/VERB . {THEY}", "They", {"NATO": "organization"}, id="organization as they"),
        pytest.param(f"the voters/NOUNS left/VERB . {THEY}", "They", {"voters": "role"}, id="people"),
        pytest.param(f"the companies/NOUNS fell/VERB . {THEY}", "They", {"companies": "bodies"}, id="bodies"),
        pytest.param(f"the roofs/NOUNS fell/VERB . {THEY}", "They", {"roofs": "other"}, id="things"),
        pytest.param(f"the police met/VERB . {THEY}", "They", {"police": "bodies"}, id="plural by what it is"),
        pytest.param(f"the judge left/VERB . {THEY}", "They", {"judge": "one person"}, id="one person without a name"),
    ],
)
def test_fit(text: str, pronoun: str, expected: dict[str, str]) -> None:
    assert fits(text, pronoun) == expected


def test_pair() -> None:
    rows = """Warren/PROPN/nsubj/3 and/CCONJ/cc/2 Putin/PROPN/conj/0 met/VERB/ROOT/3 ./PUNCT/punct/3
        They/PRON/nsubj/6 said/VERB/ROOT/6"""
    scene = scene_of(tree(rows, names=NAMES))
    first = find_groups(source_of(scene, "They"), scene, Discourse())[0]
    assert first.name == "Warren"
    assert first.features["they pair"] == 1.0


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        pytest.param([], set(), id="no source before"),
        pytest.param([0], {"is a source", "is last source"}, id="last source"),
        pytest.param([0, 3], {"is a source"}, id="source before the last"),
    ],
)
def test_sources_before(heads: list[int], expected: set[str]) -> None:
    text = f"NATO met/VERB . Syria fell/VERB . {IT}"
    candidate = groups(text, "It", Discourse(heads=heads))[0]
    assert candidate.name == "NATO"
    assert {name for name in candidate.features if "source" in name} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"“ voters/NOUNS left/VERB . ” {THEY}", set(), id="in a quotation that the pronoun is outside of"),
        pytest.param(
            f"“ voters/NOUNS left/VERB . {THEY} ”", {"is a source", "is last source"}, id="both in one quotation"
        ),
    ],
)
def test_sources_in_quotation_marks(text: str, expected: set[str]) -> None:
    candidate = groups(text, "They", Discourse(heads=[1]))[0]
    assert candidate.name == "voters"
    assert {name for name in candidate.features if "source" in name} == expected


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        pytest.param("has/VBZ", {}, id="singular"),
        pytest.param("met/VERB", {}, id="a past form is either"),
        pytest.param("have/VBP", {"Arapaho": "plural name"}, id="plural"),
    ],
)
def test_name_by_the_number_of_its_verb(verb: str, expected: dict[str, str]) -> None:
    assert fits(f"the Arapaho/PROPN {verb} plans/NOUN . {THEY}", "They").get("Arapaho") == expected.get("Arapaho")


def test_team_of_nobody_described() -> None:
    assert fits(f"the team met/VERB . {THEY}", "They") == {"team": "group"}


def test_team_of_researchers_taken_up() -> None:
    rows = """a/DET/det/1 team/NOUN/nsubj/4 of/ADP/case/3 scientists/NOUNS/nmod/1 met/VERB/ROOT/4 ./PUNCT/punct/4
        the/DET/det/7 team/NOUN/nsubj/8 left/VERB/ROOT/8 ./PUNCT/punct/8 They/PRON/nsubj/11 said/VERB/ROOT/11"""
    scene = scene_of(tree(rows))
    teams = [c for c in find_groups(source_of(scene, "They"), scene, Discourse()) if c.name == "team"]
    assert ["they researchers" in candidate.features for candidate in teams] == [True, True]
