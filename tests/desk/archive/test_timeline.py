"""What a speaker said over time: by date, the same statement once with its other wordings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.archive import add, say, write

from quotes.desk.archive.add import decide_speakers
from quotes.desk.archive.archive import open_archive
from quotes.desk.archive.filters import Filters
from quotes.desk.archive.timeline import Entry, make_timeline
from quotes.desk.speakers.given import Alias


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    records = [
        say("Ann Lee", "the bridge will be open again by 40 workers in May", "c", "2020-03-01"),
        say("Ann Lee", "the river is high and the bridge is closed", "a", "2019-12-31"),
        say("Lee", "the bridge will be open again by 45 workers in May", "b", "2020-02-01"),
        say("Sam Poe", "the bridge will be open again by 40 workers in May", "d", "2020-01-01"),
        say("Ann Lee", "nothing else is planned", "e", None),
    ]
    add(tmp_path / "said.db", write(tmp_path / "said.jsonl", records))
    return tmp_path / "said.db"


def timeline(archive: Path, about: str | None = None, **filters: Any) -> list[Entry]:
    with open_archive(archive) as opened:
        return list(make_timeline(opened, Filters(**filters), about=about)[1])


def test_statements_by_date_with_wordings_side_by_side(archive: Path) -> None:
    first, second, last = timeline(archive, speaker="Lee")

    assert [first.hit.date, second.hit.date, last.hit.date] == ["2019-12-31", "2020-02-01", None]
    assert first.wordings == last.wordings == ()
    (wording,) = second.wordings
    assert (wording.hit.date, wording.hit.article) == ("2020-03-01", "c")
    assert (wording.only_here, wording.only_there) == (("40",), ("45",))


def test_another_speaker_in_the_same_words_says_it_alone(archive: Path) -> None:
    assert [entry.hit.speaker for entry in timeline(archive, "workers", speaker="Poe")] == ["Sam Poe"]


def test_a_subject_is_looked_for_as_in_a_search(archive: Path) -> None:
    assert [entry.hit.article for entry in timeline(archive, "bridge closing", speaker="Lee")] == ["a"]


def test_speakers_whom_the_aliases_merge_say_the_same(archive: Path) -> None:
    key, alias = ("lee",), Alias("Ann Lee", None, 2)
    with open_archive(archive, write=True) as opened:
        decide_speakers(opened, aliases=({key: alias, ("ann", "lee"): alias}, {}))

    _, second, _ = timeline(archive, speaker="Ann Lee")
    assert second.hit.speaker == "Ann Lee"
    assert second.to_json()["last"] == "2020-03-01"
    assert second.to_json()["record"]["speaker"]["name"] == "Lee"  # the record stays as it was added
