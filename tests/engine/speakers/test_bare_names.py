"""A surname that two people have: whose it is by title, and by nearness where no title tells."""

from __future__ import annotations

import pytest
from support.trees import plain_tree

from quotes.engine.speakers.mentions import find_mentions

BOTH = {"Susan Lumm": "PERSON", "Michael Lumm": "PERSON"}


@pytest.mark.parametrize(
    ("title", "named"),
    [
        pytest.param("", "Michael Lumm", id="no title, the nearer"),
        pytest.param("Judge", "Michael Lumm", id="a title of neither, the nearer"),
        pytest.param("President", "Susan Lumm", id="the title of the one farther away"),
        pytest.param("Senator", "Michael Lumm", id="the title of the nearer"),
    ],
)
def test_surname_of_two(title: str, named: str) -> None:
    text = f"President Susan Lumm left/VERB . Senator Michael Lumm met/VERB Putin . {title} Lumm slept/VERB ."
    doc = plain_tree(text, names=BOTH)
    mentions = find_mentions(doc, doc.text)

    entity = mentions.at(len(doc) - 3)
    assert entity is not None
    assert entity.name == named
