"""Nouns that look like what people are called: "attacker", "goalkeeper", "48-year-old", listed as roles or not."""

from __future__ import annotations

import re

_ENDING = re.compile(
    r"(?:[a-z]{2}(?:er|or|ist|ian|ant|ee|eur|man|woman|person|child|mate|kin|goer)|^(?:self|guy|one|boy|girl))$"
)


def looks_like_person(noun: str) -> bool:
    """Does a noun, singular and in lower case, end as nouns for people do: "attacker", not "decree"?"""
    return _ENDING.search(noun) is not None and noun not in _THINGS


# Frequent nouns for things with those endings, in speech reported by news.
_THINGS = frozenset(
    "center centre computer counter corner cover decree degree fee filter folder guarantee "
    "hammer header letter ladder layer matter meter newsletter number offer order paper plant poster power "
    "server shelter slander tree water weather winter wonder".split()
)
