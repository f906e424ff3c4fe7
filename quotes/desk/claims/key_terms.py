"""The subjects of many short statements: `find_key_terms(["the bridge is safe", …])`, by textacy's YAKE.

It needs no tagger, so that a page can wait for it. textacy has no wheel for Python 3.13 and later; there the words
that most statements have are the key terms.
Source: Campos et al. (2020), "YAKE! Keyword extraction from single documents using multiple local features",
Information Sciences 509.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from statistics import StatisticsError
from typing import TYPE_CHECKING

from quotes.desk.claims.topics import has_textrank

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_TERMS = 12
MAX_CHARACTERS = 200_000  # of all statements: they take a second
MAX_WORDS_PER_TERM = 3  # "chief medical officer"
MIN_LETTERS = 3  # of a term: "$" and "mr" are no subjects


def find_key_terms(statements: Sequence[str]) -> tuple[str, ...]:
    """The key terms of the statements in lower case, the best first; none is part of a better one."""
    distinct = list(dict.fromkeys(statements))  # copies of an article count once
    tokenizer = _tokenizer()
    kept: list[str] = []
    for term in _rank(tokenizer(".\n".join(distinct)[:MAX_CHARACTERS])):
        words = set(term.split())
        if sum(map(str.isalpha, term)) < MIN_LETTERS or any(tokenizer.vocab[word].is_stop for word in words):
            continue
        if not any(words <= set(other.split()) for other in kept):
            kept = [other for other in kept if not words > set(other.split())]  # "machado" of "alicia machado"
            kept.append(term)
    return tuple(kept[:MAX_TERMS])


def load() -> None:
    """Load what is needed, which takes two seconds, before it is needed."""
    find_key_terms(["the bridge is safe"])


def _rank(doc: Doc) -> list[str]:
    if not any(token.is_alpha for token in doc):
        return []
    if not has_textrank():
        return rank_by_statements(doc)
    from textacy.extract.keyterms.yake import yake

    sizes = tuple(range(1, MAX_WORDS_PER_TERM + 1))
    try:
        ranked = yake(doc, normalize="lower", include_pos=None, ngrams=sizes, topn=3 * MAX_TERMS)
    except StatisticsError:  # fewer than two words that are not of grammar: it has no deviation to compute
        return rank_by_statements(doc)
    return [term for term, _ in ranked]


def rank_by_statements(doc: Doc) -> list[str]:
    """The words that occur in the most sentences, without those of grammar."""
    sentences = ({token.lower_ for token in sent if token.is_alpha and not token.is_stop} for sent in doc.sents)
    counts = Counter(word for sentence in sentences for word in sentence)
    return sorted(counts, key=lambda word: (-counts[word], word))[: 3 * MAX_TERMS]


@lru_cache(maxsize=1)
def _tokenizer() -> Language:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp
