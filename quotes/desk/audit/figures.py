"""Answer the questions of an audit over a corpus: `answers = audit(corpus)`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quotes.desk.audit.questions import GROUP_BY, QUESTIONS, Question
from quotes.desk.tables.store import ARTICLE_KEY, Corpus
from quotes.desk.tables.views import UNNAMED

MAX_FULLY_LISTED = 2_000  # records of a corpus in which every number lists all its records
MAX_LISTED = 20  # records that a number lists in a larger corpus, so that the page stays small
# Every record with whether it is among the first third of its article's attributions: its main claims.
_RANKED = f"""
CREATE TEMP TABLE ranked AS SELECT *, turn <= greatest(2, ceil(number / 3)) AS main FROM (
    SELECT *, row_number() OVER article AS turn, count(*) OVER (PARTITION BY {ARTICLE_KEY}) AS number
    FROM credited WINDOW article AS (PARTITION BY {ARTICLE_KEY} ORDER BY start, row)
)
"""
# Each article with its attributions and its speakers.
_BY_ARTICLE = """
SELECT place, number, coalesce(speakers, 0) AS speakers
FROM (SELECT place, count(*) AS number FROM records GROUP BY place)
LEFT JOIN (SELECT place, count(DISTINCT who) AS speakers FROM credits GROUP BY place) USING (place)
"""
_RANKED_COLUMNS = (
    "row, whos, place, id, article, title, publisher, published, speaker_id, speaker, lemma, verb_class, quote_type, "
    "nature, anonymity, context, start"
)


@dataclass(frozen=True)
class Cell:
    """A figure with the rows of the first records that it counts; () for a value that counts no records."""

    value: Any
    kind: str
    records: tuple[int, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The table of a question."""

    question: Question
    rows: list[tuple[tuple[Any, ...], tuple[Cell, ...]]]  # (keys, figures)
    total: int  # rows in all, of which `rows` are the first


@dataclass(frozen=True)
class Figures:
    """An audit of one corpus."""

    records: int
    rejected: int
    overview: dict[str, Cell]
    spread: list[tuple[str, int, int]]  # ("attributions" or "sources", number per article, articles)
    answers: dict[str, Answer]


def audit(corpus: Corpus) -> Figures:
    """Answer all questions. `find_records` gives the records that a number counts."""
    listed = MAX_FULLY_LISTED if corpus.total <= MAX_FULLY_LISTED else MAX_LISTED
    inner = _RANKED.replace("SELECT *, row_number()", f"SELECT {_RANKED_COLUMNS}, row_number()")
    corpus.connection.execute(inner)
    answers = {question.name: _answer(corpus, question, listed) for question in QUESTIONS}
    return Figures(corpus.total, corpus.rejected, _overview(corpus, listed), _spread(corpus), answers)


def _row(question: Question) -> str:
    return "rowid" if question.relation == "records" else "row"


def _answer(corpus: Corpus, question: Question, listed: int) -> Answer:
    group = GROUP_BY.get(question.name) or ", ".join(sql for _, sql in question.keys)
    columns = [f'{sql} AS "{name}"' for name, sql in question.keys]
    for figure in question.figures:
        if figure.where is not None:
            columns.append(f'count(*) FILTER ({figure.where}) AS "{figure.name}"')
        else:
            columns.append(f'{figure.value} AS "{figure.name}"')
    columns += [
        f"min({_row(question)}, {listed}) FILTER ({figure.where})" for figure in question.figures if figure.where
    ]
    limit = f"LIMIT {question.rows}" if question.rows else ""
    body = f"FROM {question.relation} WHERE {question.where} GROUP BY {group} HAVING {question.having}"
    rows = corpus.rows(f"SELECT {', '.join(columns)} {body} ORDER BY {question.order} {limit}")
    total = len(rows)
    if question.rows and total == question.rows:
        total = corpus.rows(f"SELECT count(*) FROM (SELECT 1 {body})")[0][0]
    return Answer(question, [_cells(question, row) for row in rows], total)


def _cells(question: Question, row: tuple[Any, ...]) -> tuple[tuple[Any, ...], tuple[Cell, ...]]:
    keys = len(question.keys)
    listed = iter(row[keys + len(question.figures) :])
    cells = []
    for figure, value in zip(question.figures, row[keys:], strict=False):
        kind = figure.kind if figure.where is None else "count"
        if kind == "share" and value is not None:
            value = round(float(value), 1)
        cells.append(Cell(value, kind, tuple(next(listed) or ()) if figure.where else ()))
    first = next((cell.records for cell in cells if cell.records), ())
    # shares and counts of articles link to the records of their group
    linked = tuple(
        cell if cell.records or cell.kind == "words" or figure.where else Cell(cell.value, cell.kind, first)
        for cell, figure in zip(cells, question.figures, strict=True)
    )
    return row[:keys], linked


def _overview(corpus: Corpus, listed: int) -> dict[str, Cell]:
    counts = {
        "attributions": "true",
        "direct or mixed": "quote_type <> 'indirect'",
        "from unnamed sources": UNNAMED,
        "without a speaker": "speaker_id IS NULL",
        "with a distancing verb": "verb_class = 'distancing'",
    }
    columns = ", ".join(
        f"count(*) FILTER ({where}), min(rowid, {listed}) FILTER ({where})" for where in counts.values()
    )
    row = corpus.rows(f"SELECT {columns} FROM records")[0]
    cells = {name: Cell(row[2 * n], "count", tuple(row[2 * n + 1] or ())) for n, name in enumerate(counts)}
    articles = corpus.rows(f"SELECT count(DISTINCT {ARTICLE_KEY}) FROM records")[0][0]
    speakers = corpus.rows("SELECT count(DISTINCT who) FROM credits")[0][0]
    every = cells["attributions"].records
    per_article = corpus.rows(f"SELECT median(number), median(speakers) FROM ({_BY_ARTICLE})")[0]
    return {
        "articles": Cell(articles, "count", every),
        "speakers": Cell(speakers, "count", every),
        **cells,
        "attributions per article (median)": Cell(per_article[0], "number", every),
        "different sources per article (median)": Cell(per_article[1], "number", every),
    }


def _spread(corpus: Corpus) -> list[tuple[str, int, int]]:
    """The number of articles by number of attributions, and by number of different sources."""
    spread = []
    for name, sql in (("attributions", "number"), ("sources", "speakers")):
        spread += corpus.rows(f"SELECT '{name}', {sql} AS n, count(*) FROM ({_BY_ARTICLE}) GROUP BY n ORDER BY n")
    return spread


def find_records(corpus: Corpus, rows: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The fields that the page shows of each record, by row."""
    names = ("title", "published", "speaker", "cue", "said", "kind", "context", "id", "where")
    wanted = sorted(set(rows))
    records = corpus.rows(
        "SELECT rowid, coalesce(title, article), published, speaker, cue, content[:600], "
        "concat_ws(', ', quote_type, nature, nullif(sector, 'unknown'), anonymity), context[:600], id, path "
        "FROM records WHERE rowid IN (SELECT unnest(?)) ORDER BY rowid",
        [wanted],
    )
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in records}
