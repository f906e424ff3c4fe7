"""The words of the lemma table: forms of EWT train and GUM train with their lemmas, irregular verbs, cue lexicons."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from quotes.evaluation.pipeline.corpora import read_ewt, read_gum
from quotes.language import lexicon
from quotes.nlp.heads.lemmas import LemmaTable
from training.encoder.open_data import NO_DERIVATIVES
from training.recipe.word_lists import irregular_verbs

UNINFLECTED_TAGS = frozenset({"NNP", "NNPS", "FW", "ADD", "LS", "SYM", "GW", "AFX", "XX"})  # their lemma is the form


def irregular_lemmas() -> dict[tuple[str, str], str]:
    """The lemmas of irregular pasts, many of which no treebank has: `irregular_lemmas()["sang", "VBD"] == "sing"`."""
    pasts = {(past, "VBD"): lemma for lemma, past, _ in irregular_verbs()}
    return pasts | {(participle, "VBN"): lemma for lemma, _, participle in irregular_verbs()}


def make_table(folder: Path, *, only_open: bool = False) -> LemmaTable:
    """Count the lemmas of each form and tag; a form whose lemma a rule gives is left out.

    What is for non-commercial use alone is left out; with `only_open`, all without an open licence.
    """
    gum = read_gum(folder, "train", commercial=True, without=NO_DERIVATIVES if only_open else ())
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in (*read_ewt(folder, "train"), *gum):
        for word in sentence.words:
            if word.xpos not in UNINFLECTED_TAGS and word.form.isascii() and any(map(str.isalpha, word.form)):
                counts[word.form.lower(), word.xpos][word.lemma] += 1
    lemmas = irregular_lemmas() | {key: lemma_counts.most_common(1)[0][0] for key, lemma_counts in counts.items()}
    words = {lemma for lemma in lemmas.values() if lemma.islower() and lemma.isalpha()}
    words |= {lemma for lemma in (*lexicon.verbs(), *lexicon.nouns()) if lemma.isalpha()}
    rules = LemmaTable({}, words)
    return LemmaTable(
        {f"{form}|{tag}": lemma for (form, tag), lemma in lemmas.items() if rules.lemma(form, tag) != lemma}, words
    )
