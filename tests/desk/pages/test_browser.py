"""The pages in a real Chromium: a reviewer at work, two at once, hostile articles, no barrier for anyone."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from support.desk import FIRST, Server, build, make_records, write_records
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.report.report_page import write_report

pytestmark = pytest.mark.slow

Start = Callable[..., Server]
ONE, TWO, THREE, FOUR, FIVE = make_records()
CURRENT = "nav [aria-current] bdi"


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


def open_review(page: Page, server: Server, record: str | None = None) -> None:
    page.goto(server.address + (f"#{record}" if record else ""))
    page.locator("#panel .card").wait_for()


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
    expect(ada.locator("#progress")).to_contain_text("1 rejected", timeout=8000)  # without a reload
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


HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    "<svg onload=document.title='owned'> </script></style></textarea> {{ 7*7 }} javascript:alert(1) "
    "\u202eright to left\u202c \u2067isolated \u200fmark &lt;b&gt; &#13; ]]> <!-- \x00\x1b[31m"
)


@pytest.mark.parametrize("size", [pytest.param(0, id="short"), pytest.param(5_000_000, id="5 MB")])
def test_hostile_articles_run_nothing(page: Page, serve: Start, tmp_path: Path, size: int) -> None:
    text = f"{HOSTILE} said Putin.\n\n" + ("He said it again and again. " * 40 + "\n\n") * (size // 1100) + "The end.\n"
    (tmp_path / "evil.txt").write_bytes(text.replace("\x00", " ").replace("\x1b", " ").encode("utf-8"))
    text = text.replace("\x00", " ").replace("\x1b", " ")
    said = HOSTILE.replace("\x00", " ").replace("\x1b", " ").rstrip()
    record = build(text, said, "said", "Putin", "<b onmouseover=alert(1)>Putin", str(tmp_path / "evil.txt"))
    path = write_records(tmp_path / "evil.jsonl", [record])
    open_review(page, serve(path))
    expect(spans(page, "content")).to_contain_text("<script>document.title")
    shown = "".join(page.locator("#text [data-s]").all_text_contents())
    assert text.startswith(shown)
    assert len(shown) == len(text) or len(shown) >= 15_000
    assert page.title() == "Review of quotations"
    page.keyboard.press("a")
    expect(page.locator("#progress")).to_contain_text("1 of 1")

    stream = io.StringIO()
    write_report(record.article, [record], text, stream)
    (tmp_path / "evil.html").write_text(stream.getvalue(), encoding="utf-8")
    page.goto(f"file://{tmp_path}/evil.html")
    assert page.locator("article script, article img, article svg").count() == 0
    assert (
        page.evaluate("[...document.querySelectorAll('article [data-s]')].map((n) => n.textContent).join('')") == text
    )
    for command in ("table", "audit"):
        out = tmp_path / f"{command}.html"
        assert CliRunner().invoke(app, [command, str(path), "-o", str(out)]).exit_code == 0
        page.goto(f"file://{out}")
        assert page.locator("main img, main b, main script").count() == 0
        assert "owned" not in page.title()


def test_the_report_links_filters_and_reads_without_scripts(browser: Browser, page: Page, tmp_path: Path) -> None:
    stream = io.StringIO()
    write_report(ONE.article, [ONE, TWO, THREE, FOUR], FIRST, stream)
    path = tmp_path / "report.html"
    path.write_text(stream.getvalue(), encoding="utf-8")
    page.goto(f"file://{path}")
    page.get_by_text("that NATO is ready", exact=True).hover()
    assert page.locator("article .m.on").all_text_contents() == ["He", "added", "that NATO is ready"]
    page.get_by_text("that NATO is ready", exact=True).click()
    expect(page.locator("aside li.on")).to_contain_text("that NATO is ready")
    page.keyboard.press("Escape")
    assert page.locator(".on").count() == 0

    plain = browser.new_context(java_script_enabled=False)
    read = plain.new_page()
    read.goto(f"file://{path}")
    expect(read.locator("article")).to_contain_text("Turkey protested")
    read.locator("#f-indirect").uncheck()
    expect(read.locator("aside li")).to_have_count(4)
    assert [item.is_visible() for item in read.locator("aside li").all()].count(True) == 1
    read.locator("article a.ref").first.click()
    expect(read).to_have_url(f"file://{path}#r0")
    read.emulate_media(media="print")
    assert read.pdf()[:4] == b"%PDF"
    plain.close()


def test_a_number_of_the_audit_leads_to_its_records(page: Page, records_path: Path, tmp_path: Path) -> None:
    out, reports = tmp_path / "audit.html", tmp_path / "reports"
    for arguments in (["report", "-o", str(reports)], ["audit", "-o", str(out), "--reports", str(reports)]):
        done = CliRunner().invoke(app, [arguments[0], str(records_path), *arguments[1:]])
        assert done.exit_code == 0, done.output
    page.goto(f"file://{out}")
    page.locator("#anonymity tbody td a").first.click()
    expect(page.locator("#list-title")).to_have_text("requested: records 1")
    expect(page.locator("#list-records li")).to_have_count(1)
    expect(page.locator("#list-records")).to_contain_text("Turkey protested")
    expect(page.locator("#list-command code")).to_contain_text("--where 'coalesce(anonymity, ")
    page.keyboard.press("Escape")
    expect(page.locator("#list")).to_be_hidden()

    page.locator("#most-quoted tbody th a").first.click()
    expect(page.locator("#list-title")).to_have_text("Jens Stoltenberg")
    expect(page.locator("#list-note")).to_have_text("2 records in 1 article.")
    page.get_by_role("link", name="report").click()
    expect(page.locator("article")).to_contain_text("Stoltenberg")


def test_the_table_is_searched_filtered_and_sorted(page: Page, tmp_path: Path) -> None:
    out = tmp_path / "table.html"
    records = write_records(tmp_path / "many.jsonl", make_records() * 60)
    assert CliRunner().invoke(app, ["table", str(records), "-o", str(out)]).exit_code == 0
    page.goto(f"file://{out}")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(100)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(rows).not_to_have_count(100)
    page.get_by_label("Search").fill("tróubling STOLTENBERG")
    expect(page.locator("#count")).to_have_text("60 of 300 rows")
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("combobox", name=re.compile("^nature")).select_option("unnamed person")
    expect(page.locator("#count")).to_have_text("60 of 300 rows")
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("confidence at least").fill("0.85")
    expect(page.locator("#count")).to_have_text("60 of 300 rows")
    page.get_by_role("button", name="Clear").click()
    heading = page.get_by_role("columnheader", name="confidence")
    heading.get_by_role("button").click()
    expect(rows.first).to_contain_text("0.3")
    heading.get_by_role("button").click()
    expect(rows.first).to_contain_text("0.9")
    expect(heading).to_have_attribute("aria-sort", "descending")


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        pytest.param(1360, "light", id="wide, light"),
        pytest.param(1360, "dark", id="wide, dark"),
        pytest.param(390, "light", id="narrow, light"),
        pytest.param(390, "dark", id="narrow, dark"),
    ],
)
def test_axe_finds_nothing(
    browser: Browser, serve: Start, records_path: Path, tmp_path: Path, width: int, scheme: Any
) -> None:
    addresses = [serve().address]
    for command in (["report", "--article", "first"], ["audit"], ["table"]):
        out = tmp_path / f"{command[0]}.html"
        done = CliRunner().invoke(app, [command[0], str(records_path), *command[1:], "-o", str(out)])
        assert done.exit_code == 0, done.output
        addresses.append(f"file://{out}")
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    for address in addresses:
        page.goto(address)
        if address.startswith("http"):
            page.locator("#panel .card").wait_for()
            page.keyboard.press("f")  # what is flagged has colours of its own
            page.locator('[data-act="flag"][aria-pressed="true"]').wait_for()
        results = Axe().run(page).response
        assert len(results["passes"]) > 10
        assert [(violation["id"], violation["nodes"][0]["html"]) for violation in results["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    context.close()
