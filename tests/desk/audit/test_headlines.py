"""Who a headline names: by surname if nobody else has it, in full if somebody has; organisations by all words."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.said import said, write

from quotes.desk.audit.figures import audit
from quotes.desk.audit.headlines import find_headline_names
from quotes.desk.tables.store import open_corpus
from quotes.record import Record


def entitle(record: Record, title: str | None) -> Record:
    return record.model_copy(update={"article": record.article.model_copy(update={"title": title})})


CLINTONS = [said(2, "Bill Clinton"), said(2, "Hillary Clinton")]


@pytest.mark.parametrize(
    ("title", "others", "names"),
    [
        pytest.param(None, [], [], id="no headline"),
        pytest.param("Airspace violated", [], [], id="nobody"),
        pytest.param("stoltenberg street is closed", [], [], id="no capital letter"),
        pytest.param("Clinton is not here", CLINTONS, [], id="two of the name, neither quoted here"),
        pytest.param(
            "Ministry of Silly Walks", [said(2, "Ministry of Truth", nature="named_organization")], [], id="part"
        ),
        pytest.param("Stoltenberg: allies are ready", [], ["Jens Stoltenberg"], id="surname"),
        pytest.param("Putin's turn", [said(2, "Vladimir Putin")], ["Vladimir Putin"], id="quoted elsewhere"),
        pytest.param("Hillary Clinton speaks", CLINTONS, ["Hillary Clinton"], id="in full"),
        pytest.param(
            "Clinton speaks", [*CLINTONS, said(1, "Bill Clinton")], ["Bill Clinton"], id="the one quoted here"
        ),
        pytest.param("NATO is ready", [said(2, "NATO", nature="named_organization")], ["NATO"], id="organisation"),
    ],
)
def test_names(tmp_path: Path, title: str | None, others: list[Record], names: list[str]) -> None:
    records = [entitle(record, title if record.article.id == "article-1" else None) for record in others]
    path = write(tmp_path / "quotes.jsonl", entitle(said(1, "Jens Stoltenberg"), title), *records)
    with open_corpus([str(path)]) as corpus:
        people = dict(corpus.rows("SELECT who, name FROM people"))
        assert [people[who] for _, who in find_headline_names(corpus)] == names


def test_quoted_about_oneself_or_another(tmp_path: Path) -> None:
    title = "Putin and Stoltenberg"
    records = [entitle(said(1, name), title) for name in ("Jens Stoltenberg", "Jens Stoltenberg", "Angela Merkel")]
    path = write(tmp_path / "quotes.jsonl", *records, entitle(said(2, "Vladimir Putin"), None))
    with open_corpus([str(path)]) as corpus:
        figures = audit(corpus)

    subjects = {keys[0]: cells[0].value for keys, cells in figures.answers["subjects"].rows}
    assert subjects == {"named in the headline": 2, "not named there": 1}
    named = {keys[0]: [cell.value for cell in cells] for keys, cells in figures.answers["headlines"].rows}
    assert named == {"Jens Stoltenberg": [1, 1, 0, 2], "Vladimir Putin": [1, 0, 1, 0]}
