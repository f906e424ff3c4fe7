"""Value classes behave as frozen dataclasses do, but for the guard against assignments, which mypy is."""

from __future__ import annotations

import dataclasses
import pickle

from quotes.values import replace, value


@value(frozen=True)
class Place:
    """A place with defaults."""

    name: str
    country: str = "France"
    parts: tuple[str, ...] = ()


@value(frozen=True, eq=False)
class Person:
    """A person, the same as another only if it is that very object."""

    name: str


def test_equal_values_have_one_hash_and_the_representation_of_a_dataclass() -> None:
    assert Place("Paris") == Place("Paris", "France")
    assert Place("Paris") != Place("Paris", "Texas")
    assert len({Place("Paris"), Place("Paris", parts=())}) == 1
    assert repr(Place("Paris")) == "Place(name='Paris', country='France', parts=())"


def test_values_without_equality_are_compared_by_identity() -> None:
    lee = Person("Lee")

    assert lee != Person("Lee")
    assert len({lee, Person("Lee"), lee}) == 2


def test_replace_changes_the_named_fields_of_a_copy() -> None:
    paris = Place("Paris", parts=("Montmartre",))

    assert replace(paris, country="Texas", parts=()) == Place("Paris", "Texas")
    assert paris == Place("Paris", parts=("Montmartre",))
    assert dataclasses.replace(paris, name="Lyon") == replace(paris, name="Lyon")


def test_values_survive_pickling() -> None:
    assert pickle.loads(pickle.dumps(Place("Paris"))) == Place("Paris")
