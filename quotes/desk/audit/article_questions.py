"""Questions about where the quotations are printed: article, outlet, section, byline and month."""

from __future__ import annotations

from collections.abc import Iterable

from quotes.desk.audit.question import (
    ALL,
    ANONYMOUS,
    ANONYMOUS_SHARE,
    ARTICLE,
    ARTICLES,
    DISTANCING,
    SPEAKERS,
    Figure,
    Key,
    Question,
    quote_sql,
    share_of,
)
from quotes.desk.tables.store import ARTICLE_KEY

# The outlet: the publisher that the article names, else the host of its address.
OUTLET = (
    "coalesce(publisher, nullif(regexp_extract(lower(url), '^https?://(?:www\\.)?([^/:?#]+)', 1), ''), 'not known')"
)
# The section, as most addresses begin with it: "us-news" of https://www.theguardian.com/us-news/2016/sep/12/…
SECTION = (
    "coalesce(nullif(regexp_extract(lower(url), '^https?://[^/]+/([a-z][a-z-]{1,24})/[^?#]', 1), ''), 'not known')"
)
BYLINE = "coalesce(nullif(trim(regexp_replace(byline, '^\\s*by\\s+', '', 'i')), ''), 'not known')"
MONTH = "CASE WHEN regexp_matches(published, '^[0-9]{4}-(0[1-9]|1[0-2])') THEN published[:7] END"
_FIGURES = (
    ALL,
    ARTICLES,
    SPEAKERS,
    share_of("direct share", "quote_type <> 'indirect'"),
    ANONYMOUS,
    ANONYMOUS_SHARE,
    DISTANCING,
)


def ask_places(shares: Iterable[Figure]) -> tuple[Question, ...]:
    """The questions, with the shares of attributes in each row but those of articles."""
    figures = (*_FIGURES, *shares)
    return (
        Question(
            "publishers",
            "Outlet by outlet",
            "The publisher that the article names, else the host of its address.",
            (Key("outlet", "outlet", OUTLET),),
            figures,
            order="records DESC, 1",
            relation="ranked",
            chart="anonymous share",
        ),
        Question(
            "sections",
            "Section by section",
            "The section that the address of an article begins with, such as “us-news” or “sport”.",
            (Key("section", "section", SECTION),),
            figures,
            order="records DESC, 1",
            having="(SELECT count(DISTINCT section) FROM ranked) > 1",
            relation="ranked",
        ),
        Question(
            "bylines",
            "Byline by byline",
            "As the articles have it; several authors of an article are one byline.",
            (Key("byline", "author", BYLINE),),
            figures,
            order="records DESC, 1",
            having="(SELECT count(DISTINCT author) FROM ranked) > 1",
            relation="ranked",
        ),
        Question(
            "time",
            "Over time",
            "By month of publication, where the articles give their date.",
            (Key("month", "month", "published[:7]"),),
            figures,
            where="month IS NOT NULL",
            order="1",
            rows=None,
            relation="ranked",
            chart="anonymous share",
        ),
        Question(
            "articles",
            "Article by article",
            "Attributions and different speakers of each article, the most first.",
            ARTICLE,
            (ALL, SPEAKERS, ANONYMOUS, ANONYMOUS_SHARE),
            order="records DESC, 1",
            relation="ranked",
            group=ARTICLE_KEY,
        ),
    )


def share_of_value(column: str, value: str) -> Figure:
    """The share of a value of an attribute among the records where it is known: women of all whose gender is known."""
    condition = f"list_contains(string_split(\"{column}\", '; '), {quote_sql(value)})"
    return share_of(f"{column}: {value}", condition, f'"{column}" IS NOT NULL')
