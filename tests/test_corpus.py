"""The annotated corpus: every file is as its schema and its conventions say, and every conversion keeps the offsets."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from spacy.lang.en import English
from spacy.tokens import DocBin
from support.corpus import CORPUS, PARTS, read_corpus
from support.exports import all_roles
from support.round_trips import read_import, write_export

from quotes.evaluation.evaluate import score
from quotes.evaluation.gold import read_gold
from quotes.evaluation.gold.json_lines import make_sheets
from quotes.formats.exports.standoff import make_article
from quotes.formats.imports.article_builder import read_utf8
from quotes.formats.imports.standoff_json import read_files
from quotes.formats.interchange.annotated import AnnotatedArticle, list_roles
from quotes.formats.interchange.standoff_file import StandoffFile, dump, json_schema
from quotes.formats.registry import IMPORTABLE, load_export
from quotes.spans import overlaps

SIZES = {"train": (186, 1635, 304), "dev": (34, 286, 40)}  # articles, outermost attributions, nested ones
NEVER_EMPTY = ("nature", "sector", "mode", "quote_type")


def files_of(part: str) -> list[StandoffFile]:
    files = list(read_files(CORPUS / part))
    assert all(isinstance(file, StandoffFile) for file in files), files
    return files  # type: ignore[return-value]


@pytest.fixture(scope="module")
def files() -> list[StandoffFile]:
    """The files of both parts."""
    return [file for part in PARTS for file in files_of(part)]


@pytest.fixture(scope="module")
def articles() -> tuple[AnnotatedArticle, ...]:
    return read_corpus()


@pytest.mark.parametrize("part", PARTS)
def test_parts_are_whole_and_share_nothing(part: str) -> None:
    articles = [file.article for file in files_of(part)]
    other = {file.article.url for file in files_of(PARTS[1 - PARTS.index(part)])}

    assert (
        len(articles),
        sum(len(article.attributions) for article in articles),
        sum(len(article.nested) for article in articles),
    ) == SIZES[part]
    assert other.isdisjoint(article.url for article in articles)
    assert {path.stem for path in (CORPUS / part / "texts").iterdir()} == {file.id for file in files_of(part)}


def test_schema_beside_the_corpus_is_the_one_of_the_command() -> None:
    assert json.loads((CORPUS / "schema.json").read_text("utf-8")) == json_schema()


def test_files_are_as_the_schema_says(files: list[StandoffFile]) -> None:
    validator = Draft202012Validator(json_schema())
    for file in files:
        errors = [
            f"{file.path}: {error.json_path}: {error.message}" for error in validator.iter_errors(read_json(file))
        ]
        assert errors == []


def read_json(file: StandoffFile) -> Any:
    return json.loads(file.path.read_text("utf-8"))


def test_files_are_written_as_the_program_writes_them(files: list[StandoffFile]) -> None:
    for file in files:
        assert dump(file.article) == read_utf8(file.path), file.path


def test_conventions_hold(files: list[StandoffFile]) -> None:
    broken = [
        f"{file.path}: {problem}"
        for file in files
        for item in (*file.article.attributions, *file.article.nested)
        for problem in find_problems(item.model_dump(), file.text)
    ]
    assert broken == []
    assert [file.path for file in files if file.article.doc != file.id or not file.article.url] == []


def find_problems(item: dict[str, Any], text: str) -> Iterator[str]:
    """What an attribution has against the conventions of docs/annotation.md that a program can see."""
    spans = [*item["content"], *(item[role] for role in ("source", "cue", "addressee", "medium") if item[role])]
    for start, end in spans:
        words = text[start:end]
        if words != words.strip() or "\n" in words:
            yield f"{words!r} begins or ends with a blank, or is of two lines"
        if (text[start - 1 : start].isalnum() and words[0].isalnum()) or (
            words[-1].isalnum() and text[end : end + 1].isalnum()
        ):
            yield f"{words!r} is cut within a word"
    if any(after[0] < before[1] for before, after in pairwise(item["content"])):
        yield "the parts of the content overlap"
    if any(overlaps(item["source"], part) for part in item["content"] if item["source"]):
        yield "the source is within the content"
    if any(item[name] is None for name in NEVER_EMPTY):
        yield "nature, sector, mode or quote type is missing"
    if (item["nature"] == "none") != (item["source"] is None and item["speaker"] is None):
        yield "nature is none, but somebody speaks"


def test_export_gives_the_files_again_without_the_notes(articles: tuple[AnnotatedArticle, ...]) -> None:
    by_id = {article.info.id: article for article in articles}
    for file in files_of("dev"):
        lists = {
            name: tuple(item.model_copy(update={"unsure": ""}) for item in getattr(file.article, name))
            for name in ("attributions", "nested")
        }
        assert make_article(by_id[file.id], file.id) == file.article.model_copy(update=lists)


@pytest.mark.parametrize("form", IMPORTABLE)
def test_every_format_brings_all_records_back(
    form: str, articles: tuple[AnnotatedArticle, ...], tmp_path: Path
) -> None:
    records = {(record.article.id, record.id): record for article in articles for record in article.records}
    texts = {article.info.sha256: article.text or "" for article in articles}
    results = read_import(write_export(articles, form, tmp_path), form, texts)

    assert len(results) == len(records) == 2265
    for record in results:
        before = records[record.article.id, record.id]
        path = record.article.source_path  # standoff JSON has the path of the text beside it
        info = before.article.model_copy(update={"source_path": path}) if form == "standoff" else before.article
        assert record == before.model_copy(update={"article": info})


def test_docbin_has_the_same_offsets(articles: tuple[AnnotatedArticle, ...]) -> None:
    stream = io.BytesIO()
    load_export("docbin")(articles, stream)
    for article, doc in zip(articles, DocBin().from_bytes(stream.getvalue()).get_docs(English().vocab), strict=True):
        spans = [span for group in doc.spans.values() for span in group]
        assert sorted((s.id_, s.label_, s.start_char, s.end_char, s.text) for s in spans) == all_roles(article)


def test_bio_has_the_same_offsets_and_says_what_is_nested(articles: tuple[AnnotatedArticle, ...]) -> None:
    stream = io.StringIO()
    load_export("bio")(articles, stream)
    results, parents = read_bio(stream.getvalue())
    shared = 0
    for article in articles:
        for record in article.records:
            expected = sorted((role, extent.start, extent.end) for role, extent in list_roles(record))
            if any(overlaps(a[1:], b[1:]) for a, b in pairwise(sorted(expected, key=lambda span: span[1:]))):
                shared += 1  # "let him know": a token has one tag in a column
                continue
            assert sorted(results[record.article.id, record.id]) == expected
            assert parents[record.article.id, record.id] == (record.parent or "")
    assert shared == 2


def read_bio(text: str) -> tuple[dict[tuple[str, str], list[tuple[str, int, int]]], dict[tuple[str, str], str]]:
    """The (role, start, end) of each attribution, and the id of the one that it is nested in."""
    spans: dict[tuple[str, str], list[tuple[str, int, int]]] = defaultdict(list)
    parents = {}
    doc, columns = "", []
    for row in csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE):
        if not row:
            columns = []
        elif row[0].startswith("# doc = "):
            doc = row[0].removeprefix("# doc = ")
        elif row[0].startswith("# attribution "):
            own, _, parent = row[0].partition(" = ")[2].partition(" in ")
            columns.append((doc, own))
            parents[doc, own] = parent
        elif len(row) > 1:
            for column, tag in zip(columns, row[3:], strict=True):
                begins, _, role = tag.partition("-")
                if begins == "B":
                    spans[column].append((role.lower(), int(row[1]), int(row[2])))
                elif begins == "I":
                    name, start, _ = spans[column].pop()
                    spans[column].append((name, start, int(row[2])))
    return spans, parents


@pytest.mark.parametrize("part", PARTS)
def test_gold_scores_a_hundred_against_its_own_records(part: str, articles: tuple[AnnotatedArticle, ...]) -> None:
    gold = read_gold(CORPUS / part)
    names = {sheet.id for sheet in gold}
    scores = score(gold, make_sheets(r for article in articles if article.info.id in names for r in article.records))

    assert scores.alignment.misfits == ()
    assert (scores.scores.headline.f1, scores.scores.headline.gold) == (100.0, SIZES[part][1])
    assert scores.scores.nested is not None
    assert (scores.scores.nested.f1, scores.scores.nested.gold) == (100.0, SIZES[part][2])
    assert scores.scores.speakers is not None
    assert {share.percent for _, share in scores.scores.speakers.rows if share.of} == {100.0}


def test_gold_in_brat_scores_as_in_standoff_json(articles: tuple[AnnotatedArticle, ...], tmp_path: Path) -> None:
    gold = read_gold(CORPUS / "dev")
    names = {sheet.id for sheet in gold}
    dev = [article for article in articles if article.info.id in names]
    outermost = [replace(item, records=tuple(r for r in item.records if r.parent is None)) for item in dev]
    records = make_sheets(record for article in dev for record in article.records[::2])
    brat = score(read_gold(write_export(outermost, "polnear", tmp_path)), records).scores

    assert 0 < brat.headline.recall < 100
    assert brat.headline == score(gold, records).scores.headline
    assert brat.spans == score(gold, records).scores.spans
