"""The JSON and the files of a server over an archive: what is there, what is refused, and that nothing is lost."""

from __future__ import annotations

import csv
import io
import json
import threading
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from support.archive import add, say, write
from support.serving import Server, start_over
from support.shelf import MARKUP, ODD_NAMES

from quotes.desk.serve import archive_messages as messages

pytestmark = pytest.mark.slow


def get(server: Server, path: str, **query: Any) -> Any:
    """The JSON of an answer that must be there."""
    reply = server.ask("GET", f"{path}?{urlencode(query, doseq=True)}")
    assert reply.status == 200, reply.body
    return reply.json


def names(answer: Any) -> dict[str, int]:
    return {value["label"] or value["value"]: value["count"] for value in answer}


@pytest.mark.parametrize(
    ("query", "total"),
    [
        pytest.param({"q": "parliament"}, 0, id="nobody said it"),
        pytest.param({"q": "built"}, 0, id="rejected"),
        pytest.param({"q": "bridge", "outlet": "Evening"}, 13, id="words of an outlet"),
        pytest.param({"q": "harbour", "speaker": "poe"}, 3, id="words of a name"),
        pytest.param({"q": "harbour", "since": "2020-02", "until": "2020-02"}, 8, id="a month"),
        pytest.param({"q": "bridge", "type": ["direct", "mixed"]}, 0, id="types"),
        pytest.param({"nature": "unnamed_person"}, 1, id="without words"),
        pytest.param({"q": "harbour", "sector": ["government", "health"]}, 28, id="sectors"),
    ],
)
def test_a_search_finds(archive_server: Server, query: dict[str, Any], total: int) -> None:
    answer = get(archive_server, "/search", **query)

    assert answer["total"] == total
    assert len(answer["records"]) == min(total, 20)
    assert messages.SearchAnswer.model_validate(answer)


@pytest.mark.parametrize("facet", ["speaker", "outlet", "sector", "nature", "type", "date"])
def test_each_count_is_what_its_choice_gives(archive_server: Server, facet: str) -> None:
    chosen = {"q": "harbour OR toll OR NATO OR odd", "outlet": "The Herald", "since": "2020", "type": "indirect"}
    counts = get(archive_server, "/search", **chosen)["counts"][facet]

    assert counts
    for value in counts:
        when = {"since": value["value"], "until": value["value"]} if facet == "date" else {facet: value["value"]}
        assert get(archive_server, "/search", **{**chosen, **when})["total"] == value["count"], value


def test_pages_and_files_have_all_once(archive_server: Server) -> None:
    pages = [get(archive_server, "/search", q="bridge", size=10, page=page)["records"] for page in (1, 2, 3)]
    ids = [record["record"]["id"] for page in pages for record in page]
    lines = archive_server.ask("GET", "/search?q=bridge&format=jsonl")
    table = archive_server.ask("GET", "/search?q=bridge", accept="text/csv")

    assert len(ids) == len(set(ids)) == 25
    assert {json.loads(line)["record"]["id"] for line in lines.body.splitlines()} == set(ids)
    assert {row["id"] for row in csv.DictReader(io.StringIO(table.body.decode("utf-8-sig")))} == set(ids)
    assert table.headers["content-disposition"] == 'attachment; filename="quotes-search.csv"'


def test_the_newest_come_first_without_words_and_on_demand(archive_server: Server) -> None:
    for query in ({"speaker": "Ann Lee"}, {"q": "bridge", "sort": "newest"}):
        dates = [record["date"] for record in get(archive_server, "/search", **query)["records"]]
        assert dates == sorted(dates, reverse=True)
        assert len(set(dates)) > 1


def test_a_speaker_is_told_with_all_names_months_and_subjects(archive_server: Server) -> None:
    (entry,) = get(archive_server, "/speakers", q="ann lee")["speakers"]
    answer = get(archive_server, f"/speakers/{entry['key']}")

    messages.SpeakerAnswer.model_validate(answer)
    assert answer["speaker"] == entry
    assert entry["records"] == answer["profile"]["total"] == 27
    assert names(answer["profile"]["dates"]) == {"2020-01": 11, "2020-02": 8, "2020-03": 8}
    assert names(answer["profile"]["counts"]["outlet"]) == {"Evening Post": 13, "The Herald": 12}
    assert any("bridge" in term for term in answer["profile"]["terms"])
    assert len(answer["records"]) == 20
    lines = archive_server.ask("GET", f"/speakers/{entry['key']}?format=jsonl").body.splitlines()
    assert len(lines) == 27


def test_speakers_of_any_name_have_links(archive_server: Server) -> None:
    entries = get(archive_server, "/speakers", size=100)["speakers"]
    assert {entry["name"] for entry in entries} >= {name for name in ODD_NAMES.values() if name.strip()}
    for entry in entries:
        assert get(archive_server, f"/speakers/{entry['key']}")["speaker"] == entry
        assert get(archive_server, "/search", speaker=entry["key"])["total"] == entry["records"]


