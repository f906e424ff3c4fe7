"""A record as an attribution of standoff JSON, and back: spans and labels that both have.

>>> nest([StandoffAttribution(content=((0, 20),)), StandoffAttribution(content=((8, 20),))], nested=1)
(None, 0)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quotes.formats.interchange.leftovers import Pair, Spans
from quotes.formats.interchange.standoff_file import StandoffAttribution
from quotes.language.names import make_id, normalize
from quotes.language.pronouns import RELATIVE_TO_PEOPLE, STANDING_ALONE, lower_pronoun
from quotes.record import Extent, Record, Resolution, Speaker
from quotes.spans import size, within

NAMED = ("named_person", "named_organization")
RELATIVE = RELATIVE_TO_PEOPLE | {"which", "that"}
ID_DIGITS = 8  # of the article's hash, in the ids of speakers without a name: "officials-1f2e3d4c"


def spans_of(item: StandoffAttribution) -> Spans:
    """The spans of an attribution that every format can hold."""
    return Spans(item.content, item.cue, item.source)


def make_item(record: Record) -> StandoffAttribution:
    """A record's spans and labels."""
    spans = Spans.of(record)
    nature = record.source_type.nature
    return StandoffAttribution(
        content=spans.content,
        source=spans.source,
        cue=spans.cue,
        addressee=_pair(record.addressee),
        medium=_pair(record.medium),
        speaker=(record.speaker.name or None) if record.speaker else None,
        nature=nature,
        sector=record.source_type.sector,
        mode=record.mode,
        quote_type=record.quote_type,
    )


def label(record: Record, item: StandoffAttribution, text: str) -> Record:
    """The record with the labels of an attribution, where they differ and are not missing."""
    own = make_item(record)
    changes: dict[str, Any] = {}
    for role in ("addressee", "medium"):
        span = getattr(item, role)
        if span != getattr(own, role):
            changes[role] = None if span is None else Extent(start=span[0], end=span[1], text=text[slice(*span)])
    for name in ("mode", "quote_type"):
        value = getattr(item, name)
        if value not in (None, getattr(own, name)):
            changes[name] = value
    kind = {
        name: value for name in ("nature", "sector") if (value := getattr(item, name)) not in (None, getattr(own, name))
    }
    if kind:
        changes["source_type"] = record.source_type.model_copy(update=kind)
    if item.speaker != own.speaker:
        changes["speaker"] = None if item.speaker is None else _make_speaker(item, item.speaker, text, record)
    return record.model_copy(update=changes) if changes else record


def nest(items: Sequence[StandoffAttribution], nested: int) -> tuple[int | None, ...]:
    """For each attribution, the one that it is within: the smallest content around its own.

    The last `nested` of them have one, unless they are in no content; all others are outermost.
    """
    outermost = len(items) - nested
    return tuple(None if number < outermost else _find_parent(number, items, outermost) for number in range(len(items)))


def _find_parent(number: int, items: Sequence[StandoffAttribution], outermost: int) -> int | None:
    content = items[number].content
    own = size(content)
    around = [
        (size(item.content), other)
        for other, item in enumerate(items)
        if other != number
        and all(within(part, item.content) for part in content)
        and (other < outermost or size(item.content) > own)
    ]
    return min(around)[1] if around else None


def _make_speaker(item: StandoffAttribution, name: str, text: str, record: Record) -> Speaker:
    own_id = make_id(name)
    if item.nature not in NAMED:  # the "officials" of two articles are never the same
        own_id = f"{own_id}-{record.article.sha256[:ID_DIGITS]}"
    words = "" if item.source is None else text[slice(*item.source)]
    return Speaker(id=own_id, name=name, description=None, resolution=_find_resolution(item, name, words))


def _find_resolution(item: StandoffAttribution, name: str, source: str) -> Resolution:
    """How a source refers to its speaker: "he" is a pronoun, nothing at all a continuation."""
    words = source.split()
    if not words:
        return "continuation"
    pronoun = lower_pronoun(words[0])
    if len(words) == 1 and pronoun in STANDING_ALONE:
        return "relative" if pronoun in RELATIVE else "pronoun"
    shared = set(map(normalize, words)) & set(map(normalize, name.split()))
    return "name" if item.nature in NAMED and shared else "description"


def _pair(extent: Extent | None) -> Pair | None:
    return None if extent is None else (extent.start, extent.end)
