"""What a search finds, in which order, and what its filters leave out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.archive import add, dump, say, write
from support.desk import reject

from quotes.desk.archive.archive import ArchiveError, open_archive, read_schema
from quotes.desk.archive.filters import Filters
from quotes.desk.archive.query import QueryError
from quotes.desk.archive.search import search
from quotes.desk.archive.snippets import END_MARK, MARK, TOKENIZE
from quotes.desk.selection.expressions import ExpressionError
from quotes.record import Record


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    records = [
        say("Ann Lee", "the talks on the bridge have failed", "a", "2019-12-31", confidence=0.5),
        say("Sam Poe", "a bridge, a bridge and again a bridge is needed", "b", "2020-01-05"),
        say("Lee", "the river is high", "c", "2020-02-01T10:00:00Z"),
        say("Zoë Müller", "“We talk,” all day", "d", None),
        say('Robert"); DROP TABLE records;--', "tables are dropped", "e", "2020-03-01"),
        reject(say("Ann Lee", "no bridge was built", "f", "2020-01-05")),
    ]
    return _add(tmp_path, records)


def _add(folder: Path, records: list[Record]) -> Path:
    file = write(folder / "said.jsonl", records)
    add(folder / "said.db", file)
    return folder / "said.db"


def find(archive: Path, words: str, limit: int = 10, **filters: Any) -> list[str]:
    """The articles of the records that are found, in their order."""
    with open_archive(archive) as opened:
        _, hits = search(opened, words, Filters(**filters), limit=limit)
        return [hit.article for hit in hits]


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        pytest.param("parliament", [], id="nobody said it"),
        pytest.param('"bridge the"', [], id="not a phrase"),
        pytest.param("bridge river", [], id="not both"),
        pytest.param("bridge", ["b", "a"], id="the best first, rejected never"),
        pytest.param("talking", ["d", "a"], id="other forms of the word"),
        pytest.param("BRIDGE -failed", ["b"], id="without"),
        pytest.param("river OR failing", ["c", "a"], id="either"),
        pytest.param("brid*", ["b", "a"], id="beginning"),
        pytest.param("zoe muller", ["d"], id="accents"),
        pytest.param("Poe", ["b"], id="in the sentence around it"),
        pytest.param("“We talk”", ["d"], id="curly marks"),
    ],
)
def test_words_are_found(words: str, articles: list[str], archive: Path) -> None:
    assert sorted(find(archive, words)) == sorted(articles)
    if words == "bridge":
        assert find(archive, words) == articles


@pytest.mark.parametrize(
    ("filters", "articles"),
    [
        pytest.param({"speaker": "Ann Lee"}, ["a"], id="speaker"),
        pytest.param({"speaker": "president ann LEE"}, ["a"], id="title and case"),
        pytest.param({"speaker": "poe"}, ["b"], id="a word of the name"),
        pytest.param({"speaker": "sam-poe"}, ["b"], id="id"),
        pytest.param({"speaker": "Po"}, [], id="part of a word"),
        pytest.param({"speaker": "' OR 1=1 --"}, [], id="SQL for a name"),
        pytest.param({"since": "2020"}, ["b"], id="since a year"),
        pytest.param({"since": "2020-01-06"}, [], id="since a day"),
        pytest.param({"until": "2019"}, ["a"], id="until a year"),
        pytest.param({"until": "2020-01"}, ["a", "b"], id="until a month, its days included"),
        pytest.param({"types": ("direct",)}, [], id="type"),
        pytest.param({"types": ("direct", "indirect")}, ["a", "b"], id="types"),
        pytest.param({"outlet": "Herald"}, [], id="outlet"),
        pytest.param({"min_confidence": 0.6}, ["b"], id="confidence"),
        pytest.param({"where": "speaker = 'Ann Lee' AND mode = 'statement'"}, ["a"], id="expression"),
    ],
)
def test_filters_leave_out(filters: dict[str, Any], articles: list[str], archive: Path) -> None:
    assert sorted(find(archive, "bridge", **filters)) == articles


@pytest.mark.parametrize(
    "date",
    [
        "yesterday",
        "2020-13",
        "2020-1",
        "01/05/2020",
        "2020-01-32",
        "2020-02-30",
        "2021-02-29",
        "0000",
        "٢٠٢٠",
        "' OR ''='",
    ],
)
def test_what_is_no_date_is_refused(date: str, archive: Path) -> None:
    with pytest.raises(ArchiveError, match=r"--since .*: not a date; write it as 2020"):
        find(archive, "bridge", since=date)


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param("1); DELETE FROM records; --", id="another statement"),
        pytest.param("id IN (SELECT name FROM speakers)", id="another table"),
        pytest.param("id IN (SELECT sql FROM sqlite_master)", id="the schema"),
        pytest.param("load_extension('evil')", id="an extension"),
        pytest.param("speakr = 'Ann Lee'", id="no such column"),
        pytest.param("speaker =", id="not finished"),
        pytest.param("true) UNION SELECT number FROM articles WHERE (true", id="union"),
        pytest.param(
            "1 IN (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n)", id="without end"
        ),
    ],
)
def test_expressions_can_do_nothing_but_choose(expression: str, archive: Path) -> None:
    before = dump(archive)

    with pytest.raises(ExpressionError, match="--where"):
        find(archive, "bridge", where=expression)
    assert dump(archive) == before


def test_names_of_speakers_are_text(archive: Path) -> None:
    assert find(archive, "dropped", speaker='Robert"); DROP TABLE records;--') == ["e"]
    assert len(dump(archive)["records"]) == 6


def test_no_more_than_the_limit(archive: Path) -> None:
    assert find(archive, "bridge", limit=1) == ["b"]


def test_bad_words_are_told_in_words(archive: Path) -> None:
    with pytest.raises(QueryError, match="a phrase is not closed"):
        find(archive, '"bridge')


def test_what_a_hit_says(archive: Path) -> None:
    with open_archive(archive) as opened:
        _, hits = search(opened, "failed bridge", Filters(), limit=10)
        (hit,) = hits
    assert hit.date == "2019-12-31"
    assert hit.speaker == "Ann Lee"
    assert hit.said == "that the talks on the bridge have failed"
    assert hit.title == "Article a"
    assert hit.score is not None
    assert hit.score > 0
    marked = f"the {MARK}bridge{END_MARK} have {MARK}failed{END_MARK}"
    assert marked in (hit.snippet or "")


def test_snippets_have_words_in_the_same_forms_as_the_archive(archive: Path) -> None:
    assert f'tokenize="{TOKENIZE}"' in read_schema()


def test_of_very_many_matches_those_in_what_was_said_are_ranked(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find(archive, "said", limit=1) != []
    monkeypatch.setattr("quotes.desk.archive.search.MAX_RANKED", 1)
    assert len(find(archive, "Poe", limit=1)) == 1  # in the sentence alone
    assert find(archive, "bridge", limit=1) == ["b"]
