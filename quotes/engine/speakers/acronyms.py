"""Acronyms: those that an article explains, "Syrian Observatory for Human Rights (SOHR)", and those that only fit.

>>> find_acronyms("The Environmental Protection Agency fined it. The EPA is slow.")
{'EPA': 'Environmental Protection Agency'}
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from quotes.language.closed_classes import SHORT_NAME_WORDS
from quotes.spans import Range

MAX_DEFINITION = 120  # characters of a name before its acronym
_PAREN_ACRONYM = re.compile(r"\(([A-Z][A-Za-z&.]{1,9})\)")
_ACRONYM = re.compile(r"(?:[A-Z]\.?[a-z&]?)+[A-Z][s.]?(?!\w)")  # NATO, U.S., BoE, NGOs; textacy's rule for letters
_BARE_ACRONYM = re.compile(r"\b(?:[A-Z]{3,6}|(?:[A-Z]\.){2,5})(?![\w’'])")
_PAREN_NAME = re.compile(  # any short name: "Institute of Volcanology and Seismology (Phivolcs)"
    r"\b(?:The )?([A-Z][\w’'-]+(?: (?:(?:of|for|and|the|&|de) ){0,2}[A-Z][\w’'-]+){2,7}) \(([A-Z][A-Za-z]+)\)"
)
_PAREN_SHORT = re.compile(r" \([A-Z][A-Za-z]+\)")
_PAREN_DEFINITION = re.compile(  # "AEW (All Elite Wrestling)"
    r"\b([A-Z]{2,6}) \(([A-Z][\w’'-]+(?: (?:(?:of|for|and|the|&|de) ){0,2}[A-Z][\w’'-]+){1,7})\)"
)
_WORD = re.compile(r"\w+")
_NON_BLANK = re.compile(r"\S+")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:[^\S\n](?:(?:of|for|and|the|on|in|to|&|de)[^\S\n]){0,2}[A-Z][\w’'-]+){1,7}")


def find_acronyms(text: str) -> dict[str, str]:
    """Acronyms and the names that they stand for: {"SOHR": "Syrian Observatory for Human Rights"}.

    A definition in parentheses counts first; else an acronym of three letters and more stands for the one capitalised
    name in the article that has its letters as initials.
    """
    found: dict[str, str] = {}
    for start, end in find_definitions(text):
        acronym = _PAREN_ACRONYM.search(text, end)
        if acronym is not None:
            found[acronym.group(1)] = " ".join(text[start:end].split())
    for match in _PAREN_DEFINITION.finditer(text):
        initials = "".join(word[0] for word in match.group(2).split() if word[0].isupper())
        if initials == match.group(1):
            found.setdefault(match.group(1), match.group(2))
    has_short = _PAREN_SHORT.search(text) is not None  # the search for names takes much longer
    pairs = {match.group(2): match.group(1) for match in _PAREN_NAME.finditer(text)} if has_short else {}
    used = Counter(_WORD.findall(text)) if pairs else Counter()
    found |= {short: name for short, name in pairs.items() if short not in found and used[short] > 1}
    wanted = {match.group() for match in _BARE_ACRONYM.finditer(text)} - found.keys()
    if wanted:
        found.update(_match_initials(wanted, (match.group() for match in _NAME.finditer(text))))
    return found


def find_definitions(text: str) -> list[Range]:
    """The characters of names whose acronym follows in parentheses: "Syrian Observatory for Human Rights (SOHR)"."""
    found = []
    for match in _PAREN_ACRONYM.finditer(text):
        begin = max(0, match.start() - MAX_DEFINITION)
        before = text[begin : match.start()].rstrip()
        size = _measure_definition(match.group(1), before)
        if size and _ACRONYM.match(match.group(1)):
            end = begin + len(before)
            found.append((end - size, end))
    return found


def _match_initials(wanted: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    letters = {acronym.replace(".", "") for acronym in wanted}
    shortest = min(map(len, letters))
    by_initials: dict[str, set[str]] = {}
    for name in set(names):
        parts = name.split()
        if len(parts) + name.count("-") < shortest:  # most names are too short for any of them
            continue
        words = [word for word in parts if word.lower() not in SHORT_NAME_WORDS]
        initials_by_word = ["".join([part[0] for part in word.split("-") if part]) for word in words]
        everything = "".join(initials_by_word)
        if not any(acronym in everything for acronym in letters):
            continue
        for start in range(len(words) - 1):
            for end in range(start + 2, len(words) + 1):
                initials = "".join(initials_by_word[start:end])
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


def _measure_definition(acronym: str, before: str) -> int:
    """The length of the capitalised words that end a text and have the acronym's letters as initials, or 0."""
    letters = [char for char in acronym if char.isupper()]
    words = list(_NON_BLANK.finditer(before))
    start = len(words)
    while letters and start > 0:
        start -= 1
        word = words[start].group()
        if word[:1] == letters[-1]:
            letters.pop()
        elif word[:1].isupper() or word.lower() not in SHORT_NAME_WORDS:
            return 0
    return len(before) - words[start].start() if not letters and len(acronym) > 1 else 0
