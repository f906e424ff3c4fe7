"""Whitespace as in news: blank lines between paragraphs, bullets, double blanks.

`to_doc` turns whatever is more than one blank into a token, so only `Word.space` changes here.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from quotes.evaluation.pipeline.corpora import end_with
from quotes.evaluation.pipeline.sentence import Sentence, Word

PARAGRAPH_BREAKS = ("\n\n",) * 12 + ("\n",) * 5 + (" \n\n", "\n\n\n", "\n \n", "\r\n\r\n", "\n\n  ", "\n    ")
BULLETS = ("\n  • ", "\n• ", "\n\n• ", "\n - ", "\n\n* ", "\n▪ ")
NEW_PARAGRAPH_SHARE = 0.3  # of the sentences that do not begin a paragraph: in news it has one or two sentences
BULLET_SHARE = 0.02
DOUBLE_BLANK_SHARE = 0.04
SLIPS_PER_WORD = 0.002  # "the  president"


def with_bullet(sentence: Sentence, bullet: str) -> Sentence:
    """Put a bullet before a sentence, attached to its root: `• Prices rose.`."""
    sign = Word(bullet, bullet, "PUNCT", "NFP", "", head=sentence.root + 1, dep="punct")
    words = tuple(replace(word, head=word.head + 1) for word in sentence.words)
    entities = sentence.entities
    if entities is not None:
        entities = tuple(replace(name, start=name.start + 1, end=name.end + 1) for name in entities)
    return replace(sentence, words=(sign, *words), entities=entities)


def lay_out(passage: Sequence[Sentence], rng: random.Random, *, glued: int = 0) -> list[Sentence]:
    """Return the passage with paragraphs, bullets and extra blanks, at random.

    `glued` sentences at the front stay in the paragraph of the one after them: a dateline.
    """
    laid: list[Sentence] = []
    for i, sentence in enumerate(passage):
        opens = i > glued and (sentence.opens_paragraph or rng.random() < NEW_PARAGRAPH_SHARE)
        if i and not opens:
            # a source without a blank between sentences ("Go.Stop.") keeps that
            laid[-1] = end_with(laid[-1], "  ") if rng.random() < DOUBLE_BLANK_SHARE else laid[-1]
        elif opens and rng.random() < BULLET_SHARE / NEW_PARAGRAPH_SHARE:
            space, _, bullet = rng.choice(BULLETS).rstrip(" ").rpartition("\n")
            laid[-1] = end_with(laid[-1], space + "\n" + " " * (len(bullet) - len(bullet.strip())))
            sentence = with_bullet(sentence, bullet.strip())
        elif opens:
            laid[-1] = end_with(laid[-1], rng.choice(PARAGRAPH_BREAKS))
        laid.append(_add_slip(sentence, rng))
    laid[-1] = end_with(laid[-1], rng.choice(("", "", "\n", "\n\n")))
    return laid


def _add_slip(sentence: Sentence, rng: random.Random) -> Sentence:
    if rng.random() >= SLIPS_PER_WORD * len(sentence.words):
        return sentence
    spots = [i for i, word in enumerate(sentence.words[:-1]) if word.space == " "]
    if not spots:
        return sentence
    spot, space = rng.choice(spots), rng.choice(("  ", "\n", "   "))
    words = [replace(word, space=space) if i == spot else word for i, word in enumerate(sentence.words)]
    return replace(sentence, words=tuple(words))
