"""Opening the review page in a browser."""

from __future__ import annotations

from playwright.sync_api import Page
from support.desk import Server


def open_review(page: Page, server: Server, record: str | None = None) -> None:
    page.goto(server.address + (f"#{record}" if record else ""))
    page.locator("#panel .card").wait_for()
