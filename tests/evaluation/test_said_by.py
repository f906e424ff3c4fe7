"""Who said it, counted: which names are the same, what kind a source is, and the shares over an article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.relations import ANKARA, NATO, OBSERVATORY, SEED, STOLTENBERG, relate, sheet

from quotes.evaluation.evaluate import score
from quotes.evaluation.relations import Relation, SaidBy
from quotes.evaluation.said_by import Share, is_same_speaker, kind_of_source


@pytest.mark.parametrize(
    ("nature", "gold", "found"),
    [
        pytest.param("named_person", "Jens Stoltenberg", "Stoltenberg", id="surname alone"),
        pytest.param("named_person", "Jens Stoltenberg", "Lars Stoltenberg", id="a namesake"),
        pytest.param("named_person", "Jens Stoltenberg", None, id="nobody"),
        pytest.param("named_person", "Jens Stoltenberg", "Jens Stoltenberg and Vladimir Putin", id="one too many"),
        pytest.param("named_organization", "Department of State", "State Department", id="another form"),
        pytest.param("unnamed_group", "military sources", "rebels", id="no word in common"),
        pytest.param("unnamed_group", "two Syrian military sources", "Syrian rebels of the north", id="few in common"),
        pytest.param("unnamed_group", "sources", None, id="no description"),
    ],
)
def test_other_speakers(nature: str, gold: str, found: str | None) -> None:
    assert not is_same_speaker(SaidBy(gold, nature), found)


@pytest.mark.parametrize(
    ("nature", "gold", "found"),
    [
        pytest.param("named_person", "Sir Ian Warwick Blair", "Ian Blair", id="title and middle name"),
        pytest.param("named_person", "Sammy Davis Jr.", "Sammy Davis", id="suffix"),
        pytest.param("named_person", "Recep Tayyip Erdoğan", "Recep Erdogan", id="accent"),
        pytest.param("named_person", "Warren and Jens Stoltenberg", "Jens Stoltenberg, Warren", id="order"),
        pytest.param("named_organization", "the Kremlin", "Kremlin", id="article"),
        pytest.param("unnamed_group", "military sources", "sources", id="part of the words"),
        pytest.param("document", "The study", "study", id="article of a description"),
    ],
)
def test_same_speakers(nature: str, gold: str, found: str) -> None:
    assert is_same_speaker(SaidBy(gold, nature), found)


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        pytest.param("", "Jens Stoltenberg", "no source", id="no source"),
        pytest.param("he", "Jens Stoltenberg", "pronoun", id="pronoun"),
        pytest.param("the observatory", "Syrian Observatory for Human Rights", "name", id="a word of the name"),
        pytest.param("Ankara", "Turkish government", "description", id="other words"),
    ],
)
def test_kind_of_source(source: str, name: str, kind: str) -> None:
    assert kind_of_source(relate(SEED, source=source, said_by=SaidBy(name))) == kind


def with_speaker(relation: Relation, name: str | None, nature: str, sector: str) -> Relation:
    return replace(relation, said_by=SaidBy(name, nature, sector))


def test_shares() -> None:
    person, body = ("named_person", "international"), ("named_organization", "unknown")
    gold = [
        with_speaker(STOLTENBERG, "Jens Stoltenberg", *person),
        with_speaker(NATO, "Jens Stoltenberg", *person),
        with_speaker(OBSERVATORY, "Syrian Observatory for Human Rights", *body),
        with_speaker(ANKARA, None, "none", "unknown"),
    ]
    found = [
        with_speaker(STOLTENBERG, "Jens Stoltenberg", *person),
        with_speaker(NATO, "Vladimir Putin", "named_person", "politics"),
        with_speaker(OBSERVATORY, "Syrian Observatory for Human Rights", "unnamed_group", "ngo"),
    ]  # what was said in the last one is not found, so that its speaker does not count

    speakers = score([sheet(*gold)], [sheet(*found)]).scores.speakers

    assert speakers is not None
    assert speakers.fields["name"] == Share(2, 3)
    assert speakers.fields["nature"] == Share(2, 3)
    assert speakers.fields["sector"] == Share(1, 2)
    assert speakers.fields["addressee"].percent is None
    assert speakers.names_by_source == {"name": Share(2, 2), "pronoun": Share(0, 1)}
    assert (speakers.sure, speakers.sure_of_all) == (Share(0, 0), Share(0, 3))


def test_gold_without_speakers_has_no_shares() -> None:
    assert score([sheet(STOLTENBERG)], [sheet(STOLTENBERG)]).scores.speakers is None


def test_nested_attributions_are_counted_among_themselves() -> None:
    inner = relate(SEED, source="the allies", cue="defend", content="AFP", nested=True)
    other = replace(inner, source=ANKARA.source)

    assert score([sheet(STOLTENBERG)], [sheet(STOLTENBERG, inner)]).scores.nested is None
    right = score([sheet(STOLTENBERG, inner)], [sheet(STOLTENBERG, inner)]).scores.nested
    wrong = score([sheet(STOLTENBERG, inner)], [sheet(STOLTENBERG, other)]).scores.nested
    assert right is not None
    assert wrong is not None
    assert (right.f1, wrong.f1) == (100.0, 0.0)
