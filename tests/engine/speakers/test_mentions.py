"""Entities of an article from the names in it."""

from __future__ import annotations

from support.trees import plain_tree

from quotes.engine.speakers.mentions import find_mentions

NAMES = {"Bernie Sanders": "PERSON", "Elizabeth Warren": "PERSON", "Karl Rove": "PERSON", "Sanders Jr.": "ORG"}
SPOKESMAN = (  # the recogniser takes "Sanders Jr." for an organization; "Sanders" then goes to the person
    "Bernie Sanders met/VERB Elizabeth Warren . Karl Rove , a spokesman of/ADP Sanders Jr. , left/VERB ."
)


def test_owner_whose_only_mention_is_another_persons() -> None:
    doc = plain_tree(SPOKESMAN, names=NAMES)
    mentions = find_mentions(doc, doc.text)
    owners = {entity.name: [owner.name for owner in mentions.owners[entity]] for entity in mentions.entities}
    assert owners == {"Bernie Sanders": [], "Elizabeth Warren": [], "Karl Rove": ["Bernie Sanders"]}
