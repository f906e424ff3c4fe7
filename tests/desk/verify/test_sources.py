"""Texts to check against: what is read, whose turn a place is in, what nobody said."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.desk import make_records, write_records

from quotes.article import Article
from quotes.desk.verify.sources import find_asides, find_label, read_sources
from quotes.desk.verify.words import split_words


def test_files_and_folders_are_read_but_no_records(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("We left.")
    (tmp_path / "texts" / "b.md").write_text("We stayed.")
    write_records(tmp_path / "texts" / "quotes.jsonl", make_records())
    (tmp_path / "c.txt").write_text("It rained.")
    items = list(read_sources([str(tmp_path / "texts"), str(tmp_path / "c.txt")]))

    assert [item.text.strip() for item in items if isinstance(item, Article)] == [
        "We left.",
        "We stayed.",
        "It rained.",
    ]
    assert len(items) == 3


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        pytest.param("We left.", "left", None, id="none"),
        pytest.param("He said: we left.", "left", None, id="a sentence"),
        pytest.param("LEE: We stayed.\n\nWe left.", "left", None, id="of the paragraph before"),
        pytest.param("LEE: We left.", "left", "LEE", id="of the first paragraph"),
        pytest.param("LEE: Why?\n\nANN EK: We left.", "left", "ANN EK", id="of the paragraph"),
    ],
)
def test_label_of_the_turn(text: str, words: str, label: str | None) -> None:
    assert find_label(text, text.index(words)) == label


@pytest.mark.parametrize(
    ("text", "asides"),
    [
        pytest.param("We left (in May) early", [], id="a clause"),
        pytest.param("We left [applause] early", ["applause"], id="square brackets"),
        pytest.param("We left (Laughter) early", ["laughter"], id="a note"),
        pytest.param("We left (CROWD NOISE) early", ["crowd", "noise"], id="capitals"),
    ],
)
def test_asides(text: str, asides: list[str]) -> None:
    words = split_words(text)

    assert [word.key for word, aside in zip(words, find_asides(text, words), strict=True) if aside] == asides
