"""Labels of speakers at the start of a line of a transcript: `split_label("MR. HALE: We left.")`.

>>> split_label("MR. HALE: We left.")
('MR. HALE', 'We left.')
>>> split_label("We left at 10:30.")
(None, 'We left at 10:30.')
"""

from __future__ import annotations

import re

from quotes.language.closed_classes import LABEL_WORDS
from quotes.language.names import PARTICLES

MAX_LABEL = 60  # characters: "NATO SECRETARY GENERAL JENS STOLTENBERG"
MAX_LABEL_WORDS = 6
_LABEL = re.compile(rf"([^\W\d_][^:\n]{{0,{MAX_LABEL - 1}}}):(?=\s|$)\s*")
_SMALL_WORDS = LABEL_WORDS | PARTICLES  # of a label, which need no capital: "President of the Council"


def split_label(line: str) -> tuple[str | None, str]:
    """(label, the rest) of a line that begins with a speaker's label; else (None, the line).

    A label is words in capitals, or names: each word begins with a capital. "He said: yes" has none.
    """
    match = _LABEL.match(line)
    if match is None or not is_label(match[1]):
        return None, line
    return " ".join(match[1].split()), line[match.end() :]


def is_label(words: str) -> bool:
    """True for what can be the label of a speaker: "MR. HALE", "Jens Stoltenberg", "LEE (laughing)", "Q"."""
    name = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|,.*", "", words).split()  # "Lee, mayor of Lund" is Lee's
    if not 0 < len(name) <= MAX_LABEL_WORDS or not name[0][:1].isupper():
        return False
    return all(word[:1].isupper() or word.isdigit() or word.lower() in _SMALL_WORDS for word in name)
