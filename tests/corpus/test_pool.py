"""Workers: the same bytes from any number of them; what hangs or kills one costs its own article alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language
from support.archives import SAID, make_archive

from quotes.article import Article
from quotes.corpus.chunks import MAX_BYTES, Chunk, cut_chunks
from quotes.corpus.extraction import Engine
from quotes.corpus.outcome import Outcome, pack_items, pack_outcomes, unpack_items, unpack_outcomes
from quotes.corpus.pool import Pool
from quotes.corpus.settings import Settings
from quotes.errors import ModelError
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.paths import split_paths

pytestmark = pytest.mark.slow

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes to workers are watched on POSIX only")
HANGS = Article(text='"' * 300_000, id="hangs")  # its parse takes longer than a second, in compiled code


def articles(count: int) -> list[Article]:
    return [Article(text=SAID[n % 3].format(n=n), id=f"a{n}") for n in range(count)]


def flat(results: Iterator[tuple[Chunk, list[list[Outcome]]]]) -> list[Outcome]:
    return [item for _, outcomes in results for several in outcomes for item in several]


@posix
def test_two_workers_give_what_none_gives_in_order(tmp_path: Path, nlp: Language) -> None:
    path = make_archive(tmp_path / "in.jsonl", 150)
    settings = Settings()
    chunks = list(cut_chunks(split_paths([str(path)])))
    engine = Engine(settings, nlp)
    alone = [item for chunk in chunks for several in engine.run(chunk.items) for item in several]
    with Pool(settings, 2) as pool:
        together = flat(pool.run(iter(chunks)))

    assert len(chunks) > 3
    assert together == alone
    assert pool.lost == 0
    assert pool.model == f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


@posix
def test_what_hangs_is_ended_in_time_and_its_neighbours_are_done() -> None:
    items = [*articles(3), HANGS, *articles(2)]
    with Pool(Settings(timeout=1.0)) as pool:
        found = flat(pool.run(cut_chunks(items)))

    assert [item.failure is None for item in found] == [True] * 3 + [False] + [True] * 2
    failure = found[3].failure
    assert failure is not None
    assert (failure.stage, failure.error) == ("time", "TimeLimit")
    assert failure.message == "-: hangs took longer than 1 seconds; raise --timeout"
    assert all(item.records for item in found if not item.failure)


@posix
def test_slow_article_of_a_list_costs_no_other() -> None:
    listed = [{"id": item.id, "text": item.text} for item in (*articles(1), HANGS, *articles(2))]
    items = [Document("a.json", "json", json.dumps(listed).encode()), *articles(1)]
    with Pool(Settings(timeout=1.0)) as pool:
        outcomes = [several for _, chunk in pool.run(cut_chunks(items)) for several in chunk]

    assert [[item.failure is None for item in several] for several in outcomes] == [[True, False, True, True], [True]]
    failure = outcomes[0][1].failure
    assert failure is not None
    assert failure.message == "a.json: hangs took longer than 1 seconds; raise --timeout"


@posix
@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
def test_worker_ends_with_its_parent(busy: bool) -> None:
    program = f"""
import sys, time
from quotes.article import Article
from quotes.corpus.chunks import cut_chunks
from quotes.corpus.pool import Pool
from quotes.corpus.settings import Settings
text = '"' * 300_000 if {busy} else "He said so."
pool = Pool(Settings(timeout=None))
print(*pool.processes, flush=True)
for _ in pool.run(cut_chunks([Article(text=text)])):
    pass
