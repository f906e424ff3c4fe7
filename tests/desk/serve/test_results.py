"""Results in memory: how long they stay, and how many."""

from __future__ import annotations

import pytest

from quotes.article import Article
from quotes.corpus.settings import Settings
from quotes.desk.serve.jobs import BusyError, Job, Jobs
from quotes.desk.serve.reading import Reading
from quotes.desk.serve.results import Results
from quotes.formats.readers.document import Document

MODES = frozenset({"statement"})


def job(size: int = 10, *, articles: int = 1, done: bool = True) -> Job:
    made = Job(Document("a.txt", "text", b"x" * size))
    if done:
        made.future.set_result((Reading(article=Article("x" * size)),) * articles)
    return made


def test_old_results_are_forgotten() -> None:
    now = [0.0]
    results = Results(seconds=60, clock=lambda: now[0])
    first = results.add((job(),), MODES)
    now[0] = 59.0
    assert results.get(first.id) is first
    now[0] = 61.0
    assert results.get(first.id) is None


def test_the_oldest_go_when_there_are_too_many() -> None:
    results = Results(max_results=2)
    first, second, third = (results.add((job(),), MODES) for _ in range(3))

    assert [results.get(result.id) for result in (first, second, third)] == [None, second, third]


def test_the_oldest_go_when_they_are_too_big_but_the_newest_stays() -> None:
    results = Results(max_bytes=100)
    small = results.add((job(10),), MODES)
    big = results.add((job(500),), MODES)

    assert (results.get(small.id), results.get(big.id)) == (None, big)


def test_entries_are_the_articles_of_all_documents() -> None:
    result = Results().add((job(articles=2), job(articles=0), job(done=False)), MODES)

    assert [(entry.key, entry.state) for entry in result.entries()] == [
        ("0-0", "done"),
        ("0-1", "done"),
        ("1-0", "done"),
        ("2-0", "waiting"),
    ]
    assert (result.done, result.is_done) == (2, False)
    assert result.entry("0-1") is not None
    assert result.entry("5-0") is None


def test_no_more_articles_wait_than_allowed() -> None:
    jobs = Jobs(Settings(), workers=0, max_waiting=2)
    first, _ = jobs.submit(Document("a.txt"), Document("b.txt"))
    with pytest.raises(BusyError, match="try again"):
        jobs.submit(Document("c.txt"))
    first.future.cancel()  # its client has gone away
    jobs.submit(Document("c.txt"))
    assert jobs.waiting == 2
