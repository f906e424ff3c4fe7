"""Sources that an attribution cites: "officials" in "Reuters, citing officials, reported that the dam held"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Attribution, Candidate
from quotes.engine.constructions.unanchored import CITED_SOURCE
from quotes.engine.extents.extents import Extents
from quotes.engine.extents.source_extents import source_range
from quotes.engine.extents.trimming import trim_content
from quotes.engine.layout import Layout
from quotes.engine.nested.inner_candidates import Inner
from quotes.language.labels import find_children
from quotes.language.lexicon import word_list
from quotes.language.person_nouns import looks_like_person
from quotes.spans import Range, overlaps, subtract, within

SOURCE_LISTS = ("publishers", "polls", "groups", "roles")
CITING = re.compile(r"\b(?:citing|quoting)\b")


def has_citations(layout: Layout) -> bool:
    """True if a text may cite a source: a look at its characters alone."""
    return CITING.search(layout.text) is not None


def find_cited(doc: Doc, layout: Layout, attributions: Sequence[Attribution]) -> Iterator[Inner]:
    """The sources that attributions cite, each with the content of the attribution as its own."""
    for cue, cited, position in _find_citations(doc, layout, attributions):
        source = source_range(doc, layout, cited, cue)
        cut = layout.chars((cue.left_edge.i, cue.right_edge.i + 1))
        pieces = [part for span in attributions[position].content for part in subtract(span, [cut])]
        content = tuple(filter(None, (trim_content(layout.text, *part, ends=layout.quotation_ends) for part in pieces)))
        if content:
            yield _make_inner(layout, cue, source, cited, content, position)


def without_citations(doc: Doc, layout: Layout, attributions: Sequence[Attribution]) -> list[int]:
    """The positions of all attributions but "citing officials", where what officials say is attributed anyway."""
    cited = {
        cue.i: layout.chars((token.left_edge.i, token.right_edge.i + 1))
        for cue, token, _ in _find_citations(doc, layout, attributions)
    }
    return [
        i
        for i, attribution in enumerate(attributions)
        if attribution.cue_head not in cited or not within(attribution.content[-1], (cited[attribution.cue_head],))
    ]


def _find_citations(
    doc: Doc, layout: Layout, attributions: Sequence[Attribution]
) -> Iterator[tuple[Token, Token, int]]:
    """The participles with the source that they cite and the position of the attribution that they hang on."""
    for match in CITING.finditer(layout.text):
        cue = doc[layout.token_at(match.start())]
        cited = next(chain(find_children(cue, "obj"), find_children(cue, "obl")), None)
        if cited is None or not names_source(cited):
            continue
        position = next((i for i, entry in enumerate(attributions) if is_cited_by(cue, layout, entry)), None)
        if position is not None:
            yield cue, cited, position


def is_cited_by(cue: Token, layout: Layout, attribution: Attribution) -> bool:
    """True if a participle hangs on the cue, the source or the content of an attribution with a source."""
    if attribution.cue is None or attribution.source is None or attribution.cue_head == cue.i:
        return False
    if cue.head.i in (attribution.cue_head, attribution.source_head):
        return True
    head = layout.chars((cue.head.i, cue.head.i + 1))
    return layout.quotation_of[cue.i] < 0 and any(overlaps(head, span) for span in attribution.content)


def names_source(token: Token) -> bool:
    """True for a name, a person, a document and "data": "officials", not "security concerns"."""
    lemma = token.lemma_.lower()
    if token.ent_type_ in ("ORG", "PERSON", "NORP") or looks_like_person(lemma):
        return True
    return any(word in word_list(name) for word in (lemma, token.lower_) for name in SOURCE_LISTS)


def _make_inner(
    layout: Layout, cue: Token, source: Range, cited: Token, content: tuple[Range, ...], position: int
) -> Inner:
    tokens = tuple(layout.tokens(span) for span in content)
    candidate = Candidate(
        construction=CITED_SOURCE.name,
        cue=(cue.i, cue.i + 1),
        cue_head=cue.i,
        source=source,
        source_head=cited.i,
        content=tokens,
        prior=CITED_SOURCE.prior,
    )
    return Inner(candidate, Extents.of_tokens(layout, source, candidate.cue, content, None, ()), position)
