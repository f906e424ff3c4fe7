"""Silver names on EWT train, which has trees and no names: the output of a first pipeline, corrected by a list.

`web_names.txt` has names that the pipeline misses or labels wrongly, from the frequent sequences of proper nouns in
EWT train. Titles and lower case are unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from quotes.evaluation.pipeline.corpora import plain_docs, read_ewt
from quotes.evaluation.pipeline.named_text import Name, NamedText
from training.recipe.word_lists import read_lines

NAME_PIPES = ("tok2vec", "tagger", "quotes_paragraphs", "ner")


def silver_texts(folder: Path, teacher: Language) -> Iterator[NamedText]:
    """EWT train with the names that the teacher finds and those of the list."""
    matcher = PhraseMatcher(teacher.vocab)
    for label, name in (line.split("\t") for line in read_lines("web_names.txt")):
        matcher.add(label, [teacher.make_doc(name)])
    gold = list(plain_docs(read_ewt(folder, "train"), teacher))
    with teacher.select_pipes(enable=[name for name in teacher.pipe_names if name in NAME_PIPES]):
        for tree, doc in zip(gold, teacher.pipe(doc.text for doc in gold), strict=True):
            spans = filter_spans(find_listed_names(doc, tree, matcher)) + [
                span for span in doc.ents if is_proper(span, tree)
            ]
            names = drop_overlapping(spans)
            yield NamedText(doc.text, tuple(Name(s.start_char, s.end_char, s.label_) for s in names))


def find_listed_names(doc: Doc, tree: Doc, matcher: PhraseMatcher) -> list[Span]:
    """Names of the list that are proper nouns in the tree and not inside a longer name of the teacher."""
    spans = [span for span in matcher(doc, as_spans=True) if is_proper(span, tree)]
    return [
        span
        for span in spans
        if not any(name.start <= span.start and span.end <= name.end and len(name) > len(span) for name in doc.ents)
    ]


def is_proper(span: Span, tree: Doc) -> bool:
    """Does the tree have a proper noun among the words of a span?"""
    words = tree.char_span(span.start_char, span.end_char, alignment_mode="expand")
    return words is not None and any(word.tag_ in ("NNP", "NNPS") for word in words)


def drop_overlapping(spans: list[Span]) -> list[Span]:
    """The spans that overlap no earlier one of the list, in text order."""
    kept: list[Span] = []
    for span in spans:
        if all(span.end <= earlier.start or earlier.end <= span.start for earlier in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
