"""Speakers over all articles: those that `quotes speakers` lists, whatever the order in which articles come and go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.archive import add, ask, check_whole, dump, say, write
from support.speakers_command import speakers as list_speakers

from quotes.desk.archive.add import decide_speakers
from quotes.desk.archive.archive import open_archive
from quotes.desk.archive.removal import remove_articles
from quotes.desk.selection.attributes import read_attributes
from quotes.desk.speakers.given import read_aliases, read_ids, read_splits
from quotes.record import Record, SourceType

UNNAMED = SourceType(nature="unnamed_person", sector="military", anonymity="bare")
SPORT = SourceType(nature="named_person", sector="other", anonymity=None)


def articles() -> list[Record]:
    return [
        say("Ann Lee", "it rains", "a"),
        say("President Ann LEE", "it pours", "b"),
        say("Lee", "it is wet", "c"),
        say("official", "it is late", "a", source_type=UNNAMED),
        say("official", "it is dark", "b", source_type=UNNAMED),
        say("Sam Poe", "it is over", "c"),
        say("Sam Poe", "we won", "d", source_type=SPORT),
        say(None, "it is said", "d"),
    ]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "said.jsonl", sorted(articles(), key=lambda record: record.article.id))


@pytest.fixture
def archive(tmp_path: Path, file: Path) -> Path:
    add(tmp_path / "said.db", file)
    return tmp_path / "said.db"


def decide(archive: Path, tmp_path: Path, **tables: str) -> None:
    """Give the archive the tables of a newsroom: `aliases="variant,name…"`."""
    paths = {name: tmp_path / f"{name}.csv" for name in tables}
    for name, path in paths.items():
        path.write_text(tables[name], "utf-8")
    with open_archive(archive, write=True) as opened:
        decide_speakers(
            opened,
            aliases=(read_aliases(paths["aliases"]), read_splits(paths["aliases"])) if "aliases" in paths else None,
            ids=read_ids(paths["ids"]) if "ids" in paths else None,
            attributes=read_attributes(paths["attributes"]) if "attributes" in paths else None,
        )


def people(archive: Path) -> list[tuple[Any, ...]]:
    return sorted(ask(archive, "SELECT name, nature, sector, merged, records, articles FROM people"), key=repr)


def as_listed(*arguments: object) -> list[tuple[Any, ...]]:
    """What `quotes speakers` says of the same records."""
    rows = [
        (item["name"], item["nature"], item["sector"], item["merged"], item["records"], len(item["articles"]))
        for item in list_speakers(*arguments)
    ]
    return sorted(rows, key=repr)


def test_full_names_are_one_and_strangers_are_not(archive: Path, file: Path) -> None:
    assert people(archive) == as_listed(file)
    merged = {(name, count) for name, _, _, merged, _, count in people(archive) if merged}
    assert merged == {("Ann Lee", 2), ("Sam Poe", 2)}
    assert [name for name, *_ in people(archive)].count("official") == 2


ALIASES = [
    pytest.param("variant,name,sector\nLee,Ann Lee,politics\n", id="merged"),
    pytest.param("variant,name,sector\nAnn Lee,Anna Lee,\nLee,Anna Lee,\n", id="renamed"),
    pytest.param("variant,name\nofficial,Ministry of Defence\n", id="unnamed by a row of their own"),
    pytest.param("variant,name,sector,article\nSam Poe,Sam Poe (goalkeeper),other,d\n", id="split"),
    pytest.param("variant,name,sector,article\nLee,Bruce Lee,other,c\nLee,Ann Lee,,\n", id="split of a variant"),
]


@pytest.mark.parametrize("table", ALIASES)
def test_aliases_merge_and_split_as_everywhere(table: str, archive: Path, file: Path, tmp_path: Path) -> None:
    decide(archive, tmp_path, aliases=table)

    assert people(archive) == as_listed(file, "--aliases", tmp_path / "aliases.csv")
    check_whole(archive)


@pytest.mark.parametrize("table", ALIASES)
def test_an_empty_table_takes_decisions_back(table: str, archive: Path, tmp_path: Path) -> None:
    before = dump(archive)
    decide(archive, tmp_path, aliases=table)
    assert dump(archive) != before
    decide(archive, tmp_path, aliases="variant,name\n")

    assert dump(archive) == before


@pytest.mark.parametrize("table", ALIASES)
def test_aliases_hold_for_articles_that_come_later(table: str, file: Path, tmp_path: Path) -> None:
    early, late = tmp_path / "early.db", tmp_path / "late.db"
    decide(early, tmp_path, aliases=table)
    add(early, file)
    add(late, file)
    decide(late, tmp_path, aliases=table)

    assert people(early) == people(late)


def test_a_name_that_two_speakers_of_an_article_share_merges_nothing(archive: Path, file: Path, tmp_path: Path) -> None:
    before = dump(archive)
    speaker = {**(articles()[0].speaker.model_dump() if articles()[0].speaker else {}), "id": "ann-lee-2"}
    twins = [say("Ann Lee", "it snows", "t"), say("Ann Lee", "it thaws", "t", speaker=speaker)]
    both = write(tmp_path / "twins.jsonl", twins)
    add(archive, both)

    assert people(archive) == as_listed(file, both)
    assert ("Ann Lee", 2) not in {(name, count) for name, _, _, _, _, count in people(archive)}
    with open_archive(archive, write=True) as opened:
        remove_articles(opened, ["t"])
    assert dump(archive) == before


def test_what_the_newsroom_knows_of_speakers(archive: Path, tmp_path: Path) -> None:
    decide(
        archive,
        tmp_path,
        ids="name,wikidata\nAnn Lee,Q42\nLee,Q7\n",
        attributes="name,id,home\nSam Poe,,Baltimore\n,Q42,Oslo\n",
    )
    sql = "SELECT name, wikidata, attribute, value FROM people LEFT JOIN attributes USING (speaker) WHERE value <> ''"

    assert ask(archive, f"{sql} ORDER BY name") == [
        ("Ann Lee", "Q42", "home", "Oslo"),
        ("Sam Poe", None, "home", "Baltimore"),
    ]
    assert ask(archive, "SELECT count(*) FROM people WHERE wikidata = 'Q7'") == [(0,)]  # a surname is nobody's alone


def test_joint_sources_credit_each_member(archive: Path, tmp_path: Path) -> None:
    joint = say("Ann Lee and Sam Poe", "they agree", "j").model_dump()
    joint["speaker"]["members"] = [{"id": "ann-lee", "name": "Ann Lee"}, {"id": "sam-poe", "name": "Sam Poe"}]
    file = write(tmp_path / "joint.jsonl", [Record.model_validate(joint)])
    add(archive, file)

    assert ask(archive, "SELECT speaker FROM said WHERE said = 'that they agree' ORDER BY 1") == [
        ("Ann Lee",),
        ("Sam Poe",),
    ]


@pytest.mark.parametrize("order", [1, -1], ids=["forwards", "backwards"])
def test_the_order_of_articles_does_not_matter(order: int, file: Path, tmp_path: Path) -> None:
    parts = [
        write(tmp_path / f"{key}.jsonl", [record for record in articles() if record.article.id == key])
        for key in "abcd"[::order]
    ]
    for part in parts:
        add(tmp_path / "said.db", part)

    counts = sorted(row[3:] for row in people(tmp_path / "said.db") if row[3])  # of two spellings the first is shown
    assert counts == sorted(row[3:] for row in as_listed(file) if row[3])
