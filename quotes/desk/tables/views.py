"""The tables: every record, or records by speaker, article, source type, verb or publisher.

Each view is data: the key that its rows are grouped by, and its columns with their SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from quotes.desk.tables.store import ARTICLE_KEY, Corpus


@dataclass(frozen=True)
class Field:
    """A column of a table: its heading, its SQL, and its share of the width."""

    name: str
    sql: str
    width: int = 0  # 0: as narrow as its content, as for numbers
    wide: bool = False  # left out on a terminal of 80 columns
    code: bool = False  # a label such as "named_person", shown as "named person"
    under: str | None = None  # the column whose cell shows it on a page and a terminal; files have it as a column
    filter: bool = False  # a page lets its reader choose one of its values, or the least of its numbers


@dataclass(frozen=True)
class View:
    """A table: what its rows are grouped by (None: one row per record), its fields, their order, and what it reads.

    On a terminal, consecutive rows with the same `heading` are printed below it.
    """

    name: str
    title: str
    key: str | None
    fields: tuple[Field, ...]
    order: str
    relation: str = "records"
    counted: str = "count(*)"  # the number of records
    heading: str | None = None


@dataclass(frozen=True)
class Table:
    """The rows of a view, streamed."""

    view: View
    rows: Iterator[tuple[Any, ...]]
    total: int  # rows in all
    shown: int  # rows that `rows` gives
    records: int
    notes: tuple[str, ...] = ()  # what was cut, in sentences without a full stop


def most_frequent(column: str, number: int = 3, *, where: str = "true") -> str:
    """SQL: the most frequent values of a column in a group, "say (12), add (3)"."""
    counts = f"map_entries(histogram({column}) FILTER ({where}))"
    ranked = f"list_reverse_sort(list_transform({counts}, lambda e: {{'n': e.value, 'v': e.key}}))"
    return f"array_to_string(list_transform(({ranked})[:{number}], lambda e: e.v || ' (' || e.n || ')'), ', ')"


# Each record once for each speaker that it is credited to, and once where it has none.
BY_SPEAKER = """
(SELECT records.*, records.rowid AS row, credits.who, people.name, people.nature AS person_nature,
    people.sector AS person_sector, people.description AS person_description
 FROM records LEFT JOIN credits ON credits.row = records.rowid LEFT JOIN people USING (who))
