"""Sinks: what begins, ends and stops a run, on a stream and in a file with a journal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from quotes.corpus.chunks import Chunk
from quotes.corpus.journal import Journal
from quotes.corpus.outcome import Outcome
from quotes.corpus.sinks import JournalSink, StreamSink
from quotes.formats.readers.document import Failure
from quotes.formats.registry import load_writer

YES, NO = Outcome(b"yes\n", records=1, sha256="a" * 64), Outcome(b"no\n", records=1, sha256="b" * 64)
BROKEN = Outcome(failure=Failure("a.txt", "read", "ReadError", "a.txt: damaged"))
HEADER = load_writer("csv")().header()


def chunk(number: int) -> Chunk:
    return Chunk(number, (), 0, f"inputs {number}")


def stream_sink(form: str, *, dedupe: bool = False) -> tuple[StreamSink, io.BytesIO, io.BytesIO]:
    said, failures = io.BytesIO(), io.BytesIO()
    return StreamSink(said, failures, writer=load_writer(form)(), dedupe=dedupe), said, failures


@pytest.mark.parametrize(
    ("outcomes", "written"),
    [
        pytest.param([], b"", id="nothing"),
        pytest.param([[BROKEN]], b"", id="a failure"),
        pytest.param([[YES, BROKEN], [NO]], b"yes\nno\n", id="a failure among others"),
        pytest.param([[YES], [YES, NO]], b"yes\nno\n", id="the same text twice"),
    ],
)
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_stream(outcomes: list[list[Outcome]], written: bytes, form: str) -> None:
    sink, said, failures = stream_sink(form, dedupe=True)
    sink.begin("en_quotes 1.0.0")
    for number, several in enumerate(outcomes):
        sink.write(chunk(number), several)
    sink.commit()

    assert said.getvalue() == (HEADER if form == "csv" else b"") + written
    assert failures.getvalue().count(b"\n") == sink.progress.failures == sum(BROKEN in several for several in outcomes)


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize("chunks", [0, 2])
def test_journal(tmp_path: Path, form: str, chunks: int) -> None:
    journal = Journal(tmp_path / "said", tmp_path / "failures", settings="x")
    journal.open(resume=False)
    sink = JournalSink(journal, writer=load_writer(form)(), dedupe=False)
    sink.begin("en_quotes 1.0.0" if chunks else None)
    for number in range(chunks):
        sink.write(chunk(number), [YES])
    sink.commit()
    journal.finish(keep_failures=False)

    assert (tmp_path / "said").read_bytes() == (HEADER if form == "csv" else b"") + b"yes\n" * chunks


def test_abort_on_a_stream_writes_what_came_before() -> None:
    sink, said, _ = stream_sink("jsonl")

    assert sink.abort(chunk(0), [YES, BROKEN]) == [BROKEN.failure]
    assert said.getvalue() == b"yes\n"


def test_abort_in_a_file_leaves_the_chunk_to_be_done_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "said", tmp_path / "failures", settings="x")
    journal.open(resume=False)
    sink = JournalSink(journal, writer=load_writer("jsonl")(), dedupe=False)
    sink.begin("en_quotes 1.0.0")
    sink.write(chunk(0), [YES])

    assert sink.abort(chunk(1), [NO, BROKEN]) == [BROKEN.failure]
    assert journal.committed.chunks == 1
    journal.close()
    assert (tmp_path / "said.partial").read_bytes() == b"yes\n"
