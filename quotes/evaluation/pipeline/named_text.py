"""Text with its names, for corpora without trees: `NamedText("She met Lee.", (Name(8, 11, "PERSON"),))`."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans


@dataclass(frozen=True)
class Name:
    """A name by half-open character offsets; `label` is one of PERSON, ORG, LOC."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class NamedText:
    """A stretch of text, a few paragraphs at most, in which every name is annotated."""

    text: str
    names: tuple[Name, ...]


def join(texts: list[NamedText], separator: str = " ") -> NamedText:
    """Put several texts into one, shifting the offsets: `["A.", "B."]` → `"A. B."`."""
    names: list[Name] = []
    offset = 0
    for text in texts:
        names += [Name(name.start + offset, name.end + offset, name.label) for name in text.names]
        offset += len(text.text) + len(separator)
    return NamedText(separator.join(text.text for text in texts), tuple(names))


def to_doc(text: NamedText, nlp: Language) -> Doc:
    """Make a gold Doc with names only; the tokens of a name that cuts a token in two are missing, not outside."""
    doc = nlp.make_doc(text.text)
    spans, missing = [], []
    for name in text.names:
        span = doc.char_span(name.start, name.end, label=name.label)
        if span is not None:
            spans.append(span)
        else:
            torn = doc.char_span(name.start, name.end, label=name.label, alignment_mode="expand")
            if torn is not None:
                missing.append(torn)
    names = filter_spans(spans)
    taken = {i for span in names for i in range(span.start, span.end)}
    torn_free = [span for span in missing if taken.isdisjoint(range(span.start, span.end))]
    doc.set_ents(names, missing=filter_spans(torn_free), default="outside")
    return doc
