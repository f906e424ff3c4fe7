"""Label Studio's JSON export: the last uncancelled annotation of each task, else its prediction.

Regions whose words are not at their offsets (Label Studio had bugs with emoji and CRLF) are found by their words,
as near as possible to the offsets.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.errors import ReadError
from quotes.formats.imports.article_builder import (
    Annotation,
    FindText,
    build_article,
    describe_article,
    find_words,
    join_pairs,
    naming_place,
    order_by_export,
    read_json,
)
from quotes.formats.imports.span_groups import group_spans
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import KEY, NATIVE, Pair, Spans

Item = dict[str, Any]


def read(path: Path, find_text: FindText) -> Iterator[AnnotatedArticle | ReadError]:
    """The annotated article of each task, or why it cannot be read. For a folder, its tasks.json is read."""
    path = path / "tasks.json" if path.is_dir() else path
    try:
        with naming_place(str(path), "a JSON export of Label Studio"):
            tasks = list(read_json(path))
    except ReadError as error:
        yield error
        return
    for number, task in enumerate(tasks, start=1):
        try:
            with naming_place(f"{path}: task {number}", "a task of Label Studio with the config of 'quotes export'"):
                yield _read_task(task, f"{path.stem}-{number}")
        except ReadError as error:
            yield error


def _read_task(task: Item, name: str) -> AnnotatedArticle:
    data = task["data"]
    text = data["text"]
    lefts = {left["id"]: left for left in data.get(KEY) or ()}
    result = _choose_result(task)
    regions = [item for item in result if item.get("type") == "labels" and _role(item) in NATIVE]
    numbers = {region["id"]: number for number, region in enumerate(regions)}
    relations = [
        (numbers[item["from_id"]], numbers[item["to_id"]])
        for item in result
        if item.get("type") == "relation" and item["from_id"] in numbers and item["to_id"] in numbers
    ]
    owners = [region["id"].rpartition("-")[0] for region in regions]
    records = [owner if owner in lefts else None for owner in owners]
    annotations = []
    for group in group_spans(records, relations):
        record = next((records[number] for number in group if records[number]), None)
        record_regions = [regions[number] for number in group]
        if any(_role(region) == "content" for region in record_regions):
            annotations.append(Annotation(_make_spans(record_regions, text), lefts.get(record or "")))
    info = describe_article(text, str(data.get("article", name)), None, data.get("title"))
    return build_article(text, info, order_by_export(annotations, list(lefts)), exported=set(lefts))


def _choose_result(task: Item) -> list[Item]:
    """The regions of a person's annotation, else of the prediction."""
    annotations = [item for item in task.get("annotations") or () if not item.get("was_cancelled")]
    chosen = annotations or task.get("predictions") or [{"result": []}]
    result: list[Item] = chosen[-1]["result"]
    return result


def _role(region: Item) -> str:
    labels = region["value"].get("labels") or [""]
    return str(labels[0]).lower()


def _make_spans(regions: list[Item], text: str) -> Spans:
    roles: dict[str, list[Pair]] = {role: [] for role in NATIVE}
    for region in regions:
        value = region["value"]
        pair = int(value["start"]), int(value["end"])
        roles[_role(region)].append(find_words(text, pair, value["text"]) if "text" in value else pair)
    content = roles["content"]
    return Spans(tuple(content), join_pairs(roles["cue"], content), join_pairs(roles["source"], content))
