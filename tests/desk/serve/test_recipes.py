"""The recipes of docs/serving.md: the client in Python and the script of a CMS run against a server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.serving import KEY, Server, start_server
from support.snippets import read_blocks
from support.web_server import Answer, Site, serve

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[3] / "docs" / "serving.md"
ARTICLE = '{text: "“The bridge opens in May,” Jane Lee said."}'


def block(language: str) -> str:
    (text,) = (block.text for block in read_blocks(PAGE) if block.language == language)
    return text


@pytest.fixture(scope="module")
def cms() -> Iterator[Site]:
    """A site whose page asks the server."""
    with serve({"/": Answer(b"<!doctype html><title>CMS</title>")}) as running:
        yield running


@pytest.fixture(scope="module")
def server(cms: Site, shelf: Path) -> Iterator[Server]:
    with start_server(str(shelf), "--origin", cms.url("").rstrip("/")) as started:
        yield started


def test_the_client_in_python(server: Server) -> None:
    environment = {**os.environ, "QUOTES_TOKEN": KEY, "QUOTES_SERVER": server.base}
    done = subprocess.run(
        [sys.executable, "-c", block("python")], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "Jane Lee said “The bridge opens in May,”\n"


def test_the_script_of_a_page_of_the_cms(browser: Browser, server: Server, cms: Site) -> None:
    call = f"() => {{ {block('js')}; return extract('{server.base}', '{KEY}', {ARTICLE}); }}"
    page = browser.new_page()
    page.goto(cms.url("/"))
    assert page.evaluate(call) == [{"speaker": "Jane Lee", "content": "“The bridge opens in May,”"}]
    page.goto(cms.url("/", host="localhost"))  # a site that was not named
    assert "Failed to fetch" in page.evaluate(f"() => ({call})().catch((error) => String(error))")
    page.close()


def test_the_command_serves_an_archive_too(server: Server) -> None:
    assert server.ask("GET", "/search?q=airspace").json["total"] == 1
    assert "/search" in server.ask("GET", "/openapi.json").json["paths"]
    assert b'href="./search"' in server.ask("GET", "/").body
