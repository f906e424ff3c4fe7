"""The exports for other programs, each read by its own library."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import conllu
import jsonschema
import pytest
from spacy.lang.en import English
from spacy.tokens import DocBin
from support.exports import all_roles, files_of, text_of
from support.records import ARTICLE, make_record

from quotes.formats.exports.tokens import tokenize_records
from quotes.formats.interchange.annotated import AnnotatedArticle, file_stems
from quotes.formats.readers.text import read_text
from quotes.formats.registry import load_export
from quotes.record import Extent, Record


@pytest.fixture(scope="module")
def first(seed_records: tuple[Record, ...], seed_path: Path) -> AnnotatedArticle:
    return AnnotatedArticle(seed_records[0].article, seed_records, read_text(seed_path).text)


def test_docbin_by_spacy(first: AnnotatedArticle) -> None:
    stream = io.BytesIO()
    load_export("docbin")([first], stream)
    (doc,) = DocBin().from_bytes(stream.getvalue()).get_docs(English().vocab)

    assert doc.text == first.text
    spans = [span for group in doc.spans.values() for span in group]
    results = sorted((s.id_, s.label_, s.start_char, s.end_char, s.text) for s in spans)
    assert results == all_roles(first)
    assert [Record.model_validate_json(item) for item in doc.user_data["quotes_records"]] == list(first.records)


def test_conllu_by_its_library(first: AnnotatedArticle) -> None:
    text = first.text or ""
    blocks = conllu.parse(text_of("conll", first))
    begun: set[tuple[str, str]] = set()
    for block in blocks:
        for token in block:
            misc = token["misc"]
            assert text[int(misc["start_char"]) : int(misc["end_char"])] == token["form"]
            begun |= {tuple(r[2:].split(":")) for r in misc.get("Quotes", "").split(",") if r.startswith("B-")}
    assert begun == {(role, own_id) for own_id, role, *_ in all_roles(first)}
    assert "".join(text.split()) == "".join(token["form"] for block in blocks for token in block)
    assert {block.metadata["text"] for block in blocks} == {" ".join(x.split()) for x in text.splitlines() if x.strip()}


def test_citron_has_true_character_offsets_and_a_cue_each(first: AnnotatedArticle) -> None:
    (document,) = (json.loads(text) for text in files_of("citron", first).values())

    assert len(document["quotes"]) == sum(record.cue is not None for record in first.records)
    for quote in document["quotes"]:
        for span in [quote["cue"], *quote["sources"], *quote["contents"]]:
            assert document["text"][span["start"] : span["end"]] == span["text"]
    assert len(document["quotes_without_cue"]) == 2


# What the export uses of IPTC's ninjs 2.1: its types, formats and closed objects (https://iptc.org/std/ninjs/).
NAMED: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: {"type": "string"} for name in ("name", "rel", "role", "uri", "literal")},
    },
}

VALUES: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["value"],
        "properties": {name: {"type": "string"} for name in ("role", "contenttype", "value")},
    },
}

ITEM: dict[str, Any] = {
    "uri": {"type": "string", "format": "uri"},
    "type": {"const": "text"},
    "profile": {"type": "string"},
    "representationtype": {"enum": ["full", "partial"]},
    "language": {"type": "string"},
    "by": {"type": "string"},
    "contentcreated": {"type": "string", "format": "date-time"},
    "headlines": VALUES,
    "bodies": VALUES,
    "descriptions": VALUES,
    "altids": VALUES,
    "people": NAMED,
    "organisations": NAMED,
    "infosources": NAMED,
    "standard": {"type": "object", "properties": {n: {"type": "string"} for n in ("name", "version", "schema")}},
}

NINJS = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {
        **ITEM,
        "associations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "uri"],
                "additionalProperties": False,
                "properties": {**ITEM, "name": {"type": "string"}},
            },
        },
    },
}


def test_ninjs_by_jsonschema(first: AnnotatedArticle) -> None:
    (item,) = (json.loads(text) for text in files_of("ninjs-sidecar", first).values())

    jsonschema.validate(item, NINJS, format_checker=jsonschema.FormatChecker())
    assert "Jens Stoltenberg" in {person["name"] for person in item["people"]}
    held = [json.loads(one["descriptions"][1]["value"]) for one in item["associations"]]
    assert [Record.model_validate(one) for one in held] == list(first.records)


def test_files_of_articles_with_odd_ids_stay_in_the_folder() -> None:
    def named(name: str) -> AnnotatedArticle:
        record = make_record()
        info = record.article.model_copy(update={"id": name})
        return AnnotatedArticle(info, (record.model_copy(update={"article": info}),), ARTICLE.text)

    ids = ["a", "A", "a", "../../etc/passwd", "", ".hidden", "x" * 300, "CON\x00\n/"]
    stems = [stem for stem, _ in file_stems([named(item) for item in ids])]

    assert len({stem.casefold() for stem in stems}) == len(ids)
    assert not [stem for stem in stems if "/" in stem or "\x00" in stem or stem.startswith(".") or len(stem) > 120]


@pytest.mark.parametrize("text", ["don't", "a  b", "😀😀 x", "x\n\ny", " a", "l'eau\u2028b"])
def test_tokens_begin_and_end_where_spans_do(text: str) -> None:
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            record = make_record().model_copy(
                update={
                    "content": (Extent(start=start, end=end, text=text[start:end]),),
                    "cue": None,
                    "source": None,
                }
            )
            tokens = tokenize_records(text, [record])
            assert "".join(w + " " * s for w, s in zip(tokens.words, tokens.spaces, strict=True)) == text
            first, last = tokens.cover(record.content[0])
            covered = text[tokens.starts[first] : tokens.ends[last]]
            assert covered.strip() == text[start:end].strip() or not text[start:end].strip()
