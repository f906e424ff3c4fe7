"""The exports for annotation tools: Label Studio, Prodigy, brat, doccano, INCEpTION."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from pathlib import Path

import pytest
from label_studio_sdk.label_interface import LabelInterface
from support.exports import all_roles, files_of, text_of
from support.records import ARTICLE, make_record
from support.round_trips import read_import, write_export

from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import NATIVE
from quotes.formats.readers.text import read_text
from quotes.record import Extent, Record


@pytest.fixture(scope="module")
def first(seed_records: tuple[Record, ...], seed_path: Path) -> AnnotatedArticle:
    return AnnotatedArticle(seed_records[0].article, seed_records, read_text(seed_path).text)


def test_label_studio_by_its_sdk(first: AnnotatedArticle) -> None:
    files = files_of("labelstudio", first)
    interface = LabelInterface(files["config.xml"])
    interface.validate()
    (task,) = json.loads(files["tasks.json"])
    (prediction,) = task["predictions"]

    assert interface.validate_task({"data": task["data"]})
    assert interface.validate_prediction(prediction, return_errors=True) == []
    for item in prediction["result"]:
        if item["type"] == "labels":
            value = item["value"]
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
    prediction["result"][0]["value"]["labels"] = ["Speaker"]
    assert interface.validate_prediction(prediction, return_errors=True) != []


def test_prodigy_has_a_task_for_each_record_without_overlaps(first: AnnotatedArticle) -> None:
    tasks = [json.loads(line) for line in text_of("prodigy", first).splitlines()]

    assert len(tasks) == len(first.records)
    for task, record in zip(tasks, first.records, strict=True):
        tokens, offset = task["tokens"], task["quotes_offset"]
        assert "".join(token["text"] + " " * token["ws"] for token in tokens) == task["text"]
        assert (first.text or "")[offset:].startswith(task["text"])
        assert [token["id"] for token in tokens] == list(range(len(tokens)))
        for span in task["spans"]:
            assert tokens[span["token_start"]]["start"] == span["start"]
            assert tokens[span["token_end"]]["end"] == span["end"]
        places = sorted((span["start"], span["end"]) for span in task["spans"])
        assert all(end <= start for (_, end), (start, _) in pairwise(places))
        for relation in task["relations"]:
            assert relation["head"] == relation["head_span"]["token_end"]
            assert relation["child"] == relation["child_span"]["token_end"]
            assert relation["label"] == relation["child_span"]["label"]
        assert len(task["relations"]) == len(task["spans"]) - 1
        assert task["relations"] == [] or (task["relations"][0]["head_span"]["label"] == "CUE") == (
            record.cue is not None
        )


def test_a_span_that_prodigy_cannot_show_is_hidden_and_comes_back(tmp_path: Path) -> None:
    record = make_record()
    first = record.content[0]
    inside = Extent(start=first.start + 1, end=first.start + 3, text=first.text[1:3])
    record = record.model_copy(update={"source": inside})
    annotated = AnnotatedArticle(record.article, (record,), ARTICLE.text)
    (task,) = [json.loads(line) for line in text_of("prodigy", annotated).splitlines()]

    assert {span["label"] for span in task["spans"]} == {"CONTENT", "CUE"}
    assert read_import(write_export([annotated], "prodigy", tmp_path), "prodigy") == [record]


def test_brat_has_each_text_beside_its_annotations(first: AnnotatedArticle) -> None:
    files = files_of("brat", first)
    conf = files.pop("annotation.conf")
    assert "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n" in conf  # else brat takes nested records for errors
    del files["visual.conf"]
    (stem,) = {Path(name).stem for name in files}
    assert set(files) == {f"{stem}.txt", f"{stem}.ann"}
    for line in files[f"{stem}.ann"].splitlines():
        if line.startswith("T"):
            _, place, words = line.split("\t")
            kind, _, offsets = place.partition(" ")
            ranges = [tuple(map(int, pair.split())) for pair in offsets.split(";")]
            text = " ".join(files[f"{stem}.txt"][start:end] for start, end in ranges)
            assert kind in conf
            assert " ".join(text.split()) == " ".join(words.split())


def test_polnear_keeps_texts_and_annotations_apart(first: AnnotatedArticle) -> None:
    names = sorted(files_of("polnear", first))

    assert [name.split("/")[0] for name in names] == ["annotation.conf", "attributions", "text", "visual.conf"]


def test_doccano_documents_are_whole(first: AnnotatedArticle) -> None:
    documents = [json.loads(line) for line in text_of("doccano", first, first).splitlines()]
    entities = [entity for document in documents for entity in document["entities"]]

    assert len({entity["id"] for entity in entities}) == len(entities)
    for document in documents:
        own = {entity["id"]: entity for entity in document["entities"]}
        for relation in document["relations"]:
            assert own[relation["to_id"]]["label"].lower() == relation["type"]
            assert own[relation["from_id"]]["label"] in ("CUE", "CONTENT")
        results = {
            (e["label"].lower(), document["text"][e["start_offset"] : e["end_offset"]]) for e in document["entities"]
        }
        assert results == {(role, text) for _, role, _, _, text in all_roles(first) if role in NATIVE}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ARTICLE.text, id="plain"),
        pytest.param("😀 <&\"'>\r\n\x85\t" + ARTICLE.text, id="emoji, marks and line ends"),
    ],
)
def test_inception_by_the_reader_of_its_makers(text: str) -> None:
    cassis = pytest.importorskip("cassis", reason="pip install dkpro-cassis")
    offset = text.index(ARTICLE.text)
    record = make_record()
    moved = {
        role: Extent(start=part.start + offset, end=part.end + offset, text=part.text)
        for role, part in (("source", record.source),)
        if part
    }
    content = tuple(Extent(start=p.start + offset, end=p.end + offset, text=p.text) for p in record.content)
    record = record.model_copy(update={**moved, "content": content, "cue": None})
    files = files_of("inception", AnnotatedArticle(record.article, (record,), text))
    types = cassis.load_typesystem(io.BytesIO(files.pop("TypeSystem.xml").encode()))
    (xmi,) = files.values()
    cas = cassis.load_cas_from_xmi(io.BytesIO(xmi.encode()), typesystem=types)

    assert cas.sofa_string == text
    spans = list(cas.select("webanno.custom.Attribution"))
    assert {(span.role, span.get_covered_text()) for span in spans} == {
        *(("content", part.text) for part in record.content),
        ("source", record.source.text if record.source else ""),
    }
    assert {span.speaker for span in spans if span.role == "content"} == {record.speaker and record.speaker.name}
    for link in cas.select("webanno.custom.AttributionLink"):
        assert (link.Governor.role, link.Dependent.role) == ("content", link.role)
