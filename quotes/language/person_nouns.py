"""Nouns that look like what people are called: "attacker", "goalkeeper", "48-year-old", listed as roles or not."""

from __future__ import annotations

import re

from quotes.language.lexicon import word_list

_ENDING = re.compile(
    r"(?:[a-z]{2}(?:er|or|ist|ian|ant|ee|eur|man|woman|person|child|mate|kin|goer)|^(?:self|guy|one|boy|girl))$"
)


def looks_like_person(noun: str) -> bool:
    """Does a noun, singular and in lower case, end as nouns for people do: "attacker", not "decree"?"""
    return _ENDING.search(noun) is not None and noun not in word_list("things_like_people")
