"""The organization whom a source's words name together with its kind."""

from __future__ import annotations

import pytest
from spacy.tokens import Token
from support.scenes import scene_of
from support.trees import plain_tree

from quotes.engine.speakers.named_bodies import find_named_body

NAMES = {"NATO": "ORG", "Fars": "ORG", "Observatory": "ORG", "Jens Stoltenberg": "PERSON", "Syria": "GPE"}


def body_in(source: str, head: str) -> str | None:
    """The body in a source that a verb follows; `head` is the source's last word of that form."""
    names = {name: label for name, label in NAMES.items() if name in source}
    doc = plain_tree(f"{source} said/VERB so/ADV .", names=names)
    noun: Token = [token for token in doc if token.text == head][-1]
    entity = find_named_body(noun, 0, len(source.split()), scene_of(doc).mentions)
    return None if entity is None else entity.name


@pytest.mark.parametrize(
    ("source", "head"),
    [
        pytest.param("the agency", "agency", id="nobody is named"),
        pytest.param("the NATO official", "official", id="role after the name"),
        pytest.param("an official from/ADP NATO", "official", id="complement"),
        pytest.param("the agency of/ADP NATO", "agency", id="complement of a kind"),
        pytest.param("agency chief Jens Stoltenberg of/ADP NATO", "chief", id="person"),
        pytest.param("the country Syria", "country", id="place"),
        pytest.param("officials , NATO and/CCONJ Fars", "officials", id="people beside the bodies"),
    ],
)
def test_nobody(source: str, head: str) -> None:
    assert body_in(source, head) is None


@pytest.mark.parametrize(
    ("source", "head", "expected"),
    [
        pytest.param("the NATO group", "group", "NATO", id="kind after it"),
        pytest.param("news agency Fars", "agency", "Fars", id="kind before it"),
        pytest.param("the Iranian/ADJ news agency Fars", "agency", "Fars", id="kind and modifiers before it"),
        pytest.param("Fars , a tabloid", "tabloid", "Fars", id="description after a comma"),
        pytest.param("the alliance , NATO", "alliance", "NATO", id="description before a comma"),
        pytest.param("the agency Fars ,", "agency", "Fars", id="comma at the end"),
    ],
)
def test_body(source: str, head: str, expected: str) -> None:
    assert body_in(source, head) == expected
