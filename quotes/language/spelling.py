"""British or American spelling of a text, which shows whether 08/10/2015 is in October or in August.

>>> is_british("The defence programme"), is_american("The defense program")
(True, True)
"""

from __future__ import annotations

import re

from quotes.language.lexicon import word_list

MAX_CHARACTERS = 20_000  # of the text: enough words to decide by
_BRITISH = re.compile(r"\b\w+(?:isation|ising|ised|our|ours)\b|\b(?:defence|centre|programme|neighbouring|whilst)\b")
_AMERICAN = re.compile(
    r"\b\w+(?:ization|izing|ized)\b|\b(?:defense|center|program|neighboring|color|favor|labor|honor)\b"
)


def is_british(text: str) -> bool:
    """True if more words have British spelling than American: "organisation", "defence"."""
    return _count(_BRITISH, text) > _count(_AMERICAN, text)


def is_american(text: str) -> bool:
    """True if more words have American spelling than British: "organization", "defense"."""
    return _count(_AMERICAN, text) > _count(_BRITISH, text)


def _count(pattern: re.Pattern[str], text: str) -> int:
    spelled_alike = word_list("spelled_alike")
    return sum(match.group().lower() not in spelled_alike for match in pattern.finditer(text[:MAX_CHARACTERS]))
