"""British or American spelling: of a text, which shows whether 08/10/2015 is in October or in August, and of a word.

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

MIN_LETTERS = 6  # of a word whose spelling differs: "four" is not "for", "rise" is not "rize"
_RESPELLED = (
    (re.compile(r"is(e|ed|es|er|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"ys(e|ed|es|er|ers|ing)$"), r"yz\1"),
    (re.compile(r"our(s|ed|ing|ite|able|al|hood|hoods)?$"), r"or\1"),
    (re.compile(r"(?<=[bt])re(s)?$"), r"er\1"),  # centre, fibre
    (re.compile(r"ence(s)?$"), r"ense\1"),  # defence, licence
    (re.compile(r"ogramme(s)?$"), r"ogram\1"),
)


def respell(word: str) -> str:
    """A word in small letters with one spelling for both: "organised" and "organized", "labour" and "labor".

    What comes out need not be a word: it is for comparing.

    >>> respell("labour"), respell("surprise"), respell("four")
    ('labor', 'surprize', 'four')
    """
    if len(word) < MIN_LETTERS:
        return word
    for pattern, other in _RESPELLED:
        changed = pattern.sub(other, word)
        if changed != word:
            return changed
    return word


def is_british(text: str) -> bool:
    """True if more words have British spelling than American: "organisation", "defence"."""
    return _count(_BRITISH, text) > _count(_AMERICAN, text)


def is_american(text: str) -> bool:
    """True if more words have American spelling than British: "organization", "defense"."""
    return _count(_AMERICAN, text) > _count(_BRITISH, text)


def _count(pattern: re.Pattern[str], text: str) -> int:
    spelled_alike = word_list("spelled_alike")
    return sum(match.group().lower() not in spelled_alike for match in pattern.finditer(text[:MAX_CHARACTERS]))
