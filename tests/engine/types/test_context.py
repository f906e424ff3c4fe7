"""What an article says around its speakers."""

from __future__ import annotations

import pytest
from support.trees import plain_tree, tree

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.context import Context, as_shares

JUDGES = tree(
    """Judges/NOUNS/nsubj/2 often/ADV/advmod/2 told/VERB/ROOT/2 the/DET/det/4 senator/NOUN/obj/2 so/ADV/advmod/2
    ./PUNCT/punct/2"""
)


def organization(name: str) -> ResolvedSpeaker:
    return ResolvedSpeaker(name, None, "name", "ORG", "", False, name)


def test_shares_of_nothing() -> None:
    assert as_shares({}) == {}


def test_shares_of_the_words_that_have_a_sector() -> None:
    assert Context(JUDGES).shares == {"judiciary": 0.5, "politics": 0.5}


def test_hints_carry_the_kind_of_speaker() -> None:
    assert Context(JUDGES).hints("document") == {
        ("article document", "judiciary"): 0.5,
        ("article document", "politics"): 0.5,
    }


@pytest.mark.parametrize(
    ("end", "verb"),
    [
        pytest.param(3, None, id="none follows"),
        pytest.param(1, "tell", id="after an adverb"),
        pytest.param(2, "tell", id="at once"),
    ],
)
def test_verb_after_a_name(end: int, verb: str | None) -> None:
    assert Context(JUDGES).verb_after(end) == verb


def test_organizations_of_the_article() -> None:
    context = Context(JUDGES, (organization("Nobody Knows"), None, organization("Supreme Court")))
    assert context.organizations == {"Supreme Court": "judiciary"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("my report said so", False, id="no relatives"),
        pytest.param("my mother said so", False, id="one"),
        pytest.param("his mother , his father and his brother said so", False, id="somebody else's"),
        pytest.param("my mother , my father and my brother said so", True, id="several"),
    ],
)
def test_authors_who_write_of_their_family(text: str, expected: bool) -> None:
    assert Context(plain_tree(text)).is_personal is expected
