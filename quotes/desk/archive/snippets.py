"""The words around those that a search has found, with marks: "the \x02bridge\x03 will be open again …"."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

MARK, END_MARK = "\x02", "\x03"  # around each word that was looked for
SNIPPET_WORDS = 40  # two lines and a half of a table of 80 columns
TOKENIZE = "porter unicode61 remove_diacritics 2"  # as in the archive


def cut_snippets(texts: Sequence[tuple[str, str]], expression: str) -> list[str | None]:
    """The best piece of each (content, context) for an expression that it matches.

    A small index of these texts alone is asked: that of the archive would cut a piece of every match before it sorts.
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f'CREATE VIRTUAL TABLE search USING fts5 (content, context, tokenize="{TOKENIZE}")')
        connection.executemany("INSERT INTO search VALUES (?, ?)", texts)
        rows = connection.execute(
            f"SELECT rowid, snippet(search, -1, '{MARK}', '{END_MARK}', '…', {SNIPPET_WORDS}) FROM search "
            "WHERE search MATCH ?",
            (expression,),
        )
        snippets = dict(rows.fetchall())
    finally:
        connection.close()
    return [snippets.get(number) for number in range(1, len(texts) + 1)]
