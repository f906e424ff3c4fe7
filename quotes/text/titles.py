"""Titles of works by their capitals: `is_title("The Ice of Norvik")`."""

from __future__ import annotations

MAX_SMALL_WORD = 3  # letters of a word that needs no capital: "of", "the"


def is_title(words: str) -> bool:
    """True if all but short words have a capital and no mark ends the last: "The Old Man and the Sea", not "We go"."""
    parts = words.split()
    capitals = [word for word in parts if word[:1].isupper()]
    if len(capitals) < min(len(parts), 2) or not words[-1:].isalnum():
        return False
    return all(word[:1].isupper() or len(word) <= MAX_SMALL_WORD for word in parts)
