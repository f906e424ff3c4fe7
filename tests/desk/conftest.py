"""Records in a folder with their texts, review servers, and a real browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from support.desk import FIRST, SECOND, Server, make_records, start_server, write_records

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
EXPECTED_WITHIN = 20_000  # milliseconds: the tests share the cores with one another

expect.set_options(timeout=EXPECTED_WITHIN)


@pytest.fixture
def records_path(tmp_path: Path) -> Path:
    """Records beside their articles' texts."""
    (tmp_path / "first.txt").write_bytes(FIRST.encode("utf-8"))
    (tmp_path / "second.txt").write_bytes(SECOND.encode("utf-8"))
    return write_records(tmp_path / "quotes.jsonl", make_records())


@pytest.fixture
def serve(records_path: Path) -> Iterator[Callable[..., Server]]:
    """Start review servers that end with the test."""
    started: list[Server] = []

    def start(records: Path = records_path, *options: str) -> Server:
        started.append(start_server(records, *options))
        return started[-1]

    yield start
    for server in started:
        if server.process.poll() is None:
            server.kill()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium without a window."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: apt-get install chromium, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test when its script fails or anything is refused by its policy."""
    context = browser.new_context(viewport={"width": 1360, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if "Content Security" in message.text else None)
    yield opened
    context.close()
    assert wrong == []
