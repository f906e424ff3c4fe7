"""What adding does to an archive: nothing twice, changes in their place, lines byte for byte."""

from __future__ import annotations

from itertools import chain, zip_longest
from pathlib import Path

import pytest
from support.archive import add, ask, check_whole, dump, say, write
from support.desk import make_copies, make_records, reject

from quotes.desk.archive.archive import ArchiveError, open_archive
from quotes.desk.archive.export import export_lines
from quotes.desk.archive.removal import remove_articles
from quotes.desk.selection.selection import Selection
from quotes.errors import ReadError
from quotes.record import Record


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "said.db"


def export(archive: Path, *ids: str) -> bytes:
    with open_archive(archive) as opened:
        return "".join(export_lines(opened, ids)).encode()


def with_article(record: Record, **changes: object) -> Record:
    """The record with other data of its article."""
    return record.model_copy(update={"article": record.article.model_copy(update=changes)})


def two_of_each() -> list[Record]:
    """Three articles with two records each, one article after the other."""
    return [say(name, f"{words} is safe", key) for key in "abc" for name, words in (("Ann Lee", "it"), ("Roy", "all"))]


def test_the_same_file_twice_adds_nothing(archive: Path, records_path: Path) -> None:
    assert add(archive, records_path) == {"added": 2, "records": 5}
    before, size = dump(archive), archive.stat().st_size
    assert add(archive, records_path) == {"unchanged": 2}
    assert add(archive, records_path, records_path) == {"unchanged": 4}
    assert dump(archive) == before
    assert archive.stat().st_size == size
    check_whole(archive)


def test_a_copy_in_another_folder_is_another_article(archive: Path, tmp_path: Path) -> None:
    copies = write(tmp_path / "copies.jsonl", make_copies("b", "c"))

    assert add(archive, copies) == {"added": 3, "records": 12}
    assert add(archive, copies) == {"unchanged": 3}


def test_articles_without_ids_of_one_file_are_all_kept(archive: Path, tmp_path: Path) -> None:
    first, second = say("Ann Lee", "it rains", "a"), say("Ann Lee", "it pours", "a", text="another")
    file = write(tmp_path / "said.jsonl", [first, second])

    assert add(archive, file) == {"added": 2, "records": 2}
    assert add(archive, file) == {"unchanged": 2}
    assert export(archive) == file.read_bytes()


def test_a_changed_article_takes_the_place_of_its_older_self(archive: Path, tmp_path: Path) -> None:
    old = write(tmp_path / "old.jsonl", [say("Ann Lee", "it rains", "a"), say("Roy", "it is dry", "b")])
    new = write(tmp_path / "new.jsonl", [say("Ann Lee", "it pours", "a", text="changed")])
    add(archive, old)

    assert add(archive, new) == {"changed": 1}
    assert ask(archive, "SELECT content FROM records ORDER BY article") == [("that it is dry",), ("that it pours",)]
    assert ask(archive, "SELECT count(*) FROM search WHERE search MATCH 'rains'") == [(0,)]
    check_whole(archive)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"title": "Another"}, id="another title"),
        pytest.param({"source_path": "feed.jsonl"}, id="another path"),
        pytest.param({"title": None, "source_path": None}, id="from a pipe, without a title"),
    ],
)
def test_another_article_with_the_same_id_is_kept_beside_it(
    changes: dict[str, object], archive: Path, tmp_path: Path
) -> None:
    first = say("Ann Lee", "it rains", "a")
    if "source_path" in changes and changes["source_path"] is None:
        first = with_article(first, **changes)
    add(archive, write(tmp_path / "old.jsonl", [first]))
    other = with_article(say("Ann Lee", "it pours", "a", text="another"), **changes)

    assert add(archive, write(tmp_path / "new.jsonl", [other])) == {"added": 1, "records": 1}


def test_days_of_a_feed_without_ids_are_all_kept(archive: Path, tmp_path: Path) -> None:
    for day in ("monday", "tuesday", "friday"):
        records = [
            with_article(say("Ann Lee", f"it is {day} {turn}", "feed", text=f"{day} {turn}"), title=None)
            for turn in range(3)
        ]
        assert add(archive, write(tmp_path / f"{day}.jsonl", records)) == {"added": 3, "records": 3}


def test_records_of_a_newer_extraction_replace_the_old(archive: Path, records_path: Path, tmp_path: Path) -> None:
    add(archive, records_path)
    records = make_records()
    changed = [records[0].model_copy(update={"confidence": 0.5}), *records[1:3], records[4]]
    file = write(tmp_path / "newer.jsonl", changed)

    assert add(archive, file) == {"changed": 1, "unchanged": 1, "records": -1}
    assert export(archive) == file.read_bytes()
    assert ask(archive, "SELECT name FROM speakers ORDER BY name") == [
        ("Jens Stoltenberg",),
        ("Putin",),
        ("secretary general",),
    ]
    check_whole(archive)


