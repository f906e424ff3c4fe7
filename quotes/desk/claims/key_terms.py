"""The subjects of many short statements: `find_key_terms(["the bridge is safe", …])`, by textacy's YAKE.

It needs no tagger, so that a page can wait for it. textacy has no wheel for Python 3.13 and later; there the words
that most statements have, and those that come together, are the key terms.
Source: Campos et al. (2020), "YAKE! Keyword extraction from single documents using multiple local features",
Information Sciences 509.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from statistics import StatisticsError
from typing import TYPE_CHECKING

from quotes.desk.claims.topics import has_textrank

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

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
    """The terms that occur in the most sentences, without words of grammar: a word, or words that mostly come together.

    Words come together in a term of two sentences or more, and in half of those that have its rarest word.
    """
    counts = Counter(term for sent in doc.sents for term in set(_terms(sent)))
    terms = [term for term, count in counts.items() if count >= _least(term, counts)]
    return sorted(terms, key=lambda term: (-counts[term], -term.count(" "), term))[: 3 * MAX_TERMS]


def _terms(sent: Span) -> Iterator[str]:
    """The words of a sentence and the runs of them, in lower case, that no word of grammar and no mark interrupts."""
    words: list[str] = []
    for token in sent:
        words = [*words, token.lower_][-MAX_WORDS_PER_TERM:] if token.is_alpha and not token.is_stop else []
        yield from (" ".join(words[start:]) for start in range(len(words)))


def _least(term: str, counts: Mapping[str, int]) -> float:
    """In how many sentences a term must occur."""
    words = term.split()
    return max(2, min(counts[word] for word in words) / 2) if len(words) > 1 else 1


@lru_cache(maxsize=1)
def _tokenizer() -> Language:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp
