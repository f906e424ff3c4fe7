"""Corrections of a record: its spans, its labels, and attributions that were missed."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.desk import FIRST
from support.review import FOUR, ONE, RECORDS, THREE, TWO, do, status, undo

from quotes.columns import COLUMNS
from quotes.desk.report.passages import Passages
from quotes.desk.review.corrections import Request, SelectionError, finish, make_added, make_correction
from quotes.desk.review.decision_journal import Journal
from quotes.desk.review.decisions import LABELS, NULLABLE, Correction
from quotes.desk.review.state import ReviewState, find_speakers
from quotes.formats.records.fields import choices_of
from quotes.record import Record

TEXT = Passages.of(FIRST, [])


@pytest.fixture
def state(tmp_path: Path) -> ReviewState:
    return ReviewState(RECORDS, Journal(tmp_path / "r.db"))


def correct(record: Record, **change: object) -> Record:
    made = make_correction(Request(**change), record, TEXT, find_speakers(RECORDS))  # type: ignore[arg-type]
    return record.model_copy(update=made.changes(record))


def at(words: str) -> tuple[int, int]:
    return FIRST.index(words), FIRST.index(words) + len(words)


def test_a_corrected_span_keeps_the_contract() -> None:
    corrected = correct(THREE, role="content", spans=[at(" the airspace was violated. ")])

    assert corrected.content[0].text == "the airspace was violated."
    for extent in (*corrected.content, corrected.context):
        assert FIRST[extent.start : extent.end] == extent.text
    assert corrected.context.start <= corrected.content[0].start


def test_corrected_content_gets_its_marks_and_type() -> None:
    corrected = correct(
        TWO, role="content", spans=[at('"In Syria, we have seen a troubling escalation," Stoltenberg said')]
    )

    assert corrected.quote_type == "mixed"
    assert [part.text for part in corrected.verbatim] == ["In Syria, we have seen a troubling escalation,"]


def test_content_grows_by_parts_that_do_not_overlap() -> None:
    grown = correct(TWO, role="content", spans=[at("Turkey protested")], extend=True)

    assert [part.text for part in grown.content] == ["that NATO is ready", "Turkey protested"]
    with pytest.raises(SelectionError, match="already"):
        correct(TWO, role="content", spans=[at("NATO is")], extend=True)


@pytest.mark.parametrize(
    "span",
    [
        pytest.param((0, 0), id="empty"),
        pytest.param((5, 3), id="backwards"),
        pytest.param((-3, 4), id="before"),
        pytest.param((10, 10**9), id="beyond"),
        pytest.param((44, 46), id="white space"),
    ],
)
def test_what_is_no_span_is_refused(span: tuple[int, int]) -> None:
    assert FIRST[44:46].isspace()
    with pytest.raises(SelectionError):
        correct(TWO, role="source", spans=[span])


def test_a_role_can_go_and_come_but_content_stays() -> None:
    without = correct(ONE, role="cue", spans=[])
    assert without.cue is None
    again = correct(without, role="cue", spans=[at("claimed")]).cue
    assert again is not None
    assert (again.lemma, again.verb_class) == ("claimed", None)
    with pytest.raises(SelectionError, match="content"):
        correct(ONE, role="content", spans=[])


def test_a_speaker_of_the_article_is_meant_by_its_name() -> None:
    known = correct(FOUR, speaker="jens stoltenberg").speaker
    new = correct(FOUR, speaker="  Ahmet   Davutoğlu ").speaker

    assert known is not None
    assert new is not None
    assert known.id == "jens-stoltenberg"
    assert (new.name, new.id) == ("Ahmet Davutoğlu", "ahmet-davutoglu")
    assert correct(ONE, speaker="").speaker is None
    other_script = correct(FOUR, speaker="Путин").speaker
    assert other_script is not None
    assert other_script.id == "путин"


def test_fields_change_alone() -> None:
    corrected = correct(ONE, verb_class="assertive", nature="unnamed_person", anonymity="bare", mode="thought")

    assert corrected.cue is not None
    assert (corrected.cue.verb_class, corrected.mode) == ("assertive", "thought")
    kind = ONE.source_type.model_copy(update={"nature": "unnamed_person", "anonymity": "bare"})
    assert (corrected.source_type, kind.sector) == (kind, "government")
    assert corrected.content == ONE.content


def test_an_added_record_is_valid_and_undone(state: ReviewState) -> None:
    added = make_added(at("the airspace was"), ONE, TEXT)
    do(state, "add", added, added=added)

    assert Record.model_validate_json(state.current[added.id].model_dump_json()) == state.current[added.id]
    assert status(state, added) == "added"
    do(state, "correct", added, correction=Correction(speaker=ONE.speaker))
    assert status(state, added) == "added"
    undo(state)
    undo(state)
    assert added.id not in state.current


def test_the_id_of_an_untouched_record_stays() -> None:
    assert [finish(record).id for record in RECORDS] == [record.id for record in RECORDS]


def test_speaker_who_was_given_is_no_longer_unresolved() -> None:
    nobody = ONE.model_copy(update={"speaker": None, "unresolved": "no_antecedent"})
    assert "unresolved" not in Correction(mode="thought").changes(nobody)
    assert Correction(speaker=ONE.speaker).changes(nobody)["unresolved"] is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("tense", "future", id="label of the cue"),
        pytest.param("negated", True, id="flag of the cue"),
        pytest.param("secondhand", True, id="flag of the source type"),
        pytest.param("declined", True, id="another flag of it"),
        pytest.param("sector", "military", id="label of the source type"),
        pytest.param("quote_type", "mixed", id="label of the record"),
    ],
)
def test_label_is_corrected_where_it_is_in_the_record(name: str, value: object) -> None:
    corrected = correct(ONE, **{name: value})

    assert LABELS[name].read(corrected) == value
    assert {k for k, v in corrected.model_dump().items() if v != ONE.model_dump()[k]} == {LABELS[name].steps[0][0]}


@pytest.mark.parametrize("name", sorted(set(LABELS) - set(NULLABLE)))
def test_label_that_a_record_cannot_lack_stays(name: str) -> None:
    assert correct(ONE, **{name: None}) == ONE


def test_every_label_of_a_record_can_be_corrected() -> None:
    set_by_other_means = {"resolution", "unresolved", "review", "schema_version"}

    assert {column.name for column in COLUMNS if choices_of(column)} - set_by_other_means == set(LABELS)


def test_reason_is_a_span_of_the_source_type() -> None:
    corrected = correct(FOUR, role="reason", spans=[at("because he was not authorised to speak")])

    assert corrected.source_type.reason is not None
    assert corrected.source_type.reason.text == "because he was not authorised to speak"
    assert corrected.source == FOUR.source
