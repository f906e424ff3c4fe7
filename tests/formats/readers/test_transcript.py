"""Transcripts with times: turns become paragraphs after their labels; other texts with times stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.article import Article
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.paths import read_document
from quotes.formats.registry import sniff_format

TRANSCRIPT = Path(__file__).parents[3] / "fixtures" / "formats" / "transcript.txt"


def read(text: str, name: str = "a.txt", form: str | None = None) -> Article | Failure:
    (result,) = read_document(Document(name, form or "text", text.encode()), ReadOptions(format=form))
    return result


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The train left at 10:30.\nIt came at 11:40.\n12:30 was late.\n", id="times in sentences"),
        pytest.param("10:15 The minister said no.\n\n10:20 He left.\n\n11:30 It rained.\n", id="a live page"),
        pytest.param("ANN LEE: We left.\n\nBO EK: Why?\n\nANN LEE: It rained.\n", id="labels without times"),
        pytest.param("[00:01] LEE: Yes.\n[00:02] EK: No.\n", id="too few lines"),
        pytest.param("1:1 In the beginning\n1:2 And the earth\n1:3 And God said\n", id="verses"),
    ],
)
def test_text_with_times_stays_as_it_is(text: str) -> None:
    result = read(text)

    assert isinstance(result, Article)
    assert result.text == text
    assert sniff_format(text.encode()) == "text"


LEE_AND_EK = "Ann Lee: We left early.\n\nBo Ek: Why at 10:30?\n\nAnn Lee: It rained.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "[0:01] Ann Lee: We left\nearly.\n[0:02] Bo Ek: Why at 10:30?\n[0:03] Ann Lee: It rained.\n",
            LEE_AND_EK,
            id="time, label",
        ),
        pytest.param(
            "00:00:01 Ann Lee: We left early.\n00:00:02 Bo Ek: Why at 10:30?\n00:00:03 Ann Lee: It rained.\n",
            LEE_AND_EK,
            id="time without brackets",
        ),
        pytest.param(
            "Ann Lee (00:01):\nWe left early.\n\nBo Ek (00:02):\nWhy at 10:30?\n\nAnn Lee (00:03):\nIt rained.\n",
            LEE_AND_EK,
            id="label, time, colon",
        ),
        pytest.param(
            "Ann Lee  0:01\nWe left early.\n\nBo Ek  0:02\nWhy at 10:30?\n\nAnn Lee  1:00:03\nIt rained.\n",
            LEE_AND_EK,
            id="a line of name and time",
        ),
        pytest.param(
            "[00:00.000 --> 00:05.000]  We left\n[00:05.000 --> 00:07.000] early.\n[00:07.000 --> 00:09.000] Why?\n",
            "We left early. Why?\n",
            id="spans of time, no labels",
        ),
        pytest.param(
            "[0:01] LEE (laughing): Yes.\n\nAnd no.\n\n[0:02] EK: Why?\n[0:03] THE CHAIR: Order.\n",
            "LEE (laughing): Yes.\n\nAnd no.\n\nEK: Why?\n\nTHE CHAIR: Order.\n",
            id="a second paragraph of a turn",
        ),
    ],
)
def test_turns_begin_with_their_labels(text: str, expected: str) -> None:
    result = read(text)

    assert isinstance(result, Article)
    assert result.text == expected
    assert sniff_format(text.encode()) == "transcript"


def test_long_text_without_labels_is_cut_into_paragraphs_at_sentences() -> None:
    lines = [
        f"[00:{second:02}:00] We left the bridge and went down to the river once more, number {second}."
        for second in range(20)
    ]
    result = read("\n".join(lines))

    assert isinstance(result, Article)
    paragraphs = result.text.strip().split("\n\n")
    assert [paragraph[-1] for paragraph in paragraphs] == ["."] * 3
    assert sum(paragraph.count("We left") for paragraph in paragraphs) == 20


def test_the_format_may_be_named() -> None:
    text = "[00:01] ANN LEE: We left\nearly.\n"

    assert read(text, form="text") == Article(text=text, source_path="a.txt")
    named = read(text, form="transcript")
    assert isinstance(named, Article)
    assert named.text == "ANN LEE: We left early.\n"


def test_transcript_without_words_is_refused() -> None:
    result = read("[00:01]\n[00:02]\n", form="transcript")

    assert isinstance(result, Failure)
    assert result.message == "a.txt: no words; give a transcript"
