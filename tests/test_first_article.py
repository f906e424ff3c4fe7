"""The first article: who said what, row by row, and the whole records against the gold in fixtures/."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.record import Record

ROOT = Path(__file__).parents[1]
JENS, VLADIMIR = "Jens Stoltenberg", "Vladimir Putin"
ALLIANCE = ("named_person", "international_organization")
KREMLIN = ("named_person", "government")

# beginning and end of the content, cue, source, speaker, (nature, sector), quote type
ROWS = [
    (
        'there has been a "troubling escalation"',
        "",
        "says",
        "NATO Secretary General Jens Stoltenberg",
        JENS,
        ALLIANCE,
        "mixed",
    ),
    ('"In Syria, we have seen', 'security of the alliance,"', "said", "Stoltenberg", JENS, ALLIANCE, "direct"),
    ('"This is particularly relevant', 'by Russian aircraft."', None, None, JENS, ALLIANCE, "direct"),
    ('"NATO is able and ready', 'including Turkey."', "said:", "Stoltenberg", JENS, ALLIANCE, "direct"),
    (
        "measures taken to boost NATO's readiness",
        "operational from next year",
        "cited",
        "He",
        JENS,
        ALLIANCE,
        "indirect",
    ),
    ('This "spearhead" force', "if need be", "said", "he", JENS, ALLIANCE, "mixed"),
    ('"We are facing', 'instability and insecurity,"', "said", "he", JENS, ALLIANCE, "direct"),
    ('"We are implementing the biggest', 'Cold War."', None, None, JENS, ALLIANCE, "direct"),
    (
        "Moscow was synchronising its strikes",
        "against rebels",
        "said",
        "Russian President Vladimir Putin",
        VLADIMIR,
        KREMLIN,
        "indirect",
    ),
    ("Russian warships fired cruise missiles", "for the first time", "said", "Putin", VLADIMIR, KREMLIN, "indirect"),
    (
        "the missiles launched from warships",
        "targets in Syria",
        "showed",
        "A video map released by Russia's defence ministry",
        "video map released by Russia's defence ministry",
        ("document", "government"),
        "indirect",
    ),
    (
        "government troops had begun",
        "by Russian air cover",
        "told",
        "A Syrian military source",
        "Syrian military source",
        ("unnamed_person", "military"),
        "indirect",
    ),
    (
        "at least 40 Russian air strikes",
        "",
        "reported",
        "The Syrian Observatory for Human Rights",
        "Syrian Observatory for Human Rights",
        ("named_organization", "ngo"),
        "indirect",
    ),
]


@pytest.fixture(scope="module")
def records(seed_records: tuple[Record, ...]) -> list[Record]:
    return list(seed_records)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:30])
def test_row(records: list[Record], row: tuple[object, ...]) -> None:
    start, end, cue, source, speaker, kind, quote_type = row
    results = [r for r in records if r.content[0].text.startswith(str(start)) and r.content[-1].text.endswith(str(end))]
    assert len(results) == 1
    record = results[0]
    assert (record.cue and record.cue.text, record.source and record.source.text) == (cue, source)
    assert record.speaker is not None
    assert record.speaker.name == speaker
    assert (record.source_type.nature, record.source_type.sector) == kind
    assert record.quote_type == quote_type
    assert len(record.content) == 1


def test_what_a_party_terms_terrorist_is_no_quotation_of_the_speaker(records: list[Record]) -> None:
    assert [r for r in records if "terrorist" in r.content[0].text and r.speaker and r.speaker.name == JENS] == []


def test_the_credit_of_the_photograph_is_no_quotation(records: list[Record]) -> None:
    assert [r for r in records if "(AAP)" in " ".join(part.text for part in r.content)] == []


def test_following_quotations_name_what_they_go_on_from(records: list[Record]) -> None:
    by_id = {record.id: record for record in records}
    following = [record for record in records if record.continues]
    assert len(following) == 2
    assert all(
        record.speaker and (record.speaker.id, record.speaker.name) == (earlier.id, earlier.name)
        for record in following
        if (earlier := by_id[str(record.continues)].speaker)
    )


def test_hearer_and_mode(records: list[Record]) -> None:
    message = next(record for record in records if record.cue and record.cue.text == "told")
    showed = next(record for record in records if record.cue and record.cue.text == "showed")
    assert message.addressee is not None
    assert message.addressee.text == "AFP"
    assert showed.mode == "evidence"
