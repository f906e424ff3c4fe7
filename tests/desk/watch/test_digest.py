"""What a digest says is new, and its page in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from support.archive import add, ask, say, write
from support.feeds import page as make_page
from support.feeds import rss
from support.web_server import Answer, Site, serve
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.archive.archive import open_archive
from quotes.desk.watch.digest import Digest, DigestArticle, Period, find_period, read_digest
from quotes.desk.watch.digest_page import MAX_ARTICLES_PER_DESK, group_articles, link_passage, render_digest, shorten
from quotes.desk.watch.state import State

OLD = '"We will see," Jens Stoltenberg said.'
NEW = '"It is true," Vladimir Putin said.\n\nPutin added that the road was closed. "No," Jens Stoltenberg said.'


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({"/robots.txt": Answer(b"", "text/plain")}) as running:
        running.answers |= {"/news/1": make_page(1, said=OLD), "/news/2": make_page(2, "Other Outlet", said=NEW)}
        running.answers["/rss"] = rss([running.url("/news/1")], section="Politics")
        yield running


def watch(folder: Path, *arguments: str) -> str:
    given = ["watch", *arguments, "--archive", str(folder / "said.db"), "--digest", str(folder / "new.html")]
    result = CliRunner().invoke(app, [*given, "--network", "127.0.0.1/32", "--delay", "0"])
    assert result.exit_code == 0, result.output
    return (folder / "new.html").read_text("utf-8")


def ask_digest(folder: Path) -> Digest:
    with open_archive(folder / "said.db") as archive:
        return read_digest(archive, find_period(archive)[0])


@pytest.mark.usefixtures("_one_pipeline")
def test_each_digest_has_what_came_since_the_last(site: Site, tmp_path: Path) -> None:
    first = watch(tmp_path, site.url("/rss"))
    assert "1 new article with 1 attribution" in first
    assert "The archive has no earlier articles" in first

    assert watch(tmp_path, site.url("/rss")) == first  # nothing new: it stays
    (tmp_path / "new.html").unlink()
    assert watch(tmp_path) == first  # byte for byte, without a look at the feeds

    site.answers["/rss"] = rss([site.url("/news/1"), site.url("/news/2")], section="Politics", etag='"2"')
    second = watch(tmp_path, site.url("/rss"))
    digest = ask_digest(tmp_path)
    assert [(item.outlet, item.section, item.speakers) for item in digest.articles] == [
        ("Other Outlet", "Politics", ("Vladimir Putin", "Jens Stoltenberg"))
    ]
    assert [speaker.name for speaker in digest.speakers] == ["Vladimir Putin", "Jens Stoltenberg"]
    assert [speaker.name for speaker in digest.first_time] == ["Vladimir Putin"]
    assert "no earlier article of the archive quotes" in second
    assert f'href="{site.url("/news/2")}#:~:text=It%20is%20true%2C"' in second


@pytest.mark.usefixtures("_one_pipeline")
def test_digest_that_cannot_be_written_is_not_lost(site: Site, tmp_path: Path) -> None:
    (tmp_path / "new.html").mkdir()
    arguments = [site.url("/rss"), "--archive", str(tmp_path / "said.db"), "--digest", str(tmp_path / "new.html")]
    result = CliRunner().invoke(app, ["watch", *arguments, "--network", "127.0.0.1/32", "--delay", "0"])
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    (tmp_path / "new.html").rmdir()
    assert "1 new article with" in watch(tmp_path)


def arrive(path: Path, *articles: str) -> None:
    """Note articles that are in the archive as arrivals."""
    with open_archive(path, write=True) as archive:
        State(archive)
        with archive.transaction() as connection:
            for name in articles:
                sql = "INSERT INTO watch_arrivals (article, sha256) SELECT number, sha256 FROM articles WHERE id = ?"
                connection.execute(sql, (name,))


def test_who_was_heard_before(tmp_path: Path) -> None:
    records = [say("Ann Lee", "it rains", "a"), say("Jens Stoltenberg", "no", "b"), say("Ann Lee", "yes", "b")]
    records += [say("Vladimir Putin", "yes", "c"), say(None, "maybe", "c")]
    add(tmp_path / "said.db", write(tmp_path / "said.jsonl", records))
    arrive(tmp_path / "said.db", "b", "c")
    with open_archive(tmp_path / "said.db") as archive:
        both, last = read_digest(archive, Period(0, 2)), read_digest(archive, Period(1, 2))
    assert {speaker.name for speaker in both.first_time} == {"Jens Stoltenberg", "Vladimir Putin"}  # not Ann Lee
    assert {speaker.name for speaker in last.first_time} == {"Vladimir Putin"}
    assert both.has_older


def test_article_that_is_gone_is_left_out(tmp_path: Path) -> None:
    add(
        tmp_path / "said.db",
        write(tmp_path / "said.jsonl", [say("Ann Lee", "it rains", "a"), say("Ann Lee", "no", "b")]),
    )
    arrive(tmp_path / "said.db", "a", "b")
    assert CliRunner().invoke(app, ["archive", "remove", str(tmp_path / "said.db"), "b"]).exit_code == 0
    add(tmp_path / "said.db", write(tmp_path / "other.jsonl", [say("Ann Lee", "yes", "c")]))
    assert ask(tmp_path / "said.db", "SELECT max(number) FROM articles") == [(2,)]  # the number of "b"
    assert [article.title for article in ask_digest(tmp_path).articles] == ["Article a"]


def make_articles(count: int, outlet: str, section: str) -> list[DigestArticle]:
    return [DigestArticle(f"Article {number}", None, "", outlet, section, 0) for number in range(count)]


def test_groups_by_outlet_and_desk() -> None:
    articles = make_articles(1, "", "") + make_articles(1, "b", "") + make_articles(2, "b", "World")
    articles += make_articles(MAX_ARTICLES_PER_DESK + 5, "A", "Sport")
    groups = [
        (outlet, [(desk.name, len(desk.articles), desk.left_out) for desk in desks])
        for outlet, desks in group_articles(articles)
    ]
    assert groups == [("A", [("Sport", 100, 5)]), ("b", [("World", 2, 0), ("", 1, 0)]), ("", [("", 1, 0)])]


@pytest.mark.parametrize(
    ("url", "content", "expected"),
    [
        pytest.param(None, "Yes", None, id="no address"),
        pytest.param("javascript:alert(1)", "Yes", None, id="no address of the web"),
        pytest.param("https://example.org/a", "", "https://example.org/a", id="no words"),
        pytest.param("https://example.org/a#top", "“Yes,”", "https://example.org/a#:~:text=Yes%2C", id="one word"),
        pytest.param(
            "https://example.org/a",
            "a b c d e f g h i-j k l & m",
            "https://example.org/a#:~:text=a%20b%20c%20d%20e,i%2Dj%20k%20l%20%26%20m",
            id="the ends of a long one",
        ),
    ],
)
def test_link_to_a_passage(url: str | None, content: str, expected: str | None) -> None:
    assert link_passage(url, content) == expected


def test_long_contents_are_cut() -> None:
    assert shorten("Yes.") == "Yes."
    assert len(shorten("word " * 100)) < 290


HOSTILE = "<script>document.title='owned'</script><img src=x onerror=alert(1)>\u202e {{ 7*7 }} \x1b[31m"


@pytest.mark.slow
def test_page_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    records = [say("Ann Lee", f"it rains {number}", f"a{number}") for number in range(3)]
    records.append(say("Jens Stoltenberg", HOSTILE.replace("\x1b", " "), "b"))
    add(tmp_path / "said.db", write(tmp_path / "said.jsonl", records))
    arrive(tmp_path / "said.db", "a0", "a1", "a2", "b")
    (tmp_path / "new.html").write_text(render_digest(ask_digest(tmp_path)), "utf-8")
    for width, scheme in ((1400, "light"), (390, "dark")):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        page = context.new_page()
        page.goto(f"file://{tmp_path}/new.html")
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.title() == "What is new"
        assert page.locator("main script, main img").count() == 0
        assert page.locator("main h2").all_text_contents()[:2] == ["Most quoted", "First-time sources"]
        assert page.locator(".who").first.text_content() == "Ann Lee"
        context.close()
