"""Gold in brat, Citron's JSON and JSON Lines: what is read, and what is said of files that are none."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from support.records import ARTICLE, make_record
from support.relations import SEED

from quotes.errors import ReadError
from quotes.evaluation.gold import read_gold
from quotes.evaluation.gold.quote_types import is_quoted, tell_quote_type
from quotes.evaluation.relations import Relation, make_extents
from quotes.formats.imports.brat_standoff import parse_events

TEXT = "“We are ready,” Stoltenberg said.\r\nHe did not say when.\n"
BRAT = (
    "T1\tSource 16 27\tStoltenberg\nT2\tCue 28 32\tsaid\nT3\tContent 0 8;8 15\t“We are ready,”\n"
    "T4\tContent 50 54\twhen\n"
    "T5\tAttribution 28 32\tsaid\nE1\tAttribution:T5 Content:T3 Cue:T2 Source:T1\nT6\tCue 38 49\tdid not say\n"
    "E2\tAttribution:T6 Cue:T6 Content2:T4\nE3\tAttribution:T6 Cue:T6\n#1\tAnnotatorNotes E1\tclear\n"
)


def make_brat(folder: Path, *, polnear: bool = True) -> Path:
    texts, annotations = (folder / "text", folder / "attributions") if polnear else (folder, folder)
    texts.mkdir(exist_ok=True)
    annotations.mkdir(exist_ok=True)
    (texts / "nato.txt").write_bytes(TEXT.encode())
    (texts / "nato_more.txt").write_bytes(TEXT.encode())  # without annotations
    (annotations / ("nato_0a1b.ann" if polnear else "nato.ann")).write_bytes(BRAT.encode())
    if polnear:
        (annotations / "nato_9f00.ann").write_text("", encoding="utf-8")  # a second annotator, by name
    return folder


def words(spans: tuple[object, ...]) -> list[str]:
    return [span.text for span in spans]  # type: ignore[attr-defined]


@pytest.mark.parametrize("polnear", [True, False], ids=["PolNeAR's folders", "one folder"])
def test_brat(tmp_path: Path, polnear: bool) -> None:
    (sheet,) = read_gold(make_brat(tmp_path, polnear=polnear))
    first, second = sheet.relations  # an event without a content is no attribution

    assert (sheet.id, sheet.text) == ("nato", TEXT)
    assert (words(first.source), words(first.cue), words(first.content)) == (
        ["Stoltenberg"],
        ["said"],
        ["“We are ", "ready,”"],
    )
    assert (words(second.source), words(second.content)) == ([], ["when"])
    assert (first.quote_type, second.quote_type) == ("direct", "indirect")


@pytest.mark.parametrize(
    ("brat", "message"),
    [
        pytest.param("T1\tSource 16\tStoltenberg\n", "gold.ann:1: not a brat span", id="span without an end"),
        pytest.param("T1\tSource a b\tStoltenberg\n", "gold.ann:1: not a brat span", id="offsets that are words"),
        pytest.param("\nE1\tAttribution:T7\n", "gold.ann:2: T7 is not a span", id="event of an unknown span"),
    ],
)
def test_brat_that_is_none_is_named_with_its_line(brat: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        parse_events(brat, "gold.ann")


def make_citron(**changes: object) -> dict[str, object]:
    quote = {
        "cue": {"start": 28, "end": 32, "text": "said"},
        "sources": [{"start": 16, "end": 27, "text": "Stoltenberg"}],
        "contents": [{"start": 0, "end": 15, "text": "“We are ready,”"}],
    }
    return {"text": TEXT, "quotes": [quote | changes]}


def test_citron(tmp_path: Path) -> None:
    for name in ("b.json", "a.json"):
        (tmp_path / name).write_text(json.dumps(make_citron()), encoding="utf-8")
    sheets = read_gold(tmp_path)

    assert [sheet.id for sheet in sheets] == ["a", "b"]
    (relation,) = sheets[0].relations
    assert words(relation.content) == ["“We are ready,”"]
    assert relation.quote_type == "direct"
    assert read_gold(tmp_path / "a.json") == sheets[:1]


def test_citron_quote_without_a_cue(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(make_citron(cue=None, sources=None)), encoding="utf-8")
    (relation,) = read_gold(tmp_path / "a.json")[0].relations

    assert (relation.cue, relation.source) == ((), ())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param([], "not Citron JSON", id="a list"),
        pytest.param({"text": "a"}, "not Citron JSON", id="no quotes"),
        pytest.param({"text": 1, "quotes": []}, "not Citron JSON", id="text that is a number"),
        pytest.param({"text": "a", "quotes": ["b"]}, "quote 1 is not an object", id="quote that is a string"),
        pytest.param(
            make_citron(cue={"start": 5, "end": 6, "text": "said"}), "must count characters", id="token index"
        ),
        pytest.param(make_citron(cue={"start": 28}), "a span has", id="span without an end"),
        pytest.param(make_citron(cue={"start": 990, "end": 999}), "must count characters", id="beyond the text"),
    ],
)
def test_citron_that_is_none_is_named(tmp_path: Path, data: object, message: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(data), encoding="utf-8")

    with pytest.raises(ReadError, match=message) as raised:
        read_gold(path)
    assert str(raised.value).startswith(str(path))


def test_json_lines_by_article(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    record = make_record()
    nested = make_record(parent=record.id)
    other = make_record(article={**record.article.model_dump(), "source_path": "x\\b.txt", "sha256": "1" * 64})
    path.write_text("\n".join(item.model_dump_json() for item in (record, other, nested)) + "\n\n", encoding="utf-8")
    first, second = read_gold(path)

    assert (first.id, second.id) == ("nato-syria", "b")
    assert first.sha256 == ARTICLE.sha256
    assert [relation.nested for relation in first.relations] == [False, True]
    assert len(first.without_nested().relations) == 1
    assert (first.relations[0].mode, first.relations[0].confidence) == ("statement", 0.98)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("gold.jsonl", '{"id": 1}\n', "gold.jsonl:1", id="no record"),
        pytest.param("gold.jsonl", "not JSON\n", "gold.jsonl:1", id="no JSON"),
        pytest.param("gold.txt", "He said.", "gold.txt:1", id="an article"),
    ],
)
def test_lines_that_are_no_records(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=message):
        read_gold(tmp_path / name)


def test_gold_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file or folder"):
        read_gold(tmp_path / "none")
    with pytest.raises(ReadError, match="no gold there"):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("text", "content", "quote_type"),
    [
        ("He said it was so.", "it was so", "indirect"),
        ("He said it was “so”.", "it was “so”", "mixed"),
        ("“It was so,” he said.", "“It was so,”", "direct"),
        ("“It was so,” he said.", "It was so,", "direct"),
        ('"It was so.\n\n"It is," he said.', '"It was so.\n\n"It is,"', "direct"),
        ("He said it was ‘so’.", "it was ‘so’", "indirect"),
        ("He said it “was so,” in short.", "was so,” in short", "mixed"),
    ],
)
def test_quote_type_by_marks(text: str, content: str, quote_type: str) -> None:
    start = text.index(content)
    relation = Relation((), (), make_extents(text, [(start, start + len(content))]))

    assert tell_quote_type(relation, text).quote_type == quote_type


def test_mark_that_nothing_closes_holds_on() -> None:
    assert is_quoted("a “b c")[-1]
    assert len(is_quoted(SEED)) == len(SEED)


@pytest.mark.skipif("QUOTES_DATA" not in os.environ, reason="QUOTES_DATA names no folder with PolNeAR")
def test_polnear_dev() -> None:
    sheets = read_gold(Path(os.environ["QUOTES_DATA"]) / "data" / "dev")

    assert (len(sheets), sum(len(sheet.relations) for sheet in sheets)) == (84, 2192)
    assert all(sheet.text is not None for sheet in sheets)
