"""A user's words as an expression of SQLite's full text search, which has a syntax of its own.

>>> parse_query('“climate change” sanction* OR embargo -sport')
'"climate change" AND ("sanction"* OR "embargo") NOT "sport"'
"""

from __future__ import annotations

import re

from quotes.errors import QuotesError

_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\x00": " "})
_TERM = re.compile(r'-?"[^"]*"\*?|[^\s"]+')


class QueryError(QuotesError):
    """Words that cannot be looked for; the message repeats them."""


def parse_query(words: str) -> str:
    """The expression: all words, any of those with OR between them, none of those after a hyphen.

    A phrase is between quotation marks, and the beginning of a word ends in an asterisk. Everything else is taken for
    words, not for syntax. Raises QueryError for a phrase that does not end, and where there is nothing to look for.
    """
    text = words.translate(_MARKS)
    if text.count('"') % 2:
        raise QueryError(f'{words!r}: a phrase is not closed; write it as "two words", between two marks')
    wanted: list[list[str]] = []
    unwanted: list[str] = []
    joins = False  # the next term is another choice of the last one
    for term in _TERM.findall(text):
        if term == "OR":
            if not wanted or joins:
                raise QueryError(f"{words!r}: OR needs a word on either side of it")
            joins = True
            continue
        quoted = _quote(term.removeprefix("-"))
        if quoted is None:  # "&", "–"
            continue
        if term.startswith("-") and not joins:
            unwanted.append(quoted)
        elif joins:
            wanted[-1].append(quoted)
        else:
            wanted.append([quoted])
        joins = False
    if joins:
        raise QueryError(f"{words!r}: OR needs a word on either side of it")
    if not wanted:
        raise QueryError(f"{words!r}: no word to look for; give one that is to be there")
    every = " AND ".join(group[0] if len(group) == 1 else f"({' OR '.join(group)})" for group in wanted)
    return " NOT ".join([every, *unwanted])


def _quote(term: str) -> str | None:
    """A term between marks, as the beginning of a word if it ends in an asterisk; None if it has no letter or digit."""
    is_beginning = term.endswith("*")
    inner = " ".join(term.replace('"', " ").replace("*", " ").split())
    if not any(char.isalnum() for char in inner):
        return None
    return f'"{inner}"' + ("*" if is_beginning else "")
