"""Prodigy tasks: spans of one `record` belong together; those that an annotator added are joined by their relations.

Rejected and ignored tasks (`answer`) are skipped, and so are spans with other labels.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.errors import ReadError
from quotes.formats.imports.article_builder import (
    Annotation,
    FindText,
    build_article,
    describe_article,
    join_pairs,
    naming_place,
    order_by_export,
    read_utf8,
)
from quotes.formats.imports.span_groups import group_spans
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import KEY, NATIVE, Pair, Spans

Span = dict[str, Any]


def read(path: Path, find_text: FindText) -> Iterator[AnnotatedArticle | ReadError]:
    """The annotated article of each task, or why it cannot be read."""
    try:
        lines = read_utf8(path).split("\n")
    except ReadError as error:
        yield error
        return
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                with naming_place(f"{path}:{number}", "a task of Prodigy"):
                    task = json.loads(line)
                    if task.get("answer", "accept") == "accept":
                        yield _read_task(task, f"{path.stem}-{number}")
            except ReadError as error:
                yield error


def _read_task(task: dict[str, Any], name: str) -> AnnotatedArticle:
    lefts = {left["id"]: left for left in task.get(KEY, ())}
    spans = [span for span in task.get("spans", ()) if span["label"].lower() in NATIVE]
    places = {_place(span): number for number, span in reversed(list(enumerate(spans)))}
    relations = [
        (places.get(_place(relation["head_span"])), places.get(_place(relation["child_span"])))
        for relation in task.get("relations", ())
    ]
    groups = group_spans(
        [span.get("record") for span in spans], [(a, b) for a, b in relations if a is not None and b is not None]
    )
    annotations = []
    for group in groups:
        record_spans = [spans[number] for number in group]
        record = next((span["record"] for span in record_spans if span.get("record")), None)
        if any(span["label"].lower() == "content" for span in record_spans):
            annotations.append(Annotation(_make_spans(record_spans), lefts.get(record)))
    info = describe_article(task["text"], str(task.get("meta", {}).get("article", name)), None)
    return build_article(task["text"], info, order_by_export(annotations, list(lefts)), exported=set(lefts))


def _place(span: Span) -> tuple[int, int, str]:
    return int(span["start"]), int(span["end"]), str(span["label"])


def _make_spans(spans: list[Span]) -> Spans:
    roles: dict[str, list[Pair]] = {role: [] for role in NATIVE}
    for span in spans:
        roles[span["label"].lower()].append((int(span["start"]), int(span["end"])))
    content = roles["content"]
    return Spans(tuple(content), join_pairs(roles["cue"], content), join_pairs(roles["source"], content))
