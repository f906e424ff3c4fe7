"""The pages of `quotes serve` in a real browser: with and without script, on a phone, in the dark, by keyboard."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from support.serving import KEY, Server, start_near

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
INTERVIEW = ROOT / "fixtures" / "articles" / "interview.txt"
FILES = [str(INTERVIEW), str(ROOT / "fixtures" / "formats" / "atom.xml")]
BUTTON = "Find who said what"
HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">\n\n"
    "“<svg onload=document.title='owned'> It rains,” Jane Lee said. {{ 7*7 }} </textarea></style>\n"
)


def read_text(page: Page, server: Server, text: str) -> None:
    page.goto(server.page)
    page.get_by_label("Text of an article").fill(text)
    page.get_by_role("button", name=BUTTON).click()
    page.locator("article").wait_for(timeout=60_000)


def save(page: Page, link: str) -> tuple[str, str]:
    """The name and the text of a file."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_text("utf-8")


def test_a_pasted_text_is_marked_listed_and_saved(page: Page, server: Server) -> None:
    text = INTERVIEW.read_text("utf-8")
    read_text(page, server, text)

    records = [json.loads(line) for line in save(page, "JSON Lines")[1].splitlines()]
    rows = page.locator("#table tbody tr")
    expect(rows).to_have_count(len(records))
    names = [record["speaker"]["name"] if record["speaker"] else "not known" for record in records]
    expect(rows.locator("td:nth-child(2)")).to_have_text(names)
    assert page.locator("article .m.content").count() >= len(records)
    assert len(list(csv.reader(io.StringIO(save(page, "CSV")[1])))) == len(records) + 1
    saved = save(page, "text")[1]
    assert saved == text  # line ends as they were pasted
    assert all(saved[part["start"] : part["end"]] == part["text"] for record in records for part in record["content"])
    same = server.ask("POST", "/extract", {"text": text})
    assert [json.loads(line) for line in same.body.splitlines()] == records


def test_reading_works_without_script(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.page)
    page.set_input_files("#file", FILES)
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator("tbody a")).to_have_count(3, timeout=60_000)  # by asking again, if they are not done
    page.get_by_role("link", name="Ferry link to close for repairs").click()
    expect(page.locator("h1")).to_have_text("Ferry link to close for repairs")
    assert page.locator("article .m.content").count() > 1
    page.get_by_role("link", name="All articles of this request").click()
    page.get_by_role("link", name="New article").click()
    expect(page.get_by_role("button", name=BUTTON)).to_be_visible()
    context.close()


def test_dropped_files_are_taken(page: Page, server: Server) -> None:
    page.goto(server.page)
    data = page.evaluate_handle(
        "() => { const data = new DataTransfer(); "
        "data.items.add(new File(['“It rains,” Jane Lee said.'], 'rain.txt')); return data; }"
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": data})
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator("h1")).to_have_text("rain", timeout=60_000)
    assert save(page, "JSON Lines")[0] == "rain.jsonl"


def test_the_keyboard_is_enough(page: Page, server: Server) -> None:
    page.goto(server.page)
    page.keyboard.press("Tab")
    page.keyboard.type("“It rains,” Jane Lee said.")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=BUTTON)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#table")).to_contain_text("Jane Lee", timeout=60_000)


def test_an_empty_form_is_not_sent(page: Page, server: Server) -> None:
    page.goto(server.page)
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator("#state")).to_have_text("Paste a text, give an address or choose a file.")
    assert page.url == server.page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        pytest.param("#url", "http://localhost/", "is not a public address", id="a local address"),
        pytest.param("#url", "example.org", "must begin with http", id="half an address"),
        pytest.param("#text", "x" * 500_000, "at most 300,000 bytes", id="too long"),
    ],
)
def test_errors_are_said_on_a_page(page: Page, server: Server, field: str, value: str, words: str) -> None:
    page.goto(server.page)
    page.locator(field).fill(value)
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator("body")).to_contain_text(words, timeout=60_000)


def test_forgotten_results_are_said(page: Page, server: Server) -> None:
    page.goto(f"{server.page}results/none")
    expect(page.locator("main")).to_contain_text("kept for an hour")
    page.get_by_role("link", name="New article").click()
    expect(page.get_by_role("button", name=BUTTON)).to_be_visible()


def test_nothing_of_an_article_runs(page: Page, server: Server) -> None:
    read_text(page, server, HOSTILE)

    assert page.locator("article script, article img, article svg, #table svg").count() == 0
    assert page.title() != "owned"
    reply = page.request.get(page.url)
    policy = reply.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.fixture(scope="module")
def slow() -> Iterator[Server]:
    """A server with one worker, which is busy for a while."""
    with start_near(timeout=20) as started:
        yield started


def test_progress_is_shown_and_leads_to_the_article(page: Page, slow: Server) -> None:
    page.goto(slow.page)
    page.get_by_label("Text of an article").fill(INTERVIEW.read_text("utf-8") * 120)
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator("#state")).to_contain_text("being read", timeout=30_000)
    page.locator("article").wait_for(timeout=90_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_every_page_is_accessible(browser: Browser, server: Server, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(server.page)
    check(page)
    page.set_input_files("#file", FILES)
    page.get_by_role("button", name=BUTTON).click()
    page.locator(".files").wait_for(timeout=60_000)
    check(page)
    read_text(page, server, INTERVIEW.read_text("utf-8"))
    check(page)
    page.goto(f"{server.page}results/none")
    check(page)
    context.close()


def check(page: Page) -> None:
    """No rule of axe is broken, and nothing is wider than the screen."""
    assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_key_is_in_no_page(page: Page, server: Server) -> None:
    read_text(page, server, "“It rains,” Jane Lee said.")
    assert KEY not in page.content()
