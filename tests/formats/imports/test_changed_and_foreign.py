"""Annotations that were changed in a tool come back as records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.records import ARTICLE, make_record
from support.round_trips import read_import, write_export

from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.record import Record, record_id

TEXT = ARTICLE.text

SAID = TEXT.index("said")

SECOND = make_record().model_copy(update={"id": "2" * 16, "continues": make_record().id})


def export(form: str, folder: Path, *records: Record) -> Path:
    results = records or (make_record(),)
    return write_export([AnnotatedArticle(results[0].article, results, TEXT)], form, folder)


def move_cue(data: Any) -> None:
    """Take "Stoltenberg said" for the cue, wherever the format has it."""
    if isinstance(data, dict):
        if data.get("start") == SAID:
            data["start"] = SAID - len("Stoltenberg ")
            if "text" in data:
                data["text"] = "Stoltenberg said"
        for key, value in data.items():
            if key != "quotes_record":
                move_cue(value)
    elif isinstance(data, list):
        for value in data:
            move_cue(value)


def load(path: Path) -> tuple[Path, Any]:
    """The file of an export, and its value; a list of values for JSON Lines."""
    if path.is_dir():
        (file,) = path.glob("*.json")
        return file, json.loads(file.read_text("utf-8"))
    return path, [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def save(file: Path, data: Any) -> None:
    lines = [data] if file.suffix else data
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


@pytest.mark.parametrize("form", ["citron", "prodigy", "labelstudio"])
def test_moved_span_is_followed_and_labels_stay(form: str, tmp_path: Path) -> None:
    path = export(form, tmp_path, make_record(), SECOND)
    file, data = load(path)
    move_cue(data)
    save(file, data)

    first, second = read_import(path, form)

    assert first.cue is not None
    assert (first.cue.text, first.cue.start) == ("Stoltenberg said", SAID - 12)
    assert first.speaker == make_record().speaker  # the source did not move
    assert first.quote_type == "direct"
    assert first.verbatim == make_record().verbatim
    assert first.id != make_record().id
    assert first.id == record_id(
        ARTICLE.sha256,
        [
            ("content", 0, 53),
            ("cue", first.cue.start, first.cue.end),
            ("source", 54, 65),
        ],
    )
    assert second.continues == first.id  # links follow the new id
    assert first.confidence == 1


@pytest.mark.parametrize("form", ["prodigy", "labelstudio"])
def test_link_to_a_deleted_record_is_dropped(form: str, tmp_path: Path) -> None:
    path = export(form, tmp_path, make_record(), SECOND)
    file, data = load(path)
    task = data[0]
    gone = make_record().id
    if form == "labelstudio":
        result = task["predictions"][0]["result"]
        task["annotations"] = [{"result": [r for r in result if not r.get("id", r.get("from_id")).startswith(gone)]}]
    else:
        assert [span["record"] for span in task["spans"]] == [gone] * 3
        task["answer"] = "reject"
    save(file, data)

    (left,) = read_import(path, form)

    assert left == SECOND.model_copy(update={"continues": None})


def test_speaker_type_and_mode_are_edited_in_label_studio(tmp_path: Path) -> None:
    path = export("labelstudio", tmp_path)
    file, (task,) = load(path)
    result = task["predictions"][0]["result"]
    for item in result:
        if item.get("from_name") == "speaker":
            item["value"]["text"] = ["Anders Rasmussen"]
        if item.get("from_name") == "mode":
            item["value"]["choices"] = ["thought"]
    task["annotations"] = [{"result": result}]
    save(file, [task])
    (record,) = read_import(path, "labelstudio")

    assert record.speaker is not None
    assert (record.speaker.id, record.speaker.name, record.speaker.confidence) == (
        "anders-rasmussen",
        "Anders Rasmussen",
        1.0,
    )
    assert record.mode == "thought"
    assert record.id == make_record().id
    task["annotations"] = [{"result": [item for item in result if item.get("from_name") != "speaker"]}]
    save(file, [task])
    assert read_import(path, "labelstudio")[0].speaker is None
