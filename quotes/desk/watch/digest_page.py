"""A digest as one HTML page that needs no script: by outlet and desk, most quoted, first-time sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from itertools import groupby
from urllib.parse import quote

from quotes.desk.pages.render import render
from quotes.desk.watch.digest import Digest, DigestArticle
from quotes.formats.readers.fetch import is_url

MAX_ARTICLES_PER_DESK = 100
MAX_CONTENT = 280  # characters of a quotation that are shown: four lines
FRAGMENT_WORDS = 5  # at each end of a passage in an address: enough to find it, short enough for an address


@dataclass(frozen=True)
class Desk:
    """The new articles of one desk of an outlet; `left_out` are not shown."""

    name: str
    articles: tuple[DigestArticle, ...]
    left_out: int


def render_digest(digest: Digest) -> str:
    """The page."""
    outlets = group_articles(digest.articles)
    return render(
        "digest.html",
        title="What is new",
        digest=digest,
        made=datetime.fromtimestamp(digest.period.made_at, timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        outlets=outlets,
        anchors={outlet: f"outlet-{number}" for number, (outlet, _) in enumerate(outlets, 1)},
        records=sum(article.records for article in digest.articles),
        link=link,
        passage=link_passage,
        shorten=shorten,
    )


def group_articles(articles: Iterable[DigestArticle]) -> Sequence[tuple[str, Sequence[Desk]]]:
    """The articles by outlet and by desk, both in the order of their names; those without one come last."""

    def order(article: DigestArticle) -> tuple[bool, str, bool, str, str, str]:
        outlet, section = article.outlet, article.section
        return (not outlet, outlet.casefold(), not section, section.casefold(), outlet, section)

    outlets = []
    for outlet, group in groupby(sorted(articles, key=order), key=lambda article: article.outlet):
        desks = []
        for name, items in groupby(group, key=lambda article: article.section):
            members = tuple(items)
            left_out = max(len(members) - MAX_ARTICLES_PER_DESK, 0)
            desks.append(Desk(name, members[:MAX_ARTICLES_PER_DESK], left_out))
        outlets.append((outlet, desks))
    return outlets


def link(url: str | None) -> str | None:
    """The address of an article, if a browser may open it: http and https alone."""
    return url if url and is_url(url) else None


def link_passage(url: str | None, content: str) -> str | None:
    """The address of a passage in an article, which browsers scroll to and mark (a text fragment).

    >>> link_passage("https://example.org/a", "The bridge, built in 1932, is closed - for good.")
    'https://example.org/a#:~:text=The%20bridge%2C%20built%20in%201932%2C,1932%2C%20is%20closed%20%2D%20for%20good.'
    """
    address = link(url)
    words = content.split("\n")[0].split()
    words = [word.strip("“”\"'‘’") for word in words]
    words = [word for word in words if word]
    if address is None or not words:
        return address
    is_short = len(words) <= 2 * FRAGMENT_WORDS
    parts = [words] if is_short else [words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:]]
    return f"{address.partition('#')[0]}#:~:text={','.join(map(_escape, parts))}"


def shorten(content: str) -> str:
    """The content, cut after a word where it is long.

    >>> shorten("a " * 300).endswith("a …"), shorten("We will see.")
    (True, 'We will see.')
    """
    if len(content) <= MAX_CONTENT:
        return content
    return f"{content[:MAX_CONTENT].rpartition(' ')[0] or content[:MAX_CONTENT]} …"


def _escape(words: Sequence[str]) -> str:
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
