"""Captions and transcripts as files: each turn is attributed to its label, at its place in the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

import quotes
from quotes.article import Article
from quotes.formats.readers.paths import read_paths

FOLDER = Path(__file__).parents[3] / "fixtures" / "formats"


@pytest.mark.parametrize(
    ("name", "header"),
    [
        pytest.param("captions.srt", (None, None), id="SubRip"),
        pytest.param("transcript.txt", ("Briefing on Russian activity in Syria", "2015-10-08"), id="transcript"),
    ],
)
def test_each_turn_is_attributed_to_its_label(name: str, header: tuple[str | None, str | None], nlp: Language) -> None:
    (article,) = read_paths([str(FOLDER / name)])

    assert isinstance(article, Article)
    assert (article.title, article.published) == header
    records = quotes.extract(article, nlp)
    turns = [
        (record.speaker.name if record.speaker else None, record.content[0].text)
        for record in records
        if record.construction == "label"
    ]
    assert turns == [
        ("JENS STOLTENBERG", "In Syria, we have seen a troubling escalation of Russian military activities"),
        ("REPORTER", "On Wednesday Russian President Vladimir Putin said Moscow was synchronising its strikes"),
        ("JENS STOLTENBERG", "NATO is able and ready to defend all of the allies"),
    ]
    assert all(article.text[part.start : part.end] == part.text for record in records for part in record.content)
