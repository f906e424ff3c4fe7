"""What the user says about speakers: tables of aliases and of Wikidata ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.said import said, write
from support.speakers_command import fail, speakers


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


def test_aliases_merge_and_give_the_sector(surnames: Path, tmp_path: Path) -> None:
    aliases = tmp_path / "aliases.csv"
    aliases.write_bytes(
        "\ufeffvariant,name,sector\r\nPUTIN,Vladimir Putin,government\r\nKremlin,Vladimir Putin,\r\n".encode()
    )
    (results,) = speakers(surnames, "--aliases", aliases)

    assert (results["name"], results["sector"], results["merged"], results["records"]) == (
        "Vladimir Putin",
        "government",
        "alias",
        4,
    )
    assert {variant["text"] for variant in results["variants"]} == {"Putin", "Vladimir Putin", "the Kremlin"}


def test_aliases_need_no_sector(surnames: Path, tmp_path: Path) -> None:
    aliases = tmp_path / "aliases.csv"
    aliases.write_text("variant,name\nPutin,Putin\n", encoding="utf-8")
    results = speakers(surnames, "--aliases", aliases)

    assert [(item["name"], item["sector"], item["records"]) for item in results] == [
        ("Putin", "other", 2),
        ("Vladimir Putin", "unknown", 1),
        ("the Kremlin", "unknown", 1),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "no column 'variant'; begin the file with the line variant,name,sector", id="empty"),
        pytest.param("Putin;Vladimir Putin\n", "no column 'variant'", id="no header"),
        pytest.param("variant,name\nPutin,\n", ":2: no name; give variant and name in each line", id="no name"),
        pytest.param("variant,name\nPutin\n", ":2: no name", id="short line"),
        pytest.param("variant,name,sector\nA,B,party\n", ":2: unknown sector 'party'; leave it empty", id="sector"),
        pytest.param("variant,name,sector\nA,C,media\nB,C,ngo\n", ":3: 'C' is media in line 2", id="two sectors"),
        pytest.param("variant,name\nA,B\na,C\n", ":3: 'a' is 'B' in line 2 and 'C' here; keep one", id="two names"),
        pytest.param("variant,name\nA,B\nB,C\n", ":2: 'B' is itself a variant of 'C' in line 3", id="chain"),
    ],
)
def test_aliases_that_cannot_be_meant(text: str, message: str, surnames: Path, tmp_path: Path) -> None:
    aliases = tmp_path / "aliases.csv"
    aliases.write_text(text, encoding="utf-8")

    assert f"{aliases}" in fail(surnames, "--aliases", aliases)
    assert message in fail(surnames, "--aliases", aliases)


def test_tables_that_cannot_be_read(surnames: Path, tmp_path: Path) -> None:
    latin = tmp_path / "latin.csv"
    latin.write_bytes("variant,name\nNaïf,Jens Stoltenberg\n".encode("latin-1"))

    assert "latin.csv: is not UTF-8; save it as" in fail(surnames, "--aliases", latin)
    assert "nowhere.csv: cannot be read (No such file" in fail(surnames, "--aliases", tmp_path / "nowhere.csv")
    assert "nowhere.jsonl: no such file" in fail(tmp_path / "nowhere.jsonl")


def test_ids_go_to_sure_names_alone(surnames: Path, tmp_path: Path) -> None:
    ids = tmp_path / "ids.csv"
    ids.write_text("name,wikidata\nVladimir Putin,https://example.org/entity/Q7747\nPutin,Q1\nKremlin,Q2\n", "utf-8")
    results = {speaker["name"]: speaker["wikidata"] for speaker in speakers(surnames, "--wikidata", ids)}

    assert results == {"Putin": None, "Vladimir Putin": "Q7747", "the Kremlin": "Q2"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("name,id\nA,Q1\n", "no column 'wikidata'", id="no such column"),
        pytest.param("name,wikidata\nA,P31\n", ":2: 'P31' is not a Wikidata id; write it as Q7747", id="a property"),
        pytest.param("name,wikidata\nA,Q1\na,Q2\n", ":3: 'a' has two ids, Q1 and Q2", id="two ids"),
    ],
)
def test_ids_that_cannot_be_meant(text: str, message: str, surnames: Path, tmp_path: Path) -> None:
    ids = tmp_path / "ids.csv"
    ids.write_text(text, encoding="utf-8")

    assert message in fail(surnames, "--wikidata", ids)


def test_a_row_of_one_article_holds_there_alone(surnames: Path, tmp_path: Path) -> None:
    aliases = tmp_path / "aliases.csv"
    rows = ("variant,name,sector,article", "Putin,Vladimir Putin,government,", "Putin,Another,citizen,article-2")
    aliases.write_text("\n".join(rows), "utf-8")
    results = speakers(surnames, "--aliases", aliases)

    assert {(item["name"], item["sector"], item["records"], len(item["articles"])) for item in results} == {
        ("Vladimir Putin", "government", 2, 2),
        ("Another", "citizen", 1, 1),
        ("the Kremlin", "unknown", 1, 1),
    }


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param(
            "Putin,First,,article-1\nputin,Second,,article-1\n",
            "aliases.csv:3: 'putin' of article-1 is 'First' in line 2 and 'Second' here; keep one",
            id="two names in one article",
        ),
        pytest.param("Putin,First,king,article-1\n", "aliases.csv:2: unknown sector 'king'", id="sector"),
        pytest.param("Putin,,,article-1\n", "aliases.csv:2: no name; give variant and name in each line", id="no name"),
    ],
)
def test_rows_of_one_article_are_checked(rows: str, message: str, surnames: Path, tmp_path: Path) -> None:
    aliases = tmp_path / "aliases.csv"
    aliases.write_text(f"variant,name,sector,article\n{rows}", "utf-8")

    assert message in fail(surnames, "--aliases", aliases)
