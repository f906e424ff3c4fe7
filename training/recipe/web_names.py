"""Silver names on EWT train, which has trees and no names: what a first pipeline finds, put right by a list.

`web_names.txt` holds names that it misses or takes for another kind, read off the sequences of proper nouns that are
frequent in EWT train. Titles and lower case are left as they are.
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

HEADS = ("tok2vec", "tagger", "quotes_paragraphs", "ner")


def silver_texts(folder: Path, teacher: Language) -> Iterator[NamedText]:
    """EWT train with the names that the teacher finds and those of the list."""
    matcher = PhraseMatcher(teacher.vocab)
    for label, name in (line.split("\t") for line in read_lines("web_names.txt")):
        matcher.add(label, [teacher.make_doc(name)])
    gold = list(plain_docs(read_ewt(folder, "train"), teacher))
    with teacher.select_pipes(enable=[name for name in teacher.pipe_names if name in HEADS]):
        for tree, doc in zip(gold, teacher.pipe(doc.text for doc in gold), strict=True):
            found = filter_spans(sure_names(doc, tree, matcher)) + [span for span in doc.ents if is_proper(span, tree)]
            kept = first_come(found)
            yield NamedText(doc.text, tuple(Name(s.start_char, s.end_char, s.label_) for s in kept))


def sure_names(doc: Doc, tree: Doc, matcher: PhraseMatcher) -> list[Span]:
    """What the list names, where the tree has it a proper noun and no longer name of the teacher takes it in."""
    spans = [span for span in matcher(doc, as_spans=True) if is_proper(span, tree)]
    return [
        span
        for span in spans
        if not any(one.start <= span.start and span.end <= one.end and len(one) > len(span) for one in doc.ents)
    ]


def is_proper(span: Span, tree: Doc) -> bool:
    """Does the tree have a proper noun among the words of a span?"""
    words = tree.char_span(span.start_char, span.end_char, alignment_mode="expand")
    return words is not None and any(word.tag_ in ("NNP", "NNPS") for word in words)


def first_come(spans: list[Span]) -> list[Span]:
    """The spans that overlap none before them, in text order."""
    kept: list[Span] = []
    for span in spans:
        if all(span.end <= one.start or one.end <= span.start for one in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
