"""What the benchmark of `quotes verify` does to quotations."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from support.quotations import make_quotation

from benchmarks.verify import change, change_number, drop_negation, make_ellipsis, swap_word


@pytest.mark.parametrize("edit", [drop_negation, change_number], ids=["negation", "number"])
def test_nothing_to_edit(edit: Callable[[str], str | None]) -> None:
    assert edit("We want the road to the harbour") is None


@pytest.mark.parametrize(
    ("edit", "text", "edited"),
    [
        pytest.param(drop_negation, "We will not go", "We will go", id="not"),
        pytest.param(drop_negation, "We don’t go", "We do go", id="don't"),
        pytest.param(change_number, "about 29 ships", "about 30 ships", id="digits"),
        pytest.param(change_number, "three ships", "four ships", id="words"),
    ],
)
def test_edit(edit: Callable[[str], str | None], text: str, edited: str) -> None:
    assert edit(text) == edited


def test_word_is_swapped_for_another_and_words_for_an_ellipsis() -> None:
    text = "We want the road to the harbour rebuilt before the summer"
    swapped = swap_word(random.Random(1), ["bridge"])(text)
    elided = make_ellipsis(random.Random(1))(text)

    assert swapped is not None
    assert sum(a != b for a, b in zip(text.split(), swapped.split(), strict=True)) == 1
    assert elided is not None
    before, after = elided.split(" … ")
    assert text.startswith(before)
    assert text.endswith(after)
    assert len(elided.split()) < len(text.split())


def test_only_the_longest_part_of_enough_words_is_changed() -> None:
    record = make_quotation("three ships", "about 29 ships of the alliance left")

    changed = change(record, change_number)
    assert changed is not None
    assert [part.text for part in changed.verbatim] == ["three ships", "about 30 ships of the alliance left"]
    assert change(make_quotation("three ships"), change_number) is None
