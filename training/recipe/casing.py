"""Headlines in capitals and text without any: `PRICES RISE`, `prices rise, says lee`."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from quotes.evaluation.pipeline.sentence import Sentence, Word

UPPER_SHARE = 0.03  # of the sentences
TITLE_SHARE = 0.02
LOWER_SHARE = 0.02  # of the passages
MAX_HEADLINE_WORDS = 18  # words


def upper(sentence: Sentence) -> Sentence:
    """Set a sentence in capitals. Its lemmas are removed: edit trees learn nothing from `SAID` → `say`."""
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


def recase(passage: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
    """Change the case of a few sentences, or rarely of the whole passage."""
    if rng.random() < LOWER_SHARE:
        return [lower(sentence) for sentence in passage]
    recased = []
    for sentence in passage:
        draw = rng.random()
        if len(sentence.words) <= MAX_HEADLINE_WORDS and draw < UPPER_SHARE:
            sentence = upper(sentence)
        elif len(sentence.words) <= MAX_HEADLINE_WORDS and draw < UPPER_SHARE + TITLE_SHARE:
            sentence = title(sentence)
        recased.append(sentence)
    return recased


def recase_text(text: str, rng: random.Random) -> str:
    """Rarely change the case of a whole text, letter by letter, so that offsets stay valid."""
    draw = rng.random()
    if draw < LOWER_SHARE:
        return "".join(_same_length(letter, letter.lower()) for letter in text)
    if draw < LOWER_SHARE + UPPER_SHARE:
        return "".join(_same_length(letter, letter.upper()) for letter in text)
    return text


def _recase(sentence: Sentence, change: Callable[[Word], Word]) -> Sentence:
    return replace(sentence, words=tuple(change(word) for word in sentence.words))


def _capitalised(word: Word) -> Word:
    return replace(word, form=word.form[0].upper() + word.form[1:], lemma="")


def _same_length(before: str, after: str) -> str:
    """Keep the old form where case changes the length: `ß` stays, since `SS` would move every offset."""
    return after if len(after) == len(before) else before
