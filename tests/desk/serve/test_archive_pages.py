"""The pages over an archive in a real browser: with and without script, on a phone, in the dark, by keyboard."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from support.serving import Server
from support.shelf import MARKUP, ODD_NAMES

pytestmark = pytest.mark.slow

HITS = ".cards > li"
COLOURS = {"runOnly": ["color-contrast"]}  # all that the dark pages change


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page without script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def key_of(server: Server, name: str) -> str:
    entries = server.ask("GET", "/speakers?size=100").json["speakers"]
    return next(str(entry["key"]) for entry in entries if entry["name"] == name)


def article_of(server: Server, id: str) -> str:
    return str(server.ask("GET", f"/articles?id={quote(id)}").json["articles"][0]["key"])


def save(page: Page, link: str) -> tuple[str, str]:
    """The name and the text of a file."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_text("utf-8")


def test_from_words_to_the_place_in_the_article_without_script(plain_page: Page, archive_server: Server) -> None:
    page = plain_page
    page.goto(archive_server.page)
    page.get_by_role("link", name="Search").click()
    page.get_by_label("Words").fill("escalation OR bridge")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_contain_text("26 quotations")
    expect(page.locator(HITS)).to_have_count(20)
    page.get_by_role("link", name="Next →").click()
    expect(page.locator(HITS)).to_have_count(6)
    page.locator(".facet").get_by_role("link", name="Jens Stoltenberg").click()
    expect(page.locator(HITS)).to_have_count(1)
    expect(page.locator("mark")).to_have_text("escalation")
    page.locator(".words a").click()
    expect(page.locator("article .ref:target")).to_have_text("1")
    page.locator("#table").get_by_role("link", name="Jens Stoltenberg").first.click()
    expect(page.locator("h1")).to_have_text("Jens Stoltenberg")
    expect(page.locator(HITS)).to_have_count(2)


def test_filters_are_in_the_address_and_can_be_dropped(page: Page, archive_server: Server) -> None:
    page.goto(f"{archive_server.page}search?q=harbour")
    for facet, value, count in (("Outlet", "The Herald", 14), ("Time", "2020-02", 4), ("Quote type", "indirect", 4)):
        section = page.get_by_role("region", name=facet)
        expect(section.locator("li", has_text=value)).to_contain_text(str(count))
        section.get_by_role("link", name=value).click()
        expect(page.get_by_role("status")).to_contain_text(f"{count} quotations")
    assert "outlet=The+Herald" in page.url
    assert "since=2020-02&until=2020-02" in page.url
    page.get_by_label("Words").fill("bridge")
    page.keyboard.press("Enter")  # a new search keeps the filters
    expect(page.get_by_role("status")).to_contain_text("4 quotations")
    page.get_by_role("link", name="Drop The Herald").click()
    expect(page.get_by_role("status")).to_contain_text("8 quotations")
    page.get_by_role("link", name="Clear all filters").click()
    expect(page.get_by_role("status")).to_contain_text("25 quotations")


def test_a_speaker_is_shown_with_months_and_subjects(page: Page, archive_server: Server) -> None:
    page.goto(f"{archive_server.page}speakers")
    page.get_by_label("Name", exact=True).fill("ann")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Ann Lee").click()
    expect(page.locator("main")).to_contain_text("27 quotations in 27 articles · 2020-01 to 2020-03")
    expect(page.locator("svg.chart rect.bar")).to_have_count(3)
    assert len(save(page, "JSON Lines")[1].splitlines()) == 27
    page.locator(".terms").get_by_role("link", name="bridge").first.click()
    expect(page.get_by_role("status")).to_contain_text("25 quotations")
    expect(page.locator(".chosen")).to_contain_text("Ann Lee")
    page.get_by_label("Drop the speaker").click()
    expect(page.get_by_role("textbox", name="Speaker")).to_have_value("")


