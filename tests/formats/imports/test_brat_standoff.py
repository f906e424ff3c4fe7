"""Brat standoff: lines that are not annotations, events, words that are held against the text, and files by layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.errors import ReadError
from quotes.formats.imports.brat_standoff import Event, find_articles, find_text, parse_events, read_articles

TEXT = "“Yes,” Putin said.\n\nThe city slept."
SPANS = "T1\tContent 0 6\t“Yes,”\nT2\tSource 7 12\tPutin\nT3\tCue 13 17\tsaid\nT4\tAttribution 13 17\tsaid\n"


@pytest.mark.parametrize(
    ("standoff", "message"),
    [
        pytest.param("T1\tSource 16\tPutin\n", "a.ann:1: not a brat span", id="span without an end"),
        pytest.param("T1\tSource a b\tPutin\n", "a.ann:1: not a brat span", id="offsets that are words"),
        pytest.param("T1\t\n", "a.ann:1: not a brat span", id="empty span"),
        pytest.param("\nE1\tAttribution:T7\n", "a.ann:2: T7 is not a span", id="event of an unknown span"),
        pytest.param("T1\tSource 7 12\tMoscow\n", "a.ann:1: 'Moscow' is given for 7-12", id="other words"),
    ],
)
def test_line_at_fault_is_named(standoff: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        parse_events(standoff, "a.ann", TEXT)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("The city slept.", id="words after a line end"),
        pytest.param("E1\tArrest:T4 Content:T1", id="event of another kind"),
        pytest.param("R1\tSame Arg1:T1 Arg2:T2", id="relation"),
        pytest.param("A1\tSure E1", id="attribute"),
        pytest.param("", id="empty line"),
    ],
)
def test_line_that_is_no_attribution_is_skipped(line: str) -> None:
    assert parse_events(f"{SPANS}{line}\n", "a.ann", TEXT) == []


@pytest.mark.parametrize(
    ("line", "event"),
    [
        pytest.param(
            "E1\tAttribution:T4 Content:T1 Source:T2 Cue:T3",
            Event("E1", ((0, 6),), ((13, 17),), ((7, 12),)),
            id="all roles",
        ),
        pytest.param(
            "E1\tAttribution-no-source:T4 Content:T1", Event("E1", ((0, 6),), (), ()), id="content without a source"
        ),
        pytest.param("E1\tAttribution:T4", Event("E1", (), (), ()), id="nothing but a trigger"),
        pytest.param(
            "E1\tAttribution:T4 Content2:T2 Content:T1",
            Event("E1", ((7, 12), (0, 6)), (), ()),
            id="two contents in the order of the file",
        ),
        pytest.param(
            "E1\tAttribution:T4 Content:T1\n#1\tAnnotatorNotes E1\tclear",
            Event("E1", ((0, 6),), (), (), "clear"),
            id="note",
        ),
    ],
)
def test_event(line: str, event: Event) -> None:
    assert parse_events(f"{SPANS}{line}\r\n", "a.ann", TEXT) == [event]


def test_words_may_be_cut_at_the_end_of_a_paragraph() -> None:
    standoff = "T1\tContent 7 35\tPutin said.\nE1\tAttribution:T1 Content:T1\n"

    assert [event.content for event in parse_events(standoff, "a.ann", TEXT)] == [((7, 35),)]


@pytest.mark.parametrize(
    ("texts", "standoff", "expected"),
    [
        pytest.param(["a.txt"], "a.ann", "a.txt", id="beside"),
        pytest.param(["a.txt"], "a_1a2b.ann", "a.txt", id="beside, by an annotator"),
        pytest.param(["a_1a2b.txt", "a.txt"], "a_1a2b.ann", "a_1a2b.txt", id="name that ends like an annotator"),
        pytest.param(["text/a.txt"], "attributions/a_1a2b.ann", "text/a.txt", id="layout of PolNeAR"),
        pytest.param([], "attributions/a.ann", "text/a.txt", id="no text at all"),
    ],
)
def test_find_text(texts: list[str], standoff: str, expected: str, tmp_path: Path) -> None:
    for name in texts:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("He left.", encoding="utf-8")

    assert find_text(tmp_path / standoff) == tmp_path / expected


def test_first_annotator_counts_and_a_missing_text_is_named(tmp_path: Path) -> None:
    for name in ("b_ffff.ann", "b_0000.ann", "a_1a2b.ann", "b.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")

    results = [standoff.name for _, standoff in find_articles(tmp_path)]
    articles = list(read_articles(tmp_path))

    assert sorted(results) == ["a_1a2b.ann", "b_0000.ann"]
    assert [isinstance(article, ReadError) for article in articles].count(True) == 1
