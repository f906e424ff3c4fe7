"""`quotes speakers`: who is one speaker in several articles, and who stays apart."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from rich.console import Console
from support.said import said, write
from support.speakers_command import fail, run, speakers

from quotes.desk.speakers.merge import merge_speakers
from quotes.desk.speakers.speaker_tables import as_table
from quotes.desk.tables.store import open_corpus
from quotes.desk.tables.table_terminal import print_table
from quotes.record import Record, Review


@pytest.mark.parametrize(
    "two",
    [
        pytest.param([said(1, "Putin"), said(2, "Putin")], id="surname in two articles"),
        pytest.param([said(1, "Vladimir Putin"), said(2, "Putin")], id="full name here, surname there"),
        pytest.param(
            [said(1, "official", nature="unnamed_person"), said(2, "official", nature="unnamed_person")],
            id="unnamed people",
        ),
        pytest.param(
            [said(1, "Moscow", nature="named_organization"), said(2, "Moscow", nature="document")],
            id="an organisation and a document",
        ),
        pytest.param(
            [
                said(1, "Foreign Ministry", nature="named_organization"),
                said(2, "Foreign Ministry", nature="named_organization"),
            ],
            id="ministries",
        ),
        pytest.param(
            [said(1, "Vladimir Putin", speaker="a"), said(1, "Vladimir Putin", speaker="b")],
            id="two of one article",
        ),
    ],
)
def test_what_is_not_sure_stays_apart(two: list[Record], tmp_path: Path) -> None:
    results = speakers(write(tmp_path / "quotes.jsonl", *two))

    assert [(item["records"], item["merged"]) for item in results] == [(1, None), (1, None)]


def test_a_name_of_two_in_one_article_merges_nothing_in_others(tmp_path: Path) -> None:
    one, other = (said(1, "Vladimir Putin", speaker=speaker) for speaker in "ab")
    path = write(tmp_path / "quotes.jsonl", one, other, said(2, "Vladimir Putin"), said(3, "Vladimir Putin"))

    assert [item["records"] for item in speakers(path)] == [1, 1, 1, 1]


def test_the_same_full_name_is_one_speaker_over_files(tmp_path: Path) -> None:
    one = write(
        tmp_path / "one.jsonl",
        said(1, "Jens Stoltenberg", "NATO chief Jens Stoltenberg", sector="unknown"),
        said(1, "Jens Stoltenberg", "he", resolution="pronoun"),
        said(1, "Vladimir Putin"),
    )
    other = write(
        tmp_path / "two.jsonl",
        said(2, "JENS STOLTENBERG", "Stoltenberg", sector="international_organization"),
        said(2, "Putin"),
    )

    first, *others = speakers(one, other)
    assert first == {
        "name": "Jens Stoltenberg",
        "description": None,
        "nature": "named_person",
        "sector": "international_organization",
        "wikidata": None,
        "merged": "name",
        "records": 3,
        "quoted": 3,
        "joint": 0,
        "variants": [
            {"text": "NATO chief Jens Stoltenberg", "records": 1},
            {"text": "Stoltenberg", "records": 1},
            {"text": "Jens Stoltenberg", "records": 0},
        ],
        "articles": [
            {"id": "article-1", "sha256": f"{1:064x}", "speaker": "jens-stoltenberg", "records": 2},
            {"id": "article-2", "sha256": f"{2:064x}", "speaker": "jens-stoltenberg", "records": 1},
        ],
    }
    assert [item["name"] for item in others] == ["Putin", "Vladimir Putin"]


def test_an_article_that_was_read_from_two_places_hinders_no_merging(tmp_path: Path) -> None:
    record = said(1, "Jens Stoltenberg")
    copy = record.model_copy(update={"article": record.article.model_copy(update={"source_path": "copy.txt"})})

    assert len(speakers(write(tmp_path / "quotes.jsonl", record, copy))) == 1


def test_rejected_records_and_those_without_speaker_do_not_count(tmp_path: Path) -> None:
    review = Review(status="rejected", by="desk", at="2026-01-01T00:00:00Z")
    rejected = said(1, "Jens Stoltenberg").model_copy(update={"review": review})
    nobody = said(2, "Vladimir Putin").model_copy(update={"speaker": None})

    assert speakers(write(tmp_path / "quotes.jsonl", rejected, nobody)) == []


@pytest.fixture
def surnames(tmp_path: Path) -> Path:
    """A surname in two articles, the full name in a third, and the house that he speaks from."""
    return write(
        tmp_path / "quotes.jsonl",
        said(1, "Putin", sector="other"),
        said(2, "Putin", sector="other"),
        said(3, "Vladimir Putin"),
        said(3, "the Kremlin", nature="named_organization"),
    )


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_csv_is_a_formula(name: str, tmp_path: Path) -> None:
    path = write(tmp_path / "quotes.jsonl", said(1, name))
    (row,) = csv.DictReader(io.StringIO(run(path, "--to", "csv")))

    assert (row["speaker"], row["variants"], row["article ids"]) == (f"'{name}", f"'{name}", "article-1")


def test_the_suffix_of_the_file_decides(surnames: Path, tmp_path: Path) -> None:
    run(surnames, "-o", tmp_path / "out.csv", "--limit", 2)

    assert (tmp_path / "out.csv").read_text("utf-8").startswith("speaker,description,")
    assert len((tmp_path / "out.csv").read_text("utf-8").splitlines()) == 3


def test_an_output_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old", encoding="utf-8")
    (tmp_path / "bad.jsonl").write_text("no record\n", encoding="utf-8")

    assert "bad.jsonl:1: not a record of quotes (the line: Invalid JSON" in fail(tmp_path / "bad.jsonl", "-o", out)
    assert out.read_text("utf-8") == "old"


def test_the_table_fits_80_columns_and_says_what_it_leaves_out(surnames: Path, tmp_path: Path) -> None:
    long = said(
        4,
        "Syrian Observatory for Human Rights",
        "An official \x1b[31m" + "of the observatory " * 20,
        nature="named_organization",
        sector="international_organization",
    )
    stream = io.StringIO()
    with open_corpus([str(surnames), str(write(tmp_path / "more.jsonl", long))]) as corpus:
        results = merge_speakers(corpus)
    print_table(as_table(results, limit=4), Console(file=stream, width=80))

    text = stream.getvalue()
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text
    assert "4 of 5 rows shown; --limit shows more" in text
