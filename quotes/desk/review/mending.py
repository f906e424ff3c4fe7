"""From what a reviewer selected to a mend: offsets become spans with their text, marks and context with them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from quotes.desk.report.passages import Passages, extents_of
from quotes.desk.review.decisions import Mend
from quotes.desk.review.state import make_id
from quotes.errors import QuotesError
from quotes.record import (
    Anonymity,
    Cue,
    Extent,
    Mode,
    Nature,
    QuoteType,
    Record,
    Sector,
    SourceType,
    Speaker,
    VerbClass,
    attribution_id,
)
from quotes.spans import Range, clip
from quotes.text.quotation_marks import find_quotations, quote_type_of

Role = Literal["content", "cue", "source", "addressee", "medium"]


class SelectionError(QuotesError):
    """What was selected cannot be a span."""


class Wish(BaseModel):
    """What the page sends: a role with its new spans (none: take it away), or fields with their new values."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Role | None = None
    spans: tuple[tuple[int, int], ...] = ()
    extend: bool = False  # a further part of the content
    speaker: str | None = Field(default=None, max_length=300)
    quote_type: QuoteType | None = None
    mode: Mode | None = None
    verb_class: VerbClass | None = None
    nature: Nature | None = None
    sector: Sector | None = None
    anonymity: Anonymity | None = None


def make_mend(wish: Wish, record: Record, passages: Passages, speakers: Sequence[Speaker]) -> Mend:
    """The mend that a wish asks for. Raises SelectionError where it selects nothing that can be a span."""
    changes: dict[str, Any] = {
        name: getattr(wish, name)
        for name in ("quote_type", "mode", "verb_class", "nature", "sector", "anonymity")
        if name in wish.model_fields_set
    }
    if "speaker" in wish.model_fields_set:
        changes["speaker"] = _speaker(wish.speaker, record, speakers)
    if wish.role == "content":
        spans = tuple(_extent(passages, span) for span in wish.spans)
        if wish.extend:
            spans = _without_overlap((*record.content, *spans))
        if not spans:
            raise SelectionError("an attribution has content; select some text, or reject it")
        changes |= _content(spans, record, passages)
    elif wish.role is not None:
        extent = _extent(passages, wish.spans[0]) if wish.spans else None
        changes[wish.role] = _cue(extent, record) if wish.role == "cue" and extent else extent
    if wish.role is not None:
        mended = record.model_copy(update={name: changes[name] for name in (wish.role,)})
        changes["context"] = _context(mended, passages)
    return Mend(**changes)


def make_added(span: Range, like: Record, passages: Passages) -> Record:
    """A record for an attribution that was missed: its content, all else still open."""
    extent = _extent(passages, span)
    blank = like.model_copy(
        update={
            "id": attribution_id(like.article.sha256, [(extent.start, extent.end)], None, None),
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
    """The record under the id that the contract gives its spans."""
    content = [(part.start, part.end) for part in record.content]
    cue, source = (None if part is None else (part.start, part.end) for part in (record.cue, record.source))
    return record.model_copy(update={"id": attribution_id(record.article.sha256, content, cue, source)})


def _extent(passages: Passages, span: Range) -> Extent:
    """The span with its text, white space at its ends left out."""
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
    for one, other in itertools.pairwise(ordered):
        if other.start < one.end:
            raise SelectionError("the content has that text already; select a part outside it")
    return tuple(ordered)


def _content(spans: tuple[Extent, ...], record: Record, passages: Passages) -> dict[str, Any]:
    """The content, with what of it stands between marks, and its type."""
    ranges = tuple((part.start, part.end) for part in spans)
    if not passages.whole:  # marks that pair outside the sentences at hand cannot be seen
        known = [(part.start, part.end) for part in record.verbatim]
        return {"content": spans, "verbatim": _extents(passages, clip(known, ranges))}
    ((_, text),) = passages.stretches
    verbatim = clip([(one.inner_start, one.inner_end) for one in find_quotations(text)], ranges)
    kind = quote_type_of(text, ranges, verbatim)
    return {"content": spans, "verbatim": _extents(passages, verbatim), "quote_type": kind}


def _extents(passages: Passages, ranges: Sequence[Range]) -> tuple[Extent, ...]:
    return tuple(Extent(start=a, end=b, text=passages.cut(a, b)) for a, b in ranges)


def _cue(extent: Extent, record: Record) -> Cue:
    """A mended cue keeps what the old one was known to be; a new one is its own lemma, of no class yet."""
    if record.cue is not None:
        return record.cue.model_copy(update=extent.model_dump())
    return Cue(**extent.model_dump(), lemma=extent.text.lower(), verb_class=None, tense=None, negated=False)


def _context(record: Record, passages: Passages) -> Extent:
    """The old context, made wide enough for the spans."""
    extents = [extent for extent in extents_of(record) if passages.has(extent.start, extent.end)]
    start, end = min(extent.start for extent in extents), max(extent.end for extent in extents)
    if not passages.has(start, end):
        return record.context
    return Extent(start=start, end=end, text=passages.cut(start, end))


def _speaker(name: str | None, record: Record, speakers: Sequence[Speaker]) -> Speaker | None:
    """The speaker of that name, one of the article's where there is one."""
    name = " ".join((name or "").split())
    if not name:
        return None
    resolution = record.speaker.resolution if record.speaker else "name"
    for known in speakers:
        if known.name.lower() == name.lower():
            return known.model_copy(update={"resolution": resolution})
    return Speaker(id=make_id(name), name=name, description=None, resolution=resolution)
