"""Whole attributions in short texts, kind by kind: what is a quotation's, whose it is, and what is none.

`kinds.jsonl` has a text in each line, made up for these tests, with the sources and contents of its outermost
attributions; " | " divides the spans of a content.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from spacy.language import Language

from quotes import extract

LINES = [json.loads(line) for line in Path(__file__).with_name("kinds.jsonl").read_text("utf-8").splitlines()]
CASES = [
    pytest.param(line["text"], line["attributions"], id=f"{line['kind']}: {' '.join(line['text'].split())[:50]}")
    for line in LINES
]


def letters(text: str | None) -> str:
    """A text without marks and blanks: where a final period belongs is tested elsewhere."""
    return re.sub(r"\W+", "", text or "")


@pytest.mark.parametrize(("text", "attributions"), CASES)
def test_attributions(nlp: Language, text: str, attributions: list[dict[str, str | None]]) -> None:
    records = [record for record in extract(text, nlp, mode="all") if record.parent is None]
    found = {
        (letters(record.source and record.source.text), letters("".join(span.text for span in record.content)))
        for record in records
    }

    assert {(letters(entry["source"]), letters(entry["content"])) for entry in attributions} <= found
    assert bool(found) == bool(attributions)
