"""spaCy's English tokenizer, mended where EWT and GUM have it otherwise: `No!!! Capt. Lee’s e-mail` is 5 words.

A run of one mark stays whole; a prefix stays with its word (`anti-war`, `co-founder`); a hyphen between letters and
a number parts them (`F-16` is `F - 16`); telephone numbers, hashtags and more abbreviations are one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.lang.tokenizer_exceptions import URL_PATTERN
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from training.recipe.word_lists import read_lines

RUNS = (
    r"(?<![.?!A-Z])\.[?!]+",
    r"(?<![.?!])[?!]+\.(?![.?!])",
    r"[!?]{2,}",
    *(rf"{re.escape(mark)}{{2,}}" for mark in "=*_~#$<>-"),
)
BAR = "―"  # the horizontal bar before a name: “NATO is ready.”― Jens Stoltenberg
PREFIXES = read_lines("prefixes.txt")  # in EWT train and GUM train their hyphen stays inside of the word
ABBREVIATIONS = read_lines("abbreviations.txt")  # ranks, titles, streets, states that spaCy has not
SPLIT = {
    "wanna": ("wan", "na"),
    "Wanna": ("Wan", "na"),
    "alot": ("a", "lot"),
    "Alot": ("A", "lot"),
    "Lets": ("Let", "s"),
    "outta": ("out", "ta"),
    "lotta": ("lot", "ta"),
    "dunno": ("du", "n", "no"),
    "arnt": ("ar", "nt"),
    "DONT": ("DO", "NT"),
    "CANT": ("CA", "NT"),
}
UNWANTED = ("and/or", "id", "Id", "wed", "Wed", "hed", "Hed", "):")  # spaCy's `Wed` is `We d`
# 713-853-3989, #MeToo; with its own end, since a tokenizer that is read from disk asks for `match`, not `fullmatch`.
WHOLE = re.compile(r"(?:(?:(?:\d[-.])?\d{3}[-.])?\d{3}[-.]\d{4}|#[^\W\d_]\w*)\Z")
WORD = rf"[{ALPHA}0-9]"
SHORT = ("Inc", "Corp", "Ltd", "Co", "Jr", "Sr", r"L\.P", r"D\.C", r"U\.S", r"[ap]\.m")
FUNCTION = "i|the|they|we|but|and|not|she|he|you|this|that|there|if|when"
UNSPACED = rf"(?<=[a-z]{{2}})\.(?=(?:{FUNCTION})(?![a-z.]))"  # won.the game
ADDRESS = rf"(?u)(?!\S*(?:[\"<>]|{UNSPACED}))(?:{URL_PATTERN})"  # Lee"<lee@example.com is none
INFIXES = (  # account(s), notes).doc, said"no", ready?Yes, Depth:2, 3,to, job#7, U.S.-led, 5–6, $4-$6, and/don't
    rf"(?<={WORD})(?:\((?={WORD})|\[(?=[0-9]))",
    rf"(?<={WORD})\)(?=[.(\[{ALPHA}0-9])",
    rf"(?<=[)\]])[(\[](?={WORD})",
    rf"(?<=[{ALPHA}0-9.,!?)])[\"“”](?=[<{ALPHA}0-9-])",
    rf"(?<=[{ALPHA}])[?!](?=[{ALPHA}])",
    r"[<>]",
    rf"(?<=[{ALPHA}])[:,#](?=[0-9])",
    rf"(?<=[0-9]),(?=[{ALPHA}])",
    rf"(?<=[A-Z]\.)-(?=[{ALPHA}])",
    rf"(?<=[0-9.,])[–—](?=[{ALPHA}0-9])",
    r"(?<=[0-9])-(?=\$)",
    r"\$(?=[0-9])",
    r"(?<=[0-9])['′](?=[0-9])",
    rf"(?<=[{ALPHA}])['’](?:s|m|re|ve|ll|d)(?![{ALPHA}])",
    rf"(?<=[{ALPHA}])n['’]t(?![{ALPHA}])",
    UNSPACED,
)
ELLIPSIS = "".join(rf"(?<!\b{word})" for word in SHORT) + r"\.\.+(?![.@])"  # not "Inc..", not lee...@nato.int
HASH = r"#(?![^\W\d_])"  # #1, but not #MeToo
# /MWh, -Page, -5, ~Jason, @2.975
PREFIXED = (rf"/(?=[{ALPHA}]+$)", rf"~(?=[{ALPHA}])", rf"-(?=[{ALPHA}0-9])", r"@(?=[0-9])")
SUFFIXED = (  # 7:30PM, 24hrs, 10k, A+, service-, mama`s
    r"(?<=\d)(?:[AaPp][Mm])",
    r"(?<=\d)(?:[Hh]rs?|k|K)",
    r"(?<=\b[A-F])\++",
    rf"(?<=[{ALPHA}]{{3}})-",
    rf"(?<=[{ALPHA}])[`´](?:s|m|re|ve|ll|d)",
    *(rf"(?<=\b{word}\.)\." for word in SHORT),
)


def set_tokenizer(nlp: Language) -> None:
    """Give a blank pipeline the tokenizer."""
    old, defaults = nlp.tokenizer, nlp.Defaults
    assert isinstance(old, Tokenizer)
    prefixes = (HASH if prefix == "#" else prefix for prefix in defaults.prefixes or ())
    old.prefix_search = compile_prefix_regex([*RUNS, BAR, *PREFIXED, *prefixes]).search
    suffixes = (ELLIPSIS if suffix == r"\.\.+" else suffix for suffix in defaults.suffixes or ())
    old.suffix_search = compile_suffix_regex([*RUNS, BAR, *SUFFIXED, *suffixes]).search
    old.infix_finditer = compile_infix_regex([*RUNS, BAR, *INFIXES, *_infixes(defaults.infixes or ())]).finditer
    old.token_match, old.url_match = WHOLE.match, re.compile(ADDRESS).match
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
    kept = (ELLIPSIS if infix == r"\.\.+" else infix for infix in defaults if infix != between)
    return [*kept, *parted]
