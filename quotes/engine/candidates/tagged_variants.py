"""A construction's candidate with the tagger's cue, source and content, beside its own."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import product

from spacy.tokens import Doc

from quotes.engine.attribution import Candidate
from quotes.engine.candidates.tagged_extents import (
    OwnCues,
    is_identified_by_clause,
    leaves_first_quotation,
    quotations_in,
    trim_source,
    without_other_sentences,
    without_owned_by_others,
    without_what_follows,
)
from quotes.engine.constructions.registry import EXCLUSIVE, find_construction
from quotes.engine.extents.circumstances import with_preposition
from quotes.engine.extents.extents import Proposal
from quotes.engine.extents.trimming import trim_content
from quotes.engine.layout import Layout
from quotes.nlp.heads.tagger_output import TaggerOutput
from quotes.spans import Range, merge, overlap, size, subtract
from quotes.values import replace

MIN_SHARED = 0.5  # share of a flat span that must agree with the cue's own roles or a construction's words
Key = tuple[object, ...]
"""What tells proposals apart: construction, source, cue and content."""


def with_tagger_cue(layout: Layout, output: TaggerOutput, proposal: Proposal) -> Proposal:
    """A construction's candidate with the tagger's words of its cue, unless they overlap its other spans."""
    candidate, extents = proposal
    head = candidate.cue_head
    cue = None if head is None else next(iter(output.spans_near("cue", head, head + 1)), None)
    if cue is None:
        return proposal
    chars = layout.chars(cue)
    other_spans = [*extents.content, *(span for span in (extents.source, extents.addressee) if span is not None)]
    if overlap([chars], other_spans):
        return proposal
    return replace(candidate, cue=cue), replace(extents, cue=chars)


def with_tagger_extents(
    doc: Doc, layout: Layout, output: TaggerOutput, proposal: Proposal, own_cues: OwnCues, known: Container[Key]
) -> Iterator[Proposal]:
    """A construction's candidate with the tagger's content, the tagger's source, and both; without those `known`."""
    candidate, extents = proposal
    if is_turn(candidate):
        return
    own_source = extents.source and layout.tokens(extents.source)
    flat_sources = output.spans_near("source", *own_source) if own_source else []
    source = trim_source(doc, flat_sources[0]) if len(flat_sources) == 1 else own_source
    if source and own_source and is_identified_by_clause(doc, source, own_source):
        source = own_source
    content = tagger_content(doc, layout, output, proposal, own_cues, flat_sources)
    for chars, tokens in product((extents.content, content), (own_source, source)):
        source_chars = tokens and layout.chars(tokens)
        if not chars or (candidate.construction, source_chars, extents.cue, chars) in known:
            continue
        ranges = tuple(layout.tokens(span) for span in chars)
        floor = candidate.floor if chars == extents.content else find_construction(candidate.construction).floor
        yield (
            replace(candidate, content=ranges, source=tokens, floor=floor),
            replace(extents, content=chars, source=source_chars, quotations=quotations_in(layout, ranges)),
        )


def tagger_content(
    doc: Doc,
    layout: Layout,
    output: TaggerOutput,
    proposal: Proposal,
    own_cues: OwnCues,
    sources: Sequence[Range],
) -> tuple[Range, ...]:
    """The tagger's content of a construction's candidate, as ranges of characters without the tagger's `sources`."""
    candidate, extents = proposal
    own_content = [layout.tokens(span) for span in extents.content]
    reach = min(span[0] for span in own_content), max(span[1] for span in own_content)
    near = [
        span
        for span in output.spans_near("content", *reach)
        if overlap([span], own_content) >= MIN_SHARED * min(span[1] - span[0], size(own_content))
    ]
    if not near:
        return ()
    if candidate.cue is not None:
        near = without_others(doc, layout, own_cues, candidate.cue, near)
        near = without_what_follows(doc, layout, candidate.cue_head, near)
    cuts = [layout.tokens(span) for span in (extents.source, extents.cue) if span is not None]
    addressee = with_preposition(doc, extents.addressee and layout.tokens(extents.addressee))
    cuts += [*([] if addressee is None else [addressee]), *sources]
    content = content_chars(doc, layout, [part for span in near for part in subtract(span, cuts)])
    if candidate.cue_head is not None and leaves_first_quotation(
        doc, layout, candidate.cue_head, own_content[0], [layout.tokens(span) for span in content]
    ):
        return ()
    return content


def content_chars(doc: Doc, layout: Layout, spans: Iterable[Range]) -> tuple[Range, ...]:
    """Spans of tokens as trimmed ranges of characters."""
    trimmed = (trim_content(layout.text, *layout.chars(span), ends=layout.quotation_ends) for span in merge(spans))
    return tuple(span for span in trimmed if span is not None)


def without_others(doc: Doc, layout: Layout, own_cues: OwnCues, cue: Range, contents: Sequence[Range]) -> list[Range]:
    """Token spans of a content without what somebody else says, or nobody."""
    owned = without_owned_by_others(doc, layout, own_cues, cue, contents)
    return without_other_sentences(doc, layout, cue, owned)


def is_turn(candidate: Candidate) -> bool:
    """True for a turn in a conversation and for what is between marks: its layout tells where it begins and ends.

    So is what excludes all other readings of its cue.
    """
    if (candidate.prior and candidate.quotations) or candidate.construction in EXCLUSIVE:
        return True
    return bool(candidate.floor) and find_construction(candidate.construction).source_is_label
