"""The review page in a real browser: notes, filters, many at once, the menu of articles, a phone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect
from support.desk import Server, make_records
from support.review_page import open_review

Start = Callable[..., Server]

ONE, TWO, THREE, FOUR, FIVE = make_records()

CURRENT = "nav [aria-current] bdi"


def test_records_are_skipped_flagged_commented_on_and_filtered(page: Page, serve: Start) -> None:
    open_review(page, serve())
    page.keyboard.press("f")
    expect(page.locator('[data-act="flag"]')).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("c")
    page.keyboard.type("Who is meant?")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Who is meant?")
    page.keyboard.press("x")
    expect(page.locator(CURRENT).first).to_have_text("Putin")
    expect(page.locator("nav li").last).to_contain_text("secretary general")
    page.locator("[name=show]").select_option("flagged")
    expect(page.locator("nav li")).to_have_count(1)
    page.locator("[name=show]").select_option("open")
    page.locator("details summary").click()
    page.locator("#choice [name=least]").fill("0.65")
    expect(page.locator("#queue")).to_contain_text("3 attributions")
    page.locator("#choice [name=speaker]").fill("stoltenberg")
    expect(page.locator("#queue")).to_contain_text("2 attributions")


def test_many_are_accepted_and_taken_back_at_once(page: Page, serve: Start) -> None:
    open_review(page, serve())
    page.keyboard.press("Shift+A")
    page.locator("#many [name=least]").fill("0.7")
    expect(page.locator("#number")).to_have_text("3 open attributions")
    page.get_by_role("button", name="Accept them").click()
    expect(page.locator("#progress")).to_contain_text("3 of 5")
    page.keyboard.press("z")
    expect(page.locator("#progress")).to_contain_text("0 of 5")


def test_an_article_is_chosen_by_words_and_shows_its_progress(page: Page, serve: Start) -> None:
    open_review(page, serve(), FIVE.id)
    page.keyboard.press("a")
    expect(page.locator("#progress")).to_contain_text("1 of 5")
    page.keyboard.press("g")
    expect(page.locator("#list li")).to_have_text(["first 0 of 4", "second 1 of 1"])
    page.locator("#articles [name=words]").fill("fir")
    expect(page.locator("#list li")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#chosen")).to_have_text("first")
    expect(page.locator("#queue")).to_contain_text("4 attributions")


def test_undo_and_progress_stay_in_view_on_a_phone(browser: Browser, serve: Start) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_review(page, serve(), FOUR.id)
    assert page.evaluate("[document.documentElement.scrollHeight <= innerHeight, scrollY]") == [True, 0]
    expect(page.get_by_role("button", name="Undo")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Accept", exact=False).first).to_be_in_viewport()
    expect(page.locator("#text .on").first).to_be_in_viewport()
    page.get_by_role("button", name="Queue").click()
    page.locator("nav li button").first.click()
    expect(page.locator("#panel")).to_be_visible()
    context.close()
