"""Round trips: what a format cannot hold natively travels in an extension, and comes back only where it still fits.

A format holds the spans of content, cue and source; all else of a record is left over:

    left = take_leftovers(record)               # a JSON object, kept in the format's extension
    record = restore(spans, text, left)         # nothing changed: the very same record
    record = restore(moved_spans, text, left)   # an annotator moved a span: labels stay, derived fields are new
    record = derive(spans, text, info)          # made in another tool: no leftovers
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from quotes.formats.records.fields import AFTER_A_MOVE
from quotes.record import ArticleInfo, Extent, Record, attribution_id
from quotes.spans import clip
from quotes.text.quotation_marks import find_quotations, quote_type_of

KEY = "quotes_record"  # the name of the extension, where a format has named fields
OFFSET = "quotes_offset"  # where the text of a task begins in the article
HIDDEN = "quotes_hidden"  # spans that a task cannot show
NATIVE = ("content", "cue", "source")
Pair = tuple[int, int]


@dataclass(frozen=True)
class Spans:
    """The spans of each role, as half-open code-point offsets; every format can hold these."""

    content: tuple[Pair, ...]
    cue: Pair | None = None
    source: Pair | None = None

    @classmethod
    def of(cls, record: Record) -> Spans:
        """The spans of a record."""
        return cls(
            content=tuple((part.start, part.end) for part in record.content),
            cue=None if record.cue is None else (record.cue.start, record.cue.end),
            source=None if record.source is None else (record.source.start, record.source.end),
        )

    def to_json(self) -> dict[str, Any]:
        """`{"content": [[0, 5]], "cue": [6, 10], "source": null}`."""
        return {
            "content": [list(pair) for pair in self.content],
            "cue": self.cue and list(self.cue),
            "source": self.source and list(self.source),
        }


def take_leftovers(record: Record) -> dict[str, Any]:
    """The record without the fields that a format holds natively, and with the exported spans, to detect changes."""
    left = record.model_dump(mode="json")
    cue = left["cue"]
    for role in NATIVE:
        del left[role]
    if cue is not None:
        left["cue"] = {key: value for key, value in cue.items() if key not in ("start", "end", "text")}
    return {**left, "spans": Spans.of(record).to_json()}


def restore(spans: Spans, text: str | None, left: dict[str, Any], words: dict[Pair, str] | None = None) -> Record:
    """A record from imported spans and the exported leftovers.

    If no span moved, it is the exported record. If one did, labels that do not depend on it stay and the rest is
    derived again. `words` gives the text of spans for formats that lack the whole text; then only unmoved
    spans can be restored. Raises ValueError for leftovers that are not part of a record.
    """
    left = dict(left)
    exported_spans = left.pop("spans")
    cue_fields = left.pop("cue", None)
    if exported_spans == spans.to_json():
        texts = words or {}

        def extent(pair: Pair) -> dict[str, Any]:
            start, end = pair
            return {"start": start, "end": end, "text": texts[pair] if text is None else text[start:end]}

        return Record.model_validate(
            {
                **left,
                "content": [extent(pair) for pair in spans.content],
                "cue": None if spans.cue is None else {**extent(spans.cue), **(cue_fields or {})},
                "source": None if spans.source is None else extent(spans.source),
            }
        )
    if text is None:
        raise ValueError("a span was moved, and without the article's text the record cannot follow; give its text")
    info = ArticleInfo.model_validate(left["article"])
    new = derive(spans, text, info).model_dump(mode="json")
    fates = {"kept"} if exported_spans["source"] != spans.to_json()["source"] else {"kept", "kept with the source"}
    new.update({field: left[field] for field, fate in AFTER_A_MOVE.items() if fate in fates and field in left})
    if new["cue"] is not None and cue_fields is not None and exported_spans["cue"] == spans.to_json()["cue"]:
        new["cue"].update(cue_fields)
    return Record.model_validate(new)


def derive(spans: Spans, text: str, info: ArticleInfo) -> Record:
    """A gold record from spans alone: fields that follow from them are filled in, and nothing is guessed.

    A person set the spans, so the confidence is 1. The speaker is unknown, so it is null.
    """
    verbatim = _find_verbatim(text, spans.content)
    cue = spans.cue and text[slice(*spans.cue)]
    context = _find_context(text, spans)
    return Record.model_validate(
        {
            "id": make_id(info.sha256, spans),
            "article": info.model_dump(),
            "quote_type": quote_type_of(text, spans.content, tuple(verbatim)),
            "mode": "statement",
            "content": [_extent(text, pair) for pair in spans.content],
            "verbatim": [_extent(text, pair) for pair in verbatim],
            "cue": None
            if spans.cue is None
            else {
                **_extent(text, spans.cue),
                "lemma": str(cue).lower(),
                "verb_class": None,
                "tense": None,
                "negated": False,
            },
            "source": None if spans.source is None else _extent(text, spans.source),
            "speaker": None,
            "source_type": {"nature": "none", "sector": "unknown", "anonymity": None},
            "addressee": None,
            "medium": None,
            "context": _extent(text, context),
            "construction": "annotated",
            "parent": None,
            "continues": None,
            "confidence": 1.0,
            "tool": {"quotes": "annotated", "model": "annotated"},
        }
    )


def make_id(sha256: str, spans: Spans) -> str:
    """The id of a record with these spans: the same as the engine's."""
    return attribution_id(sha256, spans.content, spans.cue, spans.source)


def relink(pairs: Sequence[tuple[str | None, Record]], exported: Collection[str] = ()) -> tuple[Record, ...]:
    """Records with `parent` and `continues` set to the new ids, given (exported id, record).

    `exported` are the ids of all exported records, if the format has them: links to deleted records are dropped.
    """
    new_ids = {old: record.id for old, record in pairs if old is not None}
    linked = []
    for _, record in pairs:
        links = {}
        for key in ("parent", "continues"):
            old = getattr(record, key)
            new = new_ids.get(old, None if old in exported else old)
            if new != old:
                links[key] = new
        linked.append(record.model_copy(update=links) if links else record)
    return tuple(linked)


def _extent(text: str, pair: Pair) -> dict[str, Any]:
    return Extent(start=pair[0], end=pair[1], text=text[slice(*pair)]).model_dump()


def _find_verbatim(text: str, content: Sequence[Pair]) -> list[Pair]:
    return list(clip(_find_quoted(text), content))


@lru_cache(maxsize=1)  # the records of an article follow each other
def _find_quoted(text: str) -> tuple[Pair, ...]:
    """The words between marks of a text, once for all of its records."""
    return tuple((quotation.inner_start, quotation.inner_end) for quotation in find_quotations(text))


def _find_context(text: str, spans: Spans) -> Pair:
    """The lines that the attribution is in, without white space around them."""
    pairs = [*spans.content, *(pair for pair in (spans.cue, spans.source) if pair is not None)]
    low, high = min(start for start, _ in pairs), max(end for _, end in pairs)
    start = text.rfind("\n", 0, low) + 1
    newline = text.find("\n", high)
    end = len(text) if newline < 0 else newline
    while start < low and text[start].isspace():
        start += 1
    while end > high and text[end - 1].isspace():
        end -= 1
    return start, end
