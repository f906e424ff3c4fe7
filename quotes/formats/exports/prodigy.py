"""Prodigy tasks, one article per line: `spans` labelled by role and `relations` from cue to content and source.

A relation joins the last tokens of two spans (`head`, `child`) and repeats both (`head_span`, `child_span`). Without a
cue the first span of the content is the head. The `record` of a span is the id of its record, and
`quotes_record` holds the rest of each. https://prodi.gy/docs/api-interfaces
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from quotes.formats.exports.json_text import to_json
from quotes.formats.exports.tokens import Tokens, tokenize
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import KEY, take_leftovers
from quotes.record import Extent, Record


def write(articles: Iterable[AnnotatedArticle], stream: TextIO) -> None:
    """Write a task for each article."""
    for article in articles:
        stream.write(to_json(make_task(article)) + "\n")


def make_task(article: AnnotatedArticle) -> dict[str, Any]:
    """One article as a task for Prodigy's `rel.manual`."""
    text = article.text or ""
    tokens = tokenize(text, article.records)
    spans: list[dict[str, Any]] = []
    relations: list[dict[str, Any]] = []
    for record in article.records:
        record_spans = [_make_span(extent, role, tokens, record.id) for role, extent in _native(record)]
        spans += record_spans
        relations += _make_relations(record_spans)
    return {
        "text": text,
        "tokens": [
            {"text": word, "start": start, "end": end, "id": number, "ws": space}
            for number, (word, start, end, space) in enumerate(
                zip(tokens.words, tokens.starts, tokens.ends, tokens.spaces, strict=True)
            )
        ],
        "spans": spans,
        "relations": relations,
        "meta": {"article": article.info.id},
        KEY: [take_leftovers(record) for record in article.records],
    }


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
