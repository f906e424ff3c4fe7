"""From attributions to records: verbatim parts, context, extents; on trees built by hand."""

from __future__ import annotations

import pytest
from support.trees import attribution, layout, tree

from quotes.engine.records import find_context, find_verbatim, make_cue, make_extent
from quotes.record import Extent

SAID = (
    "Rain/NOUN/nsubj/1 fell/VERB/ROOT/1 ./PUNCT/punct/1 Lee/PROPN/nsubj/4 said/VERB/ROOT/4 :/PUNCT/punct/4 "
    "“/PUNCT/punct/8 We/PRON/nsubj/8 leave/VERB/ccomp/4 ./PUNCT/punct/8 ”/PUNCT/punct/8 ¶ It/PRON/nsubj/13 "
    "ended/VERB/ROOT/13 ./PUNCT/punct/13"
)
DOC = tree(SAID)
TEXT = DOC.text


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.mark.parametrize(
    ("content", "verbatim"),
    [
        pytest.param((), [], id="no content"),
        pytest.param(("Rain fell",), [], id="before the quotation"),
        pytest.param(("It ended",), [], id="after the quotation"),
        pytest.param(("We leave",), ["We leave"], id="inside"),
        pytest.param(("leave.”",), ["leave."], id="the closing mark is not part of it"),
        pytest.param(("Lee said: “We",), ["We"], id="across the opening mark"),
        pytest.param(("It ended", "We"), ["We"], id="in the order of the content"),
    ],
)
def test_verbatim_parts(content: tuple[str, ...], verbatim: list[str]) -> None:
    parts = find_verbatim(layout(DOC), tuple(span(words) for words in content))

    assert [TEXT[slice(*part)] for part in parts] == verbatim


def test_context_is_the_sentence_within_its_paragraph() -> None:
    start, end = find_context(DOC, layout(DOC), attribution(DOC, "Lee", "said", "We leave"))

    assert TEXT[start:end] == "Lee said: “We leave.”"


@pytest.mark.parametrize(
    ("bounds", "text"),
    [
        pytest.param((0, 0), "", id="empty"),
        pytest.param((0, 4), "Rain", id="a word"),
    ],
)
def test_extent_has_its_text(bounds: tuple[int, int], text: str) -> None:
    assert make_extent(TEXT, bounds) == Extent(start=bounds[0], end=bounds[1], text=text)


def test_cue_has_the_words_between_its_offsets() -> None:
    cue = make_cue(DOC, TEXT, attribution(DOC, "Lee", "said", "We leave"))

    assert cue is not None
    assert (TEXT[cue.start : cue.end], cue.text, cue.lemma, cue.tense) == ("said", "said", "say", "past")
