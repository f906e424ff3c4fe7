"""Docs with hand-built trees, so that a test does not depend on what a model makes of a sentence.

`tree("Putin/PROPN/nsubj/1 said/VERB/ROOT/1 so/ADV/advmod/1", names={"Putin": "PERSON"})`; heads count from 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import spacy
from spacy.tokens import Doc, Span

from quotes.engine.attribution import Attribution
from quotes.engine.layout import Layout

NLP = spacy.blank("en")
TAGS = {"PROPN": "NNP", "NOUN": "NN", "VERB": "VBD", "PRON": "PRP", "NOUNS": "NNS", "PROPNS": "NNPS", "INF": "VB"}
POS = {
    "NOUNS": "NOUN",
    "PROPNS": "PROPN",
    "INF": "VERB",
    "VBG": "VERB",
    "VBN": "VERB",
    "VBZ": "VERB",
    "VBP": "VERB",
    "POS": "PART",
    "PRP$": "PRON",
}
LEMMAS = {
    "asked": "ask",
    "ruled": "rule",
    "proposed": "propose",
    "told": "tell",
    "said": "say",
    "rejected": "reject",
    "expressed": "express",
    "supported": "support",
    "refused": "refuse",
}
CLOSE = frozenset(",.;:)”’'")
OPEN = frozenset("“‘(")
_BEFORE_NOUNS = ("DET", "ADJ", "NUM", "NOUN", "NOUNS", "PRP$", "POS")


def tree(rows: str, *, names: Mapping[str, str] | None = None) -> Doc:
    """A Doc of `word/POS/label/head` rows; a row `¶` opens a paragraph."""
    cells = [row.split("/") for row in rows.split()]
    words = ["\n\n" if cell[0] == "¶" else cell[0] for cell in cells]
    heads = [i - 1 if cell[0] == "¶" else int(cell[3]) for i, cell in enumerate(cells)]
    kinds = ["SPACE" if cell[0] == "¶" else cell[1] for cell in cells]
    pairs = zip(words, [*words[1:], "."], strict=True)
    doc = Doc(
        NLP.vocab,
        words=words,
        spaces=["\n\n" not in pair and pair[1][0] not in CLOSE and pair[0] not in OPEN for pair in pairs],
        pos=[POS.get(kind, kind) for kind in kinds],
        tags=[TAGS.get(kind, kind) for kind in kinds],
        deps=["dep" if cell[0] == "¶" else cell[2] for cell in cells],
        heads=heads,
        lemmas=[LEMMAS.get(word, word) for word in (word.lower() for word in words)],
    )
    spans = []
    for name, label in (names or {}).items():
        parts = name.split()
        spans += [
            Span(doc, i, i + len(parts), label=label)
            for i in range(len(words) - len(parts) + 1)
            if words[i : i + len(parts)] == parts
        ]
    doc.set_ents(spans)
    return doc


def attribution(doc: Doc, source: str, cue: str, content: str, *, construction: str = "verb-complement") -> Attribution:
    """An attribution of words in the Doc's text; the heads are those of the spans."""
    text = doc.text
    ranges = [(text.rindex(part), text.rindex(part) + len(part)) for part in (source, cue, content)]
    spans = [doc.char_span(*span) for span in ranges]
    assert all(span is not None for span in spans), (source, cue, content)
    return Attribution(
        construction=construction,
        content=(ranges[2],),
        cue=ranges[1],
        source=ranges[0],
        addressee=None,
        medium=None,
        cue_head=spans[1].root.i,
        source_head=spans[0].root.i,
        confidence=1.0,
    )


def layout(doc: Doc) -> Layout:
    """The paragraphs and quotations of a Doc."""
    return Layout.of(doc)


def plain_tree(text: str, *, names: Mapping[str, str] | None = None) -> Doc:
    """A Doc of words, most with no part of speech given: `plain_tree("Sen. Rand Paul left/VERB .")`.

    Capitalised words are proper nouns, flat under the first of their run, which is a subject before the verb and an
    object after it; marks are PUNCT, articles DET, other words nouns, which have the articles and adjectives before
    them. "." ends a sentence, whose root is its first verb; `¶` opens a paragraph.
    """
    rows: list[str] = []
    sentence: list[tuple[str, str]] = []
    cells = [cell.partition("/") for cell in text.split()]
    for number, (word, _, kind) in enumerate(cells, 1):
        sentence.append((word, kind or _guess_kind(word)))
        if word in (".", "¶") or number == len(cells):
            rows += _link(sentence, len(rows))
            sentence = []
    return tree(" ".join(rows), names=names)


def _guess_kind(word: str) -> str:
    if word.lower() in ("the", "a", "an"):
        return "DET"
    if not any(map(str.isalnum, word)):
        return "PUNCT"
    return "PROPN" if word[0].isupper() else "NOUN"


def _link(sentence: Sequence[tuple[str, str]], offset: int) -> list[str]:
    kinds = [kind for _, kind in sentence]
    root = next((i for i, kind in enumerate(kinds) if kind.startswith("V")), 0)
    rows = []
    for i, (word, kind) in enumerate(sentence):
        head, label = root, "ROOT" if i == root else "punct" if kind == "PUNCT" else "dep"
        first, last = _find_run(kinds, i, ("PROPN",)), _find_noun(kinds, i)
        if i != root and kind == "PROPN":
            head, label = (first, "flat") if first < i else (root, "nsubj" if i < root else "obj")
        elif i != root and last is not None:
            head, label = (last, "amod") if i < last else (root, "nsubj" if i < root else "obl")
        rows.append(word if word == "¶" else f"{word}/{kind}/{label}/{head + offset}")
    return rows


def _find_run(kinds: Sequence[str], i: int, run: Sequence[str]) -> int:
    while i > 0 and kinds[i - 1] in run and kinds[i] in run:
        i -= 1
    return i


def _find_noun(kinds: Sequence[str], i: int) -> int | None:
    """The noun that ends a run of articles, adjectives and nouns."""
    if kinds[i] not in _BEFORE_NOUNS:
        return None
    while i + 1 < len(kinds) and kinds[i + 1] in _BEFORE_NOUNS:
        i += 1
    return i if kinds[i] in ("NOUN", "NOUNS") else None
