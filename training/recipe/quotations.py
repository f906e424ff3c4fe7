"""Compose quotations from treebank sentences: `“Prices rose. We pay more,” Jane Roe said.`

UD takes a quotation as the `ccomp` of the speech verb that follows or precedes it; a verb that interrupts its
sentence is `parataxis`. Treebanks have few quotations of several sentences; news has little else. "According
to" and its phrase are an oblique of what is said: without examples a parser takes "according" for such a verb.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from quotes.evaluation.pipeline.sentence import Sentence, Word
from training.recipe.clauses import Cast, clause, credit, report
from training.recipe.marks import CLOSING, DOUBLE_MARKS, OPENING
from training.recipe.trees import (
    add_closing_mark,
    add_opening_mark,
    capitalize,
    join_entities,
    shift_entities,
    shift_tree,
)

MAX_QUESTION_WORDS = 16  # words of "Asked if …,"
ASKED_SHARE = 0.5  # of the quotations after a clause, if a sentence is short enough
MAX_QUOTED_WORDS = 40  # words of a sentence that is quoted
QUOTATION_SHARE = 0.6  # of the passages have one composition
PAIRED_TAGS = frozenset(("-LRB-", "-RRB-", OPENING, CLOSING))


def is_quotable(sentence: Sentence) -> bool:
    """Can the whole sentence be quoted? It is a clause with a subject, without marks or brackets inside."""
    if not 3 < len(sentence.words) <= MAX_QUOTED_WORDS or sentence.words[-1].form not in (".", "?", "!"):
        return False
    if any(word.xpos in PAIRED_TAGS or word.form in DOUBLE_MARKS for word in sentence.words):
        return False
    return any(word.dep.startswith("nsubj") and word.head == sentence.root for word in sentence.words)


def compose(passage: Sequence[Sentence], cast: Cast, rng: random.Random) -> list[Sentence]:
    """Turn a run of up to three quotable sentences of the passage into a quotation with its clause."""
    spots = [i for i, sentence in enumerate(passage) if is_quotable(sentence)]
    if not spots:
        return list(passage)
    first = rng.choice(spots)
    last = first + 1
    while last < len(passage) and last - first < 3 and is_quotable(passage[last]) and rng.random() < 0.5:
        last += 1
    run = list(passage[first:last])
    shape = rng.random()
    marked = rng.random() < 0.75
    if shape < 0.42:
        composed = put_clause_after(run, clause(cast, rng, inverted=rng.random() < 0.35), marked=marked)
    elif shape < 0.63:
        said = clause(cast, rng, inverted=False)
        if len(run) > 1 and _is_short_statement(run[0]) and rng.random() < ASKED_SHARE:
            question, *run = run
            said = put_question_before(question, said, mark=rng.choice(("if", "whether")))
        composed = put_clause_before(run, said, mark=rng.choice(":,,"))
    elif shape < 0.77:
        composed = [put_credit(run[0], credit(cast, rng), before=rng.random() < 0.35), *run[1:]]
    elif shape < 0.87:
        composed = [report_without_marks(run[0], report(cast, rng), that=rng.random() < 0.4), *run[1:]]
    else:
        composed = interrupt(run, clause(cast, rng, inverted=rng.random() < 0.3), rng)
    return [*passage[:first], *composed, *passage[last:]]


def put_clause_after(run: Sequence[Sentence], said: Sentence, *, marked: bool = True) -> list[Sentence]:
    """Put the speech clause after: `“A. B,” she said.`; unmarked, only the last sentence is its content."""
    *before, last = run
    comma = last.words[-1] if last.words[-1].form != "." else replace(last.words[-1], form=",", lemma=",", xpos=",")
    content = replace(last, words=(*last.words[:-1], replace(comma, space=" ", roles=comma.roles if marked else ())))
    if not marked:
        return [*before, _join(content, said, "ccomp")]
    if before:
        before[0] = add_opening_mark(before[0])
    else:
        content = add_opening_mark(content)
    return [*before, _join(add_closing_mark(content), said, "ccomp")]


def put_clause_before(run: Sequence[Sentence], said: Sentence, *, mark: str) -> list[Sentence]:
    """Put the speech clause first: `She said: “A. B.”`"""
    first, *rest = run
    if rest:
        rest[-1] = add_closing_mark(rest[-1])
        content = add_opening_mark(first)
    else:
        content = add_closing_mark(add_opening_mark(first))
    words = capitalize(said).words
    words = (*words[:-1], replace(words[-1], space=""))
    shift = len(words) + 1
    top = content.root + shift
    joint = Word(mark, mark, "PUNCT", mark, "", head=top, dep="punct")
    shifted = shift_tree(content.words, shift, top, said.root, "ccomp")
    entities = join_entities(said.entities, content.entities, shift)
    return [Sentence((*words, joint, *shifted), entities, first.opens_paragraph), *rest]


def report_without_marks(sentence: Sentence, said: Sentence, *, that: bool, dep: str = "ccomp") -> Sentence:
    """Report without marks: `A source told Reuters that prices rose.`"""
    first = sentence.words[0]
    if first.upos != "PROPN" and first.form != "I":
        first = replace(first, form=first.form[0].lower() + first.form[1:])
    content = replace(sentence, words=(first, *sentence.words[1:]))
    said_words = list(capitalize(said).words)
    top = content.root + len(said_words) + that
    if that:
        said_words.append(Word("that", "that", "SCONJ", "IN", "", head=top, dep="mark", roles=first.roles))
    shifted = shift_tree(content.words, len(said_words), top, said.root, dep)
    shifted[-1] = replace(shifted[-1], head=said.root, roles=())
    entities = join_entities(said.entities, content.entities, len(said_words))
    return Sentence((*said_words, *shifted), entities, sentence.opens_paragraph)


def put_credit(sentence: Sentence, source: Sentence, *, before: bool) -> Sentence:
    """Put the phrase that names the source after a sentence or before it: `Prices rose, according to Acme.`"""
    if before:
        first = sentence.words[0]
        if first.upos != "PROPN" and first.form != "I":
            first = replace(first, form=first.form[0].lower() + first.form[1:])
        shift = len(source.words) + 1
        top = sentence.root + shift
        phrase = list(shift_tree(capitalize(source).words, 0, source.root, top, "obl"))
        phrase[-1] = replace(phrase[-1], space="")
        comma = Word(",", ",", "PUNCT", ",", "", head=source.root, dep="punct")
        content = [replace(word, head=word.head + shift) for word in (first, *sentence.words[1:])]
        content[-1] = replace(content[-1], roles=())
        entities = join_entities(source.entities, sentence.entities, shift)
        return replace(sentence, words=(*phrase, comma, *content), entities=entities)
    *words, stop = sentence.words
    words[-1] = replace(words[-1], space="")
    shift = len(words) + 1
    comma = Word(",", ",", "PUNCT", ",", "", head=source.root + shift, dep="punct")
    phrase = shift_tree(source.words, shift, source.root + shift, sentence.root, "obl")
    phrase[-1] = replace(phrase[-1], space="")
    entities = join_entities(sentence.entities, source.entities, shift)
    return replace(sentence, words=(*words, comma, *phrase, replace(stop, roles=())), entities=entities)


def put_question_before(question: Sentence, said: Sentence, *, mark: str) -> Sentence:
    """Put a question before a speech clause: `asked if prices rose, she said`."""
    words = question.words[:-1]
    first = words[0]
    if first.upos != "PROPN" and first.form != "I":
        first = replace(first, form=first.form[0].lower() + first.form[1:])
    words = (first, *words[1:])
    shift, size = 2, len(words) + 3  # "asked if … ,"
    top, verb = question.root + shift, said.root + size
    shifted = shift_tree(words, shift, top, 0, "ccomp")
    shifted[-1] = replace(shifted[-1], space="")
    words_of_both = (
        Word("asked", "ask", "VERB", "VBN", "Tense=Past|VerbForm=Part", head=verb, dep="advcl"),
        Word(mark, mark, "SCONJ", "IN", "", head=top, dep="mark"),
        *shifted,
        Word(",", ",", "PUNCT", ",", "", head=0, dep="punct"),
        *(replace(word, head=word.head + size) for word in said.words),
    )
    return Sentence(words_of_both, join_entities(shift_entities(question.entities, shift), said.entities, size))


def interrupt(run: Sequence[Sentence], said: Sentence, rng: random.Random) -> list[Sentence]:
    """Put the clause at a comma: `“Yes,” she said, “…”`; without one, after the first sentence."""
    first, *rest = run
    spots = [i for i in range(1, len(first.words) - 2) if first.words[i].form == "," and _can_break_at(first, i)]
    if not spots:
        head = put_clause_after([first], said)
        if rest:
            rest[0] = add_opening_mark(rest[0])
            rest[-1] = add_closing_mark(rest[-1])
        return [*head, *rest]
    spot = rng.choice(spots) + 1
    quoted = add_closing_mark(add_opening_mark(first)) if not rest else add_opening_mark(first)
    if rest:
        rest[-1] = add_closing_mark(rest[-1])
    spot += 1  # the opening mark came before
    return [_insert_clause(quoted, spot, said), *rest]


def _join(content: Sentence, said: Sentence, dep: str) -> Sentence:
    """Join content and clause into one sentence whose root is the speech verb, with a full stop."""
    shift = len(content.words)
    top = said.root + shift
    governed = shift_tree(content.words, 0, content.root, top, dep)
    clause_words = [replace(word, head=word.head + shift) for word in said.words]
    clause_words[-1] = replace(clause_words[-1], space="")
    stop = Word(".", ".", "PUNCT", ".", "", head=top, dep="punct")
    entities = None if content.entities is None else (*content.entities, *(shift_entities(said.entities, shift) or ()))
    return replace(content, words=(*governed, *clause_words, stop), entities=entities)


def _insert_clause(sentence: Sentence, spot: int, said: Sentence) -> Sentence:
    """Insert `” she said, “` before word `spot`; the speech verb depends on the root as parataxis."""
    top = sentence.root
    size = len(said.words) + 3  # closing mark, clause, comma, opening mark

    def place(i: int) -> int:
        return i if i < spot else i + size

    def inserted(word: Word, i: int) -> Word:
        return replace(word, head=place(top) if word.head == i else spot + 1 + word.head)

    words = [replace(word, head=place(word.head)) for word in sentence.words]
    words[spot - 1] = replace(words[spot - 1], space="")
    roles = words[spot - 1].roles
    close = Word('"', '"', "PUNCT", CLOSING, "", head=place(top), dep="punct", roles=roles)
    reopen = Word('"', '"', "PUNCT", OPENING, "", head=place(top), dep="punct", space="", roles=roles)
    verb = spot + 1 + said.root
    comma = Word(",", ",", "PUNCT", ",", "", head=verb, dep="punct")
    middle = [
        replace(inserted(word, i), dep="parataxis") if word.dep == "root" else inserted(word, i)
        for i, word in enumerate(said.words)
    ]
    middle[-1] = replace(middle[-1], space="")
    entities = sentence.entities
    if entities is not None:
        outside = (replace(name, start=place(name.start), end=place(name.end - 1) + 1) for name in entities)
        entities = (*outside, *(shift_entities(said.entities, spot + 1) or ()))
    return replace(sentence, words=(*words[:spot], close, *middle, comma, reopen, *words[spot:]), entities=entities)


def _is_short_statement(sentence: Sentence) -> bool:
    return len(sentence.words) <= MAX_QUESTION_WORDS and sentence.words[-1].form == "."


def _can_break_at(sentence: Sentence, comma: int) -> bool:
    """Can a clause follow `comma` and depend on the root without crossing an arc?"""
    root = sentence.root
    for i, word in enumerate(sentence.words):
        low, high = min(i, word.head), max(i, word.head)
        if low <= comma < high and not low <= root <= high:
            return False
    return True
