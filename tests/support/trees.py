"""Docs with hand-built trees, so that a test does not depend on what a model makes of a sentence.

`tree("Putin/PROPN/nsubj/1 said/VERB/ROOT/1 so/ADV/advmod/1", names={"Putin": "PERSON"})`; heads count from 0.
"""

from __future__ import annotations

from collections.abc import Mapping

import spacy
from spacy.tokens import Doc, Span

from quotes.engine.attribution import Attribution
from quotes.engine.layout import Layout

NLP = spacy.blank("en")
TAGS = {"PROPN": "NNP", "NOUN": "NN", "VERB": "VBD", "PRON": "PRP", "NOUNS": "NNS", "PROPNS": "NNPS", "INF": "VB"}
POS = {"NOUNS": "NOUN", "PROPNS": "PROPN", "INF": "VERB", "VBG": "VERB", "VBN": "VERB", "VBZ": "VERB"}
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
