"""Make treebank text look like news, by the dice: quotations, marks, case, datelines, layout."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from quotes.evaluation.pipeline.named_text import NamedText
from quotes.evaluation.pipeline.sentence import Sentence
from training.recipe import datelines, quotations
from training.recipe.casing import recase, recase_text
from training.recipe.clauses import Cast
from training.recipe.marks import curl, restyle_passage, straighten
from training.recipe.spacing import lay_out
from training.recipe.world import swap_names

REMARK = 0.3  # of the texts with names have their marks turned


def augment_sentences(passage: Sequence[Sentence], dice: random.Random, cast: Cast | None = None) -> list[Sentence]:
    """Return one variant of a passage with trees; with a cast, one of its runs may become a quotation."""
    sentences = list(passage)
    if cast is not None and dice.random() < quotations.CHANCE:
        sentences = quotations.compose(sentences, cast, dice)
    sentences = recase(restyle_passage(sentences, dice), dice)
    if dice.random() < datelines.CHANCE:
        sentences = [datelines.dateline(dice), replace(sentences[0], opens_paragraph=False), *sentences[1:]]
        return lay_out(sentences, dice, glued=1)
    return lay_out(sentences, dice)


def augment_text(text: NamedText, dice: random.Random) -> NamedText:
    """Return one variant of a text with names; its offsets follow every change."""
    text = swap_names(text, dice)
    chance = dice.random()
    if chance < REMARK:
        turned = curl(text.text) if chance < REMARK / 2 else straighten(text.text)
        text = replace(text, text=turned)
    return replace(text, text=recase_text(text.text, dice))
