"""What a description says: its article, kind, modifiers, complement, age and gender."""

from __future__ import annotations

import pytest
from support.scenes import scene_of, source_of
from support.trees import plain_tree

from quotes.engine.speakers.description import Description


def described(words: str) -> Description:
    """The description of a source, words with parts of speech, in the second paragraph."""
    scene = scene_of(plain_tree(f"News ¶ {words} said/VERB so/ADV ."))
    plain = " ".join(cell.partition("/")[0] for cell in words.split()).replace(" 's", "'s")
    return Description.of(source_of(scene, plain), scene)


@pytest.mark.parametrize(
    ("words", "article"),
    [
        pytest.param("officials", "bare", id="no article"),
        pytest.param("the judge", "definite", id="the"),
        pytest.param("These/DET judges", "definite", id="these"),
        pytest.param("a judge", "indefinite", id="a"),
        pytest.param("another/DET judge", "indefinite", id="another"),
        pytest.param("three/NUM judges", "indefinite", id="number"),
        pytest.param("his/PRP$ lawyer", "owned", id="possessive pronoun"),
        pytest.param("Putin/NOUN 's/POS lawyer", "owned", id="possessive name"),
    ],
)
def test_article(words: str, article: str) -> None:
    assert described(words).article == article


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        pytest.param("the roof", "other", id="thing"),
        pytest.param("the judge", "role", id="role"),
        pytest.param("the company", "kind", id="kind of body"),
        pytest.param("the government", "body", id="body"),
        pytest.param("the statement", "carrier", id="what carries words"),
        pytest.param("the country", "place", id="place"),
        pytest.param("the bill", "document", id="document"),
    ],
)
def test_kind(words: str, kind: str) -> None:
    assert described(words).kind == kind


@pytest.mark.parametrize(
    ("words", "modifiers"),
    [
        pytest.param("the judge", (), id="none"),
        pytest.param("the Greek/ADJ prime/ADJ minister", ("greek", "prime"), id="before the head"),
        pytest.param("the judge of/ADP Louisiana", (), id="complement is no modifier"),
    ],
)
def test_modifiers(words: str, modifiers: tuple[str, ...]) -> None:
    assert tuple(word for word in described(words).modifiers if word != "the") == modifiers


@pytest.mark.parametrize(
    ("words", "complement", "complement_words"),
    [
        pytest.param("the judge", False, (), id="none"),
        pytest.param("the Louisiana/ADJ judge", False, (), id="before the head"),
        pytest.param("the judge of/ADP Louisiana", True, ("louisiana",), id="name"),
        pytest.param("the judge for/ADP trade", True, (), id="common noun"),
    ],
)
def test_complement(words: str, complement: bool, complement_words: tuple[str, ...]) -> None:
    description = described(words)
    assert (description.complement, description.complement_words) == (complement, complement_words)


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        pytest.param("the judge", "age", None, id="no age"),
        pytest.param("the 46-year-old/ADJ judge", "age", "46", id="age"),
        pytest.param("the judge", "telling", False, id="not as of those named before"),
        pytest.param("the retired/ADJ judge", "telling", True, id="as of those named before"),
        pytest.param("the judge", "gender", None, id="no gender"),
        pytest.param("the spokeswoman", "gender", "she", id="she"),
        pytest.param("the judge", "plural", False, id="one"),
        pytest.param("the judges/NOUNS", "plural", True, id="several"),
        pytest.param("the judge", "capital", False, id="small letter"),
        pytest.param("the Court/NOUN", "capital", True, id="capital"),
        pytest.param("the judge", "sector", "judiciary", id="sector"),
        pytest.param("the judge", "headline", False, id="not in the first paragraph"),
        pytest.param("the ex-minister", "lemma", "minister", id="ex-"),
    ],
)
def test_value(words: str, name: str, value: object) -> None:
    assert getattr(described(words), name) == value


def test_headline() -> None:
    scene = scene_of(plain_tree("The judge said/VERB so/ADV . ¶ It fell/VERB ."))
    assert Description.of(source_of(scene, "The judge"), scene).headline
