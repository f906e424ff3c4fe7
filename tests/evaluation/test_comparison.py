"""What a person is shown: the report of misses, and the differences between two runs."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from rich.console import Console
from support.records import make_record
from support.relations import ANKARA, NATO, OBSERVATORY, SEED, STOLTENBERG, relate, sheet

from quotes.desk.scores_page import make_report
from quotes.evaluation.comparison import compare
from quotes.evaluation.comparison_output import print_comparison, to_plain, verdict
from quotes.evaluation.evaluate import score
from quotes.evaluation.gold.json_lines import make_sheets
from quotes.evaluation.matching import match
from quotes.evaluation.misses import cut_segments, find_misses
from quotes.evaluation.relations import Sheet
from quotes.evaluation.tables import print_scores
from quotes.record import Record

HOSTILE = 'The mayor said <script>alert("1")</script> & <b>left</b>\u0007.'


class Page(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def report(gold: Sheet, results: Sheet) -> Page:
    return Page(make_report(score([gold], [results]), gold="gold", records="<records>"))


def test_each_kind_of_miss() -> None:
    results = sheet(
        replace(STOLTENBERG, source=ANKARA.source, construction="verb-complement", confidence=0.8),
        relate(SEED, cue="told", source="he", content='"NATO is'),
        relate(SEED, source="Hama", cue="hit", content="Ankara"),
    )
    misses = find_misses(match(sheet(STOLTENBERG, NATO, OBSERVATORY), results))

    assert [miss.kind for miss in misses] == ["source", "partial", "missed", "extra"]
    assert (misses[0].constructions, misses[0].confidence) == (("verb-complement",), 0.8)
    assert all(miss.segments for miss in misses)


def test_segments_put_the_text_together_again() -> None:
    segments = cut_segments(SEED, 0, STOLTENBERG, [relate(SEED, content="stop the strikes", cue="said")])

    assert "".join(segment.text for segment in segments) == SEED
    assert [(item.text, item.gold, item.found) for item in segments if item.gold or item.found] == [
        ("Jens Stoltenberg", ("source",), ()),
        ("said", ("cue",), ("cue",)),
        ("Russia must ", ("content",), ()),
        ("stop the strikes", ("content",), ("content",)),
    ]


def test_report_shows_every_miss_and_loads_nothing() -> None:
    page = report(sheet(STOLTENBERG, NATO, OBSERVATORY), sheet(ANKARA))

    assert page.words.count("missed altogether") == 4  # three misses and the sum of them
    assert page.words.count("found, not in gold") == 2
    for miss in ("Russia must stop the strikes", "40 strikes hit Hama", "the strikes a provocation"):
        assert miss in page.words
    assert {tag for tag, _ in page.tags} & {"script", "iframe", "object", "form"} == set()
    addresses = [value for _, attrs in page.tags for name, value in attrs.items() if name in ("src", "href")]
    assert all(value == "data:," or str(value).startswith("#") for value in addresses)
    assert "http" not in " ".join(addresses)


def test_report_escapes_the_article() -> None:
    gold = sheet(relate(HOSTILE, source="The mayor", cue="said", content='<script>alert("1")</script>'), text=HOSTILE)
    page = report(replace(gold, id="<i>name</i>"), sheet())

    assert 'alert("1")' in page.words
    assert "<i>name</i>" in page.words
    assert {tag for tag, _ in page.tags} & {"script", "i"} == set()
    assert "\u0007" not in page.words


def test_policy_of_the_report_allows_its_style_alone() -> None:
    page = make_report(score([sheet(NATO)], [sheet()]), gold="gold", records="records")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)

    assert "default-src &#39;none&#39;" in policy
    assert "unsafe-inline" not in policy


def test_report_without_a_text_takes_the_context_of_the_records() -> None:
    record = make_record()
    (gold,) = make_sheets([record])
    page = report(gold, replace(gold, relations=()))

    assert record.context.text in page.words


@pytest.mark.parametrize("width", [80, 200])
def test_tables_fit_their_width(width: int) -> None:
    stream = io.StringIO()
    typed = [
        replace(item, quote_type="indirect", construction="unknown-verb-complement", confidence=0.5, mode="thought")
        for item in (STOLTENBERG, NATO)
    ]
    print_scores(score([sheet(*typed)], [sheet(*typed)]).scores, Console(file=stream, width=width))
    lines = stream.getvalue().splitlines()

    assert max(map(len, lines)) <= 80
    assert not any("…" in line for line in lines)
    assert re.search(r"unknown-verb-complement +100.0 +2 +2\n", stream.getvalue())


# Two runs


def runs(*changes: tuple[Record, ...]) -> list[list[Sheet]]:
    return [make_sheets(records) for records in changes]


def changed(**changes: Any) -> Record:
    return make_record(**changes)


def test_the_same_run_has_no_differences() -> None:
    before, after = runs((make_record(),), (make_record(),))
    comparison = compare(before, after)

    assert (comparison.same, comparison.is_empty) == (1, True)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({"confidence": 0.96}, (), id="confidence as good as the same"),
        pytest.param({"tool": {"quotes": "9", "model": "b"}}, (), id="another version"),
        pytest.param({"confidence": 0.5}, ("confidence",), id="confidence"),
        pytest.param({"source": None, "speaker": None}, ("source", "speaker"), id="source lost"),
        pytest.param({"construction": "label"}, ("construction",), id="construction"),
    ],
)
def test_changes(changes: dict[str, Any], fields: tuple[str, ...]) -> None:
    before, after = runs((make_record(),), (changed(**changes),))
    comparison = compare(before, after)

    assert tuple(field for item in comparison.changed for field in item.fields) == fields
    assert (comparison.gained, comparison.lost) == ((), ())


def test_gained_and_lost_go_by_the_content_and_the_depth() -> None:
    record = make_record()
    nested = changed(parent="0" * 16)
    before, after = runs((record,), (nested,))
    comparison = compare(before, after)

    assert [item.before.record for item in comparison.lost if item.before] == [record]
    assert [item.after.record for item in comparison.gained if item.after] == [nested]


def test_article_of_the_second_run_alone_is_gained() -> None:
    article = make_record().article.model_dump() | {"source_path": "b.txt", "sha256": "1" * 64}
    before, after = runs((make_record(),), (make_record(), changed(article=article)))

    assert [item.article for item in compare(before, after).gained] == ["b"]


def test_gold_says_what_is_better() -> None:
    wrong = changed(source={"start": 0, "end": 5, "text": '"NATO'})
    gold, before = runs((make_record(),), (wrong,))
    comparison = compare(before, gold, gold)
    (difference,) = comparison.changed

    assert (difference.was_right, difference.is_right, verdict(difference)) == (False, True, "now right")
    assert [verdict(item) for item in compare(gold, [], gold).lost] == ["was right"]
    assert [verdict(item) for item in compare([], before, gold).gained] == ["wrong"]


def test_comparison_on_a_terminal() -> None:
    gold, before = runs((make_record(),), (changed(source=None, speaker=None, confidence=0.2),))
    stream = io.StringIO()
    print_comparison(compare(before, gold, gold), Console(file=stream, width=80))
    shown = stream.getvalue()

    assert "changed 1: 1 now right" in shown
    assert "source: – → Stoltenberg" in shown
    assert "confidence: 0.2 → 0.98" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_control_codes_of_an_article_never_reach_the_terminal() -> None:
    hostile = changed(said='"\x1b[2J we are ready"')
    stream = io.StringIO()
    print_comparison(compare([], make_sheets([hostile])), Console(file=stream, width=80))

    assert "\x1b[2J" not in stream.getvalue()
    assert "we are ready" in stream.getvalue()


def test_comparison_as_json_holds_the_records() -> None:
    before, after = runs((make_record(),), (changed(confidence=0.1),))
    plain = to_plain(compare(before, after))

    assert plain["changed"][0]["before"]["id"] == make_record().id
    assert (plain["changed"][0]["fields"], plain["gained"], plain["lost"]) == (["confidence"], [], [])
