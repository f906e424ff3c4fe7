"""What statements are about: the key terms of the contents of each article, by textacy's TextRank.

textacy has no wheel for Python 3.13 and later; there the most frequent noun phrases are the key terms.
Source: Mihalcea and Tarau (2004), "TextRank: Bringing Order into Texts", EMNLP.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import groupby
from typing import TYPE_CHECKING

from quotes.record import Record

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_TERMS = 20  # per article: later terms are rarely what it is about
_TERM_TAGS = frozenset({"NOUN", "PROPN", "ADJ"})
_TAGGERS = frozenset(
    {
        "tok2vec",
        "transformer",
        "quotes_encoder",
        "tagger",
        "morphologizer",
        "attribute_ruler",
        "lemmatizer",
        "trainable_lemmatizer",
    }
)


def find_topics(records: Sequence[Record], topic: str, nlp: Language) -> Iterator[tuple[Record, tuple[str, ...]]]:
    """The records about a topic, each with the key terms of its article that it contains.

    A record is about a topic if one of these terms contains all of the topic's words.
    """
    keys = _keys(topic)
    articles = [list(group) for _, group in groupby(records, key=lambda record: record.article.key)]
    on_topic = [group for group in articles if all(any(_mentions(r, word) for r in group) for word in keys)]
    texts = ["\n".join(_text(record) for record in group) for group in on_topic]
    enabled = [name for name in nlp.pipe_names if name in _TAGGERS]
    with nlp.select_pipes(enable=enabled):
        for group, doc in zip(on_topic, nlp.pipe(texts), strict=True):
            terms = _find_terms(doc)
            for record in group:
                own = tuple(term for term in terms if _has_term(term, record))
                if any(keys <= _keys(term) for term in own):
                    yield record, own


def has_textrank() -> bool:
    """True if textacy is installed, so that key terms are ranked by TextRank and not by frequency."""
    return find_spec("textacy") is not None


def _find_terms(doc: Doc) -> list[str]:
    if not len(doc):
        return []
    if not has_textrank():
        return rank_by_frequency(doc)
    from textacy.extract.keyterms.textrank import textrank

    return [term for term, _ in textrank(doc, normalize="lower", topn=MAX_TERMS)]


def rank_by_frequency(doc: Doc) -> list[str]:
    """The noun phrases of a document whose words are the most frequent: ["air strikes", "province"]."""
    phrases = [
        [token.lower_ for token in run]
        for is_term, run in groupby(doc, key=lambda token: token.pos_ in _TERM_TAGS and token.is_alpha)
        if is_term
    ]
    frequency = Counter(word for phrase in phrases for word in phrase)
    scores = {" ".join(phrase): sum(frequency[word] for word in phrase) for phrase in phrases}
    return sorted(scores, key=lambda term: (-scores[term], term))[:MAX_TERMS]


def _text(record: Record) -> str:
    return " ".join(part.text for part in record.content)


def _mentions(record: Record, word: str) -> bool:
    return word in _keys(_text(record))


def _has_term(term: str, record: Record) -> bool:
    return _keys(term) <= _keys(_text(record))


def _keys(text: str) -> set[str]:
    """Words in lower case without plural and possessive endings: "Strikes" and "strike’s" give "strike"."""
    words = "".join(char if char.isalnum() or char in "'’-" else " " for char in text.casefold()).split()
    stripped = (word.strip("-'’").removesuffix("'s").removesuffix("’s") for word in words)
    return {
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in stripped
    }
