"""The language of a text by its function words: `find_language("Die Kanzlerin sagte …")` is "de".

Each word of the text that is a function word of a language counts for it. A text is held for English unless another
language is far ahead, or hardly any of its letters are Latin, so that English articles are never refused.
"""

from __future__ import annotations

import re
from functools import cache

from quotes.language.lexicon import read_lines

NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "sv": "Swedish",
    "pl": "Polish",
    "und": "non-English",
}
MIN_WORDS = 12  # fewer cannot be told: "Bonn: Merkel in Paris"
MIN_LETTERS = 40  # of other scripts, which may have no blanks between words
MAX_CHARACTERS = 20_000  # of the beginning are enough
AHEAD = 1.5  # times as many words as English: a third of Dutch function words are English words, too
MIN_SHARE = 0.2  # of the words: names and figures alone are no other language
_WORD = re.compile(r"[^\W\d_]+")


def find_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, "und" for another script; None where the text is too short to tell."""
    head = text[:MAX_CHARACTERS]
    words = [word.lower() for word in _WORD.findall(head)]
    letters = sum(map(len, words))
    if letters >= MIN_LETTERS and sum(char.isalpha() and char > "\u024f" for char in head) > letters / 2:
        return "und"
    if len(words) < MIN_WORDS:
        return None
    counts = {code: sum(word in function_words for word in words) for code, function_words in _function_words().items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    is_other = counts[best] > AHEAD * counts["en"] and counts[best] >= MIN_SHARE * len(words)
    return best if is_other else "en"


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """The function words of each language: {"en": {"the", "of", …}, …}."""
    split = (line.partition(":") for line in read_lines("languages.txt"))
    return {code: frozenset(words.split()) for code, _, words in split}
