"""Hostile pages through readers, engine, report, table and audit: none is lost, nothing of them is live in a page.

`QUOTES_HOSTILE_PAGES=1000 pytest tests/robustness/test_hostile_pages.py` makes a thousand of them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from support.hostile_pages import make_pages
from support.memory import measure_children

pytestmark = pytest.mark.slow

COUNT = int(os.environ.get("QUOTES_HOSTILE_PAGES", "25"))
MAX_MEMORY = 2_000_000  # kB of each process
LIVE = ("iframe", "img", "base", "object", "embed")  # none of our pages has them


class Elements(HTMLParser):
    """What a browser would make of a page: elements, and attributes that run."""

    def __init__(self) -> None:
        super().__init__()
        self.live: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.live += [tag] if tag in LIVE else []
        self.live += [name for name, _ in attributes if name.startswith("on")]
        self.scripts += tag == "script"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    quotes = str(Path(sys.executable).with_name("quotes"))
    result = subprocess.run([quotes, *arguments], cwd=folder, capture_output=True, timeout=120 + COUNT, check=False)
    assert b"Traceback" not in result.stderr, result.stderr[-2000:]
    return result


def test_hostile_pages(tmp_path: Path) -> None:
    before = measure_children()
    (tmp_path / "in").mkdir()
    for name, data in make_pages(COUNT):
        (tmp_path / "in" / name).write_bytes(data)
    start = time.monotonic()
    result = run(tmp_path, "extract", "in", "-o", "quotes.jsonl", "--model", "fast", "--text-dir", "texts")
    assert result.returncode in (0, 1)
    failures = (tmp_path / "quotes.jsonl.failures.jsonl").read_text("utf-8").splitlines()
    for arguments in (
        ["report", "quotes.jsonl", "-o", "reports"],
        ["table", "quotes.jsonl", "-o", "table.html"],
        ["audit", "quotes.jsonl", "-o", "audit.html"],
    ):
        assert run(tmp_path, *arguments).returncode == 0
    pages = [*(tmp_path / "reports").glob("*.html"), tmp_path / "table.html", tmp_path / "audit.html"]
    for path in pages:
        text = path.read_bytes().decode("utf-8")
        elements = Elements()
        elements.feed(text)
        assert elements.live == []
        assert elements.scripts <= 2
        assert re.findall("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]", text) == []
    lines = (tmp_path / "quotes.jsonl").read_bytes().splitlines()
    articles = {json.loads(line)["article"]["id"] for line in lines}
    most = measure_children()
    taken = time.monotonic() - start
    print(f"{COUNT} pages: {len(articles)} with records, {len(failures)} failed, {taken:.0f} s, {most / 1e6:.2f} GB")
    assert len(articles) + len(failures) > COUNT // 2
    assert most <= max(before, MAX_MEMORY)  # larger commands of other tests, which ended before, do not count
