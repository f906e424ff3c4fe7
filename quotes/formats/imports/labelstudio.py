"""Label Studio's JSON export: the last uncancelled annotation of each task, else its prediction.

Regions whose words are not at their offsets (Label Studio had bugs with emoji and CRLF) are found by their words,
as near as possible to the offsets. A speaker, type or mode that was edited is the record's; a speaker has confidence 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.errors import ReadError
from quotes.formats.exports.labelstudio import LABELS
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
from quotes.language.names import make_id
from quotes.record import Speaker

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
            left = lefts.get(record or "")
            own = {region["id"] for region in record_regions}
            if left is not None:
                left = _with_labels(left, [item for item in result if item.get("id") in own])
            annotations.append(Annotation(_make_spans(record_regions, text), left))
    info = describe_article(text, str(data.get("article", name)), None, data.get("title"))
    return build_article(text, info, order_by_export(annotations, list(lefts)), exported=set(lefts))


def _with_labels(left: Item, items: list[Item]) -> Item:
    """The leftovers with the speaker and labels as the annotator left them."""
    values = {
        str(item.get("from_name")): item["value"] for item in items if item.get("type") in ("choices", "textarea")
    }
    labels = {name: values[name]["choices"][0] for name in LABELS if values.get(name, {}).get("choices")}
    if not labels:  # exported by a version that had no labels
        return left
    words = values.get("speaker", {}).get("text") or ""
    name = " ".join((words if isinstance(words, str) else " ".join(words)).split())
    speaker = left["speaker"]
    if name != (" ".join(speaker["name"].split()) if speaker else ""):
        left = {**left, "speaker": _make_speaker(name)}
        if name:
            left["unresolved"] = None
    return {**left, **labels}


def _make_speaker(name: str) -> Item | None:
    """The speaker with this name, as an annotator gives it; None for an empty one."""
    if not name:
        return None
    speaker = Speaker(id=make_id(name), name=name, description=None, resolution="name", confidence=1.0)
    return speaker.model_dump(mode="json")


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
