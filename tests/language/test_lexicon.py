"""The cue lexicons and word lists: how their lines are read, and that each entry is well formed."""

from __future__ import annotations

from importlib.resources import files
from typing import get_args

import pytest

from quotes.language.lexicon import FRAMES, CueEntry, nouns, read_lines, verbs, word_list, word_table
from quotes.record import Mode, VerbClass

LISTS = sorted(path.name for path in files("quotes.language").joinpath("en").iterdir() if path.name.endswith(".txt"))


@pytest.mark.parametrize("word", ["walk", "Say", "said", "", "synchronise"])
def test_what_is_no_lemma_of_a_cue_verb_is_not_in_the_lexicon(word: str) -> None:
    assert word not in verbs()


@pytest.mark.parametrize(
    ("lemma", "verb_class", "mode"),
    [
        pytest.param("say", "neutral", "statement", id="say"),
        pytest.param("vow", "assertive", "statement", id="vow"),
        pytest.param("believe", "cognitive", "thought", id="believe"),
        pytest.param("claim", "distancing", "statement", id="claim"),
        pytest.param("deny", "opposing", "statement", id="deny"),
    ],
)
def test_class_and_mode_of_a_verb(lemma: str, verb_class: str, mode: str) -> None:
    entry = verbs()[lemma]

    assert (entry.verb_class, entry.mode) == (verb_class, mode)
    assert "clause" in entry.frames


def test_mode_depends_on_the_frame() -> None:
    entry = CueEntry(
        "refuse", "opposing", "statement", frozenset({"clause", "infinitive"}), (("infinitive", "intention"),)
    )

    assert entry.mode_of("clause") == "statement"
    assert entry.mode_of("infinitive") == "intention"


@pytest.mark.parametrize("lexicon", [pytest.param(verbs, id="verbs"), pytest.param(nouns, id="nouns")])
def test_every_entry_has_classes_modes_and_frames_of_the_record(lexicon: object) -> None:
    for lemma, entry in lexicon().items():  # type: ignore[operator]
        assert lemma == entry.lemma == lemma.lower()
        assert entry.verb_class in get_args(VerbClass), lemma
        assert {entry.mode, *(mode for _, mode in entry.modes)} <= set(get_args(Mode)), lemma
        assert entry.frames
        assert entry.frames == {frame for frame, _ in entry.modes} <= set(FRAMES.values()), lemma


@pytest.mark.parametrize("name", LISTS)
def test_lines_of_a_list_have_no_comments_blanks_or_edges(name: str) -> None:
    lines = read_lines(name)

    assert lines
    assert all(line == line.strip() and not line.startswith("#") for line in lines)


def test_entries_of_a_word_list_are_lower_cased() -> None:
    assert "mrs" in word_list("honorifics")
    assert all(word == word.lower() for word in word_list("honorifics"))


@pytest.mark.parametrize("name", ["honorific", "en/honorifics", ""])
def test_list_that_is_not_there_is_an_error(name: str) -> None:
    with pytest.raises((FileNotFoundError, IsADirectoryError)):
        word_list(name)


def test_entries_of_a_table_have_the_label_of_their_line() -> None:
    table = word_table("roles")

    assert table["prime minister"] == "government"
    assert "government" not in table
    assert all(entry == entry.strip().lower() and label == label.strip() for entry, label in table.items())