time.sleep(600)
"""
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    time.sleep(15)
    os.kill(worker, 0)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(300):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{worker}/stat").exists() and ") Z " in Path(f"/proc/{worker}/stat").read_text():
            return  # ended, and nobody has asked for its exit status
        time.sleep(0.1)
    raise AssertionError("the worker is still there")


@posix
@pytest.mark.parametrize("workers", [1, 2])
def test_killed_worker_changes_nothing(workers: int, nlp: Language) -> None:
    chunks = list(cut_chunks(articles(90), max_items=3))
    settings = Settings()
    engine = Engine(settings, nlp)
    alone = [item for chunk in chunks for several in engine.run(chunk.items) for item in several]
    found: list[Outcome] = []
    with Pool(settings, workers) as pool:
        for number, (_, outcomes) in enumerate(pool.run(iter(chunks))):
            found.extend(item for several in outcomes for item in several)
            if number == 1:
                os.kill(pool.processes[0], signal.SIGKILL)
        assert pool.lost == 1

    assert found == alone


@posix
def test_pipeline_that_cannot_be_loaded_ends_the_run() -> None:
    refused = pytest.raises(ModelError, match="en_none_such: no such pipeline")
    with Pool(Settings(model="en_none_such"), 2) as pool, refused:
        flat(pool.run(cut_chunks(articles(2))))


@posix
def test_error_of_the_input_is_raised_where_it_is_taken() -> None:
    def broken() -> Iterator[Article]:
        yield from articles(40)
        raise RuntimeError("the disk is gone")

    with Pool(Settings()) as pool, pytest.raises(RuntimeError, match="the disk is gone"):
        flat(pool.run(cut_chunks(broken())))


# The engine in one process


def test_engine_keeps_the_order_of_its_items(nlp: Language) -> None:
    items = [
        Article(text="“Yes,” Putin said. " * 9, id="long"),
        Failure("x", "read", "ReadError", "x: no"),
        Document("a.jsonl", "text", "“No,” Putin said.".encode()),
        Article(text="", id="empty"),
        Article(text="“Yes,” he said."),
    ]
    found = Engine(Settings(), nlp).run(items)

    assert [len(several) for several in found] == [1] * 5
    assert [several[0].failure is not None for several in found] == [False, True, False, False, False]
    assert [several[0].words for several in found] == [27, 0, 3, 0, 3]


def test_one_article_that_fails_costs_no_other(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    real = nlp.make_doc

    def make_doc(text: str) -> object:
        if "fail" in text:
            raise ValueError("bad\nluck")
        return real(text)

    monkeypatch.setattr(nlp, "make_doc", make_doc)
    found = Engine(Settings(), nlp).run([*articles(2), Article(text="fail", source_path="f.txt"), *articles(1)])

    bad = Failure("f.txt", "extract", "ValueError", "f.txt: bad")
    assert [item.failure for (item,) in found] == [None, None, bad, None]


def test_doubles_in_a_chunk_are_done_once(nlp: Language) -> None:
    twice = [Article(text=SAID[0].format(n=1), id="first"), Article(text=SAID[0].format(n=1), id="second")]
    ((first,), (second,)) = Engine(Settings(dedupe=True), nlp).run(twice)

    assert first.records > 0
    assert second == Outcome(sha256=first.sha256)


def test_limits(nlp: Language) -> None:
    settings = Settings(read=ReadOptions(max_characters=50, max_bytes=60))
    ((long,), (big,)) = Engine(settings, nlp).run([Article(text="x" * 51), Document("a.txt", "text", None)])

    assert long.failure
    assert "51 characters, over 50" in long.failure.message
    assert big.failure
    assert big.failure.message == "a.txt: no such file; check the path"


def test_text_is_written_beside(tmp_path: Path, nlp: Language) -> None:
    article = Article(text="“Yes,” Putin\r\nsaid. \ufffd", id="../a b\x00")
    Engine(Settings(text_dir=str(tmp_path)), nlp).run([article])

    (path,) = tmp_path.iterdir()
    assert path.name == f"a-b.{article.sha256[:8]}.txt"
    assert path.read_bytes() == article.text.encode()


def test_text_of_a_long_id_has_a_name_that_fits(tmp_path: Path, nlp: Language) -> None:
    articles = [Article(text="So.", id="\U00020000" * 300), Article(text="No.", id="https://example.org/" + "a" * 400)]
    found = Engine(Settings(text_dir=str(tmp_path)), nlp).run(articles)

    assert [item.failure for (item,) in found] == [None, None]
    assert len(list(tmp_path.iterdir())) == 2


# Chunks, and what goes through the pipes


def test_chunks_are_cut_by_number_and_size() -> None:
    items = [Article(text="x" * size, id=str(number)) for number, size in enumerate((1, MAX_BYTES, 1, 1, 1))]
    chunks = list(cut_chunks(items, max_items=2))

    assert [[item.key for item in chunk.items] for chunk in chunks] == [["0", "1"], ["2", "3"], ["4"]]  # type: ignore[union-attr]
    assert [chunk.number for chunk in chunks] == [0, 1, 2]
    assert [chunk.inputs for chunk in chunks] == [chunk.inputs for chunk in cut_chunks(items, max_items=2)]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param([Article(text="b", id="1")], id="text"),
        pytest.param([Article(text="a", id="2")], id="id"),
        pytest.param([Document("a.txt", "text", b"a")], id="kind"),
        pytest.param([Failure("a.txt", "read", "ReadError", "a")], id="failure"),
    ],
)
def test_digest_of_the_input_tells_changes(changed: list[Article]) -> None:
    (before,) = cut_chunks([Article(text="a", id="1")])
    (after,) = cut_chunks(changed)

    assert before.inputs != after.inputs


def test_digest_tells_a_file_that_was_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("So.")
    (before,) = cut_chunks([Document(str(path))])
    os.utime(path, (1, 1))
    (after,) = cut_chunks([Document(str(path))])

    assert before.inputs != after.inputs


def test_items_and_outcomes_come_through_a_pipe() -> None:
    items = [
        Article(text="“\ud800\x00é”", id="a", title="b"),
        Document("a.pdf", "pdf", bytes(range(256))),
        Document("b"),
        Failure("c", "read", "E", "m"),
    ]
    outcomes = [[Outcome(b"x\ny\n", 2, 3, "f" * 64)], [], [Outcome(failure=items[3]), Outcome(b"\x00")]]  # type: ignore[arg-type]

    assert unpack_items(pack_items(items)) == items
    assert unpack_outcomes(pack_outcomes(outcomes)) == outcomes