def test_two_speakers_are_side_by_side(page: Page, archive_server: Server) -> None:
    page.goto(f"{archive_server.page}speakers/{key_of(archive_server, 'Ann Lee')}")
    page.get_by_role("link", name="Compare with another speaker").click()
    page.get_by_label("the other").fill("poe")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("h1")).to_have_text("Ann Lee and poe")
    expect(page.locator(".two > section").first).to_contain_text("27 quotations")
    expect(page.locator(".two > section").last).to_contain_text("3 quotations")
    name, table = save(page, "CSV")
    assert name == "quotes-comparison.csv"
    assert len(list(csv.reader(io.StringIO(table)))) == 31
    page.goto(f"{archive_server.page}compare?by=outlet&a=The+Herald&b=Evening+Post")
    expect(page.locator(".two > section").first).to_contain_text("Ann Lee 12")


def test_an_article_leads_to_its_other_version_and_its_files(page: Page, archive_server: Server) -> None:
    page.goto(f"{archive_server.page}articles/{article_of(archive_server, 'toll')}")
    first = page.locator("#table tbody tr").inner_text()
    page.locator(".versions a").click()
    expect(page.locator("#table tbody tr")).not_to_have_text(first)
    page.goto(f"{archive_server.page}articles?q=first")
    page.locator("tbody a").first.click()
    records = [json.loads(line) for line in save(page, "JSON Lines")[1].splitlines()]
    text = save(page, "text")[1]
    assert len(records) == 4
    assert "troubling escalation" in text


def test_nothing_of_the_archive_runs(page: Page, archive_server: Server) -> None:
    speaker = key_of(archive_server, MARKUP)
    article = article_of(archive_server, "markup")
    page.set_viewport_size({"width": 390, "height": 900})
    for path in (
        f"speakers/{speaker}",
        f"speakers/{key_of(archive_server, ODD_NAMES['long'])}",
        f"articles/{article}",
        "search?q=odd+OR+markup&size=5",
        f"compare?a={speaker}&b={quote(MARKUP)}",
    ):
        reply = page.goto(f"{archive_server.page}{path}")
        assert reply is not None
        assert reply.status == 200, path
        assert page.locator(":is(main, article, aside) :is(script, img, style)").count() == 0
        assert page.title() != "owned"
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert page.locator("[href^='javascript']").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


@pytest.mark.parametrize("width", [1400, 390])
def test_every_page_is_accessible(page: Page, archive_server: Server, width: int) -> None:
    ann = key_of(archive_server, "Ann Lee")
    page.set_viewport_size({"width": width, "height": 900})
    for path in (
        f"search?q=bridge&type=indirect&speaker={ann}&size=3",
        "speakers?size=3",
        f"speakers/{ann}?size=3",
        "articles?size=3",
        f"articles/{article_of(archive_server, 'first')}",
        f"compare?a={ann}&b=poe&q=toll+OR+tunnel",
    ):
        page.goto(f"{archive_server.page}{path}")
        page.emulate_media(color_scheme="light")
        assert [rule["id"] for rule in Axe().run(page).response["violations"]] == [], path
        page.emulate_media(color_scheme="dark")
        assert [rule["id"] for rule in Axe().run(page, options=COLOURS).response["violations"]] == [], path
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_the_keyboard_is_enough(page: Page, archive_server: Server) -> None:
    page.goto(f"{archive_server.page}search")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the results")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".words a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_be_visible()


def test_errors_and_odd_names_have_a_page_that_leads_on(page: Page, archive_server: Server) -> None:
    page.goto(f"{archive_server.page}search?q=%22half")
    expect(page.locator("main")).to_contain_text("a phrase is not closed")
    page.goto(f"{archive_server.page}speakers/1-00000000")
    page.get_by_role("link", name="Speakers").click()
    page.goto(f"{archive_server.page}search?q=odd")
    expect(page.get_by_role("region", name="Speaker").get_by_role("link", name="no name")).to_have_count(2)
    page.goto(f"{archive_server.page}speakers?size=100")
    expect(page.get_by_role("link", name="no name")).to_have_count(2)
    page.get_by_role("link", name=ODD_NAMES["slashes"]).click()
    expect(page.locator("h1")).to_have_text(ODD_NAMES["slashes"])
