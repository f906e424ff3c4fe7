"""A question of the audit as data: what its rows are, and which figures each has.

Every count lists the first records that it counts, so that each number can be traced.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quotes.desk.tables.store import ARTICLE_KEY
from quotes.desk.tables.views import COUNT_SPEAKERS, UNNAMED

MAX_ROWS = 25  # of a table on the page; the files of --csv have all


@dataclass(frozen=True)
class Key:
    """What a row is about: its heading, its SQL in the question, and the same over `records`, if that can be asked."""

    name: str
    sql: str
    over_records: str | None = None


@dataclass(frozen=True)
class Figure:
    """A number of a row: how many records of the group the condition holds for; or else a value of the group."""

    name: str
    where: str | None = None  # condition of the records that it counts; None: `value` is shown
    value: str | None = None
    kind: str = "count"  # count, share (per cent), words


@dataclass(frozen=True)
class Question:
    """A table of the audit. `keys` name the groups; `where` picks the records, `having` and `order` the rows."""

    name: str
    title: str
    explanation: str
    keys: tuple[Key, ...]
    figures: tuple[Figure, ...]
    where: str = "true"
    having: str = "true"
    order: str = "records DESC"
    rows: int | None = MAX_ROWS
    relation: str = "records"
    chart: str | None = None  # the figure that is drawn
    group: str | None = None  # what is grouped by, where it is not what is shown: two articles may share a title
    labels: bool = False  # the keys are labels of the record, such as "named_person"
    first: str = "true"  # a condition that all rows on the page fulfil: the others need not be looked at
    compared: bool = False  # few fixed groups, whose shares can be compared with those of a baseline


ALL = Figure("records", "true")
SHARE = Figure("share", value="100.0 * count(*) / sum(count(*)) OVER ()", kind="share")
ARTICLES = Figure("articles", value=f"count(DISTINCT {ARTICLE_KEY})")
SPEAKERS = Figure("speakers", value=f"coalesce({COUNT_SPEAKERS}, 0)")
DIRECT = Figure("direct or mixed", "quote_type <> 'indirect'")
ANONYMOUS = Figure("anonymous", UNNAMED)
ANONYMOUS_SHARE = Figure("anonymous share", value=f"100.0 * count(*) FILTER ({UNNAMED}) / count(*)", kind="share")
DISTANCING = Figure("distancing", "verb_class = 'distancing'")
ARTICLE = (
    Key("article", "any_value(coalesce(title, article))", "coalesce(title, article)"),
    Key("published", "any_value(published)"),
)


def share_of(name: str, condition: str, whole: str = "true") -> Figure:
    """The per cent of a group's records, or of those that `whole` holds for, that a condition holds for."""
    value = f"100.0 * count(*) FILTER ({condition}) / nullif(count(*) FILTER ({whole}), 0)"
    return Figure(name, value=value, kind="share")


def quote_sql(text: str) -> str:
    """The text as a string of SQL: 'it''s'."""
    return "'" + text.replace("'", "''") + "'"


def list_sql(words: Iterable[str]) -> str:
    """The words as a list of SQL: ('he', 'him')."""
    return f"({', '.join(map(quote_sql, sorted(words)))})"
