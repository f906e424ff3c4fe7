"""Damaged and hostile inputs: each is read, or is a failure with a word for it; no traceback, no hang, no loss."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from support.damage import WANTED, make_damaged, torn

from quotes.article import Article
from quotes.corpus.chunks import cut_chunks
from quotes.corpus.pool import Pool
from quotes.corpus.settings import Settings
from quotes.formats.readers.document import Document, Failure
from quotes.formats.readers.paths import split_paths
from quotes.record import Record

pytestmark = pytest.mark.slow

LIMIT = float(os.environ.get("QUOTES_DAMAGE_LIMIT", "3"))  # seconds an article
SIZE = int(os.environ.get("QUOTES_DAMAGE_BYTES", "2000000"))  # the figure of docs/scale.md is with 50 MB
LOADING = 30.0  # seconds for a worker to begin anew


@pytest.mark.skipif(sys.platform == "win32", reason="pipes to workers are watched on POSIX only")
def test_damaged_inputs(tmp_path: Path) -> None:
    files = make_damaged(tmp_path / "in", size=SIZE)
    assert len(files) >= WANTED
    settings = Settings(timeout=LIMIT)
    items = list(split_paths([str(path) for path in files], settings.read))
    seen: Counter[str] = Counter()
    words = []
    slowest = 0.0
    with Pool(settings) as pool:
        last = time.monotonic()
        for chunk, outcomes in pool.run(cut_chunks(items, max_items=1)):
            now = time.monotonic()
            slowest, last = max(slowest, now - last), now
            (item,) = chunk.items
            assert isinstance(item, (Article, Document, Failure))
            seen[item.source_path or "-"] += len(outcomes[0])
            for outcome in outcomes[0]:
                if outcome.failure:
                    words.append(outcome.failure)
                for line in outcome.payload.splitlines():
                    Record.model_validate_json(line)
    gone = [path.name for path in files if not seen[str(path)]]
    # tables and archives without a row have no article, and are no failure
    assert [
        name for name in gone if not name.endswith((".csv", ".jsonl", ".jsonl.gz", ".warc", ".warc.gz", ".zst"))
    ] == []
    assert slowest < 2 * LIMIT + LOADING
    assert all(word.message.isprintable() and len(word.message) < 700 for word in words)
    assert {word.stage for word in words} <= {"read", "extract", "time"}
    assert [word for word in words if word.error == "WorkerDied"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_the_command_names_each_and_shows_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, data in torn():
        (tmp_path / "in" / name).write_bytes(data)
    command = [sys.executable, "-m", "quotes", "extract", str(tmp_path / "in"), "-o", str(tmp_path / "said.jsonl")]
    result = subprocess.run([*command, "--timeout", "20"], capture_output=True, timeout=500, check=False)
    failures = [json.loads(line) for line in (tmp_path / "said.jsonl.failures.jsonl").read_text("utf-8").splitlines()]

    assert result.returncode == 1
    assert b"Traceback" not in result.stderr
    assert len(failures) > 50
    assert all(list(failure) == ["source_path", "stage", "error", "message"] for failure in failures)
    assert result.stderr.count(b"\n") == 22  # twenty failures, the word for the others, the sum
