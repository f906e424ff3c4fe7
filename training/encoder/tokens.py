"""spaCy's English tokenizer, changed where EWT and GUM differ from it: `No!!! Capt. Lee’s e-mail` is 5 words.

A repeated mark stays one token; a prefix stays with its word (`anti-war`, `co-founder`); a hyphen between letters and
a number separates them (`F-16` is `F - 16`); telephone numbers, hashtags and more abbreviations are one token.
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

REPEATED_MARKS = (
    r"(?<![.?!A-Z])\.[?!]+",
    r"(?<![.?!])[?!]+\.(?![.?!])",
    r"[!?]{2,}",
    *(rf"{re.escape(mark)}{{2,}}" for mark in "=*_~#$<>-"),
)
HORIZONTAL_BAR = "―"  # the horizontal bar before a name: “NATO is ready.”― Jens Stoltenberg
PREFIXES = read_lines("prefixes.txt")  # in EWT train and GUM train their hyphen stays inside the word
ABBREVIATIONS = read_lines("abbreviations.txt")  # ranks, titles, streets, states that spaCy does not have
SPLIT_FORMS = {
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
REMOVED_RULES = ("and/or", "id", "Id", "wed", "Wed", "hed", "Hed", "):")  # spaCy's `Wed` is `We d`
# 713-853-3989, #MeToo; ends with \Z, since a tokenizer that is read from disk calls `match`, not `fullmatch`.
SINGLE_TOKEN = re.compile(r"(?:(?:(?:\d[-.])?\d{3}[-.])?\d{3}[-.]\d{4}|#[^\W\d_]\w*)\Z")
WORD_CHARACTER = rf"[{ALPHA}0-9]"
ABBREVIATION_ENDS = ("Inc", "Corp", "Ltd", "Co", "Jr", "Sr", r"L\.P", r"D\.C", r"U\.S", r"[ap]\.m")
FUNCTION_WORDS = "i|the|they|we|but|and|not|she|he|you|this|that|there|if|when"
MISSING_SPACE = rf"(?<=[a-z]{{2}})\.(?=(?:{FUNCTION_WORDS})(?![a-z.]))"  # won.the game
ADDRESS = rf"(?u)(?!\S*(?:[\"<>]|{MISSING_SPACE}))(?:{URL_PATTERN})"  # Lee"<lee@example.com is not an address
EXTRA_INFIXES = (  # account(s), notes).doc, said"no", said:"No, ready?Yes, Depth:2, 3,to, job#7, 5–6, $4-$6, and/don't
    rf"(?<={WORD_CHARACTER})(?:\((?={WORD_CHARACTER})|\[(?=[0-9]))",
    rf"(?<={WORD_CHARACTER})\)(?=[.(\[{ALPHA}0-9])",
    rf"(?<=[)\]])[(\[](?={WORD_CHARACTER})",
    rf"(?<=[{ALPHA}0-9.,!?)])[\"“”](?=[<{ALPHA}0-9-])",
    rf"(?<=[{ALPHA}]):(?=[\"“‘«][{ALPHA}])",
    rf"(?<=[{ALPHA}]:)[\"“‘«](?=[{ALPHA}])",
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
    MISSING_SPACE,
)
ELLIPSIS = "".join(rf"(?<!\b{word})" for word in ABBREVIATION_ENDS) + r"\.\.+(?![.@])"  # not "Inc..", lee...@nato.int
NUMBER_SIGN = r"#(?![^\W\d_])"  # #1, but not #MeToo
# /MWh, -Page, -5, ~Jason, @2.975
EXTRA_PREFIXES = (rf"/(?=[{ALPHA}]+$)", rf"~(?=[{ALPHA}])", rf"-(?=[{ALPHA}0-9])", r"@(?=[0-9])")
EXTRA_SUFFIXES = (  # 7:30PM, 24hrs, 10k, A+, service-, mama`s
    r"(?<=\d)(?:[AaPp][Mm])",
    r"(?<=\d)(?:[Hh]rs?|k|K)",
    r"(?<=\b[A-F])\++",
    rf"(?<=[{ALPHA}]{{3}})-",
    rf"(?<=[{ALPHA}])[`´](?:s|m|re|ve|ll|d)",
    *(rf"(?<=\b{word}\.)\." for word in ABBREVIATION_ENDS),
)


def set_tokenizer(nlp: Language) -> None:
    """Give a blank pipeline the tokenizer."""
    tokenizer, defaults = nlp.tokenizer, nlp.Defaults
    assert isinstance(tokenizer, Tokenizer)
    prefixes = (NUMBER_SIGN if prefix == "#" else prefix for prefix in defaults.prefixes or ())
    tokenizer.prefix_search = compile_prefix_regex([*REPEATED_MARKS, HORIZONTAL_BAR, *EXTRA_PREFIXES, *prefixes]).search
    suffixes = (ELLIPSIS if suffix == r"\.\.+" else suffix for suffix in defaults.suffixes or ())
    tokenizer.suffix_search = compile_suffix_regex([*REPEATED_MARKS, HORIZONTAL_BAR, *EXTRA_SUFFIXES, *suffixes]).search
    tokenizer.infix_finditer = compile_infix_regex(
        [*REPEATED_MARKS, HORIZONTAL_BAR, *EXTRA_INFIXES, *_infixes(defaults.infixes or ())]
    ).finditer
    tokenizer.token_match, tokenizer.url_match = SINGLE_TOKEN.match, re.compile(ADDRESS).match
    rules = {word: rule for word, rule in tokenizer.rules.items() if word not in REMOVED_RULES}
    rules |= {word: [{ORTH: word}] for word in ABBREVIATIONS}
    rules |= {word: [{ORTH: part} for part in parts] for word, parts in SPLIT_FORMS.items()}
    tokenizer.rules = rules


def _infixes(defaults: Iterable[str | re.Pattern[str]]) -> list[str | re.Pattern[str]]:
    """spaCy's infixes, except that a hyphen does not split a prefix from its word, and splits letters from a number."""
    between = rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])"
    assert between in defaults, "this version of spaCy has different infixes"
    prefixed = "".join(rf"(?<!\b{form})" for prefix in PREFIXES for form in (prefix, prefix.title()))
    dashes = "|".join(sign for sign in HYPHENS.split("|") if sign != "-")
    changed = (
        rf"(?<=[{ALPHA}0-9])(?:{dashes})(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9]){prefixed}-(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}])-(?=[0-9])",
    )
    unchanged = (ELLIPSIS if infix == r"\.\.+" else infix for infix in defaults if infix != between)
    return [*unchanged, *changed]
