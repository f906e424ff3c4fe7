"""Two sentences, a clause and a cast for the tests of the augmenters."""

from __future__ import annotations

from quotes.evaluation.pipeline.sentence import Entity, Sentence, Word
from training.recipe.clauses import Cast
from training.recipe.phrases import build

CAST = Cast(("Jane Roe", "Lee J. Poe"), ("Acme", "Acme Bank"))


def row(form: str, xpos: str, head: int, dep: str, space: str = " ") -> Word:
    upos = {"NNP": "PROPN", "VBD": "VERB"}.get(xpos, "PUNCT" if not form.isalnum() else "NOUN")
    return Word(form, form.lower(), upos, xpos, "", head=head, dep=dep, space=space)


PRICES = Sentence(
    (
        row("Prices", "NNS", 3, "nsubj"),
        row("in", "IN", 2, "case"),
        row("Peru", "NNP", 0, "nmod"),
        row("rose", "VBD", 3, "root", ""),
        row(".", ".", 3, "punct"),
    ),
    (Entity(2, 3, "LOC"),),
)
LEE = Sentence(
    (
        row("Today", "NN", 3, "obl:unmarked", ""),
        row(",", ",", 0, "punct"),
        row("Lee", "NNP", 3, "nsubj"),
        row("won", "VBD", 3, "root", ""),
        row(".", ".", 3, "punct"),
    ),
    (Entity(2, 3, "PERSON"),),
)
SAID = build("PERSON>1:nsubj said>1:root", {"PERSON": "Jane Roe"})


def arcs(sentence: Sentence) -> set[tuple[str, str, str]]:
    """(dependent, relation, head) without punctuation."""
    return {
        (word.form, word.dep, sentence.words[word.head].form)
        for word in sentence.words
        if word.dep not in ("punct", "root")
    }


def names(sentence: Sentence) -> set[tuple[str, str]]:
    return {(" ".join(w.form for w in sentence.words[e.start : e.end]), e.label) for e in sentence.entities or ()}


CAST_NAMES = {"PERSON": "Jane Roe", "ORG": "Acme Bank", "SURNAME": "Poe"}
