"""Make treebank text look like news at random: quotations, marks, case, datelines, layout."""

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

RESTYLED_SHARE = 0.3  # of the texts with names get other marks


def augment_sentences(passage: Sequence[Sentence], rng: random.Random, cast: Cast | None = None) -> list[Sentence]:
    """Return one variant of a passage with trees; with a cast, some of its sentences may become a quotation."""
    sentences = list(passage)
    if cast is not None and rng.random() < quotations.QUOTATION_SHARE:
        sentences = quotations.compose(sentences, cast, rng)
    sentences = recase(restyle_passage(sentences, rng), rng)
    if rng.random() < datelines.DATELINE_SHARE:
        sentences = [datelines.dateline(rng), replace(sentences[0], opens_paragraph=False), *sentences[1:]]
        return lay_out(sentences, rng, glued=1)
    return lay_out(sentences, rng)


def augment_text(text: NamedText, rng: random.Random) -> NamedText:
    """Return one variant of a text with names; offsets of names follow."""
    text = swap_names(text, rng)
    draw = rng.random()
    if draw < RESTYLED_SHARE:
        restyled = curl(text.text) if draw < RESTYLED_SHARE / 2 else straighten(text.text)
        text = replace(text, text=restyled)
    return replace(text, text=recase_text(text.text, rng))
