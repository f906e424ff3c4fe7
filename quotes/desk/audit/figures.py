"""Answer the questions of an audit over a corpus: `figures = audit(corpus)`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from quotes.desk.audit import concentration
from quotes.desk.audit.expressions import ask_for
from quotes.desk.audit.question import Question
from quotes.desk.audit.questions import ask
from quotes.desk.audit.relations import create_relations
from quotes.desk.selection.copies import tell_near_copies
from quotes.desk.tables.store import ARTICLE_KEY, Corpus
from quotes.desk.tables.views import UNNAMED

MAX_FULLY_LISTED = 2_000  # records of a corpus in which every number lists all its records
MAX_RECORDS_COMPARED = 50_000  # of a corpus that is searched for near copies unasked: some two seconds
MAX_LISTED = 20  # records that a number lists in a larger corpus, so that the page stays small
# Each article with its attributions and its speakers.
_BY_ARTICLE = """
SELECT place, number, coalesce(speakers, 0) AS speakers
FROM (SELECT place, count(*) AS number FROM records GROUP BY place)
LEFT JOIN (SELECT place, count(DISTINCT who) AS speakers FROM credits GROUP BY place) USING (place)
"""
COUNTS = {
    "attributions": "true",
    "direct or mixed": "quote_type <> 'indirect'",
    "from anonymous persons": UNNAMED,
    "from groups, institutions, spokespeople": f"unnamed IS NOT NULL AND NOT ({UNNAMED})",
    "without a speaker": "speaker_id IS NULL",
    "with a distancing verb": "verb_class = 'distancing'",
}


@dataclass(frozen=True)
class Cell:
    """A figure with the rows of the first records that it counts; () for a value that counts no records.

    `ask` is the condition that lists all of them in `quotes table --where`, where there is one.
    """

    value: Any
    kind: str
    records: tuple[int, ...] = ()
    ask: str | None = None


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
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)  # the names of the questions by part of the page
    notes: tuple[str, ...] = ()  # what was cut
    attributes: tuple[str, ...] = ()
    named: frozenset[int] = frozenset()  # speakers that have the same number in every corpus


def audit(corpus: Corpus, *, listed: bool = True) -> Figures:
    """Answer all questions. `find_records` gives the records that a number counts, if they are `listed`."""
    number = (MAX_FULLY_LISTED if corpus.total <= MAX_FULLY_LISTED else MAX_LISTED) if listed else 1
    create_relations(corpus)
    groups = ask(corpus)
    answers = {question.name: _answer(corpus, question, number) for part in groups.values() for question in part}
    answers["concentration"] = _concentration(corpus)
    names = {part: tuple(question.name for question in questions) for part, questions in groups.items()}
    first = next(iter(names))
    names[first] = ("most-quoted", "concentration", *(name for name in names[first] if name != "most-quoted"))
    named = frozenset(row[0] for row in corpus.stream("SELECT who FROM people WHERE is_named"))
    return Figures(
        corpus.total,
        corpus.rejected,
        _overview(corpus, number),
        _spread(corpus),
        {name: answers[name] for part in names.values() for name in part},
        names,
        (*corpus.notes, *_tell_near_copies(corpus)),
        corpus.attributes,
        named,
    )


def _tell_near_copies(corpus: Corpus) -> list[str]:
    return tell_near_copies(corpus.connection) if corpus.total <= MAX_RECORDS_COMPARED else []


def _columns(question: Question) -> list[str]:
    columns = [f'{key.sql} AS "{key.name}"' for key in question.keys]
    for figure in question.figures:
        sql = f"count(*) FILTER ({figure.where})" if figure.where is not None else figure.value
        columns.append(f'{sql} AS "{figure.name}"')
    return columns


def _body(question: Question, *, first: bool = False) -> str:
    group = question.group or ", ".join(key.sql for key in question.keys)
    where = f"{question.where} AND {question.first}" if first else question.where
    return f"FROM {question.relation} WHERE {where} GROUP BY {group} HAVING {question.having}"


def stream_rows(corpus: Corpus, question: Question) -> Iterator[tuple[Any, ...]]:
    """Every row of a question's table: keys and figures; `audit` has been called on the corpus."""
    yield from corpus.stream(f"SELECT {', '.join(_columns(question))} {_body(question)} ORDER BY {question.order}")


