"""The record and its published JSON Schema: what is accepted, and what is not."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError
from support.records import ARTICLE, make_record

from quotes.record import Record, json_schema, record_id


def set_at(data: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Change one value of a nested record: `set_at(data, "content.0.start", -1)`."""
    *way, last = path.split(".")
    at: Any = data
    for step in way:
        at = at[int(step)] if step.isdigit() else at[step]
    at[int(last) if last.isdigit() else last] = value
    return data


BROKEN = [
    pytest.param("subject", "Stoltenberg", id="extra key"),
    pytest.param("speaker.age", 56, id="extra key in the speaker"),
    pytest.param("content.0.note", "", id="extra key in a span"),
    pytest.param("quote_type", "straight", id="unknown quote type"),
    pytest.param("mode", "feeling", id="unknown mode"),
    pytest.param("cue.verb_class", "verbal", id="unknown verb class"),
    pytest.param("cue.tense", "perfect", id="unknown tense"),
    pytest.param("speaker.resolution", "guess", id="unknown resolution"),
    pytest.param("source_type.nature", "person", id="unknown nature"),
    pytest.param("source_type.sector", "sport", id="unknown sector"),
    pytest.param("source_type.anonymity", "secret", id="unknown anonymity"),
    pytest.param("schema_version", "9", id="another schema version"),
    pytest.param("content.0.start", -1, id="negative start"),
    pytest.param("source.end", -1, id="negative end"),
    pytest.param("content", [], id="no content"),
    pytest.param("id", "6F1D0C", id="id of another form"),
    pytest.param("article.sha256", "abc", id="short hash"),
    pytest.param("confidence", 1.5, id="confidence above one"),
    pytest.param("confidence", -0.1, id="confidence below nought"),
    pytest.param("source_type", None, id="null where it may not be"),
]


@pytest.mark.parametrize(("path", "value"), BROKEN)
def test_schema_and_model_refuse(path: str, value: object) -> None:
    broken = set_at(make_record().model_dump(mode="json"), path, value)

    assert not Draft202012Validator(json_schema()).is_valid(broken)
    with pytest.raises(ValidationError):
        Record.model_validate(broken)


@pytest.mark.parametrize(
    "key",
    list(Record.model_fields),
)
def test_schema_asks_for_every_key(key: str) -> None:
    data = make_record().model_dump(mode="json")
    del data[key]

    assert not Draft202012Validator(json_schema()).is_valid(data)


def test_schema_is_a_valid_schema() -> None:
    schema = json_schema()

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="all there"),
        pytest.param({"cue": None, "source": None, "speaker": None}, id="nobody is named"),
        pytest.param({"parent": "0123456789abcdef", "continues": "fedcba9876543210"}, id="nested and continued"),
        pytest.param({"confidence": 0}, id="no confidence"),
    ],
)
def test_schema_accepts(changes: dict[str, Any]) -> None:
    data = make_record(**changes).model_dump(mode="json")

    Draft202012Validator(json_schema()).validate(data)
    assert Record.model_validate(data).model_dump(mode="json") == data


def test_keys_come_in_the_order_of_the_contract() -> None:
    assert list(make_record().model_dump()) == [
        "schema_version",
        "id",
        "article",
        "quote_type",
        "mode",
        "content",
        "verbatim",
        "cue",
        "source",
        "speaker",
        "source_type",
        "addressee",
        "medium",
        "context",
        "construction",
        "parent",
        "continues",
        "confidence",
        "tool",
        "unresolved",
        "review",
    ]


def test_record_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        make_record().mode = "thought"


SPANS = [("content", 0, 53), ("cue", 66, 70), ("source", 54, 65)]


@pytest.mark.parametrize(
    ("sha256", "spans"),
    [
        pytest.param("0" * 64, SPANS, id="another article"),
        pytest.param(ARTICLE.sha256, [("content", 0, 54), *SPANS[1:]], id="another end"),
        pytest.param(ARTICLE.sha256, SPANS[:2], id="a span less"),
        pytest.param(ARTICLE.sha256, [("verbatim", 0, 53), *SPANS[1:]], id="another role"),
        pytest.param(ARTICLE.sha256, [("content", 0, 5), ("content", 3, 53), *SPANS[1:]], id="split content"),
    ],
)
def test_other_spans_have_another_id(sha256: str, spans: list[tuple[str, int, int]]) -> None:
    assert record_id(sha256, spans) != record_id(ARTICLE.sha256, SPANS)


def test_id_is_the_beginning_of_a_sha256() -> None:
    results = record_id(ARTICLE.sha256, SPANS)

    assert re.fullmatch("[0-9a-f]{16}", results)
    assert results == record_id(ARTICLE.sha256, iter(SPANS))
    assert (
        results == hashlib.sha256(f"{ARTICLE.sha256}\ncontent 0 53\ncue 66 70\nsource 54 65".encode()).hexdigest()[:16]
    )


def test_offsets_of_the_helpers_record_point_into_the_article() -> None:
    record = make_record()

    for span in [*record.content, *record.verbatim, record.cue, record.source, record.context]:
        assert span is not None
        assert ARTICLE.text[span.start : span.end] == span.text
