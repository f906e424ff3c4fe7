"""spaCy's English tokenizer, mended where EWT and GUM have it otherwise: `No!!! Capt. Lee’s e-mail` is 5 words.

A run of one mark stays whole; a prefix stays with its word (`anti-war`, `co-founder`); a hyphen between letters and
a number parts them (`F-16` is `F - 16`); telephone numbers, hashtags and more abbreviations are one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from recipe.word_lists import read_lines
from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

RUNS = (r"[!?]{2,}", r"={2,}", r"\*{2,}", r"_{2,}", r"~{2,}", r"#{2,}", r"\${2,}", r"<{2,}", r">{2,}", r"-{2,}")
BAR = "―"  # the horizontal bar before a name: “NATO is ready.”― Jens Stoltenberg
PREFIXES = read_lines("prefixes.txt")  # in EWT train and GUM train their hyphen stays inside of the word
ABBREVIATIONS = read_lines("abbreviations.txt")  # ranks, titles, streets, states that spaCy has not
SPLIT = {"wanna": ("wan", "na"), "Wanna": ("Wan", "na")}
UNWANTED = ("and/or", "id", "Id", "wed", "Wed", "hed", "Hed")  # spaCy's `Wed` is `We d`
WHOLE = re.compile(r"(?:(?:\d[-.])?\d{3}[-.])?\d{3}[-.]\d{4}|#[^\W\d_]\w*")  # 713-853-3989, #MeToo
CLOCK = r"(?<=\d)(?:[AaPp][Mm])"  # 7:30PM


def set_tokenizer(nlp: Language) -> None:
    """Give a blank pipeline the tokenizer."""
    old, defaults = nlp.tokenizer, nlp.Defaults
    assert isinstance(old, Tokenizer)
    old.prefix_search = compile_prefix_regex([*RUNS, BAR, *(defaults.prefixes or ())]).search
    old.suffix_search = compile_suffix_regex([*RUNS, BAR, CLOCK, *(defaults.suffixes or ())]).search
    old.infix_finditer = compile_infix_regex([*RUNS, BAR, *_infixes(defaults.infixes or ())]).finditer
    old.token_match = WHOLE.fullmatch
    rules = {word: rule for word, rule in old.rules.items() if word not in UNWANTED}
    rules |= {word: [{ORTH: word}] for word in ABBREVIATIONS}
    rules |= {word: [{ORTH: part} for part in parts] for word, parts in SPLIT.items()}
    old.rules = rules


def _infixes(defaults: Iterable[str | re.Pattern[str]]) -> list[str | re.Pattern[str]]:
    """spaCy's infixes; but a hyphen parts no prefix from its word, and it parts letters from a number."""
    between = rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])"
    assert between in defaults, "this spaCy writes its infixes otherwise"
    prefixed = "".join(rf"(?<!\b{form})" for prefix in PREFIXES for form in (prefix, prefix.title()))
    dashes = "|".join(sign for sign in HYPHENS.split("|") if sign != "-")
    parted = (
        rf"(?<=[{ALPHA}0-9])(?:{dashes})(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9]){prefixed}-(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}])-(?=[0-9])",
    )
    return [*(infix for infix in defaults if infix != between), *parted]
