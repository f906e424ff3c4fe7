"""All fields of all fixture records against their gold; `pytest --snapshot-update` writes it anew for review."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import jsonlines
import pytest
from spacy.language import Language

import quotes
from quotes.evaluation.gold import read_gold
from quotes.formats.readers.text import read_text
from quotes.record import Record

ROOT = Path(__file__).parents[1]
ARTICLES = [*sorted((ROOT / "fixtures" / "articles").glob("*.txt")), *sorted((ROOT / "seeds").glob("*.txt"))]
MAX_DIFFERENCE = 0.08  # of a confidence, which processors and releases of ONNX Runtime compute differently


@pytest.fixture(scope="module")
def extracted(nlp: Language) -> Callable[[Path], list[Record]]:
    """All records of an article, which is extracted once for all tests."""
    return cache(lambda path: quotes.extract(read_text(path), nlp, mode="all"))


def as_gold(path: Path, records: Iterable[Record]) -> list[dict[str, Any]]:
    """The records of a file as plain values, its path relative to the project."""
    values = [record.model_dump(mode="json") for record in records]
    for record in values:
        record["article"]["source_path"] = path.relative_to(ROOT).as_posix()
        record["tool"] = {"quotes": "gold", "model": "gold"}  # the same whatever version made it
    return values


def part_confidence(record: dict[str, Any]) -> tuple[dict[str, Any], list[float]]:
    """A record without its two confidences, and these: of the spans and of the speaker."""
    speaker = record["speaker"] or {}
    values = [record["confidence"], speaker.get("confidence") or 0.0]
    rest = {key: value for key, value in speaker.items() if key != "confidence"}
    return {key: value for key, value in record.items() if key != "confidence"} | {"speaker": rest}, values


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_records_are_those_of_the_gold(
    path: Path, extracted: Callable[[Path], list[Record]], request: pytest.FixtureRequest
) -> None:
    gold_path = ROOT / "fixtures" / "gold" / f"{path.stem}.jsonl"
    results = as_gold(path, extracted(path))
    if request.config.getoption("--snapshot-update"):
        gold_path.parent.mkdir(exist_ok=True)
        with jsonlines.open(gold_path, "w") as writer:
            writer.write_all(results)
    with jsonlines.open(gold_path) as reader:
        gold = list(reader)
    assert [part_confidence(record)[0] for record in results] == [part_confidence(record)[0] for record in gold]
    for record, expected in zip(results, gold, strict=True):
        assert part_confidence(record)[1] == pytest.approx(part_confidence(expected)[1], abs=MAX_DIFFERENCE)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_span_is_where_it_says(path: Path, extracted: Callable[[Path], list[Record]]) -> None:
    article = read_text(path)
    for record in extracted(path):
        spans = [*record.content, *record.verbatim, record.context, record.cue, record.source, record.addressee]
        for span in filter(None, [*spans, record.medium]):
            assert article.text[span.start : span.end] == span.text


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_gold_is_what_every_command_reads(path: Path) -> None:
    (sheet,) = read_gold(ROOT / "fixtures" / "gold" / f"{path.stem}.jsonl")

    assert sheet.relations