def test_fewer_records_of_an_article_replace_more(archive: Path, records_path: Path, tmp_path: Path) -> None:
    add(archive, records_path)
    fewer = write(tmp_path / "fewer.jsonl", make_records()[:2])

    assert add(archive, fewer) == {"changed": 1, "records": -2}
    assert export(archive, "first") == fewer.read_bytes()


@pytest.mark.parametrize(
    "order",
    [
        pytest.param(lambda records: [*records[::2], *records[1::2]], id="first records first"),
        pytest.param(lambda records: sorted(records, key=lambda record: record.id), id="by id"),
        pytest.param(
            lambda records: [r for r in chain(*zip_longest(records[:3], records[3:])) if r is not None],
            id="two files like a zip",
        ),
    ],
)
def test_articles_whose_records_are_apart_are_whole(order: object, archive: Path, tmp_path: Path) -> None:
    together = write(tmp_path / "together.jsonl", two_of_each())
    apart = write(tmp_path / "apart.jsonl", order(two_of_each()))  # type: ignore[operator]
    add(archive, apart)
    before = dump(archive)

    assert {name: len(rows) for name, rows in before.items() if name in ("articles", "records")} == {
        "articles": 3,
        "records": 6,
    }
    assert "changed" not in add(archive, apart)
    add(archive, together)
    assert dump(archive) == before
    check_whole(archive)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b' "confidence": 0.9 ', id="other white space"),
        pytest.param('"text":"Zoë 😀"'.encode(), id="letters and signs"),
        pytest.param(b'"text":"Zo\\u00eb"', id="escapes"),
    ],
)
def test_export_is_the_same_bytes(line: bytes, archive: Path, tmp_path: Path) -> None:
    raw = say("Zoë 😀", "it rains", "a").model_dump_json()
    file = tmp_path / "said.jsonl"
    if b"confidence" in line:
        raw = raw.replace('"confidence":0.9', line.decode())
    elif b"u00eb" in line:
        raw = raw.replace("Zoë", "Zo\\u00eb")
    file.write_text(raw + "\n", "utf-8")
    add(archive, file)

    assert export(archive) == file.read_bytes()


def test_half_of_a_character_is_read_as_everywhere(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "said.jsonl"
    file.write_text(say("Ann Lee", "it X rains", "a").model_dump_json().replace(" X ", " \\ud83d ") + "\n", "utf-8")
    add(archive, file)

    assert "it \ufffd rains" in export(archive).decode()
    assert ask(archive, "SELECT content FROM records") == [("that it \ufffd rains",)]


def test_rejected_records_are_kept_and_credited_to_nobody(archive: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "said.jsonl", [reject(say("Ann Lee", "it rains", "a")), say("Roy", "it pours", "a")])
    add(archive, file)

    assert export(archive) == file.read_bytes()
    assert ask(archive, "SELECT name FROM people") == [("Roy",)]
    assert ask(archive, "SELECT speaker FROM said") == [("Roy",)]


def test_selected_records_alone_are_added(archive: Path, records_path: Path) -> None:
    notes: list[str] = []
    counts = add(archive, records_path, selection=Selection(min_confidence=0.75), tell=notes.extend)

    assert counts == {"added": 1, "records": 2}
    assert notes == ["3 records below confidence 0.75 are left out"]
    assert export(archive) == b"".join(records_path.read_bytes().splitlines(keepends=True)[:2])


def test_removed_articles_leave_nothing(archive: Path, tmp_path: Path) -> None:
    first = write(tmp_path / "first.jsonl", two_of_each()[:2])
    add(archive, first)
    before = dump(archive)
    add(archive, write(tmp_path / "rest.jsonl", two_of_each()[2:]))
    with open_archive(archive, write=True) as opened:
        assert remove_articles(opened, ["b", "c"]) == (2, 4)

    assert dump(archive) == before
    assert export(archive) == first.read_bytes()
    check_whole(archive)


def test_unknown_article_removes_nothing(archive: Path, records_path: Path) -> None:
    add(archive, records_path)
    before = dump(archive)

    with open_archive(archive, write=True) as opened, pytest.raises(ArchiveError, match="no article 'third'"):
        remove_articles(opened, ["first", "third"])
    assert dump(archive) == before


def test_a_line_that_is_no_record_is_named_and_nothing_is_added(archive: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "said.jsonl", two_of_each())
    file.write_text(file.read_text("utf-8") + '{"id": 1}\n', "utf-8")

    with pytest.raises(ReadError, match=r"said\.jsonl:7: not a record of quotes"):
        add(archive, file)
    assert dump(archive)["articles"] == []
