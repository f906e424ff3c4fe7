"""Headlines in capitals and text without any: `PRICES RISE`, `prices rise, says lee`."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from quotes.evaluation.pipeline.sentence import Sentence, Word

UPPER = 0.03  # of the sentences
TITLE = 0.02
LOWER_PASSAGE = 0.02  # of the passages
LONGEST_HEADLINE = 18  # words


def upper(sentence: Sentence) -> Sentence:
    """Set a sentence in capitals. Its lemmas are left open: edit trees learn nothing from `SAID` → `say`."""
    return _recase(sentence, lambda word: replace(word, form=_same_length(word.form, word.form.upper()), lemma=""))


def lower(sentence: Sentence) -> Sentence:
    """Set a sentence in small letters: `President Roe` → `president roe`."""
    return _recase(sentence, lambda word: replace(word, form=_same_length(word.form, word.form.lower())))


def title(sentence: Sentence) -> Sentence:
    """Capitalise words as American headlines do: `Prices Rise in the North`."""
    small = ("ADP", "DET", "CCONJ", "PART", "SCONJ")
    return _recase(
        sentence,
        lambda word: word if word.upos in small or not word.form[0].isalpha() else _capitalised(word),
    )


def recase(passage: Sequence[Sentence], dice: random.Random) -> list[Sentence]:
    """Recase a few sentences, or once in a while the whole passage."""
    if dice.random() < LOWER_PASSAGE:
        return [lower(sentence) for sentence in passage]
    recased = []
    for sentence in passage:
        chance = dice.random()
        if len(sentence.words) <= LONGEST_HEADLINE and chance < UPPER:
            sentence = upper(sentence)
        elif len(sentence.words) <= LONGEST_HEADLINE and chance < UPPER + TITLE:
            sentence = title(sentence)
        recased.append(sentence)
    return recased


def recase_text(text: str, dice: random.Random) -> str:
    """Recase a whole text once in a while, letter for letter, so that offsets hold."""
    chance = dice.random()
    if chance < LOWER_PASSAGE:
        return "".join(_same_length(letter, letter.lower()) for letter in text)
    if chance < LOWER_PASSAGE + UPPER:
        return "".join(_same_length(letter, letter.upper()) for letter in text)
    return text


def _recase(sentence: Sentence, change: Callable[[Word], Word]) -> Sentence:
    return replace(sentence, words=tuple(change(word) for word in sentence.words))


def _capitalised(word: Word) -> Word:
    return replace(word, form=word.form[0].upper() + word.form[1:], lemma="")


def _same_length(before: str, after: str) -> str:
    """Keep the old form where case changes the length: `ß` stays, as `SS` would move every offset."""
    return after if len(after) == len(before) else before
