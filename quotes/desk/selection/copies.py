"""Articles and records that are there twice: counted once with `--dedupe`, else told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

# Records that are there twice, as where a file is named twice: all but the first.
_REPEATED = "(SELECT rowid AS row, row_number() OVER (PARTITION BY place, id ORDER BY rowid) AS copy FROM records)"
# Articles with the text of another; the one that was read first is kept.
_SAME_TEXT = """
(SELECT place FROM (SELECT place, row_number() OVER (PARTITION BY sha256 ORDER BY first) AS copy
 FROM (SELECT place, any_value(sha256) AS sha256, min(rowid) AS first FROM records GROUP BY place)) WHERE copy > 1)
"""


def remove_copies(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Keep the first of all copies of an article and of a record; returns what was removed, in sentences."""
    from quotes.desk.selection.near_copies import find_near_copies  # it loads NumPy, which most tables do without

    articles = connection.execute(f"SELECT count(*) FROM {_SAME_TEXT}").fetchall()[0][0]
    connection.execute(f"DELETE FROM records WHERE place IN {_SAME_TEXT}")
    sql = f"DELETE FROM records WHERE rowid IN (SELECT row FROM {_REPEATED} WHERE copy > 1)"
    repeated = connection.execute(sql).fetchall()[0][0]
    near = list(find_near_copies(connection))
    if near:
        connection.execute("DELETE FROM records WHERE place IN (SELECT unnest(?::UBIGINT[]))", [near])
    notes = []
    if articles:
        notes.append(f"{_count(articles, 'article')} with the text of another {_is(articles)} left out")
    if near:
        repeat = "that repeats" if len(near) == 1 else "that repeat"
        notes.append(f"{_count(len(near), 'article')} {repeat} another nearly word for word {_is(len(near))} left out")
    if repeated:
        notes.append(f"{_count(repeated, 'record')} that {_is(repeated)} there twice {_is(repeated)} counted once")
    return notes


def count_copies(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What `remove_copies` would remove, in a sentence; no sentence where there is nothing."""
    articles, texts, records, ids = connection.execute(
        "SELECT count(DISTINCT place), count(DISTINCT sha256), count(*), count(DISTINCT hash(place, id)) FROM records"
    ).fetchall()[0]
    notes = []
    if articles > texts:
        copies = articles - texts
        notes.append(
            f"{_count(copies, 'article')} {_has(copies)} the text of another and {_is(copies)} counted; "
            "--dedupe counts each text once"
        )
    if records > ids:
        notes.append(f"{_count(records - ids, 'record')} {_is(records - ids)} there twice; --dedupe counts each once")
    return notes


def tell_near_copies(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """How many articles repeat another nearly word for word, in a sentence; no sentence where there is none."""
    from quotes.desk.selection.near_copies import find_near_copies

    near = len(find_near_copies(connection))
    verb = "repeats" if near == 1 else "repeat"
    note = f"{_count(near, 'article')} {verb} another nearly word for word; --dedupe counts them once"
    return [note] if near else []


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _has(number: int) -> str:
    return "has" if number == 1 else "have"
