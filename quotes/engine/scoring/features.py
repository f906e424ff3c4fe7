"""The features of a candidate: "lemma=say", "quote=all". `Features(doc, layout, scorer).of(candidate, extents)`"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.engine.constructions.conditions import is_passive
from quotes.engine.extents.extents import Extents
from quotes.engine.layout import Layout
from quotes.engine.scoring.scorer import Part, Scorer
from quotes.language.labels import find_children
from quotes.language.lexicon import word_list
from quotes.language.tree import sentence_of
from quotes.language.verb_words import SUBJECT_RELATIVES
from quotes.spans import Range

_LENGTH_BINS = (1, 2, 3, 5, 8, 13, 21, 34, 55)  # words; Fibonacci numbers, since the first few words matter most
_BIN_NAMES = (*_LENGTH_BINS, 99)


class Cue(NamedTuple):
    """What the features of a cue are made of, whichever construction reads it; `names` are whole features."""

    lemma: str
    dep: str
    tag: str
    names: tuple[str, ...]


class Features:
    """Features of a document's candidates with their weights.

    What depends only on the cue, the source or a piece of the content is cached, since many candidates share it.
    """

    def __init__(self, doc: Doc, layout: Layout, scorer: Scorer) -> None:
        self.doc, self.layout, self.scorer = doc, layout, scorer
        self._contents: dict[tuple[int, str], Part] = {}
        self._cue_parts: dict[tuple[int, str, str], Part] = {}
        self._cues: dict[int, Cue] = {}
        self._sources: dict[int, tuple[str, bool]] = {}
        self._lengths: dict[Range, int] = {}

    def of(self, candidate: Candidate, extents: Extents) -> list[str]:
        """The names of the candidate's features, sorted; each counts once."""
        return sorted(name for names, _ in self.parts(candidate, extents) for name in names)

    def log_odds(self, candidate: Candidate, extents: Extents) -> float:
        """Log-odds, by the scorer, that the candidate is right."""
        return self.scorer.log_odds_of_parts(self.parts(candidate, extents))

    def parts(self, candidate: Candidate, extents: Extents) -> list[Part]:
        """The candidate's features in disjoint groups, each with its total weight."""
        name, quote = candidate.construction, _quote(self.layout, extents)
        source, head, cue = candidate.source_head, candidate.content_head, candidate.cue_head
        kind, is_document = ("none", False) if source is None else self._describe_source(source)
        words = sum([self._count_words(span) for span in extents.content])
        parts = [
            self.scorer.cached_part(_outline, name, quote, kind),
            self.scorer.cached_part(_length, quote, _length_bin(words)),
        ]
        if is_document:
            lemma = "" if cue is None else self.doc[cue].lemma_.lower()
            parts.append(self._weigh(("document", f"document&construction={name}", f"document&lemma={lemma}")))
        if cue is not None and source is not None:
            parts.append(
                self.scorer.cached_part(_distance, _length_bin(abs(cue - source)), _order(source, cue, candidate))
            )
        if head is not None:
            part = self._contents.get((head, name))
            if part is None:
                part = self._contents[head, name] = self._weigh(_content_features(self.doc[head], name))
            parts.append(part)
        if cue is not None:
            part = self._cue_parts.get((cue, name, quote))
            if part is None:
                part = self._cue_parts[cue, name, quote] = self._weigh(_cue_features(self._cue(cue), name, quote))
            parts.append(part)
        return parts

    def _describe_source(self, source: int) -> tuple[str, bool]:
        """The kind of a source, and whether it is a document."""
        if source not in self._sources:
            head = self.doc[source]
            self._sources[source] = _kind(head), head.lemma_.lower() in word_list("documents")
        return self._sources[source]

    def _count_words(self, span: Range) -> int:
        words = self._lengths.get(span)
        if words is None:
            words = self._lengths[span] = len(self.layout.text[slice(*span)].split())
        return words

    def _cue(self, place: int) -> Cue:
        if place not in self._cues:
            cue = self.doc[place]
            lemma = (cue.lemma_ or cue.lower_).lower()
            self._cues[place] = Cue(lemma, cue.dep_, cue.tag_, tuple(_describe_cue(self.doc, self.layout, cue)))
        return self._cues[place]

    def _weigh(self, names: Iterable[str]) -> Part:
        unique = tuple(dict.fromkeys(names))
        return unique, self.scorer.weight(unique)


def _outline(name: str, quote: str, source: str) -> tuple[str, ...]:
    return (
        f"construction={name}",
        f"quote={quote}",
        f"construction={name}&quote={quote}",
        f"source={source}",
        f"construction={name}&source={source}",
    )


def _length(quote: str, length: int) -> tuple[str, ...]:
    return f"length={length}", f"quote={quote}&length={length}"


def _distance(distance: int, order: str) -> tuple[str, ...]:
    return f"distance={distance}", f"order={order}"


def _content_features(head: Token, name: str) -> Iterator[str]:
    marks = [child.lower_ for child in find_children(head, "mark")]
    yield f"construction={name}&mark={marks[0] if marks else '-'}"
    yield f"construction={name}&content={head.pos_}"
    yield f"content_tag={head.tag_}"
    yield f"content_entity={head.ent_type_ or '-'}"
    yield f"construction={name}&content_lemma={head.lemma_.lower()}"


def _cue_features(cue: Cue, name: str, quote: str) -> tuple[str, ...]:
    return (
        f"lemma={cue.lemma}",
        f"construction={name}&lemma={cue.lemma}",
        f"lemma={cue.lemma}&quote={quote}",
        f"cue_dep={cue.dep}",
        f"construction={name}&cue_dep={cue.dep}",
        f"cue_tag={cue.tag}",
        f"construction={name}&cue_tag={cue.tag}",
        *cue.names,
    )


def _describe_cue(doc: Doc, layout: Layout, cue: Token) -> Iterator[str]:
    if is_passive(cue):
        yield "passive"
    for child in cue.lefts:
        if child.dep_ in ("aux", "aux:pass", "auxpass", "mark", "neg"):
            yield f"cue_{child.dep_}={child.lower_}"
        elif child.dep_ == "advmod":
            yield f"cue_advmod={child.lower_}"
    if layout.quotation_of[cue.i] >= 0:
        yield "cue_in_quotation"
    _, last = layout.paragraph_range(cue.i)
    if layout.paragraph_of[cue.i] == 0 and doc[last - 1].text not in (".", "”", '"', "''"):
        yield "headline"
    if doc[sentence_of(doc, cue.i)[1] - 1].text == "?":
        yield "question"


def _kind(token: Token) -> str:
    if token.pos_ == "PRON" or token.lower_ in SUBJECT_RELATIVES:
        return str(token.lower_)
    if token.ent_type_:
        return str(token.ent_type_)
    return str(token.pos_) + ("s" if token.tag_ in ("NNS", "NNPS") else "")


def _quote(layout: Layout, extents: Extents) -> str:
    if not extents.quotations:
        return "none"
    covered = sum([layout.quotations[n].end - layout.quotations[n].start for n in extents.quotations])
    total = sum([b - a for a, b in extents.content])
    return "all" if covered >= total - 2 else "part"


def _length_bin(count: int) -> int:
    return _BIN_NAMES[bisect_left(_LENGTH_BINS, count)]


def _order(source: int, cue: int, candidate: Candidate) -> str:
    places = [(source, 0, "s"), (cue, 1, "c"), (candidate.content[0][0], 2, "q")]
    return "".join([role for _, _, role in sorted(places)])
