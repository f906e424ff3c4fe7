"""Sources that an attribution's source cites: "officials" in "Reuters, citing officials, reported that the dam held"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
from quotes.spans import Range, overlaps, subtract

CITING = re.compile(r"\b(?:citing|quoting)\b")


def find_cited(doc: Doc, layout: Layout, attributions: Sequence[Attribution]) -> Iterator[Inner]:
    """The sources that attributions cite, each with the content of the attribution as its own."""
    for match in CITING.finditer(layout.text):
        cue = doc[layout.token_at(match.start())]
        cited = next(find_children(cue, "obj"), None)
        if cited is None or not names_source(cited):
            continue
        source = source_range(doc, layout, cited, cue)
        for position, attribution in enumerate(attributions):
            if is_cited_by(cue, layout, attribution):
                cut = layout.chars((cue.left_edge.i, cue.right_edge.i + 1))
                pieces = [part for span in attribution.content for part in subtract(span, [cut])]
                content = tuple(filter(None, (trim_content(layout.text, *part) for part in pieces)))
                if content:
                    yield _make_inner(layout, cue, source, cited, content, position)
                break


def is_cited_by(cue: Token, layout: Layout, attribution: Attribution) -> bool:
    """True if a participle hangs on the cue, the source or the content of an attribution with a source."""
    if attribution.cue is None or attribution.source is None:
        return False
    chars = layout.chars((cue.i, cue.i + 1))
    if overlaps(chars, attribution.cue):
        return False
    if cue.head.i in (attribution.cue_head, attribution.source_head):
        return True
    head = layout.chars((cue.head.i, cue.head.i + 1))
    return layout.quotation_of[cue.i] < 0 and any(overlaps(head, span) for span in attribution.content)


def names_source(token: Token) -> bool:
    """True for a name, a person, a document and "data": "officials", not "security concerns"."""
    lemma = token.lemma_.lower()
    named = token.ent_type_ in ("ORG", "PERSON", "GPE", "NORP")
    return named or looks_like_person(lemma) or any(lemma in word_list(name) for name in ("documents", "groups", "polls"))


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
    return Inner(candidate, Extents.of_tokens(layout, source, candidate.cue, content, None, None, ()), position)
