"""Corrections from a reviewer's selection: offsets become spans with text, verbatim parts and context."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field

from quotes.desk.report.passages import Passages, extents_of
from quotes.desk.review.decisions import Correction, Labels
from quotes.errors import QuotesError
from quotes.language.names import make_id
from quotes.record import Cue, Extent, Record, SourceType, Speaker, attribution_id
from quotes.spans import Range, clip
from quotes.text.quotation_marks import find_quotations, quote_type_of

Role = Literal["content", "cue", "source", "addressee", "medium", "reason"]


class SelectionError(QuotesError):
    """The selection cannot be a span."""


class Request(Labels):
    """A request of the page: a role with its new spans (none to remove it), or fields with their new values."""

    role: Role | None = None
    spans: tuple[tuple[int, int], ...] = ()
    extend: bool = False  # a further part of the content
    speaker: str | None = Field(default=None, max_length=300)


def make_correction(request: Request, record: Record, passages: Passages, speakers: Sequence[Speaker]) -> Correction:
    """The correction that a request asks for. Raises SelectionError if its selection cannot be a span."""
    fields_set = request.model_fields_set
    changes: dict[str, Any] = {name: getattr(request, name) for name in Labels.model_fields if name in fields_set}
    if "speaker" in fields_set:
        changes["speaker"] = _speaker(request.speaker, record, speakers)
    if request.role == "content":
        spans = tuple(_extent(passages, span) for span in request.spans)
        if request.extend:
            spans = _without_overlap((*record.content, *spans))
        if not spans:
            raise SelectionError("an attribution has content; select some text, or reject it")
        changes |= _content(spans, record, passages)
    elif request.role is not None:
        extent = _extent(passages, request.spans[0]) if request.spans else None
        changes[request.role] = _cue(extent, record) if request.role == "cue" and extent else extent
    if request.role is not None:
        corrected = record.model_copy(update=Correction(**changes).changes(record))
        changes["context"] = _context(corrected, passages)
    return Correction(**changes)


def make_added(span: Range, like: Record, passages: Passages) -> Record:
    """A record for a missed attribution: only its content is set."""
    extent = _extent(passages, span)
    blank = like.model_copy(
        update={
            "id": attribution_id(like.article.sha256, [(extent.start, extent.end)]),
            "content": (extent,),
            "verbatim": (),
            "mode": "statement",
            "cue": None,
            "source": None,
            "speaker": None,
            "addressee": None,
            "medium": None,
            "context": extent,
            "construction": "review",
            "parent": None,
            "continues": None,
            "source_type": SourceType(nature="none", sector="unknown", anonymity=None),
            "confidence": 1.0,
            "review": None,
            "unresolved": None,
        }
    )
    record = blank.model_copy(update=_content((extent,), blank, passages))
    return record.model_copy(update={"context": _context(record, passages)})


def finish(record: Record) -> Record:
    """The record with the id that follows from its spans."""
    cue, source = (None if part is None else (part.start, part.end) for part in (record.cue, record.source))
    content = [(part.start, part.end) for part in record.content]
    return record.model_copy(update={"id": attribution_id(record.article.sha256, content, cue, source)})


def _extent(passages: Passages, span: Range) -> Extent:
    """The span with its text, without surrounding white space."""
    start, end = span
    if not passages.has(start, end):
        raise SelectionError("select some text of the article")
    text = passages.cut(start, end)
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if not text:
        raise SelectionError("that is only white space; select some text")
    return Extent(start=start, end=start + len(text), text=text)


def _without_overlap(extents: Sequence[Extent]) -> tuple[Extent, ...]:
    ordered = sorted(extents, key=lambda extent: extent.start)
    for extent, following in itertools.pairwise(ordered):
        if following.start < extent.end:
            raise SelectionError("the content has that text already; select a part outside it")
    return tuple(ordered)


def _content(spans: tuple[Extent, ...], record: Record, passages: Passages) -> dict[str, Any]:
    """The content with its verbatim parts and quote type."""
    ranges = tuple((part.start, part.end) for part in spans)
    if not passages.whole:  # quotation marks outside the available sentences are unknown
        marked = [(part.start, part.end) for part in record.verbatim]
        return {"content": spans, "verbatim": _extents(passages, clip(marked, ranges))}
    ((_, text),) = passages.stretches
    verbatim = clip([(quotation.inner_start, quotation.inner_end) for quotation in find_quotations(text)], ranges)
    kind = quote_type_of(text, ranges, verbatim)
    return {"content": spans, "verbatim": _extents(passages, verbatim), "quote_type": kind}


def _extents(passages: Passages, ranges: Sequence[Range]) -> tuple[Extent, ...]:
    return tuple(Extent(start=a, end=b, text=passages.cut(a, b)) for a, b in ranges)


def _cue(extent: Extent, record: Record) -> Cue:
    """A corrected cue keeps the labels of the old one; a new cue is its own lemma and has no verb class."""
    if record.cue is not None:
        return record.cue.model_copy(update=extent.model_dump())
    return Cue(**extent.model_dump(), lemma=extent.text.lower(), verb_class=None, tense=None, negated=False)


def _context(record: Record, passages: Passages) -> Extent:
    """The old context, extended to cover the spans."""
    extents = [extent for extent in extents_of(record) if passages.has(extent.start, extent.end)]
    start, end = min(extent.start for extent in extents), max(extent.end for extent in extents)
    if not passages.has(start, end):
        return record.context
    return Extent(start=start, end=end, text=passages.cut(start, end))


def _speaker(name: str | None, record: Record, speakers: Sequence[Speaker]) -> Speaker | None:
    """The article's speaker with this name, else a new one. Confidence is 1, since a person decided."""
    name = " ".join((name or "").split())
    if not name:
        return None
    resolution = record.speaker.resolution if record.speaker else "name"
    for speaker in speakers:
        if speaker.name.lower() == name.lower():
            return speaker.model_copy(update={"resolution": resolution, "confidence": 1.0})
    return Speaker(id=make_id(name), name=name, description=None, resolution=resolution, confidence=1.0)