"""
_COUNT = Field("records", "count(*)")
_ARTICLES = Field("articles", f"count(DISTINCT {ARTICLE_KEY})")
# Speakers that a group of records is credited to; a joint source credits each of its members.
COUNT_SPEAKERS = "len(list_distinct(flatten(list(credited_to) FILTER (credited_to IS NOT NULL))))"
_SPEAKERS = Field("speakers", f"coalesce({COUNT_SPEAKERS}, 0)")
_QUOTED = Field("quoted", "count(*) FILTER (quote_type IN ('direct', 'mixed'))")
UNNAMED = "unnamed = 'person'"  # an anonymous person, apart from groups, institutions and spokespeople
_UNNAMED = Field("anonymous", f"count(*) FILTER ({UNNAMED})")
_VERBS = Field("verbs", most_frequent("lemma"), 4)
_MOST_QUOTED = most_frequent("coalesce(speaker, 'no speaker')")

VIEWS = {
    view.name: view
    for view in (
        View(
            "record",
            "Who said what",
            None,
            (
                Field("article", "coalesce(title, article)", 4),
                Field("published", "published", 0, under="article"),
                Field("publisher", "publisher", 3, under="article", filter=True),
                Field("url", "url", 4, under="article"),
                Field("speaker", "speaker", 4),
                Field("description", "description", 4, under="speaker"),
                Field("quote_type", "quote_type", 2, code=True, under="cue", filter=True),
                Field("nature", "nature", 3, wide=True, code=True, under="cue", filter=True),
                Field("cue", "cue", 2),
                Field("content", "content", 12),
                Field("context", "context", 12, wide=True, under="content"),
                Field("confidence", "confidence", filter=True),
                Field("speaker_confidence", "speaker_confidence", under="confidence", filter=True),
                Field("id", "id", 3, wide=True, under="content"),
            ),
            "rowid",
            heading="article",
        ),
        View(
            "speaker",
            "Who was quoted",
            "who",
            (
                Field("speaker", "coalesce(any_value(name), '(no speaker)')", 5),
                Field("description", "any_value(person_description)", 5),
                Field("nature", "coalesce(any_value(person_nature), mode(nature))", 4, wide=True, code=True),
                Field("sector", "coalesce(any_value(person_sector), mode(sector))", 4, wide=True, code=True),
                _COUNT,
                _ARTICLES,
                _QUOTED,
                _VERBS,
            ),
            "records DESC, articles DESC, speaker, min(row)",
            BY_SPEAKER,
            "count(DISTINCT row)",
        ),
        View(
            "article",
            "Article by article",
            ARTICLE_KEY,
            (
                Field("article", "coalesce(any_value(title), any_value(article))", 6),
                Field("published", "any_value(published)", 0),
                Field("publisher", "any_value(publisher)", 4, wide=True),
                _COUNT,
                _SPEAKERS,
                _QUOTED,
                _UNNAMED,
                Field("most quoted", _MOST_QUOTED, 6),
            ),
            "published DESC NULLS LAST, article",
            "credited",
        ),
        View(
            "source-type",
            "What kind of sources",
            "nature, sector, anonymity",
            (
                Field("nature", "nature", 4, code=True),
                Field("sector", "sector", 4, code=True),
                Field("anonymity", "anonymity", 4),
                _COUNT,
                Field("share", "round(100 * count(*) / sum(count(*)) OVER (), 1)"),
                replace(_ARTICLES, wide=True),
                Field("most quoted", _MOST_QUOTED, 6),
            ),
            "records DESC, nature, sector, anonymity",
        ),
        View(
            "verb",
            "Which words signal it",
            "lemma, verb_class",
            (
                Field("verb", "coalesce(lemma, '(no cue)')", 3),
                Field("class", "verb_class", 3),
                _COUNT,
                Field("share", "round(100 * count(*) / sum(count(*)) OVER (), 1)"),
                _SPEAKERS,
                Field("used of", _MOST_QUOTED, 6),
            ),
            "records DESC, verb",
            "credited",
        ),
        View(
            "publisher",
            "Publisher by publisher",
            "publisher",
            (
                Field("publisher", "coalesce(publisher, '(not known)')", 4),
                _ARTICLES,
                _COUNT,
                _SPEAKERS,
                _QUOTED,
                _UNNAMED,
                Field("most quoted", _MOST_QUOTED, 6),
            ),
            "records DESC, publisher",
            "credited",
        ),
    )
}


def select(corpus: Corpus, by: str = "record", *, speaker: str | None = None, limit: int | None = None) -> Table:
    """The table of a view over the records of a corpus.

    `speaker` is a name, an id, or whole words of a name, in any case.
    """
    view = VIEWS[by]
    condition, parameters = "", list[Any]()
    if speaker:
        # the record's own name, or the person's that the corpus credits
        named = "contains(' ' || lower({}) || ' ', ' ' || lower(?) || ' ')"
        words = " ".join(speaker.split())
        if view.relation is BY_SPEAKER:
            condition = f"WHERE (lower(speaker_id) = lower(?) OR {named.format('name')})"
            parameters = [speaker, words]
        else:
            row = "rowid" if view.relation == "records" else "row"
            condition = (
                f"WHERE (lower(speaker_id) = lower(?) OR {named.format('speaker')} OR {row} IN "
                f"(SELECT row FROM credits JOIN people USING (who) WHERE {named.format('name')}))"
            )
            parameters = [speaker, words, words]
    group = f"GROUP BY {view.key}" if view.key else ""
    records = corpus.rows(f"SELECT {view.counted} FROM {view.relation} {condition}", parameters)[0][0]
    if view.key is None:
        total = records
    else:
        total = corpus.rows(f"SELECT count(*) FROM (SELECT 1 FROM {view.relation} {condition} {group})", parameters)[0][
            0
        ]
    columns = ", ".join(f'{column.sql} AS "{column.name}"' for column in view.fields)
    rows = corpus.stream(
        f"SELECT {columns} FROM {view.relation} {condition} {group} ORDER BY {view.order} "
        f"{f'LIMIT {limit}' if limit else ''}",
        parameters,
    )
    notes = (*corpus.notes, *([_cut_to(speaker, corpus.total - records)] if speaker else []))
    return Table(view, rows, total, total if limit is None else min(limit, total), records, notes)


def _cut_to(speaker: str, others: int) -> str:
    """What a choice of a speaker leaves out: "12 records of others than Putin are left out"."""
    records = "1 record" if others == 1 else f"{others:,} records"
    return f"{records} of others than {speaker} {'is' if others == 1 else 'are'} left out"
