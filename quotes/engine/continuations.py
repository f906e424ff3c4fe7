"""Quotations without a cue of their own: “…,” he said. “…” and the paragraphs that follow.

A quotation right behind a quoted sentence of the same paragraph, or behind words that were reported there, joins their
attribution; one that opens a later sentence or paragraph becomes a record of its own that continues it; one that nobody
can be found for is kept with a null source.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from quotes.engine.attribution import Attribution
from quotes.engine.constructions.unanchored import ADJACENCY
from quotes.engine.layout import Layout
from quotes.spans import Range

MIN_WORDS = 4  # a following quotation has words enough to be a sentence: “This is particularly relevant …”
CONTINUATION = 0.7  # confidence of a continuation, relative to the attribution that it goes on from
UNKNOWN_SPEAKER = 0.4  # confidence that a quotation with no source in sight is an attribution at all


def attach_quotations(doc: Doc, layout: Layout, chosen: list[Attribution]) -> list[Attribution]:
    """The attributions with every free-standing quotation joined to, or put behind, the one it goes on from."""
    result = [_in_its_paragraph(layout, one) for one in chosen]
    for number, quotation in enumerate(layout.quotations):
        span = (quotation.start, quotation.end)
        if _is_taken(span, result) or not _is_free_standing(doc, layout, number):
            continue
        before = _find_before(doc, layout, number, result)
        pieces = [layout.quotations[one] for one in layout.chain(number)]
        content = tuple((piece.start, piece.end) for piece in pieces)
        if before is not None and _goes_on(layout, result[before], span):
            result[before] = replace(result[before], content=(*result[before].content, *content))
            continue
        result.append(_continue(result, before, content))
    return result


def _in_its_paragraph(layout: Layout, one: Attribution) -> Attribution:
    """The attribution without quotations of later paragraphs than its cue's, which continue it as their own records.

    A quotation whose paragraph ended with its marks open goes on as a part of it.
    """
    if len(one.content) == 1 or one.cue is None:
        return one
    kept = [one.content[0]]
    for part in one.content[1:]:
        end = max(kept[-1][1], one.cue[1])
        number = next((i for i, q in enumerate(layout.quotations) if q.start == part[0]), None)
        if number is None or "\n" not in layout.text[end : part[0]] or layout.reopens(number):
            kept.append(part)
    return replace(one, content=tuple(kept))


def _is_taken(span: Range, attributions: list[Attribution]) -> bool:
    return any(start < span[1] and span[0] < end for one in attributions for start, end in one.content)


def _is_free_standing(doc: Doc, layout: Layout, number: int) -> bool:
    """A whole sentence between marks that stands for itself, not a title, a scare quote or a part of a sentence."""
    quotation = layout.quotations[number]
    inner = layout.text[quotation.inner_start : quotation.inner_end].strip()
    if len(inner.split()) < MIN_WORDS or (not inner[:1].isupper() and inner[:1] not in "[.…("):
        return False
    start, _ = layout.quotation_tokens[number]
    first, last = layout.paragraph_range(start)
    before = layout.text[doc[first].idx : quotation.start].rstrip()
    after = layout.text[quotation.end : doc[last - 1].idx + len(doc[last - 1])].lstrip()
    opens = not before or before[-1] in ".!?”\"'’:"
    closes = inner[-1] in ".!?…,—" or not after or after[0] in ".!?" or quotation.closing is None
    if after and after[0] in ",.;" and not closes:
        return False
    return opens and closes and not (after[:1].islower())


def _find_before(doc: Doc, layout: Layout, number: int, attributions: list[Attribution]) -> int | None:
    """The last top attribution before a quotation, in its own paragraph or at the end of the one before."""
    quotation = layout.quotations[number]
    best: int | None = None
    for position, one in enumerate(attributions):
        start = _start(one)
        if one.parent is None and start < quotation.start and (best is None or start > _start(attributions[best])):
            best = position
    if best is None:
        return None
    end = max(span[1] for span in (*attributions[best].content, *filter(None, (attributions[best].cue,))))
    between = layout.text[end : quotation.start]
    return best if len(re.findall(r"\n\s*\S", between)) <= 1 else None


def _start(one: Attribution) -> int:
    return one.content[0][0] if one.cue is None else min(one.cue[0], one.content[0][0])


def _goes_on(layout: Layout, before: Attribution, span: Range) -> bool:
    """Does the quotation go on, in the same paragraph, with what was said before it: “A,” he said. “B.”?"""
    if before.cue is None or before.source is None:
        return False
    end = max(part[1] for part in (*before.content, before.cue, before.source))
    between = layout.text[end : span[0]]
    if "\n" in between:
        return False
    if not re.search(r"\w", between):
        return True
    quoted = any(q.start >= before.content[0][0] and q.end <= before.content[-1][1] + 1 for q in layout.quotations)
    return quoted and len(re.findall(r"[.!?][\"”’']?\s", between)) <= 1


def _continue(attributions: list[Attribution], before: int | None, content: tuple[Range, ...]) -> Attribution:
    origin = None if before is None else attributions[before]
    root = origin
    if origin is not None and origin.continues is not None and origin.cue is None:
        root = attributions[origin.continues]
    if root is None or origin is None or root.source is None:
        return Attribution(ADJACENCY.name, content, None, None, None, None, None, None, UNKNOWN_SPEAKER)
    return Attribution(
        ADJACENCY.name,
        content,
        None,
        None,
        None,
        None,
        None,
        root.source_head,
        confidence=CONTINUATION * root.confidence,
        continues=before,
    )
