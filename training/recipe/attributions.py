"""Compose attributions whose source, cue and content are known: `“We pay more,” fumed supporter Jane Roe.`

Corpora of news have few manner verbs, short quotations and passives, and an attribution tagger has never seen what it
is not shown. The contents are sentences of treebanks without a word of speech or thought, so that nothing else in them
is an attribution. After PolNeAR's guidelines marks are part of a content, and so is "that"; a full stop is not.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from quotes.evaluation.pipeline.sentence import Sentence, Word
from quotes.language.lexicon import adjectives, nouns, verbs
from training.recipe.clauses import Cast
from training.recipe.quotations import (
    interrupt,
    is_quotable,
    put_clause_after,
    put_clause_before,
    put_credit,
    report_without_marks,
)
from training.recipe.speech_clauses import (
    CREDITS,
    IMPERSONAL,
    PERFORMANCES,
    REPORTS,
    SUBJECT_FIRST,
    VERB_FIRST,
    Forms,
    add_role,
    draw_words,
    fill,
    mark_clause,
    mark_credit,
)
from training.recipe.trees import capitalize

MAX_RUN = 3  # sentences of one quotation
# Shapes by how many of the compositions they are.
SHAPES = {
    "after": 0.44,
    "before": 0.12,
    "interrupted": 0.1,
    "credit": 0.14,
    "report": 0.06,
    "twice": 0.08,
    "held": 0.06,
}

UNMARKED = frozenset({"credit", "report", "twice", "held"})  # of statements alone


def is_silent(sentence: Sentence) -> bool:
    """Does a quotable sentence have no word of speech or thought?"""
    return is_quotable(sentence) and not any(
        (word.upos == "VERB" and word.lemma in verbs())
        or (word.upos == "NOUN" and word.lemma in nouns())
        or (word.upos == "ADJ" and word.lemma in adjectives())
        for word in sentence.words
    )


def compose_attribution(
    sentences: Sequence[Sentence], cast: Cast, forms: Forms, rng: random.Random
) -> tuple[list[Sentence], int]:
    """An attribution of some of the first of these silent sentences, and how many sentences it takes."""
    shape = rng.choices(list(SHAPES), list(SHAPES.values()))[0]
    if shape in UNMARKED and sentences[0].words[-1].form != ".":
        shape = "after"
    size = min(len(sentences), 1 if rng.random() < 0.65 else rng.randint(2, MAX_RUN))
    run = [mark_content(sentence) for sentence in sentences[:size]]
    if shape == "after":
        inverted = rng.random() < 0.5
        said = mark_clause(fill(rng.choice(VERB_FIRST if inverted else SUBJECT_FIRST), cast, forms, rng))
        marked = rng.random() < 0.85 or run[0].words[-1].form != "."
        return put_clause_after(run if marked else run[:1], said, marked=marked), size if marked else 1
    if shape == "before":
        said = mark_clause(fill(rng.choice(VERB_FIRST if rng.random() < 0.1 else SUBJECT_FIRST), cast, forms, rng))
        return put_clause_before(run, said, mark=rng.choice(":,,")), size
    if shape == "interrupted":
        return interrupt(run, mark_clause(fill(rng.choice(VERB_FIRST), cast, forms, rng)), rng), size
    if shape == "credit":
        template, cue_words = rng.choice(CREDITS)
        phrase = mark_credit(fill(template, cast, forms, rng), cue_words)
        return [put_credit(run[0], phrase, before=rng.random() < 0.35)], 1
    if shape == "held":
        return [
            report_without_marks(run[0], mark_clause(fill(IMPERSONAL, cast, forms, rng)), that=True, dep="csubj")
        ], 1
    twice = shape == "twice" and len(sentences) > 1 and sentences[1].words[-1].form == "."
    said = mark_clause(fill(rng.choice(REPORTS), cast, forms, rng), (1, 2) if twice else (1,))
    first = report_without_marks(run[0], said, that=rng.random() < 0.6)
    if not twice:
        return [first], 1
    verb = add_role(draw_words(forms, rng)["CLAIMED"], "cue", (2,))
    return [add_report(first, verb, mark_content(sentences[1], 2))], 2


def compose_performance(cast: Cast, forms: Forms, rng: random.Random) -> Sentence:
    """A sentence with a verb of saying in another sense: `Roe sang "The Sailor".`"""
    return capitalize(fill(rng.choice(PERFORMANCES), cast, forms, rng))


def mark_content(sentence: Sentence, number: int = 1) -> Sentence:
    """The sentence as the content of an attribution."""
    return replace(sentence, words=tuple(add_role(word, "content", (number,)) for word in sentence.words))


def add_report(first: Sentence, verb: Word, content: Sentence) -> Sentence:
    """Add a second verb of the same source: `Roe said prices rose and warned that wages fell.`"""
    *words, stop = first.words
    words[-1] = replace(words[-1], space=" ")
    place = len(words) + 1
    conjunction = Word("and", "and", "CCONJ", "CC", "", head=place, dep="cc")
    second = report_without_marks(content, Sentence((replace(verb, head=0, dep="root"),)), that=True)
    rest = [replace(word, head=word.head + place) for word in second.words]
    rest[0] = replace(rest[0], form=verb.form, head=first.root, dep="conj")
    rest[-1] = replace(rest[-1], head=stop.head, roles=())
    return replace(first, words=(*words, conjunction, *rest))
