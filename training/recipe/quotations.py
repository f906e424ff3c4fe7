"""Compose quotations out of treebank sentences: `“Prices rose. We pay more,” Jane Roe said.`

UD takes a quotation as the `ccomp` of the speech verb that follows or precedes it; a verb that interrupts its
sentence is `parataxis`. Treebanks have few quotations of several sentences; news has little else.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from quotes.evaluation.pipeline.sentence import Entity, Sentence, Word
from training.recipe.clauses import Cast, clause, report
from training.recipe.marks import CLOSING, DOUBLE_MARKS, OPENING

LONGEST_QUESTION = 16  # words of "Asked if …,"
ASKED = 0.5  # of the quotations that a clause precedes, where a sentence is short enough
LONGEST = 40  # words of a sentence that is quoted
CHANCE = 0.6  # of the passages have one composition
BALANCED = frozenset(("-LRB-", "-RRB-", OPENING, CLOSING))


def quotable(sentence: Sentence) -> bool:
    """Tell whether a sentence can be quoted whole: a clause with a subject, no marks or brackets inside."""
    if not 3 < len(sentence.words) <= LONGEST or sentence.words[-1].form not in (".", "?", "!"):
        return False
    if any(word.xpos in BALANCED or word.form in DOUBLE_MARKS for word in sentence.words):
        return False
    return any(word.dep.startswith("nsubj") and word.head == sentence.root for word in sentence.words)


def compose(passage: Sequence[Sentence], cast: Cast, dice: random.Random) -> list[Sentence]:
    """Turn a run of up to three quotable sentences of the passage into a quotation with its clause."""
    spots = [i for i, sentence in enumerate(passage) if quotable(sentence)]
    if not spots:
        return list(passage)
    first = dice.choice(spots)
    last = first + 1
    while last < len(passage) and last - first < 3 and quotable(passage[last]) and dice.random() < 0.5:
        last += 1
    run = list(passage[first:last])
    shape = dice.random()
    marked = dice.random() < 0.75
    if shape < 0.45:
        composed = following(run, clause(cast, dice, inverted=dice.random() < 0.35), marked=marked)
    elif shape < 0.68:
        said = clause(cast, dice, inverted=False)
        if len(run) > 1 and _short_statement(run[0]) and dice.random() < ASKED:
            question, *run = run
            said = asked(question, said, mark=dice.choice(("if", "whether")))
        composed = preceding(run, said, mark=dice.choice(":,,"))
    elif shape < 0.83:
        composed = [reported(run[0], report(cast, dice), that=dice.random() < 0.4), *run[1:]]
    else:
        composed = interrupted(run, clause(cast, dice, inverted=dice.random() < 0.3), dice)
    return [*passage[:first], *composed, *passage[last:]]


def following(run: Sequence[Sentence], said: Sentence, *, marked: bool = True) -> list[Sentence]:
    """Let the speech clause follow: `“A. B,” she said.`; unmarked, only the last sentence is its content."""
    *before, last = run
    comma = last.words[-1] if last.words[-1].form != "." else replace(last.words[-1], form=",", lemma=",", xpos=",")
    content = replace(last, words=(*last.words[:-1], replace(comma, space=" ")))
    if not marked:
        return [*before, _govern(content, said, "ccomp")]
    if before:
        before[0] = opened(before[0])
    else:
        content = opened(content)
    return [*before, _govern(closed(content), said, "ccomp")]


def preceding(run: Sequence[Sentence], said: Sentence, *, mark: str) -> list[Sentence]:
    """Let the speech clause come first: `She said: “A. B.”`"""
    first, *rest = run
    if rest:
        rest[-1] = closed(rest[-1])
        content = opened(first)
    else:
        content = closed(opened(first))
    words = _capital(said).words
    words = (*words[:-1], replace(words[-1], space=""))
    shift = len(words) + 1
    top = content.root + shift
    joint = Word(mark, mark, "PUNCT", mark, "", head=top, dep="punct")
    moved = _moved(content.words, shift, top, said.root, "ccomp")
    entities = _both(said.entities, content.entities, shift)
    return [Sentence((*words, joint, *moved), entities, first.opens_paragraph), *rest]


def reported(sentence: Sentence, said: Sentence, *, that: bool) -> Sentence:
    """Report without marks: `A source told Reuters that prices rose.`"""
    first = sentence.words[0]
    if first.upos != "PROPN" and first.form != "I":
        first = replace(first, form=first.form[0].lower() + first.form[1:])
    content = replace(sentence, words=(first, *sentence.words[1:]))
    said_words = list(_capital(said).words)
    top = content.root + len(said_words) + that
    if that:
        said_words.append(Word("that", "that", "SCONJ", "IN", "", head=top, dep="mark"))
    moved = _moved(content.words, len(said_words), top, said.root, "ccomp")
    moved[-1] = replace(moved[-1], head=said.root)
    entities = _both(said.entities, content.entities, len(said_words))
    return Sentence((*said_words, *moved), entities, sentence.opens_paragraph)


def asked(question: Sentence, said: Sentence, *, mark: str) -> Sentence:
    """Put a question before a speech clause: `asked if prices rose, she said`."""
    words = question.words[:-1]
    first = words[0]
    if first.upos != "PROPN" and first.form != "I":
        first = replace(first, form=first.form[0].lower() + first.form[1:])
    words = (first, *words[1:])
    shift, size = 2, len(words) + 3  # "asked if … ,"
    top, verb = question.root + shift, said.root + size
    moved = _moved(words, shift, top, 0, "ccomp")
    moved[-1] = replace(moved[-1], space="")
    framed = (
        Word("asked", "ask", "VERB", "VBN", "Tense=Past|VerbForm=Part", head=verb, dep="advcl"),
        Word(mark, mark, "SCONJ", "IN", "", head=top, dep="mark"),
        *moved,
        Word(",", ",", "PUNCT", ",", "", head=0, dep="punct"),
        *(replace(word, head=word.head + size) for word in said.words),
    )
    return Sentence(framed, _both(_shifted(question.entities, shift), said.entities, size))


def interrupted(run: Sequence[Sentence], said: Sentence, dice: random.Random) -> list[Sentence]:
    """Let the clause break in at a comma: `“Yes,” she said, “…”`; without one, after the first sentence."""
    first, *rest = run
    spots = [i for i in range(1, len(first.words) - 2) if first.words[i].form == "," and _open_at(first, i)]
    if not spots:
        head = following([first], said)
        if rest:
            rest[0] = opened(rest[0])
            rest[-1] = closed(rest[-1])
        return [*head, *rest]
    spot = dice.choice(spots) + 1
    whole = closed(opened(first)) if not rest else opened(first)
    if rest:
        rest[-1] = closed(rest[-1])
    spot += 1  # the opening mark came before
    return [_broken(whole, spot, said), *rest]


def opened(sentence: Sentence) -> Sentence:
    """Put an opening mark before a sentence, hanging on its root."""
    mark = Word('"', '"', "PUNCT", OPENING, "", head=sentence.root + 1, dep="punct", space="")
    words = tuple(replace(word, head=word.head + 1) for word in sentence.words)
    return replace(sentence, words=(mark, *words), entities=_shifted(sentence.entities, 1))


def closed(sentence: Sentence) -> Sentence:
    """Put a closing mark after a sentence, hanging on its root: `rose.”`"""
    last = sentence.words[-1]
    mark = Word('"', '"', "PUNCT", CLOSING, "", head=sentence.root, dep="punct", space=last.space or " ")
    return replace(sentence, words=(*sentence.words[:-1], replace(last, space=""), mark))


def _capital(sentence: Sentence) -> Sentence:
    """Begin with a capital: `a spokesman said` → `A spokesman said`."""
    first = sentence.words[0]
    return replace(sentence, words=(replace(first, form=first.form[0].upper() + first.form[1:]), *sentence.words[1:]))


def _govern(content: Sentence, said: Sentence, dep: str) -> Sentence:
    """Join content and clause into one sentence whose root is the speech verb, with a full stop."""
    shift = len(content.words)
    top = said.root + shift
    governed = _moved(content.words, 0, content.root, top, dep)
    clause_words = [replace(word, head=word.head + shift) for word in said.words]
    clause_words[-1] = replace(clause_words[-1], space="")
    stop = Word(".", ".", "PUNCT", ".", "", head=top, dep="punct")
    entities = None if content.entities is None else (*content.entities, *(_shifted(said.entities, shift) or ()))
    return replace(content, words=(*governed, *clause_words, stop), entities=entities)


def _broken(whole: Sentence, spot: int, said: Sentence) -> Sentence:
    """Insert `” she said, “` before word `spot`; the speech verb hangs on the root as parataxis."""
    top = whole.root
    size = len(said.words) + 3  # closing mark, clause, comma, opening mark

    def place(i: int) -> int:
        return i if i < spot else i + size

    def inserted(word: Word, i: int) -> Word:
        return replace(word, head=place(top) if word.head == i else spot + 1 + word.head)

    kept = [replace(word, head=place(word.head)) for word in whole.words]
    kept[spot - 1] = replace(kept[spot - 1], space="")
    close = Word('"', '"', "PUNCT", CLOSING, "", head=place(top), dep="punct")
    reopen = Word('"', '"', "PUNCT", OPENING, "", head=place(top), dep="punct", space="")
    verb = spot + 1 + said.root
    comma = Word(",", ",", "PUNCT", ",", "", head=verb, dep="punct")
    middle = [
        replace(inserted(word, i), dep="parataxis") if word.dep == "root" else inserted(word, i)
        for i, word in enumerate(said.words)
    ]
    middle[-1] = replace(middle[-1], space="")
    entities = whole.entities
    if entities is not None:
        outside = (replace(name, start=place(name.start), end=place(name.end - 1) + 1) for name in entities)
        entities = (*outside, *(_shifted(said.entities, spot + 1) or ()))
    return replace(whole, words=(*kept[:spot], close, *middle, comma, reopen, *kept[spot:]), entities=entities)


def _short_statement(sentence: Sentence) -> bool:
    return len(sentence.words) <= LONGEST_QUESTION and sentence.words[-1].form == "."


def _open_at(sentence: Sentence, comma: int) -> bool:
    """Tell whether a clause may stand after `comma` and hang on the root without crossing an arc."""
    root = sentence.root
    for i, word in enumerate(sentence.words):
        low, high = min(i, word.head), max(i, word.head)
        if low <= comma < high and not low <= root <= high:
            return False
    return True


def _moved(words: Sequence[Word], shift: int, top: int, head: int, dep: str) -> list[Word]:
    """Shift a tree to its new place and hang its root, at `top` by then, on `head`."""
    moved = [replace(word, head=word.head + shift) for word in words]
    moved[top - shift] = replace(moved[top - shift], head=head, dep=dep)
    return moved


def _shifted(entities: tuple[Entity, ...] | None, shift: int) -> tuple[Entity, ...] | None:
    if entities is None:
        return None
    return tuple(replace(name, start=name.start + shift, end=name.end + shift) for name in entities)


def _both(left: tuple[Entity, ...] | None, right: tuple[Entity, ...] | None, shift: int) -> tuple[Entity, ...] | None:
    return None if left is None or right is None else (*left, *(_shifted(right, shift) or ()))
