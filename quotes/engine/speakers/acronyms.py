"""Acronyms: those that an article explains, "Syrian Observatory for Human Rights (SOHR)", and those that only fit.

>>> find_acronyms("The Environmental Protection Agency fined it. The EPA is slow.")
{'EPA': 'Environmental Protection Agency'}
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotes.language.closed_classes import SHORT_NAME_WORDS

_PAREN_ACRONYM = re.compile(r"\(([A-Z][A-Za-z&.]{1,9})\)")
_ACRONYM = re.compile(r"(?:[A-Z]\.?[a-z&]?)+[A-Z][s.]?(?!\w)")  # NATO, U.S., BoE, NGOs; textacy's rule for letters
_BARE_ACRONYM = re.compile(r"\b(?:[A-Z]{3,6}|(?:[A-Z]\.){2,5})(?![\w’'])")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:[^\S\n](?:(?:of|for|and|the|on|in|to|&|de)[^\S\n]){0,2}[A-Z][\w’'-]+){1,7}")


def find_acronyms(text: str) -> dict[str, str]:
    """Acronyms and the names that they stand for: {"SOHR": "Syrian Observatory for Human Rights"}.

    A definition in parentheses counts first; else an acronym of three letters and more stands for the one capitalised
    name in the article that has its letters as initials.
    """
    found: dict[str, str] = {}
    for match in _PAREN_ACRONYM.finditer(text):
        definition = _find_definition(match.group(1), text[max(0, match.start() - 120) : match.start()])
        if definition is not None and _ACRONYM.match(match.group(1)):
            found[match.group(1)] = definition
    wanted = {match.group() for match in _BARE_ACRONYM.finditer(text)} - found.keys()
    if wanted:
        found.update(_match_initials(wanted, (match.group() for match in _NAME.finditer(text))))
    return found


def _match_initials(wanted: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    letters = {acronym.replace(".", "") for acronym in wanted}
    by_initials: dict[str, set[str]] = {}
    for name in set(names):
        words = [word for word in name.split() if word.lower() not in SHORT_NAME_WORDS]
        for start in range(len(words) - 1):
            for end in range(start + 2, len(words) + 1):
                initials = "".join(part[0] for word in words[start:end] for part in word.split("-") if part)
                if initials not in letters:
                    continue
                span = name[name.index(words[start]) : name.index(words[end - 1]) + len(words[end - 1])]
                by_initials.setdefault(initials, set()).add(re.sub(r"['’]s?$", "", span))
    found = {}
    for acronym in sorted(wanted):
        fitting = by_initials.get(acronym.replace(".", ""), set())
        if len(fitting) == 1:
            found[acronym] = next(iter(fitting))
    return found


def _find_definition(acronym: str, before: str) -> str | None:
    """The capitalised words that end a text and have the acronym's letters as initials, in order."""
    letters = [char for char in acronym if char.isupper()]
    words = before.split()
    start = len(words)
    while letters and start > 0:
        start -= 1
        if words[start][:1] == letters[-1]:
            letters.pop()
        elif words[start][:1].isupper() or words[start].lower() not in SHORT_NAME_WORDS:
            return None
    return " ".join(words[start:]) if not letters and len(acronym) > 1 else None
