"""Marks, case, whitespace, datelines and swapped names; the trees stay trees."""

from __future__ import annotations

import random

import pytest
from support.training import CAST, LEE, PRICES, SAID, names

from quotes.evaluation.pipeline.named_text import Name, NamedText
from quotes.evaluation.pipeline.sentence import Sentence, Word
from training.recipe import casing, datelines, marks, quotations, spacing, world
from training.recipe.augment import augment_sentences, augment_text


def test_marks_take_the_style_of_one_house() -> None:
    quoted = quotations.put_clause_after([LEE, PRICES], SAID)
    assert marks.restyle(quoted, marks.CURLY)[1].text == "Prices in Peru rose,” Jane Roe said."
    assert marks.restyle(quoted, marks.DOUBLED)[0].text == "``Today, Lee won."


@pytest.mark.parametrize(
    ("word", "styled"),
    [
        pytest.param(Word('"', xpos="NN"), '"', id="inches are no quotation mark"),
        pytest.param(Word("'", xpos="POS"), "'", id="a lone possessive is no quotation mark"),
        pytest.param(Word("n't", xpos="RB"), "n’t", id="an apostrophe within a word turns"),
        pytest.param(Word("'", xpos="``"), "‘", id="a single mark opens"),
    ],
)
def test_single_signs(word: Word, styled: str) -> None:
    assert marks.restyle([Sentence((word,))], marks.CURLY)[0].words[0].form == styled


def test_curling_and_straightening_keep_the_length() -> None:
    text = 'He said "it\'s \'on\'" ("now").'
    assert marks.curl(text) == "He said “it’s ‘on’” (“now”)."
    assert marks.straighten(marks.curl(text)) == text


def test_headline_keeps_its_tree_and_leaves_lemmas_open() -> None:
    headline = casing.upper(PRICES)
    assert headline.text == "PRICES IN PERU ROSE."
    assert [word.head for word in headline.words] == [word.head for word in PRICES.words]
    assert {word.lemma for word in headline.words} == {""}


def test_small_letters_keep_lemmas() -> None:
    assert casing.lower(PRICES).text == "prices in peru rose."
    assert casing.lower(PRICES).words[0].lemma == PRICES.words[0].lemma


def test_case_never_changes_the_length() -> None:
    shout = random.Random()
    shout.random = lambda: casing.LOWER_SHARE  # type: ignore[method-assign]
    assert casing.recase_text("Straße", shout) == "STRAßE"


def test_bullet_hangs_on_the_root_and_moves_the_names() -> None:
    listed = spacing.with_bullet(PRICES, "•")
    assert listed.text == "• Prices in Peru rose."
    assert (listed.words[0].head, listed.words[listed.root].form) == (4, "rose")
    assert names(listed) == {("Peru", "LOC")}


def test_layout_changes_whitespace_only() -> None:
    for seed in range(50):
        laid = spacing.lay_out([PRICES, LEE, PRICES], random.Random(seed))
        words = [word.form for sentence in laid for word in sentence.words if word.form.isalnum()]
        assert words == [
            "Prices",
            "in",
            "Peru",
            "rose",
            "Today",
            "Lee",
            "won",
            "Prices",
            "in",
            "Peru",
            "rose",
        ]
        assert all(not word.space.strip() for sentence in laid for word in sentence.words)


def test_dateline_is_a_sentence_whose_root_is_the_place() -> None:
    for seed in range(30):
        line = datelines.dateline(random.Random(seed))
        assert line.entities is not None
        assert (line.root, line.entities[0].label) == (line.entities[0].end - 1, "LOC")


def test_swapped_names_keep_their_place_and_are_swapped_alike() -> None:
    text = NamedText("The US and Peru; Peru.", (Name(4, 6, "LOC"), Name(11, 15, "LOC"), Name(17, 21, "LOC")))
    seen = set()
    for seed in range(60):
        swapped = world.swap_names(text, random.Random(seed))
        results = [swapped.text[name.start : name.end] for name in swapped.names]
        assert len(results) == 3
        assert results[1] == results[2]
        seen.add(results[1])
    assert "Peru" in seen
    assert len(seen) > 3


def test_person_is_never_swapped() -> None:
    text = NamedText("Roe won.", (Name(0, 3, "PERSON"),))
    assert {world.swap_names(text, random.Random(seed)).text for seed in range(40)} == {"Roe won."}


def test_augmented_passages_are_trees_and_repeatable() -> None:
    for seed in range(80):
        first, again = (augment_sentences([PRICES, LEE, PRICES], random.Random(seed), CAST) for _ in range(2))
        assert first == again
        for sentence in first:
            assert sum(word.head == i for i, word in enumerate(sentence.words)) == 1
            assert all(0 <= word.head < len(sentence.words) for word in sentence.words)
            assert all(0 <= e.start < e.end <= len(sentence.words) for e in sentence.entities or ())


def test_augmented_text_keeps_its_names() -> None:
    text = NamedText('Roe said "no" in Peru.', (Name(0, 3, "PERSON"), Name(17, 21, "LOC")))
    for seed in range(80):
        augmented = augment_text(text, random.Random(seed))
        assert [n.label for n in augmented.names] == ["PERSON", "LOC"]
        assert augmented.text[augmented.names[0].start : augmented.names[0].end].lower() == "roe"
