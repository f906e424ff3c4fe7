"""The engine as spaCy components: `nlp.add_pipe("quotes")` in anyone's English pipeline.

Results are plain values in `doc.user_data["quotes"]`, so that they survive `nlp.pipe(n_process=2)`; read them as
records through `doc._.quotes`, and as spans in `doc.spans["quotes"]`.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span

from quotes.article import Article
from quotes.engine.layout import Layout
from quotes.errors import ModelError
from quotes.nlp.words import find_words
from quotes.record import Record

KEY = "quotes"
MAX_SENTENCE = 500  # words without a mark that ends a sentence: the longest of 1,148 news articles has 222
SENTENCE_ENDS = frozenset({".", "!", "?", "…"})
OPTIONAL_LAYERS = (("LEMMA", "lemmatizer"), ("ENT_IOB", "entity recogniser"))


@Language.factory("quotes_paragraphs", assigns=["token.is_sent_start"])
def make_paragraphs(nlp: Language, name: str) -> ParagraphBounds:
    """A component that begins a sentence at each paragraph; put it before the parser, which keeps these bounds."""
    return ParagraphBounds()


@Language.factory("quotes", requires=["token.dep", "token.head", "token.pos"])
def make_quotes(nlp: Language, name: str) -> QuoteFinder:
    """The component that finds attributions; put it last, after tagger, parser, lemmatizer and NER."""
    return QuoteFinder(model=f"{nlp.lang}_{nlp.meta.get('name', 'pipeline')} {nlp.meta.get('version', '0')}")


class ParagraphBounds:
    """Set sentence starts at paragraph breaks, so that no sentence runs from a headline into the text."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first token of each paragraph, and one in `MAX_SENTENCE` words where no mark ends a sentence."""
        if not len(doc):
            return doc
        layout = Layout.of(doc)
        paragraph_starts = frozenset(layout.paragraph_starts)
        starts: Any = doc.to_array([SENT_START]).astype("int64")
        words = 0
        for place, (offset, word) in enumerate(zip(layout.starts, find_words(doc), strict=True)):
            if (offset in paragraph_starts and not word.isspace()) or words >= MAX_SENTENCE:
                starts[place], words = 1, 0
            else:
                words = 0 if word in SENTENCE_ENDS else words + 1
        return doc.from_array([SENT_START], starts.astype("uint64"))


class QuoteFinder:
    """Find attributions in a parsed document and store them in `doc._.quotes`, a tuple of `Record`."""

    def __init__(self, model: str) -> None:
        self.model = model
        self._warned = False

    def __call__(self, doc: Doc) -> Doc:
        """Run the engine; the spans go into `doc.spans["quotes"]`, too, where displaCy finds them.

        Raises ModelError for a document without a dependency parse.
        """
        records = self.find(doc)
        doc.user_data[KEY] = [record.model_dump(mode="json") for record in records]
        doc.spans[KEY] = list(_make_spans(doc, records))
        return doc

    def find(self, doc: Doc) -> list[Record]:
        """The records of a parsed document, without storing them in it. Raises ModelError as a call does."""
        from quotes.engine.records import make_records
        from quotes.language.tree import forget_tree

        if len(doc) and not doc.has_annotation("DEP"):
            raise ModelError("the pipeline has no dependency parse: add a parser before 'quotes'")
        self._warn_of_gaps(doc)
        article = doc.user_data.get("article")
        article = article if isinstance(article, Article) else Article(**(article or {}), text=doc.text)
        try:
            return make_records(doc, article, self.model)
        finally:
            forget_tree()

    def _warn_of_gaps(self, doc: Doc) -> None:
        """Say once which annotation the pipeline lacks: without lemmas cues are missed, without names people."""
        if self._warned or not any(token.is_alpha for token in doc):  # white space has no lemmas
            return
        missing = [words for layer, words in OPTIONAL_LAYERS if not doc.has_annotation(layer)]
        self._warned = True
        if missing:
            warnings.warn(
                f"{self.model} has no {' and no '.join(missing)}: attributions will be missed; "
                "add the component to the pipeline, before 'quotes'",
                stacklevel=3,
            )


def _make_spans(doc: Doc, records: list[Record]) -> Iterator[Span]:
    """The sources, cues and contents of the records as labelled spans; the id of each is that of its record."""
    for record in records:
        parts = [("SOURCE", record.source), ("CUE", record.cue), *(("CONTENT", part) for part in record.content)]
        for label, part in parts:
            if part is not None:
                span = doc.char_span(part.start, part.end, label=label, span_id=record.id, alignment_mode="expand")
                if span is not None:
                    yield span


def _records(doc: Doc) -> tuple[Record, ...]:
    stored: list[dict[str, Any]] = doc.user_data.get(KEY, [])
    return tuple(Record.model_validate(values) for values in stored)


if not Doc.has_extension(KEY):
    Doc.set_extension(KEY, getter=_records)
