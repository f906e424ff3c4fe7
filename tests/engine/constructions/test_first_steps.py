"""The first steps of paths as bits: a path leads somewhere only from a token that has one of its bits."""

from __future__ import annotations

import pytest
from support.trees import tree

from quotes.engine.constructions.first_steps import ALL_STEPS, FirstSteps
from quotes.language.tree import Tree

SAID = "Putin/PROPN/nsubj/1 said/VERB/ROOT/1 it/PRON/nsubj/3 ended/VERB/ccomp/1 ./PUNCT/punct/1"
PATHS = (">ccomp", ">obl(to)", ">nsubj", "<ccomp", "<ccomp>nsubj", "<any", "<xcomp>obj")


@pytest.mark.parametrize(
    ("path", "places"),
    [
        pytest.param(">obl(to)", [], id="no oblique"),
        pytest.param("<xcomp>obj", [], id="no xcomp"),
        pytest.param(">ccomp", [1], id="a clause"),
        pytest.param(">nsubj", [1, 3], id="subjects"),
        pytest.param("<ccomp", [3], id="up from a clause"),
        pytest.param("<ccomp>nsubj", [3], id="the first step only"),
        pytest.param("<any", [0, 1, 2, 3, 4], id="up from anywhere"),
    ],
)
def test_tokens_that_a_path_may_lead_from(path: str, places: list[int]) -> None:
    steps = FirstSteps(PATHS)
    own = steps.of(Tree.of(tree(SAID)))

    assert [place for place, bits in enumerate(own) if bits & steps.bits(path)] == places
    assert ALL_STEPS & steps.bits(path)


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        pytest.param(">obl(to)", False, id="the preposition decides"),
        pytest.param("<ccomp", False, id="up"),
        pytest.param("<ccomp>nsubj", False, id="two steps"),
        pytest.param(">ccomp", True, id="one step down"),
    ],
)
def test_first_steps_after_which_a_path_surely_leads_somewhere(path: str, leads: bool) -> None:
    assert bool(FirstSteps(PATHS).bits_that_lead(path)) is leads
