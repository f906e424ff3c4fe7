"""Concentration, new speakers, outlets, sections and months, counted by hand; conditions that list what was counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.desk import make_records, write_records
from support.said import said, write

from quotes.desk.audit.concentration import measure_concentration
from quotes.desk.audit.figures import audit
from quotes.desk.selection.selection import Selection
from quotes.desk.tables.store import open_corpus
from quotes.record import Record


def print_in(record: Record, **changes: Any) -> Record:
    return record.model_copy(update={"article": record.article.model_copy(update=changes)})


def ask(tmp_path: Path, name: str, *records: Record) -> dict[Any, list[Any]]:
    with open_corpus([str(write(tmp_path / "quotes.jsonl", *records))]) as corpus:
        rows = audit(corpus).answers[name].rows
    return {keys[0]: [cell.value for cell in cells] for keys, cells in rows}


def test_how_few_speakers_give_how_much(tmp_path: Path) -> None:
    many = [said(1, "Vladimir Putin")] * 6
    others = [said(1, "Angela Merkel")] * 2 + [said(1, name) for name in ("Jens Stoltenberg", "Barack Obama")]
    with open_corpus([str(write(tmp_path / "quotes.jsonl", *many, *others))]) as corpus:
        assert measure_concentration(corpus) == [
            (10, 1, 25.0, 6),
            (25, 1, 25.0, 6),
            (50, 1, 25.0, 6),
            (75, 2, 50.0, 8),
            (90, 3, 75.0, 9),
            (100, 4, 100.0, 10),
        ]


def test_no_speakers_have_no_concentration(tmp_path: Path) -> None:
    with open_corpus([str(write(tmp_path / "none.jsonl"))]) as corpus:
        assert measure_concentration(corpus) == []


def test_new_speakers_are_in_no_earlier_month(tmp_path: Path) -> None:
    records = [
        print_in(said(1, "Vladimir Putin"), published="2015-10-08"),
        print_in(said(2, "Vladimir Putin"), published="2015-11-01"),
        print_in(said(2, "Angela Merkel"), published="2015-11-01"),
        print_in(said(2, "officials", nature="unnamed_group"), published="2015-11-01"),
        print_in(said(3, "Barack Obama"), published="some day"),
    ]

    assert ask(tmp_path, "new-speakers", *records) == {"2015-10": [1, 1, 100.0], "2015-11": [2, 1, 50.0]}


@pytest.mark.parametrize(
    ("changes", "outlet", "section"),
    [
        pytest.param({}, "not known", None, id="nothing known"),
        pytest.param({"publisher": "Reuters"}, "Reuters", None, id="publisher"),
        pytest.param({"url": "https://www.example.org/a"}, "example.org", None, id="host"),
        pytest.param({"url": "https://example.org/us-news/2015/a"}, "example.org", "us-news", id="section"),
        pytest.param({"url": "https://example.org/2015/10/a"}, "example.org", None, id="date in the address"),
        pytest.param({"url": "https://example.org/a-headline-without-section"}, "example.org", None, id="headline"),
    ],
)
def test_outlets_and_sections(tmp_path: Path, changes: dict[str, Any], outlet: str, section: str | None) -> None:
    elsewhere = {"url": "https://example.com/sport/a", "publisher": "Another"}
    records = [print_in(said(1, "Vladimir Putin"), **changes), print_in(said(2, "Angela Merkel"), **elsewhere)]

    assert outlet in ask(tmp_path, "publishers", *records)
    assert set(ask(tmp_path, "sections", *records)) == {section or "not known", "sport"}


def test_bylines_are_counted_if_there_are_several(tmp_path: Path) -> None:
    one = print_in(said(1, "Vladimir Putin"), byline="By  Ada Lovelace")
    other = print_in(said(2, "Vladimir Putin"), byline="Ada Lovelace")

    assert ask(tmp_path, "bylines", one, other) == {}
    assert {name: values[0] for name, values in ask(tmp_path, "bylines", one, other, said(3, "Putin")).items()} == {
        "Ada Lovelace": 2,
        "not known": 1,
    }


def test_the_articles_own_pronouns(tmp_path: Path) -> None:
    records = [
        said(1, "Angela Merkel"),
        said(1, "Angela Merkel", "She", resolution="pronoun"),
        said(2, "Angela Merkel"),
        said(2, "NATO", "they", nature="named_organization", resolution="pronoun"),
    ]
    pronouns = ask(tmp_path, "pronouns", *records)

    assert {name: values[:3] for name, values in pronouns.items()} == {
        "she": [2, 66.7, 100.0],
        "none used": [1, 33.3, None],
    }


def test_a_condition_lists_the_records_that_a_number_counts(tmp_path: Path) -> None:
    path = str(write_records(tmp_path / "quotes.jsonl", make_records()))
    with open_corpus([path]) as corpus:
        answers = audit(corpus).answers.values()
    cells = [cell for answer in answers for _, row in answer.rows for cell in row if cell.ask and cell.kind == "count"]

    assert len(cells) > 30
    for condition in {cell.ask for cell in cells}:
        with open_corpus([path], Selection(where=condition)) as corpus:
            rows = {row for (row,) in corpus.rows("SELECT rowid FROM records")}
        assert any(set(cell.records) == rows for cell in cells if cell.ask == condition)
