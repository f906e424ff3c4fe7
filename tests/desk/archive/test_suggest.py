"""Suggestions of speakers to merge and to split, and what is not suggested."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from support.archive import add, ask, dump, say, write

from quotes.desk.archive.add import decide_speakers
from quotes.desk.archive.archive import open_archive
from quotes.desk.archive.suggest import suggest
from quotes.desk.archive.suggest_output import write_aliases
from quotes.desk.archive.suggestion import Suggestion
from quotes.desk.speakers.given import read_aliases, read_splits
from quotes.record import Record, SourceType

BODY = SourceType(nature="named_organization", sector="health", anonymity=None)
SPORT = SourceType(nature="named_person", sector="other", anonymity=None)


def described(name: str, description: str, article: str, source_type: SourceType | None = None) -> Record:
    speaker = {"id": name.lower().replace(" ", "-"), "name": name, "description": description, "resolution": "name"}
    changes = {"source_type": source_type} if source_type else {}
    return say(name, f"it is {article}", article, speaker=speaker, **changes)


def suggestions(folder: Path, records: list[Record]) -> list[Suggestion]:
    add(folder / "said.db", write(folder / "said.jsonl", sorted(records, key=lambda record: record.article.id)))
    with open_archive(folder / "said.db") as archive:
        return suggest(archive)


@pytest.mark.parametrize(
    "records",
    [
        pytest.param([say("Ann Lee", "it rains", "a"), say("Sam Poe", "it pours", "b")], id="nothing alike"),
        pytest.param([say("Ann Lee", "it rains", "a"), say("Lee", "it pours", "a")], id="both in one article"),
        pytest.param(
            [say("Ann Lee", "it rains", "a"), say("Bob Lee", "it is dry", "b"), say("Lee", "it pours", "c")],
            id="either of two",
        ),
        pytest.param([say("Ann Lee", "it rains", "a"), say("Ann", "it pours", "b")], id="a given name"),
        pytest.param(
            [
                say("Supreme Court", "it is so", "a", source_type=BODY),
                say("Supreme Court of Canada", "it is not", "b", source_type=BODY),
            ],
            id="a body that every country has",
        ),
        pytest.param(
            [described("Ann Lee", "Minister of Health", "a"), described("Ann Lee", "health minister", "b")],
            id="one person in other words",
        ),
    ],
)
def test_nothing_is_suggested(records: list[Record], tmp_path: Path) -> None:
    assert suggestions(tmp_path, records) == []


@pytest.mark.parametrize(
    ("records", "variant", "name", "reasons"),
    [
        pytest.param(
            [described("Ann Lee", "the minister", "a"), described("Lee", "a minister", "b")],
            "Lee",
            "Ann Lee",
            ("a short form of the name", "both government", "both described as minister"),
            id="surname",
        ),
        pytest.param(
            [say("Hillary Clinton", "yes", "a"), say("Hillary Clinton", "no", "b"), say("Hilary Clinton", "so", "c")],
            "Hilary Clinton",
            "Hillary Clinton",
            ("another spelling of the name", "both government"),
            id="spelling",
        ),
        pytest.param(
            [
                say("World Health Organization", "yes", "a", source_type=BODY),
                say("WHO", "no", "b", source_type=BODY),
            ],
            "WHO",
            "World Health Organization",
            ("the initials of the name", "both health"),
            id="initials",
        ),
        pytest.param(
            [
                say("Ann Lee", "yes", "a"),
                say("Sam Poe", "yes", "a"),
                say("Bob Lee", "no", "b"),
                say("Lee", "so", "c"),
                say("Sam Poe", "so", "c"),
            ],
            "Lee",
            "Ann Lee",
            ("a short form of the name", "both government", "both beside Sam Poe", "but it could be Bob Lee"),
            id="by who is beside them",
        ),
    ],
)
def test_merges_have_reasons(
    records: list[Record], variant: str, name: str, reasons: tuple[str, ...], tmp_path: Path
) -> None:
    (suggestion,) = suggestions(tmp_path, records)

    assert (suggestion.kind, suggestion.variant, suggestion.name) == ("merge", variant, name)
    assert set(reasons) <= set(suggestion.reasons)


def two_people() -> list[Record]:
    return [
        described("John Smith", "chief inspector", "a"),
        described("John Smith", "chief inspector", "b"),
        described("John Smith", "goalkeeper", "c", SPORT),
    ]


def test_a_speaker_may_be_two(tmp_path: Path) -> None:
    (suggestion,) = suggestions(tmp_path, two_people())

    assert (suggestion.kind, suggestion.article) == ("split", "c")
    assert suggestion.name == "John Smith (goalkeeper)"
    assert suggestion.reasons[:2] == (
        "other here, government elsewhere",
        "described as goalkeeper, elsewhere as chief, inspector",
    )


def test_nothing_is_merged_until_a_person_gives_the_table_back(tmp_path: Path) -> None:
    records = [*two_people(), described("Ann Lee", "the minister", "d"), described("Lee", "a minister", "e")]
    made = suggestions(tmp_path, records)
    before = dump(tmp_path / "said.db")
    table = tmp_path / "aliases.csv"
    stream = io.StringIO()
    write_aliases(made, stream)
    table.write_text(stream.getvalue(), "utf-8")
    assert dump(tmp_path / "said.db") == before

    with open_archive(tmp_path / "said.db", write=True) as archive:
        decide_speakers(archive, aliases=(read_aliases(table), read_splits(table)))
        assert suggest(archive) == []
    assert ask(tmp_path / "said.db", "SELECT name, articles FROM people ORDER BY name") == [
        ("Ann Lee", 2),
        ("John Smith", 2),
        ("John Smith (goalkeeper)", 1),
    ]


def test_chains_end_at_the_last_name(tmp_path: Path) -> None:
    records = [
        *(say("Robert Mugabe Lee", f"it is {key}", key) for key in "abc"),
        *(say("Robert Lee", f"it is {key}", key) for key in "de"),
        say("Rob Lee", "it is f", "f"),
    ]

    names = {item.variant: item.name for item in suggestions(tmp_path, records)}
    assert set(names.values()) == {"Robert Mugabe Lee"}
