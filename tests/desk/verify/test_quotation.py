"""What of a record is checked: words, and the gaps that the writer shows."""

from __future__ import annotations

import pytest
from support.quotations import make_quotation

from quotes.desk.verify.quotation import read_quotation


def read(*parts: str, **options: str) -> tuple[str, dict[int, str]]:
    quotation = read_quotation(make_quotation(*parts, **options), with_indirect=True)  # type: ignore[arg-type]
    assert quotation
    return " ".join(quotation.keys), {at: gap.kind for at, gap in quotation.gaps.items()}


@pytest.mark.parametrize(
    ("part", "words"),
    [
        pytest.param("We left.", "we left", id="a full stop"),
        pytest.param("… we left …", "we left", id="ellipses at both ends"),
        pytest.param("[W]e left", "we left", id="a letter in brackets"),
        pytest.param("pick[ing] it", "picking it", id="an ending in brackets"),
        pytest.param("We left[,]", "we left", id="a comma in brackets"),
        pytest.param("We leaved [sic]", "we leaved", id="sic"),
    ],
)
def test_no_gap(part: str, words: str) -> None:
    assert read(part) == (words, {})


@pytest.mark.parametrize(
    ("parts", "words", "gaps"),
    [
        pytest.param(("We … left",), "we left", {1: "ellipsis"}, id="an ellipsis"),
        pytest.param(("We . . . left",), "we left", {1: "ellipsis"}, id="dots"),
        pytest.param(("We [...] left",), "we left", {1: "ellipsis"}, id="an ellipsis in brackets"),
        pytest.param(("We [the crew] left",), "we left", {1: "insertion"}, id="an insertion"),
        pytest.param(("[The crew] left",), "left", {0: "insertion"}, id="an insertion at the start"),
        pytest.param(("We left [the ship]",), "we left", {2: "insertion"}, id="an insertion at the end"),
        pytest.param(("We left", "at noon"), "we left at noon", {2: "interruption"}, id="the cue within a sentence"),
        pytest.param(("We left.", "At noon"), "we left at noon", {2: "apart"}, id="the end of a sentence"),
        pytest.param(("We left", "… at noon"), "we left at noon", {2: "ellipsis"}, id="the cue and an ellipsis"),
    ],
)
def test_gaps_by_the_word_after_them(parts: tuple[str, ...], words: str, gaps: dict[int, str]) -> None:
    assert read(*parts) == (words, gaps)


def test_parts_are_apart_after_a_sentence_of_the_author_and_in_mixed_quotations() -> None:
    assert read("We left", "At noon", between='," Stoltenberg said. "')[1] == {2: "apart"}
    assert read("We left", "at noon", quote_type="mixed")[1] == {2: "apart"}


def test_indirect_speech_is_checked_if_wanted() -> None:
    record = make_quotation("We left", quote_type="indirect")

    assert read_quotation(record, with_indirect=False) is None
    assert read_quotation(record, with_indirect=True) is not None


@pytest.mark.parametrize("part", ["…", "[…]", "—", "[the crew]"])
def test_quotation_without_words_is_not_checked(part: str) -> None:
    assert read_quotation(make_quotation(part), with_indirect=False) is None


@pytest.mark.parametrize("part", ["“We [the crew] left … at 10:30", "[W]e left", "$3 million [sic], in nineteen ten"])
def test_places_are_those_in_the_article(part: str) -> None:
    record = make_quotation("We went.", part)
    quotation = read_quotation(record, with_indirect=False)

    assert quotation
    for word in quotation.words:
        text = record.context.text[word.start : word.end]
        assert (
            text.lower().replace("[", "").replace("]", "").startswith(word.key[0]) or word.is_number or text[0] == "$"
        )
