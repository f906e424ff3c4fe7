"""Training examples of the network: words with trees, names or attributions, where their corpus has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from training.attribution.polnear import GoldArticle, Spans, read_articles

MISSING = -100
GUIDELINES = 2  # of annotated attributions: PolNeAR's are 0, Wikinews' 1
PARAGRAPH = "\n"


@dataclass(frozen=True)
class Attribution:
    """Words of one attribution by role, as sorted indices."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]


@dataclass(frozen=True)
class Frame:
    """A predicate with its arguments, as (label, first word, word after the last); `head` is their corpus."""

    head: str
    predicate: int
    arguments: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Rows:
    """Labels of each word, by task; `MISSING` where it is not annotated. `head` counts from the text's first word."""

    head: np.ndarray
    dep: np.ndarray
    tag: np.ndarray
    morph: np.ndarray
    start: np.ndarray  # 1 where a sentence starts
    name: np.ndarray  # BIO

    @classmethod
    def empty(cls, length: int) -> Rows:
        """Rows without annotation."""
        return cls(*(np.full(length, MISSING, dtype=np.int64) for _ in range(6)))

    def part(self, start: int, end: int) -> Rows:
        """The rows of words `start` to `end`; heads outside of them become missing."""
        rows = {name: getattr(self, name)[start:end].copy() for name in self.__dataclass_fields__}
        head = rows["head"]
        head[head != MISSING] -= start
        head[(head != MISSING) & ((head < 0) | (head >= end - start))] = MISSING
        return Rows(**rows)


@dataclass(frozen=True)
class Text:
    """Words with the white space after each, their labels, and their attributions (None: not annotated)."""

    words: tuple[str, ...]
    spaces: tuple[str, ...]
    rows: Rows
    attributions: tuple[Attribution, ...] | None = None
    frames: tuple[Frame, ...] = ()  # dropped where a text is cut or joined
    corpus: int = 0  # the annotation guidelines of the attributions, by number
    origin: str = field(default="", compare=False)
    vectors: np.ndarray | None = field(default=None, compare=False, repr=False)  # a teacher's, (words, width)

    def part(self, start: int, end: int) -> Text:
        """Words `start` to `end`; an attribution whose cue is cut off is dropped, other roles are cut."""
        attributions = None
        if self.attributions is not None:
            shift = lambda places: tuple(i - start for i in places if start <= i < end)  # noqa: E731
            shifted = (Attribution(shift(a.cue), shift(a.source), shift(a.content)) for a in self.attributions)
            attributions = tuple(a for a in shifted if a.cue)
        return replace(
            self,
            words=self.words[start:end],
            spaces=self.spaces[start:end],
            rows=self.rows.part(start, end),
            attributions=attributions,
            frames=(),
            vectors=None if self.vectors is None else self.vectors[start:end],
        )


def join(texts: Sequence[Text]) -> Text:
    """Several texts as one, with a paragraph break between them."""
    words: list[str] = []
    spaces: list[str] = []
    rows: list[Rows] = []
    for number, text in enumerate(texts):
        if number:
            words.append(PARAGRAPH * 2)
            spaces.append("")
            rows.append(Rows.empty(1))
        shifted = text.rows.part(0, len(text.words))
        shifted.head[shifted.head != MISSING] += len(words)
        words += text.words
        spaces += text.spaces
        rows.append(shifted)
    names = Rows.__dataclass_fields__
    return Text(tuple(words), tuple(spaces), Rows(*(np.concatenate([getattr(r, n) for r in rows]) for n in names)))


def polnear_texts(folder: Path, nlp: Language) -> Iterator[tuple[GoldArticle, Doc, Text]]:
    """The articles of one part of PolNeAR with their attributions; their other rows are empty."""
    for article in read_articles(folder):
        doc = nlp.make_doc(article.text)
        attributions = tuple(
            Attribution(words_in(doc, a.cue), words_in(doc, a.source), words_in(doc, a.content))
            for a in article.attributions
        )
        text = Text(
            tuple(t.text for t in doc),
            tuple(t.whitespace_ for t in doc),
            Rows.empty(len(doc)),
            tuple(a for a in attributions if a.cue),
            origin=article.id,
        )
        yield article, doc, text


def words_in(doc: Doc, spans: Spans) -> tuple[int, ...]:
    """The words that overlap any of some character spans."""
    indices: set[int] = set()
    for start, end in spans:
        span = doc.char_span(start, min(end, len(doc.text)), alignment_mode="expand")
        if span is not None:
            indices.update(i for i in range(span.start, span.end))
    return tuple(sorted(indices))
