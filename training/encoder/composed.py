"""Texts of composed attributions, with their trees: `composed_texts(sentences, cast, numbers, nlp, rng)`."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from quotes.evaluation.pipeline.corpora import end_with
from quotes.evaluation.pipeline.sentence import Sentence, Word, to_doc
from training.encoder.examples import GUIDELINES, Attribution, Text
from training.encoder.labels import Numbers
from training.recipe import datelines
from training.recipe.attributions import MAX_RUN, compose_attribution, compose_performance, is_silent
from training.recipe.casing import recase
from training.recipe.clauses import Cast
from training.recipe.marks import DOUBLE_MARKS, OPENING, restyle_passage
from training.recipe.spacing import lay_out
from training.recipe.speech_clauses import Forms

MAX_ATTRIBUTIONS = 3  # of one text
NONE_SHARE = 0.15  # of the texts have no attribution
PERFORMED_SHARE = 0.5  # of those have a verb of saying in another sense
LEFT_ALONE_SHARE = 0.5  # of the texts have one attribution
SINGLE_MARKS_SHARE = 0.12  # of the texts have the marks of many British papers
SINGLE_MARKS = (("‘", "’"), ("'", "'"))


def composed_texts(
    sentences: Sequence[Sentence], cast: Cast, numbers: Numbers, nlp: Language, rng: random.Random
) -> Iterator[Text]:
    """One round over the sentences that are silent, some of them composed in each text."""
    forms = Forms.collect(sentences)
    waiting = [sentence for sentence in sentences if is_silent(sentence)]
    rng.shuffle(waiting)
    while waiting:
        if rng.random() < NONE_SHARE:
            plain = [waiting.pop() for _ in range(min(len(waiting), MAX_ATTRIBUTIONS))]
            if rng.random() < PERFORMED_SHARE:
                plain[0] = end_with(compose_performance(cast, forms, rng), " ")
            yield to_text(vary_layout(plain, rng), numbers, nlp, rng.randrange(GUIDELINES))
            continue
        count = 1 if rng.random() < LEFT_ALONE_SHARE else rng.randint(2, MAX_ATTRIBUTIONS)
        passage: list[Sentence] = []
        for number in range(count):
            if not waiting:
                break
            composed, size = compose_attribution(waiting[-MAX_RUN:][::-1], cast, forms, rng)
            del waiting[-size:]
            composed[-1] = end_with(composed[-1], " ")
            passage += [renumber(replace(sentence, opens_paragraph=False), 2 * number) for sentence in composed]
        yield to_text(vary_layout(passage, rng), numbers, nlp, rng.randrange(GUIDELINES))


def renumber(sentence: Sentence, shift: int) -> Sentence:
    """The sentence with the numbers of its attributions shifted."""

    def shifted(role: str) -> str:
        number, name = role.split()
        return f"{int(number) + shift} {name}"

    words = (replace(word, roles=tuple(map(shifted, word.roles))) for word in sentence.words)
    return replace(sentence, words=tuple(words))


def vary_layout(passage: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
    """The passage with the marks, case and paragraphs of one publisher."""
    sentences = restyle_passage(passage, rng)
    if rng.random() < SINGLE_MARKS_SHARE:
        marks = rng.choice(SINGLE_MARKS)
        sentences = [
            replace(sentence, words=tuple(to_single(word, marks) for word in sentence.words)) for sentence in sentences
        ]
    sentences = recase(sentences, rng)
    if rng.random() < datelines.DATELINE_SHARE:
        return lay_out([datelines.dateline(rng), *sentences], rng, glued=1)
    return lay_out(sentences, rng)


def to_single(word: Word, marks: tuple[str, str]) -> Word:
    """The word with single marks in place of double ones."""
    return replace(word, form=marks[word.xpos != OPENING]) if word.form in DOUBLE_MARKS else word


def to_text(sentences: Sequence[Sentence], numbers: Numbers, nlp: Language, corpus: int) -> Text:
    """The text with its trees and with the attributions that its words have parts in."""
    doc = to_doc(sentences, nlp.vocab)
    roles = [word.roles for sentence in sentences for word in sentence.words]
    words = [token.i for token in doc if not token.is_space]
    places: dict[str, list[int]] = defaultdict(list)
    for i, of_word in zip(words, roles, strict=True):
        for role in of_word:
            places[role].append(i)
    of_number = sorted({int(role.split()[0]) for role in places})
    attributions = (
        Attribution(*(fill_blanks(doc, places[f"{number} {name}"]) for name in ("cue", "source", "content")))
        for number in of_number
    )
    return replace(numbers.text(doc), attributions=tuple(attributions), corpus=corpus)


def fill_blanks(doc: Doc, places: Sequence[int]) -> tuple[int, ...]:
    """The words with the white space between two of them."""
    filled = list(places[:1])
    for before, place in pairwise(places):
        if all(token.is_space for token in doc[before + 1 : place]):
            filled += range(before + 1, place)
        filled.append(place)
    return tuple(filled)