def _answer(corpus: Corpus, question: Question, listed: int) -> Answer:
    row = "rowid" if question.relation == "records" else "row"
    columns = _columns(question)
    columns += [f"min({row}, {listed}) FILTER ({figure.where})" for figure in question.figures if figure.where]
    limit = f"LIMIT {question.rows}" if question.rows else ""
    rows = corpus.rows(f"SELECT {', '.join(columns)} {_body(question, first=True)} ORDER BY {question.order} {limit}")
    total = len(rows)
    if question.rows and total == question.rows:
        total = corpus.rows(f"SELECT count(*) FROM (SELECT 1 {_body(question)})")[0][0]
    return Answer(question, [_cells(question, row) for row in rows], total)


def _cells(question: Question, row: tuple[Any, ...]) -> tuple[tuple[Any, ...], tuple[Cell, ...]]:
    keys = row[: len(question.keys)]
    listed = iter(row[len(keys) + len(question.figures) :])
    cells = []
    for figure, value in zip(question.figures, row[len(keys) :], strict=False):
        kind = figure.kind if figure.where is None else "count"
        if kind == "share" and value is not None:
            value = round(float(value), 1)
        records = tuple(next(listed) or ()) if figure.where else ()
        cells.append(Cell(value, kind, records, ask_for(question, keys, figure) if records else None))
    first = next((cell for cell in cells if cell.records), Cell(None, "count"))
    # shares and counts of articles link to the records of their group
    linked = tuple(
        cell
        if cell.records or cell.kind == "words" or figure.where
        else Cell(cell.value, cell.kind, first.records, first.ask)
        for cell, figure in zip(cells, question.figures, strict=True)
    )
    return keys, linked


def _concentration(corpus: Corpus) -> Answer:
    rows: list[tuple[tuple[Any, ...], tuple[Cell, ...]]] = [
        ((f"{share} %",), (Cell(few, "count"), Cell(part, "share"), Cell(records, "count")))
        for share, few, part, records in concentration.measure_concentration(corpus)
    ]
    return Answer(concentration.QUESTION, rows, len(rows))


def _overview(corpus: Corpus, listed: int) -> dict[str, Cell]:
    columns = ", ".join(
        f"count(*) FILTER ({where}), min(rowid, {listed}) FILTER ({where})" for where in COUNTS.values()
    )
    row = corpus.rows(f"SELECT {columns} FROM records")[0]
    cells = {
        name: Cell(row[2 * n], "count", tuple(row[2 * n + 1] or ()), where)
        for n, (name, where) in enumerate(COUNTS.items())
    }
    articles = corpus.rows(f"SELECT count(DISTINCT {ARTICLE_KEY}) FROM records")[0][0]
    speakers = corpus.rows("SELECT count(DISTINCT who) FROM credits")[0][0]
    every = cells["attributions"].records
    per_article = corpus.rows(f"SELECT median(number), median(speakers) FROM ({_BY_ARTICLE})")[0]
    return {
        "articles": Cell(articles, "count", every, "true"),
        "speakers": Cell(speakers, "count", every, "true"),
        **cells,
        "attributions per article (median)": Cell(per_article[0], "number", every, "true"),
        "different speakers per article (median)": Cell(per_article[1], "number", every, "true"),
    }


def _spread(corpus: Corpus) -> list[tuple[str, int, int]]:
    """The number of articles by number of attributions, and by number of different sources."""
    spread = []
    for name, sql in (("attributions", "number"), ("sources", "speakers")):
        spread += corpus.rows(f"SELECT '{name}', {sql} AS n, count(*) FROM ({_BY_ARTICLE}) GROUP BY n ORDER BY n")
    return spread


def find_records(corpus: Corpus, rows: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The fields that the page shows of each record, by row."""
    names = ("speaker", "cue", "said", "kind", "context", "id", "place")
    records = corpus.rows(
        "SELECT rowid, speaker, cue, content[:600], "
        "concat_ws(', ', quote_type, nature, nullif(sector, 'unknown'), anonymity), context[:600], id, place::VARCHAR "
        "FROM records WHERE rowid IN (SELECT unnest(?)) ORDER BY rowid",
        [sorted(set(rows))],
    )
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in records}


def find_articles(corpus: Corpus, rows: Iterable[int]) -> dict[str, dict[str, Any]]:
    """The articles of these records, by number: title, date, file, address and hash."""
    names = ("title", "published", "path", "url", "sha256")
    articles = corpus.rows(
        "SELECT place::VARCHAR, any_value(coalesce(title, article)), any_value(published), any_value(path), "
        "any_value(url), any_value(sha256) FROM records WHERE rowid IN (SELECT unnest(?)) GROUP BY place",
        [sorted(set(rows))],
    )
    return {article[0]: dict(zip(names, article[1:], strict=True)) for article in articles}
