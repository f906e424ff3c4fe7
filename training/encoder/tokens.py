"""spaCy's English tokenizer, but a run of one mark stays whole: `No!!!` is `No` and `!!!`, as EWT and GUM have it."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

RUNS = (r"[!?]{2,}", r"={2,}", r"\*{2,}", r"_{2,}", r"~{2,}", r"#{2,}", r"\${2,}", r"<{2,}", r">{2,}", r"-{2,}")


def set_tokenizer(nlp: Language) -> None:
    """Give a blank pipeline the tokenizer."""
    old = nlp.tokenizer
    assert isinstance(old, Tokenizer)
    defaults = nlp.Defaults
    old.prefix_search = compile_prefix_regex([*RUNS, *(defaults.prefixes or ())]).search
    old.suffix_search = compile_suffix_regex([*RUNS, *(defaults.suffixes or ())]).search
    old.infix_finditer = compile_infix_regex([*RUNS, *(defaults.infixes or ())]).finditer
