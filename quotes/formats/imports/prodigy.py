"""Prodigy tasks: spans of one `record` belong together; those that an annotator added are joined by their relations.

Rejected and ignored tasks (`answer`) are skipped, and so are spans with other labels. Tasks that follow each other and
have the paragraphs of one article (`quotes_offset`) are one article again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, cast

from quotes.errors import ReadError
from quotes.formats.imports.article_builder import (
    Annotation,
    FindText,
    build_article,
    check_spans,
    describe_article,
    join_pairs,
    naming_place,
    order_by_export,
    read_utf8,
)
from quotes.formats.imports.span_groups import group_spans
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import HIDDEN, KEY, NATIVE, OFFSET, Pair, Spans, derive, relink, restore
from quotes.record import ArticleInfo, Record

Span = dict[str, Any]
Task = dict[str, Any]


def read(path: Path, find_text: FindText) -> Iterator[AnnotatedArticle | ReadError]:
    """The annotated articles, or why one cannot be read."""
    try:
        lines = read_utf8(path).split("\n")
    except ReadError as error:
        yield error
        return
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    tasks = (_load(line, f"{path}:{number}") for number, line in numbered)
    groups = groupby(zip(numbered, tasks, strict=True), key=lambda pair: _article_of(pair[1], pair[0][0]))
    for _, group in groups:
        pairs = list(group)
        number = pairs[0][0][0]
        first = pairs[0][1]
        if isinstance(first, ReadError):
            yield first
            continue
        try:
            with naming_place(f"{path}:{number}", "a task of Prodigy"):
                accepted = [task for _, task in pairs if isinstance(task, dict)]
                if OFFSET in first:
                    yield _read_paragraphs(accepted)
                elif _is_accepted(first):
                    yield _read_task(first, f"{path.stem}-{number}")
        except ReadError as error:
            yield error


def _load(line: str, place: str) -> Task | ReadError:
    try:
        with naming_place(place, "a task of Prodigy"):
            task = json.loads(line)
            task.get("answer")
            return cast("Task", task)
    except ReadError as error:
        return error


def _article_of(task: Task | ReadError, number: int) -> str:
    """The same for tasks with the paragraphs of one article, else the number of the line."""
    if isinstance(task, ReadError) or OFFSET not in task or not task.get(KEY):
        return str(number)
    return json.dumps(task[KEY][0].get("article"), sort_keys=True)


def _is_accepted(task: Task) -> bool:
    return bool(task.get("answer", "accept") == "accept")


def _read_paragraphs(tasks: list[Task]) -> AnnotatedArticle:
    """The article of some tasks. Its whole text is not needed: paragraphs are where they were, in blanks."""
    info = ArticleInfo.model_validate(tasks[0][KEY][0]["article"])
    pairs: list[tuple[str | None, Record]] = []
    for task in filter(_is_accepted, tasks):
        text = " " * int(task[OFFSET]) + task["text"]
        for annotation in _annotations(task, int(task[OFFSET])):
            check_spans(annotation.spans, text)
            if annotation.left is None:
                pairs.append((None, derive(annotation.spans, text, info)))
            else:
                pairs.append((str(annotation.left["id"]), restore(annotation.spans, text, annotation.left)))
    return AnnotatedArticle(info, relink(pairs, {task[KEY][0]["id"] for task in tasks}))


def _read_task(task: Task, name: str) -> AnnotatedArticle:
    """The article of a task that has all of it."""
    lefts = [left["id"] for left in task.get(KEY, ())]
    info = describe_article(task["text"], str(task.get("meta", {}).get("article", name)), None)
    return build_article(task["text"], info, order_by_export(_annotations(task, 0), lefts), exported=set(lefts))


def _annotations(task: Task, offset: int) -> list[Annotation]:
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
        if record is not None:
            record_spans = _with_hidden(record_spans, task.get(HIDDEN, ()))
        if any(span["label"].lower() == "content" for span in record_spans):
            annotations.append(Annotation(_make_spans(record_spans, offset), lefts.get(record)))
    return annotations


def _with_hidden(spans: list[Span], hidden: Iterable[tuple[str, int, int, int]]) -> list[Span]:
    """The spans of a record with those that its task could not show, each at its place among those of its role."""
    shown: dict[str, list[Span]] = {role: [] for role in NATIVE}
    for span in spans:
        shown[span["label"].lower()].append(span)
    for role, start, end, place in sorted(hidden, key=lambda entry: entry[3]):
        shown[role].insert(place, {"label": role, "start": start, "end": end})
    return [span for role in NATIVE for span in shown[role]]


def _place(span: Span) -> tuple[int, int, str]:
    return int(span["start"]), int(span["end"]), str(span["label"])


def _make_spans(spans: list[Span], offset: int) -> Spans:
    roles: dict[str, list[Pair]] = {role: [] for role in NATIVE}
    for span in spans:
        roles[span["label"].lower()].append((offset + int(span["start"]), offset + int(span["end"])))
    content = roles["content"]
    return Spans(tuple(content), join_pairs(roles["cue"], content), join_pairs(roles["source"], content))
