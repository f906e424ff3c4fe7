"""Count names and spans of attributions that are exactly right, document by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from quotes.evaluation.pipeline.named_text import Name, NamedText
from quotes.evaluation.relations import ROLES, Sheet
from quotes.nlp.heads.tagger_output import TaggerOutput
from quotes.spans import Range

LABELS = ("PERSON", "ORG", "LOC")
SYNONYMS = {"GPE": "LOC", "FAC": "LOC", "PER": "PERSON"}  # as other English pipelines have them


@dataclass(frozen=True)
class NameFigures:
    """Exact match of names by character, from 0 to 1; `by_label` holds the F1 of each label."""

    precision: float
    recall: float
    f1: float
    by_label: dict[str, float]
    names: int


@dataclass(frozen=True)
class SpanFigures:
    """Exact match of the tagger's spans, F1 from 0 to 1 by role; `spans` is how many gold has."""

    source: float
    cue: float
    content: float
    spans: int


class Tally:
    """Numbers of correct, found and gold spans by label."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()

    def add(self, label: str, found: set[Range], gold: set[Range]) -> None:
        """Count one label of one document."""
        self.hits[label] += len(found & gold)
        self.found[label] += len(found)
        self.gold[label] += len(gold)

    def f1(self, label: str) -> float:
        """The F1 of one label."""
        return f1(self.hits[label], self.found[label], self.gold[label])

    def names(self) -> NameFigures:
        """The figures of all labels of names."""
        hits, found, gold = self.hits.total(), self.found.total(), self.gold.total()
        return NameFigures(
            precision=round(hits / max(found, 1), 4),
            recall=round(hits / max(gold, 1), 4),
            f1=f1(hits, found, gold),
            by_label={label: self.f1(label) for label in LABELS},
            names=gold,
        )

    def spans(self) -> SpanFigures:
        """The figures of all roles."""
        return SpanFigures(**{role: self.f1(role) for role in ROLES}, spans=self.gold.total())


def f1(hits: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall, 0 where there is nothing: `f1(1, 2, 2)` is 0.5."""
    return round(2 * hits / (found + gold), 4) if found + gold else 0.0


def name_figures(nlp: Language, texts: Sequence[NamedText]) -> NameFigures:
    """Compare predicted with gold names, both as (start, end, label) in characters."""
    tally = Tally()
    for doc, text in zip(nlp.pipe(text.text for text in texts), texts, strict=True):
        count_names(tally, doc, text.names)
    return tally.names()


def count_names(tally: Tally, doc: Doc, names: Iterable[Name]) -> None:
    """Count the names of one document."""
    predicted = [(SYNONYMS.get(ent.label_, ent.label_), (ent.start_char, ent.end_char)) for ent in doc.ents]
    gold = [(name.label, (name.start, name.end)) for name in names]
    for label in LABELS:
        tally.add(label, {place for kind, place in predicted if kind == label}, {p for k, p in gold if k == label})


def count_spans(tally: Tally, doc: Doc, sheet: Sheet) -> bool:
    """Count the spans that the attribution tagger found by itself; False where no tagger ran on the document.

    Two spans are the same if they have the same bounds except for white space at the edges, in whatever attribution:
    the metric of Wang et al. (2022), CofeNet, COLING; as in `quotes.evaluation.scores`.
    """
    output = TaggerOutput.of(doc)
    if output is None:
        return False
    for role in ROLES:
        found = {_trim(doc.text, doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in output.spans[role]}
        gold = {_trim(doc.text, span.start, span.end) for relation in sheet.relations for span in relation.spans(role)}
        tally.add(role, found, gold)
    return True


def _trim(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
