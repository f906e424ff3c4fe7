"""Candidates within the contents of attributions: "I think they knew" in “I think they knew,” she said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from quotes.engine.attribution import Attribution, Candidate
from quotes.engine.constructions.registry import find_construction
from quotes.engine.extents.extents import Extents, Proposal
from quotes.engine.extents.source_extents import source_range
from quotes.engine.extents.trimming import trim_content
from quotes.engine.layout import Layout
from quotes.engine.nested.inner_extents import end_of_clause, end_of_inner_quotation, end_of_statement
from quotes.engine.span_index import SpanIndex
from quotes.language import lexicon
from quotes.language.labels import find_children, has_role
from quotes.spans import Range, clip, within
from quotes.values import replace, value

VOICING_CLASSES = frozenset({"neutral", "assertive", "factive"})  # "Lee announced plans", not "Lee rejected a request"
AS_WRITTEN, TO_THE_END = "as written", "to the end"


@value(frozen=True)
class Inner:
    """A candidate whose cue is in the content of an attribution, or that is a source which the attribution cites.

    `outer` is the position of that attribution; `variant` tells where the content ends.
    """

    candidate: Candidate
    extents: Extents
    outer: int
    variant: str = AS_WRITTEN


def find_inner(
    doc: Doc, layout: Layout, attributions: Sequence[Attribution], proposals: Sequence[Proposal]
) -> Iterator[Inner]:
    """The candidates that are in the content of an attribution with their cue and, if they have one, their source."""
    contents = SpanIndex[tuple[Range, int]]()
    for position, attribution in enumerate(attributions):
        for span in attribution.content:
            contents.add(span, (span, position))
    for proposal in proposals:
        cue = proposal[1].cue
        if cue is None:
            continue
        around = next((entry for entry in contents.near(cue) if within(cue, (entry[0],))), None)
        if around is None:
            continue
        piece, position = around
        bounds = attributions[position].content
        candidate, extents = with_quoted_source(doc, layout, proposal)
        source = clip_source(layout, candidate, extents, bounds)
        if source is None and extents.source is not None:
            if not shares_source(doc, candidate, attributions[position]):
                continue
            source = extents.source
        extents = replace(extents, source=source)
        for content, variant in find_contents(doc, layout, candidate, extents, piece):
            clipped = clip_content(layout, content, bounds)
            if clipped:
                yield Inner(*_with_content(layout, candidate, extents, clipped), position, variant)


def with_quoted_source(doc: Doc, layout: Layout, proposal: Proposal) -> Proposal:
    """The candidate with the person quoted as its source: "the mayor" in "it quoted the mayor as saying that …"."""
    candidate, extents = proposal
    cue = None if candidate.cue_head is None else doc[candidate.cue_head]
    if cue is None or not has_role(cue, "advcl") or not any(child.lower_ == "as" for child in cue.lefts):
        return proposal
    quoted = next((token for token in find_children(cue.head, "obj") if token.i < cue.i), None)
    if quoted is None:
        return proposal
    span = source_range(doc, layout, quoted, cue)
    cut = clip_content(layout, extents.content, [(layout.chars(span)[1], layout.ends[-1])])
    return (
        replace(candidate, source=span, source_head=quoted.i),
        replace(extents, source=layout.chars(span), content=cut or extents.content),
    )


def clip_source(layout: Layout, candidate: Candidate, extents: Extents, bounds: Sequence[Range]) -> Range | None:
    """The part of a source that is in a content, if its head is there."""
    if extents.source is None or candidate.source_head is None or within(extents.source, bounds):
        return extents.source if extents.source is not None and within(extents.source, bounds) else None
    head = layout.chars((candidate.source_head, candidate.source_head + 1))
    return next((part for part in clip((extents.source,), bounds) if within(head, (part,))), None)


def shares_source(doc: Doc, candidate: Candidate, outer: Attribution) -> bool:
    """True if a noun in a content has the source of the content: "plans" in "Lee announced plans to go"."""
    if candidate.cue_head is None or doc[candidate.cue_head].pos_ != "NOUN" or outer.cue_head is None:
        return False
    entry = lexicon.find_entry("VERB", doc[outer.cue_head].lemma_)
    if entry is None or entry.verb_class not in VOICING_CLASSES:
        return False
    return candidate.source_head is not None and candidate.source_head == outer.source_head


def find_contents(
    doc: Doc, layout: Layout, candidate: Candidate, extents: Extents, piece: Range
) -> Iterator[tuple[tuple[Range, ...], str]]:
    """The contents that a cue may have: as the tree has it, and to the end of the sentence or of the inner marks."""
    content, is_cut = extents.content, False
    if extents.cue is not None and content[0][0] >= extents.cue[1]:
        start, end = content[-1]
        stop = end_of_clause(doc, layout, candidate, (start, end))
        content, is_cut = (*content[:-1], (start, stop)), stop < end
    first, last = content[0], content[-1]
    inner = end_of_inner_quotation(layout.text, first[0], piece[1])
    if inner is not None and extents.cue is not None and first[0] >= extents.cue[1]:
        yield ((first[0], inner),), AS_WRITTEN
        return
    yield content, AS_WRITTEN
    if extents.cue is not None and last[0] >= extents.cue[1] and not is_cut and may_continue(doc, candidate):
        end = end_of_statement(doc, layout, last[1], piece[1])
        if end > last[1] + 1:
            yield (*content[:-1], (last[0], end)), TO_THE_END


def may_continue(doc: Doc, candidate: Candidate) -> bool:
    """True if a content may be longer than its clause: not that of a relative clause, not an object."""
    if candidate.cue_head is None or has_role(doc[candidate.cue_head], "relcl"):
        return False
    return "clause" in (find_construction(candidate.construction).complement or ())


def clip_content(layout: Layout, content: Sequence[Range], bounds: Sequence[Range]) -> tuple[Range, ...]:
    """The parts of a content that are in another content, trimmed."""
    if all(within(span, bounds) for span in content):
        return tuple(content)
    trimmed = (trim_content(layout.text, *span, ends=layout.quotation_ends) for span in clip(content, bounds))
    return tuple(span for span in trimmed if span is not None)


def _with_content(layout: Layout, candidate: Candidate, extents: Extents, content: tuple[Range, ...]) -> Proposal:
    if content == extents.content:
        return candidate, extents
    tokens = tuple(layout.tokens(span) for span in content)
    return replace(candidate, content=tokens), replace(extents, content=content)