def test_articles_are_there_with_text_and_records_and_in_all_versions(archive_server: Server) -> None:
    articles = get(archive_server, "/articles", size=100)["articles"]
    (first,) = (article for article in articles if article["id"] == "first")
    answer = get(archive_server, f"/articles/{first['key']}")

    messages.ArticleAnswer.model_validate(answer)
    for record in answer["records"]:
        assert all(answer["text"][part["start"] : part["end"]] == part["text"] for part in record["content"])
    assert archive_server.ask("GET", f"/articles/{first['key']}?format=text").body.decode() == answer["text"]
    versions = get(archive_server, "/articles", id="toll")["articles"]
    said = {
        record["content"][0]["text"]
        for version in versions
        for record in get(archive_server, f"/articles/{version['key']}")["records"]
    }
    assert said == {"that the toll is fair", "that the toll is high"}
    assert archive_server.ask("GET", f"/articles/{versions[0]['key']}?format=text").status == 404


def test_two_are_compared(archive_server: Server) -> None:
    answer = get(archive_server, "/compare", a="Ann Lee", b="Sam Poe", q="harbour")
    lines = archive_server.ask("GET", "/compare?a=Ann+Lee&b=Sam+Poe&q=harbour&format=jsonl").body.splitlines()

    messages.CompareAnswer.model_validate(answer)
    assert [answer[side]["profile"]["total"] for side in "ab"] == [25, 3]
    terms = [set(answer[side]["profile"]["terms"]) for side in "ab"]
    assert "harbour bridge" in terms[0]
    assert set(answer["shared_terms"]) == terms[0] & terms[1]
    assert [json.loads(line)["side"] for line in lines] == ["Ann Lee"] * 25 + ["Sam Poe"] * 3
    outlets = get(archive_server, "/compare", by="outlet", a="The Herald", b="Evening Post")
    assert names(outlets["a"]["profile"]["counts"]["speaker"]) == {"Ann Lee": 12, "Sam Poe": 2}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        pytest.param("/search?q=%22half", 422, "a phrase is not closed", id="half a phrase"),
        pytest.param("/search?q=-only", 422, "no word to look for", id="nothing wanted"),
        pytest.param(f"/search?q={'a+' * 300}", 422, "at most 400", id="too many words"),
        pytest.param("/search?since=2020-13", 422, "not a date", id="no month"),
        pytest.param("/search?since=2021&until=2020", 422, "nothing is between", id="backwards"),
        pytest.param("/search?page=0", 422, "greater than or equal to 1", id="no page"),
        pytest.param("/search?page=500&size=100", 422, "format=jsonl", id="too far"),
        pytest.param("/search?size=1000", 422, "less than or equal to 100", id="too long a page"),
        pytest.param("/search?page=1&page=2", 422, "given twice", id="twice"),
        pytest.param("/search?where=1", 422, "where", id="no such field"),
        pytest.param("/search?sector=sport", 422, "sector", id="no such sector"),
        pytest.param("/search?format=xml", 422, "format", id="no such form"),
        pytest.param("/search?speaker=1-00000000", 404, "no longer", id="another has the number"),
        pytest.param("/speakers/999999999999999999-00000000", 404, "no longer", id="no such number"),
        pytest.param("/speakers/..%2f..%2fetc", 404, "no such page", id="a path"),
        pytest.param("/articles/1-ffffffff", 404, "another text", id="another article"),
        pytest.param("/articles/1", 404, "another text", id="no key"),
        pytest.param("/compare?a=Lee", 422, "name two", id="one alone"),
    ],
)
def test_what_cannot_be_answered_is_said(archive_server: Server, path: str, status: int, words: str) -> None:
    reply = archive_server.ask("GET", path)

    assert reply.status == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert words in reply.json["detail"]


@pytest.mark.parametrize(
    "words", ["' OR 1=1 --", 'NEAR(a b) "^x"', "content : x", "\x00", "*" * 200, MARKUP, "\U0001f600"]
)
def test_no_words_are_syntax(archive_server: Server, words: str) -> None:
    for field in ("q", "speaker", "outlet"):
        assert archive_server.ask("GET", f"/search?{field}={quote(words)}").status in (200, 422)


def test_a_request_without_the_key_is_refused(archive_server: Server) -> None:
    assert archive_server.ask("GET", "/search", authorization=None).status == 403
    assert archive_server.ask("GET", "/search", host="evil.example").status == 421
    assert archive_server.ask("GET", "/search", origin="https://evil.example").status == 403
    assert archive_server.ask("POST", "/search", {"q": "x"}).status == 405


def test_nothing_is_lost_while_articles_are_added(tmp_path: Path) -> None:
    """Every answer has what was there before it began, and the last has all."""
    archive = tmp_path / "said.db"
    add(archive, write(tmp_path / "0.jsonl", [say("Ann Lee", "bridge 0", "a0")]))
    added = 1

    def add_more() -> None:
        nonlocal added
        for number in range(1, 4):
            add(archive, write(tmp_path / f"{number}.jsonl", [say("Ann Lee", f"bridge {number}", f"a{number}")]))
            added = number + 1

    with start_over(archive) as server:
        writer = threading.Thread(target=add_more)
        writer.start()
        while writer.is_alive():
            before = added
            answer = get(server, "/search", q="bridge", size=100)
            assert before <= answer["total"] == len(answer["records"])
            (speaker,) = get(server, "/speakers")["speakers"]
            assert speaker["records"] >= before
            assert len(server.ask("GET", "/search?q=bridge&format=jsonl").body.splitlines()) >= before
        writer.join()
        assert get(server, "/search", q="bridge")["total"] == 4
