"""The pages of reports, audits and tables in a real browser, and accessibility rules on every page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from support.desk import FIRST, Server, build, make_records, write_records
from support.review_page import open_review
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.report.report_page import write_report

Start = Callable[..., Server]

ONE, TWO, THREE, FOUR, FIVE = make_records()


def spans(page: Page, role: str) -> Any:
    return page.locator(f"#panel .spans div:has(dt:text-is('{role}')) dd")


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
    verdicts = str(tmp_path / "verdicts.jsonl")
    (tmp_path / "briefing.txt").write_text("STOLTENBERG: In Syria, we have seen a worrying escalation.\n", "utf-8")
    against = ["--against", str(tmp_path / "briefing.txt"), "--all"]
    assert CliRunner().invoke(app, ["verify", str(records_path), *against, "-o", verdicts]).exit_code == 0
    marked = ["report", "--article", "first", "--verdicts", verdicts]
    for number, command in enumerate((["report", "--article", "first"], marked, ["audit"], ["table"])):
        out = tmp_path / f"{number}.html"
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
