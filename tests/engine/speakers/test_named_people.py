"""The person whom a source's words name: by the name's own title or role, not in a complement or as an owner."""

from __future__ import annotations

import pytest
from support.scenes import scene_of
from support.trees import plain_tree

from quotes.engine.speakers.named_people import find_named_people, find_named_person

NAMES = {
    "Jens Stoltenberg": "PERSON",
    "Elizabeth Warren": "PERSON",
    "Hillary Clinton": "PERSON",
    "NATO": "ORG",
    "Syria": "GPE",
}


def person_in(source: str) -> str | None:
    doc = plain_tree(f"{source} said/VERB so/ADV .", names={n: k for n, k in NAMES.items() if n in source})
    entity = find_named_person(doc, 0, len(source.split()), scene_of(doc).mentions)
    return None if entity is None else entity.name


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("the officials", id="nobody is named"),
        pytest.param("NATO", id="organization"),
        pytest.param("a spokesman for/ADP Elizabeth Warren", id="complement"),
        pytest.param("an aide to/ADP Elizabeth Warren", id="complement of another preposition"),
        pytest.param("Elizabeth Warren 's lawyer", id="owner"),
        pytest.param("Elizabeth Warren supporters", id="modifier"),
        pytest.param("the officials who/PRON met/VERB Elizabeth Warren", id="object of a relative clause"),
        pytest.param("the doctors and/CCONJ Elizabeth Warren", id="joined with others"),
    ],
)
def test_nobody(source: str) -> None:
    assert person_in(source) is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("Elizabeth Warren", "Elizabeth Warren", id="name alone"),
        pytest.param("Sen. Elizabeth Warren", "Elizabeth Warren", id="title"),
        pytest.param("former/ADJ senator Elizabeth Warren", "Elizabeth Warren", id="role in small letters"),
        pytest.param("the NATO spokesman Jens Stoltenberg", "Jens Stoltenberg", id="body in the title"),
        pytest.param("Elizabeth Warren , a senator", "Elizabeth Warren", id="role after it"),
        pytest.param("Elizabeth Warren of/ADP Syria", "Elizabeth Warren", id="complement of the name"),
        pytest.param("her/PRON manager , Elizabeth Warren", "Elizabeth Warren", id="after a description and a comma"),
        pytest.param("a lawyer named/VBN Elizabeth Warren", "Elizabeth Warren", id="named"),
        pytest.param("ambassador to/ADP Syria Jens Stoltenberg", "Jens Stoltenberg", id="preposition in the title"),
        pytest.param("Hillary Clinton adviser Jens Stoltenberg", "Jens Stoltenberg", id="owner in the title"),
        pytest.param("Hillary Clinton 's lawyer , Jens Stoltenberg", "Jens Stoltenberg", id="owner in the description"),
        pytest.param(
            "party leader and/CCONJ senator Elizabeth Warren", "Elizabeth Warren", id="two roles of one person"
        ),
    ],
)
def test_person(source: str, expected: str) -> None:
    assert person_in(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("Elizabeth Warren and/CCONJ Hillary Clinton", [], id="no description before them"),
        pytest.param("the senator , Elizabeth Warren", [], id="only one"),
        pytest.param(
            "senators , including/VBG Elizabeth Warren and/CCONJ Hillary Clinton", [], id="some of those described"
        ),
        pytest.param(
            "the senators , Elizabeth Warren and/CCONJ Hillary Clinton",
            ["Elizabeth Warren", "Hillary Clinton"],
            id="both of those described",
        ),
        pytest.param(
            "the senators : Elizabeth Warren of/ADP Syria and/CCONJ Hillary Clinton",
            ["Elizabeth Warren", "Hillary Clinton"],
            id="complement between them",
        ),
    ],
)
def test_several_people(source: str, expected: list[str]) -> None:
    doc = plain_tree(f"{source} said/VERB so/ADV .", names={n: k for n, k in NAMES.items() if n in source})
    people = find_named_people(doc, 0, len(source.split()), scene_of(doc).mentions)
    assert [person.name for person in people if expected or person] == expected
