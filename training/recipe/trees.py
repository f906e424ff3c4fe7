"""Parts of trees put together: quotation marks around a sentence, words and names shifted to a new place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.evaluation.pipeline.sentence import Entity, Sentence, Word
from training.recipe.marks import CLOSING, OPENING


def add_opening_mark(sentence: Sentence) -> Sentence:
    """Put an opening mark before a sentence, attached to its root."""
    roles = sentence.words[0].roles
    mark = Word('"', '"', "PUNCT", OPENING, "", head=sentence.root + 1, dep="punct", space="", roles=roles)
    words = tuple(replace(word, head=word.head + 1) for word in sentence.words)
    return replace(sentence, words=(mark, *words), entities=shift_entities(sentence.entities, 1))


def add_closing_mark(sentence: Sentence) -> Sentence:
    """Put a closing mark after a sentence, attached to its root: `rose.”`"""
    last = sentence.words[-1]
    space = last.space or " "
    mark = Word('"', '"', "PUNCT", CLOSING, "", head=sentence.root, dep="punct", space=space, roles=last.roles)
    return replace(sentence, words=(*sentence.words[:-1], replace(last, space=""), mark))


def capitalize(sentence: Sentence) -> Sentence:
    """Begin with a capital: `a spokesman said` → `A spokesman said`."""
    first = sentence.words[0]
    return replace(sentence, words=(replace(first, form=first.form[0].upper() + first.form[1:]), *sentence.words[1:]))


def shift_tree(words: Sequence[Word], shift: int, top: int, head: int, dep: str) -> list[Word]:
    """Shift a tree to its new position and attach its root, then at `top`, to `head`."""
    shifted = [replace(word, head=word.head + shift) for word in words]
    shifted[top - shift] = replace(shifted[top - shift], head=head, dep=dep)
    return shifted


def shift_entities(entities: tuple[Entity, ...] | None, shift: int) -> tuple[Entity, ...] | None:
    if entities is None:
        return None
    return tuple(replace(name, start=name.start + shift, end=name.end + shift) for name in entities)


def join_entities(
    left: tuple[Entity, ...] | None, right: tuple[Entity, ...] | None, shift: int
) -> tuple[Entity, ...] | None:
    return None if left is None or right is None else (*left, *(shift_entities(right, shift) or ()))
