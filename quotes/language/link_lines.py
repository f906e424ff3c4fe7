"""Lines that lead to another page and are nobody's words: "Read more: Flood closes two schools"."""

from __future__ import annotations

import re

from quotes.language.lexicon import word_list

MAX_LENGTH = 200  # characters of such a line
MAX_LABEL_WORDS = 4  # before its mark: "More from this author:"
MARKS = re.compile(r"[:»›|]")
SENTENCE_ENDS = (".", "”", '"', "’")


def is_link_line(line: str) -> bool:
    """True for a line that a label marks as a link, unless it ends like a sentence.

    `is_link_line("Read more: Flood closes two schools")`
    """
    mark = MARKS.search(line)
    if mark is None or len(line) > MAX_LENGTH or line.rstrip().endswith(SENTENCE_ENDS):
        return False
    words = re.findall(r"[\w’']+", line[: mark.start()].lower())
    if not words or len(words) > MAX_LABEL_WORDS:
        return False
    labels = word_list("link_labels")
    return " ".join(words) in labels or (words[0] == "more" and words[1:2] in (["on"], ["from"], ["about"], ["in"]))
