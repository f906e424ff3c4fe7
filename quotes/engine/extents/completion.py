"""Complete chosen attributions: with the medium, and with the addressee where it is not beside the verb.

Their contents are final, so that what is in them is no addressee and no medium.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quotes.engine.attribution import Attribution
from quotes.engine.constructions.registry import find_construction
from quotes.engine.extents.hearers import find_hearer
from quotes.engine.extents.media import find_media_words, find_medium
from quotes.engine.layout import Layout


def complete(doc: Doc, layout: Layout, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with their addressees and media."""
    media = find_media_words(doc)
    return [_with_circumstances(doc, layout, media, attribution, attributions) for attribution in attributions]


def _with_circumstances(
    doc: Doc,
    layout: Layout,
    media: Sequence[int],
    attribution: Attribution,
    attributions: Sequence[Attribution],
) -> Attribution:
    if attribution.cue_head is None or attribution.cue is None:
        return attribution
    cue = doc[attribution.cue_head]
    content = [layout.tokens(span) for span in attribution.content]
    spans = [*filter(None, (attribution.source, attribution.addressee))]
    taken = [*content, *(layout.tokens(span) for span in spans)]
    if attribution.parent is not None:  # what is outside of the content around it is somebody else's
        outer = [layout.tokens(span) for span in attributions[attribution.parent].content]
        edges = [0, *sorted(edge for span in outer for edge in span), len(doc)]
        taken += list(zip(edges[::2], edges[1::2], strict=True))
    kind = find_construction(attribution.construction).cue_kind
    medium = None if kind == "nonverbal" else find_medium(doc, cue, media, taken)
    addressee = attribution.addressee and layout.tokens(attribution.addressee)
    if addressee is None and kind == "verb":
        addressee = find_hearer(doc, cue, content, taken, medium)
    return replace(
        attribution,
        medium=medium and layout.chars(medium),
        addressee=addressee and layout.chars(addressee),
    )
