"""What the attribution tagger proposes: attributions that no construction reaches, and other extents for those it does.

The tagger's likeliest roles of each possible cue make one candidate, its flat spans another; a construction's candidate
comes with the tagger's extents as well as with its own. The scorer decides among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from quotes.engine.attribution import Candidate
from quotes.engine.extents.circumstances import find_addressee, find_medium
from quotes.engine.extents.extents import Extents
from quotes.engine.extents.trimming import trim_content, trim_tokens
from quotes.engine.layout import Layout
from quotes.nlp.heads.tagger_output import Anchor, Evidence
from quotes.spans import Range, gap, merge, overlap, size, subtract

NAME = "tagged"
LEAST = 0.2  # probability of a cue from which its roles are proposed; below it no attribution is likely enough
SOURCE = 1.0  # words that a source may be expected to have for a reading without one to be proposed
SHARE = 0.5  # of a flat span that must be the cue's by its roles, or a construction's by its words
Found = tuple[Candidate, Extents]


def find_tagged(doc: Doc, layout: Layout, evidence: Evidence, known: list[Found]) -> list[Found]:
    """The candidates of the tagger, to stand beside those `known` from constructions."""
    known = [_with_cue(layout, evidence, one) for one in known]
    by_cue: dict[int, list[Found]] = defaultdict(list)
    for one in known:
        if one[0].cue_head is not None:
            by_cue[one[0].cue_head].append(one)
    found: dict[tuple[object, ...], Found] = {_key(one): one for one in known}
    for anchor in evidence.anchors:
        first, end = anchor.cue
        if 1.0 - float(evidence.flat[first:end, 1, 0].min()) < LEAST:
            continue
        rivals = [one for token in range(first, end) for one in by_cue[token]]
        readings = {(tuple(source), tuple(content)): None for source, content in _readings(anchor, evidence)}
        for source, content in readings:
            made = _make(doc, layout, anchor.cue, source, content, rivals)
            if made is not None:
                found.setdefault(_key(made), made)
    for one in known:
        for made in _snapped(doc, layout, evidence, one):
            found.setdefault(_key(made), made)
    return list(found.values())


def _key(one: Found) -> tuple[object, ...]:
    candidate, extents = one
    return candidate.construction, extents.source, extents.cue, extents.content


def _readings(anchor: Anchor, evidence: Evidence) -> Iterator[tuple[list[Range], list[Range]]]:
    """Sources and contents of a cue: by its roles, by flat spans, and one of each."""
    roles = anchor.spans("source"), anchor.spans("content")
    first, end = anchor.first, anchor.first + anchor.length
    flat = tuple(
        [span for span in evidence.spans_near(role, first, end) if anchor.share(role, span) >= SHARE]
        for role in ("source", "content")
    )
    yield roles
    if flat[1]:
        yield flat[0] or roles[0], flat[1]
        yield roles[0], flat[1]
    if flat[0]:
        yield flat[0], roles[1]
    if anchor.expected_length("source") < SOURCE:
        yield [], roles[1]


def _make(
    doc: Doc, layout: Layout, cue: Range, sources: Iterable[Range], contents: Iterable[Range], rivals: list[Found]
) -> Found | None:
    """A candidate of spans of tokens; it takes the name of the construction that has most of the same content."""
    source = min(sources, key=lambda span: gap(span, cue), default=None)
    cuts = [span for span in (source, cue) if span is not None]
    content = content_chars(doc, layout, [part for span in contents for part in subtract(span, cuts)])
    if not content:
        return None
    head = root_of(doc, cue)
    tokens = tuple(layout.tokens(span) for span in content)
    source = None if source is None else trim_tokens(doc, *source)
    model = max(rivals, key=lambda one: overlap(one[1].content, content), default=None)
    same = model is not None and 2 * overlap(model[1].content, content) >= size(content)
    candidate = Candidate(
        construction=model[0].construction if model is not None and same else NAME,
        cue=cue,
        cue_head=head,
        source=source,
        source_head=None if source is None else root_of(doc, source),
        content=tokens,
        content_head=root_of(doc, tokens[0]),
    )
    addressee, medium = find_addressee(doc, doc[head], candidate), find_medium(doc, doc[head], candidate)
    if addressee is not None and overlap([addressee], tokens):  # "told AFP troops …"
        content = content_chars(doc, layout, [part for span in tokens for part in subtract(span, [addressee])])
        if not content:
            return None
        tokens = tuple(layout.tokens(span) for span in content)
        candidate = replace(candidate, content=tokens)
    return candidate, Extents(
        source=source and layout.chars(source),
        cue=layout.chars(cue),
        content=content,
        addressee=addressee and layout.chars(addressee),
        medium=medium and layout.chars(medium),
        quotations=quotations_in(layout, tokens),
    )


def _with_cue(layout: Layout, evidence: Evidence, one: Found) -> Found:
    """A construction's candidate with the tagger's words of its cue, where they touch nothing else of it."""
    candidate, extents = one
    head = candidate.cue_head
    cue = None if head is None else next(iter(evidence.spans_near("cue", head, head + 1)), None)
    if cue is None:
        return one
    chars = layout.chars(cue)
    others = [*extents.content, *(span for span in (extents.source, extents.addressee) if span is not None)]
    if overlap([chars], others):
        return one
    return replace(candidate, cue=cue), replace(extents, cue=chars)


def _snapped(doc: Doc, layout: Layout, evidence: Evidence, one: Found) -> Iterator[Found]:
    """A construction's candidate with the tagger's extents of what it found."""
    candidate, extents = one
    tokens = [layout.tokens(span) for span in extents.content]
    cuts = [layout.tokens(span) for span in (extents.source, extents.cue, extents.addressee) if span is not None]
    reach = min(span[0] for span in tokens), max(span[1] for span in tokens)
    near = [
        span
        for span in evidence.spans_near("content", *reach)
        if overlap([span], tokens) >= SHARE * min(span[1] - span[0], size(tokens))
    ]
    source = extents.source and layout.tokens(extents.source)
    wider = evidence.spans_near("source", *source) if source else []
    new = wider[0] if len(wider) == 1 else source
    content = content_chars(doc, layout, [part for span in near for part in subtract(span, [*cuts, *wider])])
    for words in (extents.content, content):
        for who in (source, new):
            if words and (words != extents.content or who != source):
                ranges = tuple(layout.tokens(span) for span in words)
                yield (
                    replace(candidate, content=ranges, source=who),
                    replace(
                        extents,
                        content=words,
                        source=who and layout.chars(who),
                        quotations=quotations_in(layout, ranges),
                    ),
                )


def content_chars(doc: Doc, layout: Layout, spans: Iterable[Range]) -> tuple[Range, ...]:
    """Spans of tokens as trimmed ranges of characters."""
    trimmed = (trim_content(layout.text, *layout.chars(span), ends=layout.quotation_ends) for span in merge(spans))
    return tuple(span for span in trimmed if span is not None)


def quotations_in(layout: Layout, spans: Iterable[Range]) -> tuple[int, ...]:
    """The numbers of the quotations that spans of tokens take in."""
    return tuple(sorted({layout.quotation_of[i] for start, end in spans for i in range(start, end)} - {-1}))


def root_of(doc: Doc, span: Range) -> int:
    """The token of a span whose head lies outside; the first of several that is no mark."""
    start, end = span
    for place in range(start, end):
        token = doc[place]
        head = token.head.i
        if (head == place or not start <= head < end) and not token.is_punct and not token.is_space:
            return place
    return start
