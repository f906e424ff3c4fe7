"""The review page in a real browser, by mouse and by keys."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect
from support.desk import FIRST, Server, make_records
from support.review_page import open_review
from typer.testing import CliRunner

from quotes.cli import app

Start = Callable[..., Server]

ONE, TWO, THREE, FOUR, FIVE = make_records()

CURRENT = "nav [aria-current] bdi"


def select(page: Page, start: int, end: int) -> None:
    """Select a stretch of the article by its offsets, as a mouse would."""
    page.evaluate(
        """([start, end]) => {
          const place = (at) => {
            for (const piece of document.querySelectorAll("#text [data-s]")) {
              const points = [...piece.textContent], from = Number(piece.dataset.s);
              if (at >= from && at <= from + points.length)
                return [piece.firstChild, points.slice(0, at - from).join("").length];
            }
          };
          getSelection().setBaseAndExtent(...place(start), ...place(end));
        }""",
        [start, end],
    )


def at(words: str) -> tuple[int, int]:
    return FIRST.index(words), FIRST.index(words) + len(words)


def field(page: Page, name: str) -> Any:
    return page.locator(f'[data-field="{name}"]')


def spans(page: Page, role: str) -> Any:
    return page.locator(f"#panel .spans div:has(dt:text-is('{role}')) dd")


def test_a_reviewer_mends_merges_undoes_reloads_and_all_is_still_there(
    page: Page, serve: Start, records_path: Path
) -> None:
    server = serve()
    open_review(page, server)
    expect(page.locator(CURRENT).first).to_have_text("secretary general")  # the least sure one

    select(page, *at("The secretary general claimed the airspace"))
    expect(page.locator("#tools")).to_be_visible()
    page.keyboard.press("3")
    expect(spans(page, "source")).to_contain_text("The secretary general claimed the airspace")
    page.keyboard.press("z")
    expect(spans(page, "source")).not_to_contain_text("claimed")

    select(page, *at("airspace was violated. An"))  # after an astral character, with CR LF before it
    page.get_by_role("button", name="1 content").click()
    expect(spans(page, "content")).to_have_text("airspace was violated. An")

    page.keyboard.press("m")
    page.locator("#merge [name=gone]").select_option("secretary-general")
    page.locator("#merge [name=kept]").fill("Jens Stoltenberg")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(field(page, "speaker")).to_have_value("Jens Stoltenberg")

    field(page, "verb_class").select_option("assertive")
    expect(page.locator("#message")).to_contain_text("verb class")
    page.locator("#article").click(position={"x": 5, "y": 5})
    page.keyboard.press("a")
    expect(page.locator("#progress")).to_contain_text("1 of 5")
    page.keyboard.press("r")
    expect(page.locator("#progress")).to_contain_text("2 of 5")
    page.keyboard.press("z")
    expect(page.locator("#progress")).to_contain_text("1 of 5")
    page.keyboard.press("Shift+Z")
    expect(page.locator("#progress")).to_contain_text("2 of 5")
    page.keyboard.press("z")

    page.goto(server.address + "#" + THREE.id)
    page.reload()
    expect(spans(page, "content")).to_have_text("airspace was violated. An")
    expect(field(page, "speaker")).to_have_value("Jens Stoltenberg")
    expect(field(page, "verb_class")).to_have_value("assertive")
    server.kill()
    done = CliRunner().invoke(app, ["review", str(records_path), "--apply"])
    results = [json.loads(line) for line in done.stdout.splitlines()]
    corrected = next(item for item in results if item["review"])
    assert corrected["review"]["status"] == "corrected"
    assert corrected["speaker"]["id"] == "jens-stoltenberg"
    assert corrected["cue"]["verb_class"] == "assertive"
    for part in corrected["content"]:
        assert FIRST[part["start"] : part["end"]] == part["text"] == "airspace was violated. An"


def test_everything_goes_by_keys_alone(page: Page, serve: Start) -> None:
    open_review(page, serve(), TWO.id)
    expect(spans(page, "content")).to_have_text("that NATO is ready")
    page.keyboard.press("t")
    expect(page.locator("#text")).to_have_attribute("contenteditable", "true")
    page.keyboard.type("x")  # nothing can be typed into an article
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    assert "".join(page.locator("#text [data-s]").all_text_contents()) == FIRST
    for _ in range(2):
        page.keyboard.press("Shift+Control+ArrowRight")
    page.keyboard.press("2")
    expect(spans(page, "cue")).to_contain_text("He added")
    page.keyboard.press("s")
    expect(field(page, "speaker")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("The alliance")
    page.keyboard.press("Tab")
    expect(page.locator(CURRENT).first).to_have_text("The alliance")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    expect(page.locator(CURRENT).first).not_to_have_text("The alliance")


def test_a_missed_attribution_is_added(page: Page, serve: Start) -> None:
    open_review(page, serve(), TWO.id)
    select(page, *at("the airspace was"))
    page.keyboard.press("n")
    expect(spans(page, "content")).to_have_text("the airspace was")
    expect(page.locator("#progress")).to_contain_text("1 of 6")
    select(page, *at("The secretary general"))
    page.keyboard.press("3")
    expect(spans(page, "source")).to_contain_text("The secretary general")
    page.get_by_role("button", name="no source").click()
    expect(spans(page, "source")).to_have_text("–")


def test_two_reviewers_at_once(browser: Browser, serve: Start) -> None:
    server = serve()
    pages = [browser.new_context().new_page() for _ in range(2)]
    for name, page in zip(("Ada", "Grace"), pages, strict=True):
        open_review(page, server, ONE.id)
        page.locator("#by").fill(name)
        page.locator("#by").press("Tab")
        page.locator("#by").evaluate("(node) => node.blur()")
    ada, grace = pages
    grace.evaluate("setInterval = () => 0; for (let i = 0; i < 10000; i++) clearInterval(i)")  # does not see Ada's yet
    ada.keyboard.press("a")
    expect(ada.locator("#progress")).to_contain_text("1 of 5")
    grace.keyboard.press("r")
    expect(grace.locator("#message")).to_contain_text("Ada has accepted this")
    expect(grace.locator("#panel .status")).to_have_text("accepted")
    grace.keyboard.press("r")
    expect(grace.locator("#progress")).to_contain_text("1 rejected")
    expect(ada.locator("#progress")).to_contain_text("1 rejected")  # without a reload
    ada.keyboard.press("z")
    expect(ada.locator("#message")).to_contain_text("Grace has rejected this")
    for page in pages:
        page.context.close()


def test_a_source_is_taken_away_and_the_record_before_comes_back_by_keys(page: Page, serve: Start) -> None:
    open_review(page, serve())
    page.keyboard.press("-")
    page.keyboard.press("3")
    expect(spans(page, "source")).to_have_text("–")
    expect(spans(page, "cue")).to_contain_text("claimed")
    page.keyboard.press("-")
    page.keyboard.press("j")  # another key takes the "-" back
    expect(page.locator(CURRENT).first).to_have_text("Putin")
    page.keyboard.press("3")
    expect(page.locator("#message")).to_contain_text("Select some text")
    page.keyboard.press("b")
    expect(page.locator(CURRENT).first).to_have_text("secretary general")


def test_a_redo_leaves_the_next_record_open(page: Page, serve: Start) -> None:
    open_review(page, serve())
    expect(page.locator(CURRENT).first).to_have_text("secretary general")
    page.keyboard.press("r")
    expect(page.locator(CURRENT).first).to_have_text("Putin")
    page.keyboard.press("z")
    expect(page.locator(CURRENT).first).to_have_text("secretary general")
    page.keyboard.press("Shift+Z")
    expect(page.locator("#message")).to_have_text("Done again.")
    expect(page.locator(CURRENT).first).to_have_text("Putin")
    page.keyboard.press("a")
    expect(page.locator("#progress")).to_contain_text("1 accepted")
    expect(page.locator("#progress")).to_contain_text("1 rejected")
