"""Prodigy tasks, one record per line: `spans` labelled by role and `relations` from cue to content and source.

The text of a task is the paragraphs of its record; `quotes_offset` is where they begin in the article. A relation
joins the last tokens of two spans (`head`, `child`) and repeats both (`head_span`, `child_span`). Without a cue the
first span of the content is the head. Prodigy's spans do not overlap: one that would is left out, and `quotes_hidden`
keeps it. The `record` of a span is the id of its record, `quotes_record` the rest. https://prodi.gy/docs/api-interfaces
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from quotes.formats.exports.json_text import to_json
from quotes.formats.exports.tokens import Tokens, tokenize
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import HIDDEN, KEY, OFFSET, take_leftovers
from quotes.record import Extent, Record


def write(articles: Iterable[AnnotatedArticle], stream: TextIO) -> None:
    """Write a task for each record."""
    for article in articles:
        for record in article.records:
            stream.write(to_json(make_task(record, article.text or "")) + "\n")


def make_task(record: Record, article_text: str) -> dict[str, Any]:
    """One record as a task for Prodigy's `rel.manual`."""
    offset, text = _cut_paragraphs(record, article_text)
    native = [(role, _move(extent, -offset)) for role, extent in _native(record)]
    shown, hidden = _without_overlaps(native)
    tokens = tokenize(text, [extent for _, extent in shown])
    spans = [_make_span(extent, role, tokens, record.id) for role, extent in shown]
    return {
        "text": text,
        "tokens": [
            {"text": word, "start": start, "end": end, "id": number, "ws": space}
            for number, (word, start, end, space) in enumerate(
                zip(tokens.words, tokens.starts, tokens.ends, tokens.spaces, strict=True)
            )
        ],
        "spans": spans,
        "relations": _make_relations(spans),
        "meta": {
            "article": record.article.id,
            "speaker": record.speaker.name if record.speaker else "",
            "confidence": record.confidence,
        },
        OFFSET: offset,
        HIDDEN: [
            [role, extent.start, extent.end, [other for kind, other in native if kind == role].index(extent)]
            for role, extent in hidden
        ],
        KEY: [take_leftovers(record)],
    }


def _cut_paragraphs(record: Record, text: str) -> tuple[int, str]:
    """(offset, text) of the whole lines that the spans of a record are in."""
    extents = [extent for _, extent in _native(record)]
    start = text.rfind("\n", 0, min(extent.start for extent in extents)) + 1
    newline = text.find("\n", max(extent.end for extent in extents))
    return start, text[start : len(text) if newline < 0 else newline]


def _move(extent: Extent, by: int) -> Extent:
    return Extent(start=extent.start + by, end=extent.end + by, text=extent.text)


def _without_overlaps(native: list[tuple[str, Extent]]) -> tuple[list[tuple[str, Extent]], list[tuple[str, Extent]]]:
    """The spans that do not overlap an earlier one, and the others; all of the content comes first."""
    shown: list[tuple[str, Extent]] = []
    hidden = []
    for role, extent in sorted(native, key=lambda pair: pair[0] != "content"):
        if any(extent.start < other.end and other.start < extent.end for _, other in shown):
            hidden.append((role, extent))
        else:
            shown.append((role, extent))
    return [pair for pair in native if pair in shown], hidden


def _native(record: Record) -> Iterable[tuple[str, Extent]]:
    """(role, extent) of each span, first the head of the relations: the cue, or else the content."""
    spans: list[tuple[str, Extent | None]] = [("cue", record.cue)]
    spans += [("content", part) for part in record.content]
    spans.append(("source", record.source))
    return [(role, extent) for role, extent in spans if extent is not None]


def _make_span(extent: Extent, role: str, tokens: Tokens, record: str) -> dict[str, Any]:
    first, last = tokens.cover(extent)
    return {
        "text": extent.text,
        "start": extent.start,
        "end": extent.end,
        "token_start": first,
        "token_end": last,
        "label": role.upper(),
        "type": "span",
        "record": record,
    }


def _make_relations(spans: list[dict[str, Any]]) -> list[dict[str, Any]]:
    head, *others = spans
    return [
        {
            "head": head["token_end"],
            "child": other["token_end"],
            "head_span": _short(head),
            "child_span": _short(other),
            "label": other["label"],
            "color": "#c5bdf4",
        }
        for other in others
    ]


def _short(span: dict[str, Any]) -> dict[str, Any]:
    return {key: span[key] for key in ("start", "end", "token_start", "token_end", "label")}
