"""What an archive holds, in figures: articles, records, speakers, dates, outlets, the last run."""

from __future__ import annotations

from typing import Any

from quotes.desk.archive.archive import VERSION, Archive

MAX_OUTLETS = 10
_COUNTS = {
    "articles": "SELECT count(*) FROM articles",
    "texts": "SELECT count(*) FROM texts",
    "records": "SELECT count(*) FROM records",
    "speakers": "SELECT count(*) FROM speakers",
    "speakers of several articles": "SELECT count(*) FROM speakers WHERE merged IS NOT NULL",
    "aliases": "SELECT count(*) FROM aliases",
    "unfinished runs": "SELECT count(*) FROM runs WHERE finished IS NULL",
}


def describe_archive(archive: Archive) -> dict[str, Any]:
    """The figures as plain values."""
    ask = archive.connection.execute
    first, last = ask("SELECT min(day), max(day) FROM articles").fetchone()
    outlets = ask(
        "SELECT outlet, count(*) FROM articles WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY 2 DESC, 1 LIMIT ?",
        (MAX_OUTLETS,),
    ).fetchall()
    latest = ask("SELECT command, started, finished FROM runs ORDER BY number DESC LIMIT 1").fetchone()
    return {
        "archive": str(archive.path),
        "schema": VERSION,
        "bytes": archive.path.stat().st_size,
        **{name: ask(sql).fetchone()[0] for name, sql in _COUNTS.items()},
        "first day": first,
        "last day": last,
        "outlets": dict(outlets),
        "last run": latest and dict(zip(("command", "started", "finished"), latest, strict=True)),
    }


def show_info(info: dict[str, Any]) -> str:
    """The figures as lines of text."""
    lines = []
    for name, value in info.items():
        if isinstance(value, dict):
            value = ", ".join(
                f"{key} ({item:,})" if isinstance(item, int) else f"{item}" for key, item in value.items()
            )
        lines.append(f"{name}: {f'{value:,}' if isinstance(value, int) else value or '–'}")
    return "\n".join(lines)
