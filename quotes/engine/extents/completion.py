"""Complete chosen attributions: with the medium, and with the addressee where it is not beside the verb.

Their contents are final, so that what is in them is no addressee and no medium; only who is asked to do something is
taken out of its beginning.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from quotes.engine.attribution import Attribution
from quotes.engine.constructions.registry import find_construction
from quotes.engine.extents.hearers import TIMES, find_hearer
from quotes.engine.extents.infinitives import without_finite_clause
from quotes.engine.extents.media import find_media_words, find_medium
from quotes.engine.extents.trimming import trim_content
from quotes.engine.layout import Layout
from quotes.spans import Range, overlap, subtract
from quotes.values import replace

MAX_DATE_WORDS = 6  # tokens before a colon: "recalls the winter of 1978: “It froze.”"
MAX_PARTS = 6  # of the content around a nested attribution, before and after its cue


def complete(doc: Doc, layout: Layout, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with their addressees and media, and without a clause that an infinitive runs on to."""
    attributions = [
        _without_finite_clause(doc, layout, _without_date(doc, layout, attribution)) for attribution in attributions
    ]
    media = find_media_words(doc)
    parents = {attribution.parent for attribution in attributions if attribution.parent is not None}
    edges: dict[int | None, list[int]] = {
        parent: sorted(edge for span in attributions[parent].content for edge in layout.tokens(span))
        for parent in parents
    }
    return [
        _with_circumstances(doc, layout, media, attribution, edges.get(attribution.parent))
        for attribution in attributions
    ]


def _without_finite_clause(doc: Doc, layout: Layout, attribution: Attribution) -> Attribution:
    content = [layout.tokens(span) for span in attribution.content]
    cut = without_finite_clause(doc, attribution.cue_head, content)
    if cut == content:
        return attribution
    trimmed = (trim_content(layout.text, *layout.chars(span), ends=layout.quotation_ends) for span in cut)
    return replace(attribution, content=tuple(span for span in trimmed if span is not None))


def _without_date(doc: Doc, layout: Layout, attribution: Attribution) -> Attribution:
    """An attribution without the date that its quotation is about: "1978" in "Lee recalls 1978: “It froze.”"."""
    start, end = attribution.content[0]
    if attribution.cue is None or start < attribution.cue[1]:
        return attribution
    first, last = layout.tokens((start, end))
    words = range(first, min(first + MAX_DATE_WORDS, last))
    mark = next((i for i in words if doc[i].ent_type_ not in TIMES and not doc[i].is_digit), last)
    if mark == first or mark + 1 >= last or doc[mark].text != ":" or layout.quotation_of[mark + 1] < 0:
        return attribution
    return replace(attribution, content=((layout.starts[mark + 1], end), *attribution.content[1:]))


def _with_circumstances(
    doc: Doc,
    layout: Layout,
    media: Sequence[int],
    attribution: Attribution,
    outer: Sequence[int] | None,
) -> Attribution:
    """One attribution; `outer` are the edges of the content around it, if it is nested."""
    if attribution.cue_head is None or attribution.cue is None:
        return attribution
    cue = doc[attribution.cue_head]
    content = [layout.tokens(span) for span in attribution.content]
    spans = [*filter(None, (attribution.source, attribution.addressee))]
    taken = [*content, *(layout.tokens(span) for span in spans)]
    if outer is not None:  # what is outside of the content around it is somebody else's
        taken += _gaps_around(cue.i, outer, len(doc))
    kind = find_construction(attribution.construction).cue_kind
    medium = None if kind == "nonverbal" else find_medium(doc, cue, media, taken)
    addressee = attribution.addressee and layout.tokens(attribution.addressee)
    if addressee is None and kind == "verb":
        addressee = find_hearer(doc, cue, content, taken, medium)
    if addressee is not None and overlap([addressee], content):  # "urged residents to leave"
        parts = [part for span in content for part in subtract(span, [addressee])]
        attribution = replace(attribution, content=tuple(layout.chars(part) for part in parts))
    return replace(
        attribution,
        medium=medium and layout.chars(medium),
        addressee=addressee and layout.chars(addressee),
    )


def _gaps_around(cue: int, edges: Sequence[int], end: int) -> list[Range]:
    """The tokens outside of a content with these edges; parts of it that are far from the cue count as outside."""
    middle = bisect_right(edges, cue) // 2 * 2
    near = [0, *edges[max(middle - 2 * MAX_PARTS, 0) : middle + 2 * MAX_PARTS], end]
    return list(zip(near[::2], near[1::2], strict=True))
