"""Forms of a word that are one when wordings are compared: contractions, currencies, and stems, roughly.

>>> ENDINGS["n't"]
'not'
"""

from __future__ import annotations

from functools import lru_cache

CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
CANONICAL = {
    "dollars": "dollar",
    "euros": "euro",
    "pounds": "pound",
    "okay": "ok",
    "alright": "all right",
    "cannot": "can not",
    "%": "percent",
}
NEGATED = {"won't": "will not", "can't": "can not", "shan't": "shall not"}
ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
MILLION = "m"  # of "£3m", where a currency shows that it is no metre
MIN_STEM = 3  # letters: "is" and "his" keep their s
_ENDINGS = (
    ("ations", "at"),
    ("ation", "at"),
    ("ingly", ""),
    ("edly", ""),
    ("ings", ""),
    ("ing", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("izes", "iz"),
    ("ized", "iz"),
    ("ize", "iz"),
    ("ers", ""),
    ("ed", ""),
    ("es", ""),
    ("ly", ""),
    ("er", ""),
    ("'s", ""),
    ("s'", ""),
    ("s", ""),
    ("e", ""),
)


@lru_cache(maxsize=200_000)
def find_stem(key: str) -> str:
    """The stem of a word.

    >>> [find_stem(key) for key in ("builds", "building", "organize", "organized", "is", "25")]
    ['build', 'build', 'organiz', 'organiz', 'is', '25']
    """
    if key[:1].isdigit():
        return key
    for ending, other in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= MIN_STEM:
            stem = key[: len(key) - len(ending)] + other
            return stem[:-1] if len(stem) > MIN_STEM and stem[-1] == stem[-2] and not other else stem
    return key
