"""Statements about a topic."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.claims import topics
from quotes.desk.claims.topics import find_topics, rank_by_frequency
from quotes.formats.records.jsonl import write_jsonl
from quotes.record import Record


@pytest.fixture(scope="module")
def first(seed_records: tuple[Record, ...]) -> list[Record]:
    return list(seed_records)


def test_topic_keeps_what_is_about_it(first: list[Record], nlp: Language) -> None:
    results = list(find_topics(first, "cruise missiles", nlp))

    assert results
    for record, terms in results:
        assert "missiles" in record.content[0].text
        assert any("missiles" in term for term in terms)
    assert list(find_topics(first, "inflation", nlp)) == []


def test_key_terms_by_frequency_where_textrank_is_missing(nlp: Language) -> None:
    doc = nlp("Russian air strikes hit Hama. The air strikes went on; the president was silent about air strikes.")

    assert rank_by_frequency(doc)[0] == "russian air strikes"
    assert "president" in rank_by_frequency(doc)


def test_topic_without_textacy_is_found_and_said_so(
    first: list[Record], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(topics, "find_spec", lambda name: None)
    path = tmp_path / "q.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        write_jsonl(first, stream)
    done = CliRunner().invoke(app, ["claims", str(path), "--topic", "cruise missiles"])

    assert done.exit_code == 0
    assert "ranked by frequency" in done.stderr
    assert done.stdout
