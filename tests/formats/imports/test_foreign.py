"""Annotations that were made elsewhere, and files that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.records import ARTICLE, make_record
from support.round_trips import read_import, write_export

from quotes.errors import ReadError
from quotes.formats.imports.span_groups import group_spans
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.registry import load_import
from quotes.record import Record

TEXT = ARTICLE.text

SAID = TEXT.index("said")


def export(form: str, folder: Path, *records: Record) -> Path:
    results = records or (make_record(),)
    return write_export([AnnotatedArticle(results[0].article, results, TEXT)], form, folder)


def errors_of(path: Path, form: str) -> list[str]:
    return [str(item) for item in load_import(form)(path, lambda info: None) if isinstance(item, ReadError)]


def load(path: Path) -> tuple[Path, Any]:
    """The file of an export, and its value; a list of values for JSON Lines."""
    if path.is_dir():
        (file,) = path.glob("*.json")
        return file, json.loads(file.read_text("utf-8"))
    return path, [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def save(file: Path, data: Any) -> None:
    lines = [data] if file.suffix else data
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


def test_prodigy_tasks_of_whole_articles_are_read_too(tmp_path: Path) -> None:
    record = make_record()
    path = export("prodigy", tmp_path)
    _, (task,) = load(path)
    spans = [
        {**span, "start": span["start"] + task["quotes_offset"], "end": span["end"] + task["quotes_offset"]}
        for span in task["spans"]
    ]
    old = {"text": TEXT, "spans": spans, "relations": [], "meta": {}, "quotes_record": task["quotes_record"]}
    save(path, [old])

    assert read_import(path, "prodigy") == [record]


def test_brat_of_polnear_needs_no_notes(tmp_path: Path) -> None:
    text = "“Yes,” Putin, made he said, the case.\nNo one else spoke."
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_text(text, "utf-8")
    made, case = text.index("made"), text.index("the case")
    (tmp_path / "attributions" / "a_6b86.ann").write_text(
        f"T1\tContent 0 6\t“Yes,”\nT2\tSource 7 12\tPutin\nT3\tCue {made} {made + 4};{case} {case + 8}\tmade the case\n"
        f"T4\tAttribution {made} {made + 4}\tmade\nE1\tAttribution:T4 Content:T1 Cue:T3 Source:T2\n"
        "T5\tAttribution-no-source 0 6\t“Yes,”\nE2\tAttribution-no-source:T5\n#1\tAnnotatorNotes E1\tunsure {here}\n",
        "utf-8",
    )
    (tmp_path / "attributions" / "a_ffff.ann").write_text("", "utf-8")  # the first annotator by name counts

    (article, problem) = load_import("brat")(tmp_path, lambda info: None)

    assert isinstance(article, AnnotatedArticle)
    (record,) = article.records
    assert record.cue is not None
    assert record.cue.text == "made he said, the case"  # no part of the content is between
    assert [part.text for part in record.verbatim] == ["Yes,"]
    assert (record.quote_type, record.speaker, record.source_type.nature) == ("direct", None, "none")
    assert record.context.text == text.split("\n")[0]
    assert article.info.id == "a"
    assert "E2 is an attribution without content" in str(problem)


def test_label_studio_prefers_what_a_person_decided(tmp_path: Path) -> None:
    path = export("labelstudio", tmp_path) / "tasks.json"
    (task,) = json.loads(path.read_text("utf-8"))
    added = [
        {"id": "x1", "type": "labels", "value": {"start": 1, "end": 5, "text": "NATO", "labels": ["Content"]}},
        {"id": "x2", "type": "labels", "value": {"start": 0, "end": 2, "text": "said", "labels": ["Cue"]}},
        {"type": "relation", "from_id": "x2", "to_id": "x1", "direction": "right"},
    ]
    cancelled = {"was_cancelled": True, "result": []}
    task["annotations"] = [{"result": [*task["predictions"][0]["result"], *added]}, cancelled]
    path.write_text(json.dumps([task]), "utf-8")

    old, new = read_import(path, "labelstudio")

    assert old == make_record()
    assert new.content[0].text == "NATO"
    assert new.cue is not None
    assert new.cue.start == SAID  # found by its words, since the offsets were wrong


def test_web_annotation_made_elsewhere_is_found_by_its_words(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(
        json.dumps(
            {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": "urn:x",
                "type": "Annotation",
                "target": {
                    "source": "nato-syria.txt",
                    "selector": {"type": "TextQuoteSelector", "exact": "ready to defend"},
                },
            }
        ),
        "utf-8",
    )

    (record,) = (r for a in load_import("webannotation")(path, lambda info: TEXT) for r in a.records)  # type: ignore[union-attr]

    assert record.content[0].start == TEXT.index("ready to defend")
    assert "need the article's text" in errors_of(path, "webannotation")[0]


@pytest.mark.parametrize(
    ("form", "content", "reason"),
    [
        pytest.param("citron", "{", "not valid JSON", id="broken JSON"),
        pytest.param("citron", "[1]", "not Citron JSON", id="a list is no document"),
        pytest.param(
            "citron",
            '{"text": "ab", "quotes": [{"contents": [{"start": 1, "end": 9}]}]}',
            "1 to 9 is not in the text",
            id="span beyond the text",
        ),
        pytest.param(
            "citron",
            '{"text": "ab", "quotes": [{"contents": [{"start": 0, "end": 1, "text": "b"}]}]}',
            "'b' is given for 0-1, but the text has 'a'",
            id="other words",
        ),
        pytest.param("citron", '{"text": "ab", "quotes": [{"contents": []}]}', "without content", id="no content"),
        pytest.param("prodigy", '{"spans": []}', "'text' is missing", id="task without text"),
        pytest.param("prodigy", "x", "not a task of Prodigy", id="no JSON Lines"),
        pytest.param("labelstudio", "[{}]", "'data' is missing", id="task without data"),
        pytest.param("labelstudio", "7", "not a JSON export of Label Studio", id="number"),
        pytest.param("webannotation", '{"target": {"source": "a"}}', "a: annotations made elsewhere", id="no text"),
        pytest.param("webannotation", '{"target": []}', "not Web Annotations", id="no target"),
    ],
)
def test_error_names_file_and_reason(form: str, content: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text(content, "utf-8")

    (message,) = errors_of(path, form)

    assert reason in message
    assert str(path) in message or form == "webannotation"


def test_text_that_was_changed_is_refused(tmp_path: Path) -> None:
    path = next(export("citron", tmp_path).glob("*.json"))
    data = json.loads(path.read_text("utf-8"))
    data["text"] += " More."
    path.write_text(json.dumps(data), "utf-8")

    assert "its text is not the one that was exported" in errors_of(path, "citron")[0]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = export("citron", tmp_path)
    (folder / "0.json").write_text("{", "utf-8")

    results = list(load_import("citron")(folder, lambda info: None))

    assert isinstance(results[0], ReadError)
    assert [r for a in results[1:] for r in a.records] == [make_record()]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("records", "relations", "groups"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param(["a", "b"], [(0, 1)], [[0], [1]], id="records are never tied"),
        pytest.param(["a", None], [], [[0], [1]], id="added alone"),
        pytest.param([None, "a"], [(0, 1)], [[0, 1]], id="added to a record"),
        pytest.param([None, None, None], [(2, 1), (1, 0)], [[0, 1, 2]], id="new chain"),
    ],
)
def test_groups(records: list[str | None], relations: list[tuple[int, int]], groups: list[list[int]]) -> None:
    assert group_spans(records, relations) == groups
