"""Acronyms that an article explains: "Syrian Observatory for Human Rights (SOHR)"."""

from __future__ import annotations

import re

_SMALL = frozenset({"of", "for", "and", "the", "in", "on", "to", "&", "de"})
_PAREN_ACRONYM = re.compile(r"\(([A-Z][A-Za-z&.]{1,9})\)")


def find_acronyms(text: str) -> dict[str, str]:
    """Acronyms in parentheses and the names before them: {"SOHR": "Syrian Observatory for Human Rights"}.

    textacy judges whether a token is an acronym; it is imported only where initials fit, since that takes seconds.
    (Its own `acronyms_and_definitions` fails with NumPy 2: it asks for `np.NaN`.)
    """
    found: dict[str, str] = {}
    for match in _PAREN_ACRONYM.finditer(text):
        definition = _find_definition(match.group(1), text[max(0, match.start() - 120) : match.start()])
        if definition is None:
            continue
        from textacy.extract.acros import is_acronym

        if is_acronym(match.group(1)):
            found[match.group(1)] = definition
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
        elif words[start][:1].isupper() or words[start].lower() not in _SMALL:
            return None
    return " ".join(words[start:]) if not letters and len(acronym) > 1 else None
