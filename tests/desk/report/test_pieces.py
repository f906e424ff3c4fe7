"""Marked texts are cut where marks begin and end, and join to the text again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.records import make_record

from quotes.desk.report.pieces import Mark, cut, lay_out, marks_of, paragraphs

TEXT = "Putin said so."


def shown(start: int, text: str, marks: list[Mark]) -> list[tuple[str, str]]:
    return [(piece.text, " ".join(mark.role for mark in piece.marks)) for piece in cut(start, text, marks)]


@pytest.mark.parametrize(
    "marks",
    [
        pytest.param([], id="none"),
        pytest.param([Mark(0, 10, "content", 0)], id="ends where the text begins"),
        pytest.param([Mark(24, 30, "content", 0)], id="begins where the text ends"),
        pytest.param([Mark(40, 50, "content", 0)], id="elsewhere"),
    ],
)
def test_no_mark_in_the_stretch(marks: list[Mark]) -> None:
    assert shown(10, TEXT, marks) == [(TEXT, "")]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param(
            [Mark(0, 5, "source", 0), Mark(6, 10, "cue", 0)],
            [("Putin", "source"), (" ", ""), ("said", "cue"), (" so.", "")],
            id="side by side",
        ),
        pytest.param(
            [Mark(6, 10, "cue", 1), Mark(0, 13, "content", 0)],
            [("Putin ", "content"), ("said", "content cue"), (" so", "content"), (".", "")],
            id="nested, the longest outside",
        ),
        pytest.param(
            [Mark(0, 10, "content", 0), Mark(6, 14, "content", 1)],
            [("Putin ", "content"), ("said", "content content"), (" so.", "content")],
            id="overlapping",
        ),
        pytest.param([Mark(-5, 99, "content", 0)], [(TEXT, "content")], id="longer than the text"),
    ],
)
def test_pieces(marks: list[Mark], expected: list[tuple[str, str]]) -> None:
    assert shown(0, TEXT, marks) == expected


def test_a_record_opens_once_where_its_first_mark_begins() -> None:
    stretches = [(0, "Putin said"), (10, " so.\n\nPutin said more.")]
    marks = [Mark(0, 5, "source", 0), Mark(6, 13, "content", 0), Mark(16, 21, "source", 1)]
    opened = [
        (piece.text, piece.opens)
        for stretch in lay_out(stretches, marks)
        for line in stretch
        for piece in line
        if piece.opens
    ]

    assert opened == [("Putin", (0,)), ("Putin", (1,))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("\n\n", [(5, "\n\n")], id="blank lines alone"),
        pytest.param("NATO\nPutin", [(5, "NATO\nPutin")], id="a single line break"),
        pytest.param("NATO\n\nPutin", [(5, "NATO\n\n"), (11, "Putin")], id="a blank line goes with the one before"),
        pytest.param("NATO\r\n \r\nPutin\n\n", [(5, "NATO\r\n \r\n"), (14, "Putin\n\n")], id="Windows line ends"),
    ],
)
def test_paragraphs_of_a_stretch(text: str, expected: list[tuple[int, str]]) -> None:
    assert paragraphs(5, text) == expected


def test_marks_of_a_record_are_its_spans() -> None:
    record = make_record()
    marks = marks_of(record, 3)

    assert {mark.record for mark in marks} == {3}
    assert [mark.role for mark in marks] == ["content", "cue", "source"]
    assert (marks[0].start, marks[0].end) == (record.content[0].start, record.content[0].end)


MARKS = st.builds(
    lambda start, size, role, record: Mark(start, start + size, role, record),
    st.integers(0, 30),
    st.integers(1, 20),
    st.sampled_from(("content", "cue", "source")),
    st.integers(0, 3),
)


@given(st.text(alphabet="a \n", max_size=30), st.integers(0, 10), st.lists(MARKS, max_size=6))
def test_pieces_join_to_the_text_and_carry_all_marks_that_reach_them(text: str, start: int, marks: list[Mark]) -> None:
    laid = lay_out([(start, text)], marks)
    pieces = [piece for stretch in laid for paragraph in stretch for piece in paragraph]

    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        end = piece.start + len(piece.text)
        assert set(piece.marks) == {mark for mark in marks if mark.start < end and mark.end > piece.start}
    opens = [number for piece in pieces for number in piece.opens]
    assert len(opens) == len(set(opens))
