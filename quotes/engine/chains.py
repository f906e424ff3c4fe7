"""Quotations that are reopened paragraph by paragraph belong to one attribution, whichever of them the cue is next to.

“We waited. ¶ “Nobody came,” said Lee: both paragraphs are what Lee said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from quotes.engine.choice import Weighed
from quotes.engine.layout import Layout
from quotes.spans import Range, gap, merge
from quotes.text.quotation_marks import Quotation
from quotes.values import replace

_LABEL = re.compile(r"[A-Z][A-Z.'’ ]+:")


def complete_chains(layout: Layout, chosen: Sequence[Weighed]) -> list[Weighed]:
    """The chosen candidates with every paragraph of a reopened quotation that no other candidate has."""
    claims = [find_claims(layout, weighed) for weighed in chosen]
    owners = {number: position for position, numbers in enumerate(claims) for number in numbers}
    completed = []
    for position, (weighed, numbers) in enumerate(zip(chosen, claims, strict=True)):
        more = {piece for number in numbers for piece in _unclaimed_beside(layout, owners, number)}
        owners.update(dict.fromkeys(more, position))
        completed.append(_with_quotations(layout, weighed, sorted(more)) if more else weighed)
    return completed


def find_claims(layout: Layout, weighed: Weighed) -> list[int]:
    """The quotations of which a candidate with a cue outside all quotations has most of the words."""
    head = weighed.candidate.cue_head
    if head is None or layout.quotation_of[head] >= 0:
        return []
    content = weighed.extents.content
    return [number for number in weighed.extents.quotations if _holds_most(content, layout.quotations[number])]


def _holds_most(content: Sequence[Range], quotation: Quotation) -> bool:
    """True if a span of the content has more than half of a quotation."""
    place = bisect_right(content, quotation.start, key=lambda span: span[0])
    near = content[max(place - 1, 0) : place + 1]
    return any(2 * -gap(span, (quotation.start, quotation.end)) > quotation.end - quotation.start for span in near)


def _unclaimed_beside(layout: Layout, owners: dict[int, int], number: int) -> list[int]:
    """The quotations before and after one that it reopens or that reopen it, as far as nobody has them."""
    first = last = number
    while layout.reopens(first) and first - 1 not in owners and not has_label(layout, first):
        first -= 1
    while last + 1 < len(layout.quotations) and layout.reopens(last + 1):
        if last + 1 in owners or has_label(layout, last + 1):
            break
        last += 1
    return [piece for piece in range(first, last + 1) if piece != number]


def has_label(layout: Layout, number: int) -> bool:
    """True if a quotation begins with a speaker's label, as a transcript does: “HALE: Not at all."""
    return _LABEL.match(layout.text, layout.quotations[number].inner_start) is not None


def _with_quotations(layout: Layout, weighed: Weighed, numbers: Sequence[int]) -> Weighed:
    """A candidate with more quotations, each a span of its own, in its content."""
    extents = weighed.extents
    pieces = [(layout.quotations[number].start, layout.quotations[number].end) for number in numbers]
    quotations = tuple(sorted({*extents.quotations, *numbers}))
    content = merge((*extents.content, *pieces))
    return replace(weighed, extents=replace(extents, content=content, quotations=quotations))
