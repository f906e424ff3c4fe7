"""Whitespace as news has it: blank lines between paragraphs, bullets, double blanks.

`to_doc` turns whatever is more than one blank into a token, so only `Word.space` changes here.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from quotes.evaluation.pipeline.corpora import end_with
from quotes.evaluation.pipeline.sentence import Sentence, Word

PARAGRAPH = ("\n\n",) * 12 + ("\n",) * 5 + (" \n\n", "\n\n\n", "\n \n", "\r\n\r\n", "\n\n  ", "\n    ")
BULLETS = ("\n  • ", "\n• ", "\n\n• ", "\n - ", "\n\n* ", "\n▪ ")
NEW_PARAGRAPH = 0.3  # of the sentences that open none: a paragraph of news has one or two sentences
BULLET = 0.02
DOUBLE = 0.04
BETWEEN_WORDS = 0.002  # "the  president", a slip


def with_bullet(sentence: Sentence, bullet: str) -> Sentence:
    """Put a bullet before a sentence, hanging on its root: `• Prices rose.`."""
    sign = Word(bullet, bullet, "PUNCT", "NFP", "", head=sentence.root + 1, dep="punct")
    words = tuple(replace(word, head=word.head + 1) for word in sentence.words)
    entities = sentence.entities
    if entities is not None:
        entities = tuple(replace(name, start=name.start + 1, end=name.end + 1) for name in entities)
    return replace(sentence, words=(sign, *words), entities=entities)


def lay_out(passage: Sequence[Sentence], dice: random.Random, *, glued: int = 0) -> list[Sentence]:
    """Return the passage with paragraphs, bullets and slips of the space bar, as the dice have it.

    `glued` sentences at the front stay in the paragraph of the one after them: a dateline.
    """
    laid: list[Sentence] = []
    for i, sentence in enumerate(passage):
        opens = i > glued and (sentence.opens_paragraph or dice.random() < NEW_PARAGRAPH)
        if i and not opens:
            # a source without a blank between sentences ("Go.Stop.") keeps it so
            laid[-1] = end_with(laid[-1], "  ") if dice.random() < DOUBLE else laid[-1]
        elif opens and dice.random() < BULLET / NEW_PARAGRAPH:
            space, _, bullet = dice.choice(BULLETS).rstrip(" ").rpartition("\n")
            laid[-1] = end_with(laid[-1], space + "\n" + " " * (len(bullet) - len(bullet.strip())))
            sentence = with_bullet(sentence, bullet.strip())
        elif opens:
            laid[-1] = end_with(laid[-1], dice.choice(PARAGRAPH))
        laid.append(_slipped(sentence, dice))
    laid[-1] = end_with(laid[-1], dice.choice(("", "", "\n", "\n\n")))
    return laid


def _slipped(sentence: Sentence, dice: random.Random) -> Sentence:
    if dice.random() >= BETWEEN_WORDS * len(sentence.words):
        return sentence
    spots = [i for i, word in enumerate(sentence.words[:-1]) if word.space == " "]
    if not spots:
        return sentence
    spot, space = dice.choice(spots), dice.choice(("  ", "\n", "   "))
    words = [replace(word, space=space) if i == spot else word for i, word in enumerate(sentence.words)]
    return replace(sentence, words=tuple(words))
