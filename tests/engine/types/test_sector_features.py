"""The hints and words that a speaker's sector is weighed by."""

from __future__ import annotations

import pytest
from support.trees import tree

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.context import Context
from quotes.engine.types.sector_features import content_words, describe
from quotes.engine.types.sector_model import SectorFeatures

SAID = tree("Lee/PROPN/nsubj/1 said/VERB/ROOT/1 so/ADV/advmod/1 ./PUNCT/punct/1")
BESIDE = tree(
    """Retired/ADJ/amod/2 police/NOUN/compound/2 officer/NOUN/compound/3 Lee/PROPN/nsubj/9 ,/PUNCT/punct/3
    chair/NOUN/appos/3 of/ADP/case/7 Greenpeace/PROPN/nmod/5 ,/PUNCT/punct/3 said/VERB/ROOT/9 so/ADV/advmod/9"""
)


def features_of(speaker: ResolvedSpeaker, *, place: int = 0) -> SectorFeatures:
    return describe((speaker,), Context(SAID if place == 0 else BESIDE))


def person(*, titles: tuple[str, ...] = (), roles: tuple[str, ...] = (), place: int = 0) -> ResolvedSpeaker:
    return ResolvedSpeaker("Lee", None, "name", "PERSON", "", False, "Lee", titles, roles, places=(place,))


@pytest.mark.parametrize(
    ("speaker", "hints"),
    [
        pytest.param(person(), set(), id="nothing said"),
        pytest.param(
            person(titles=("Senator",)),
            {("title", "politics"), ("title head", "politics"), ("rules for certain", "politics")},
            id="title",
        ),
        pytest.param(
            person(roles=("former secretary of state",)),
            {("after office", "politics"), ("rules", "politics")},
            id="an office left",
        ),
        pytest.param(
            person(roles=("running mate",)),
            {
                ("candidacy", "politics"),
                ("role", "politics"),
                ("role head", "politics"),
                ("rules for certain", "politics"),
            },
            id="candidate",
        ),
    ],
)
def test_hints_of_descriptions(speaker: ResolvedSpeaker, hints: set[tuple[str, str]]) -> None:
    assert set(features_of(speaker).hints) == hints


def test_words_beside_a_name() -> None:
    hints = features_of(person(place=3), place=3).hints
    assert ("before undescribed", "law_enforcement") in hints
    assert ("after undescribed", "ngo") in hints


def test_a_country_hints_at_no_sector() -> None:
    features = features_of(person(titles=("France",)))
    assert not features.hints
    assert "place title" in features.words


def test_a_clause_is_no_description() -> None:
    source = ResolvedSpeaker(
        "team member", None, "description", None, "member", False, "a team member who told the press"
    )
    assert ("own words", "media") not in features_of(source).hints
    assert "source press" not in features_of(source).words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", (), id="nothing"),
        pytest.param("of the", (), id="function words"),
        pytest.param("the state's senior officials", ("state", "senior", "official"), id="singulars"),
    ],
)
def test_content_words(text: str, words: tuple[str, ...]) -> None:
    assert content_words(text) == words
