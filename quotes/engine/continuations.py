"""Quotations without a cue: “…,” he said. “…” and the paragraphs that follow.

A quotation right after a quoted sentence of the same paragraph, or after words that were reported there, joins their
attribution; one that opens a later sentence or paragraph becomes a separate record that continues it; one without a
source is kept with a null source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quotes.engine.attribution import Attribution
from quotes.engine.constructions.unanchored import ADJACENCY
from quotes.engine.layout import Layout
from quotes.spans import Range, overlaps

MIN_WORDS = 4  # of a free-standing quotation, enough for a sentence: “This is particularly relevant …”
CONTINUATION_CONFIDENCE = 0.7  # relative to that of the continued attribution
SOURCELESS_CONFIDENCE = 0.4  # that a quotation without any source near it is an attribution at all


def attach_quotations(doc: Doc, layout: Layout, chosen: Sequence[Attribution]) -> list[Attribution]:
    """Attach every quotation without a cue: merge it into the attribution it continues, or add it as a new one.

    The given attributions keep their positions; new ones follow.
    """
    attributions = [within_paragraph_of_cue(layout, attribution) for attribution in chosen]
    for number, quotation in enumerate(layout.quotations):
        span = (quotation.start, quotation.end)
        if _is_taken(span, attributions) or not is_free_standing(doc, layout, number):
            continue
        pieces = [layout.quotations[piece] for piece in layout.chain(number)]
        content = tuple((piece.start, piece.end) for piece in pieces)
        before = find_before(layout, number, attributions)
        if before is not None and continues_directly(layout, attributions[before], span):
            joined = replace(attributions[before], content=(*attributions[before].content, *content))
            attributions[before] = joined
        else:
            attributions.append(_make_continuation(attributions, before, content))
    return attributions


def within_paragraph_of_cue(layout: Layout, attribution: Attribution) -> Attribution:
    """The attribution without quotations in paragraphs after that of its cue: those become records that continue it.

    A quotation whose paragraph ended with its marks open is continued within the attribution.
    """
    if len(attribution.content) == 1 or attribution.cue is None:
        return attribution
    parts = [attribution.content[0]]
    for part in attribution.content[1:]:
        end = max(parts[-1][1], attribution.cue[1])
        number = next((i for i, quotation in enumerate(layout.quotations) if quotation.start == part[0]), None)
        if number is None or "\n" not in layout.text[end : part[0]] or layout.reopens(number):
            parts.append(part)
    return replace(attribution, content=tuple(parts))


def _is_taken(span: Range, attributions: Sequence[Attribution]) -> bool:
    return any(overlaps(part, span) for attribution in attributions for part in attribution.content)


def is_free_standing(doc: Doc, layout: Layout, number: int) -> bool:
    """True for a whole sentence between marks, not a title, a scare quote or a part of a sentence."""
    quotation = layout.quotations[number]
    inner = layout.text[quotation.inner_start : quotation.inner_end].strip()
    if len(inner.split()) < MIN_WORDS or (not inner[:1].isupper() and inner[:1] not in "[.…("):
        return False
    first, last = layout.chars(layout.paragraph_range(layout.quotation_tokens[number][0]))
    before = layout.text[first : quotation.start].rstrip()
    after = layout.text[quotation.end : last].lstrip()
    opens = not before or before[-1] in ".!?”\"'’:"
    closes = inner[-1] in ".!?…,—" or not after or after[0] in ".!?" or quotation.closing is None
    return opens and closes and not after[:1].islower()


def find_before(layout: Layout, number: int, attributions: Sequence[Attribution]) -> int | None:
    """The last top attribution before a quotation, in the same paragraph or at the end of the one before."""
    quotation = layout.quotations[number]
    best: int | None = None
    for position, attribution in enumerate(attributions):
        start = _start(attribution)
        nearer = best is None or start > _start(attributions[best])
        if attribution.parent is None and start < quotation.start and nearer:
            best = position
    if best is None:
        return None
    end = max(span[1] for span in (*attributions[best].content, *filter(None, (attributions[best].cue,))))
    between = layout.text[end : quotation.start]
    return best if len(re.findall(r"\n\s*\S", between)) <= 1 else None


def _start(attribution: Attribution) -> int:
    first = attribution.content[0][0]
    return first if attribution.cue is None else min(attribution.cue[0], first)


def continues_directly(layout: Layout, before: Attribution, span: Range) -> bool:
    """True if a quotation continues, in the same paragraph, what was said before it: “A,” he said. “B.”"""
    if before.cue is None or before.source is None:
        return False
    end = max(part[1] for part in (*before.content, before.cue, before.source))
    between = layout.text[end : span[0]]
    if "\n" in between:
        return False
    if not re.search(r"\w", between):
        return True
    first, last = before.content[0][0], before.content[-1][1] + 1
    quoted = any(first <= quotation.start and quotation.end <= last for quotation in layout.quotations)
    return quoted and len(re.findall(r"[.!?][\"”’']?\s", between)) <= 1


def _make_continuation(
    attributions: Sequence[Attribution], before: int | None, content: tuple[Range, ...]
) -> Attribution:
    """The attribution of a quotation without a cue: it has the source of the one before it, or none."""
    origin = None if before is None else attributions[before]
    if origin is not None and origin.continues is not None and origin.cue is None:
        origin = attributions[origin.continues]
    has_source = origin is not None and origin.source is not None
    return Attribution(
        construction=ADJACENCY.name,
        content=content,
        cue=None,
        source=None,
        addressee=None,
        medium=None,
        cue_head=None,
        source_head=origin.source_head if origin is not None and has_source else None,
        confidence=CONTINUATION_CONFIDENCE * origin.confidence
        if origin is not None and has_source
        else SOURCELESS_CONFIDENCE,
        continues=before if has_source else None,
    )
