"""What a worker sends back for an article: the article, then its records."""

from __future__ import annotations

import pytest
from support.desk import FIRST, make_records

from quotes.article import Article
from quotes.corpus.outcome import Outcome, pack_article
from quotes.desk.serve.reading import Reading
from quotes.formats.readers.document import Failure
from quotes.formats.records.jsonl import dump_line

ARTICLE = Article(FIRST, source_path="first.txt", title="a\nb\u2028c")
LINES = b"".join(map(dump_line, make_records()[:4]))
FAILURE = Failure("b.txt", "read", "ReadError", "b.txt: binary; give a text file")


@pytest.mark.parametrize(
    ("outcome", "reading", "records"),
    [
        pytest.param(Outcome(failure=FAILURE), Reading(failure=FAILURE), 0, id="not read"),
        pytest.param(Outcome(pack_article(ARTICLE)), Reading(ARTICLE), 0, id="nobody speaks"),
        pytest.param(Outcome(pack_article(ARTICLE) + LINES), Reading(ARTICLE, LINES), 4, id="four records"),
    ],
)
def test_reading_of_an_outcome(outcome: Outcome, reading: Reading, records: int) -> None:
    assert Reading.of(outcome) == reading
    assert reading.records == records
