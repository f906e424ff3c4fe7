"""Words of a quotation aligned with those of a passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from quotes.desk.verify.alignment import align


def show(quoted: str, passage: str, gaps: tuple[int, ...] = (), asides: tuple[int, ...] = ()) -> str:
    """The alignment as words: "four/three" for a replaced word, "+all" for one left out, "-now" for one added."""
    own, other = quoted.split(), passage.split()
    is_gap, is_aside = ([at in places for at in range(len(words))] for places, words in ((gaps, own), (asides, other)))
    shown = []
    for step in align(own, other, is_gap, is_aside).steps:
        first = "" if step.quoted is None else own[step.quoted]
        second = "" if step.source is None else other[step.source]
        if step.is_same:
            shown.append(first or f"({second})")
        else:
            shown.append(f"{first}/{second}" if first and second else f"-{first}" if first else f"+{second}")
    return " ".join(shown)


@pytest.mark.parametrize(
    ("quoted", "passage", "expected"),
    [
        pytest.param("we left", "so we left early", "we left", id="the same"),
        pytest.param("we left", "we all left", "we +all left", id="a word left out"),
        pytest.param("we four left", "we three left", "we four/three left", id="a word replaced"),
        pytest.param("we really left", "we left", "we -really left", id="a word added"),
        pytest.param("we left early", "then we left town", "we left early/town", id="the last word replaced"),
        pytest.param("the road", "the town and the road", "the road", id="the nearest of two words"),
        pytest.param("a web site", "a website", "a web site", id="two words that are one"),
        pytest.param("a website", "a web site", "a (web) website", id="one word that is two"),
    ],
)
def test_alignment(quoted: str, passage: str, expected: str) -> None:
    assert show(quoted, passage) == expected


def test_a_gap_costs_next_to_nothing_however_long() -> None:
    words = " ".join(f"w{number}" for number in range(40))

    assert show("we left town", f"we {words} left town", gaps=(1,)).endswith("left town")
    assert align(["we", "left"], f"we {words} left".split(), [False, True], [False] * 42).cost == 40


def test_an_aside_may_be_left_out_anywhere() -> None:
    assert align(["we", "left"], ["we", "applause", "left"], [False] * 2, [False, True, False]).cost == 1


@given(
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=8),
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=12),
)
def test_steps_are_in_order_and_same_words_are_no_more_than_there_can_be(own: list[str], other: list[str]) -> None:
    alignment = align(own, other, [False] * len(own), [False] * len(other))
    quoted = [step.quoted for step in alignment.steps if step.quoted is not None]
    source = [step.source for step in alignment.steps if step.source is not None]

    assert quoted == list(range(len(own)))
    assert source == list(range(source[0], source[-1] + 1)) if source else True
    assert all(
        own[s.quoted] == other[s.source] for s in alignment.steps if s.is_same and None not in (s.quoted, s.source)
    )  # type: ignore[index]
    same = sum(step.is_same for step in alignment.steps)
    assert same <= LCSseq.similarity(own, other)
    assert alignment.cost <= 100 * len(own)
