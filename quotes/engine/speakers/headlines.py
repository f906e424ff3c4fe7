"""Names in headlines, where every word has a capital: "Hillary Clinton" of "Hillary Clinton Calls ISIS Violence …"."""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Doc

from quotes.engine.speakers.names import Name
from quotes.language.names import name_words, normalize
from quotes.nlp.words import find_words, text_between
from quotes.spans import Range

HEADLINE_WORDS = range(3, 26)  # long words that a headline has; fewer tell nothing, more are a list of names
MIN_CAPITALS = 0.8  # of its long words: "Clinton Calls ISIS Violence a Genocide"


def cut_headlines(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, those in headlines without the words that only look like a part of them."""
    headlines = {token for start, end in find_headlines(doc) for token in range(start, end)}
    if not any(name.start in headlines for name in names):
        return names
    index: dict[str, list[tuple[Name, tuple[str, ...]]]] = defaultdict(list)
    for name in names:
        words = name_words(text_between(doc, name.start, name.end))
        for word in {*words[:1], *words[-1:]}:
            index[word].append((name, words))
    return [_cut(doc, name, index, headlines) if name.start in headlines else name for name in names]


def find_headlines(doc: Doc) -> list[Range]:
    """The token ranges of sentences with most words in capitals, "Hillary Clinton Calls ISIS Violence A Genocide"."""
    headlines = []
    everything = find_words(doc)
    for sent in doc.sents:
        words = [word for word in everything[sent.start : sent.end] if len(word) > 3 and word.isalpha()]
        if len(words) in HEADLINE_WORDS and sum(word[0].isupper() for word in words) >= MIN_CAPITALS * len(words):
            headlines.append((sent.start, sent.end))
    return headlines


def _cut(doc: Doc, name: Name, index: dict[str, list[tuple[Name, tuple[str, ...]]]], headlines: set[int]) -> Name:
    """A name in a headline without the words after it; `headlines` are the tokens of all headlines."""
    words = tuple(normalize(doc[i].text) for i in range(name.start, name.end))
    best = 0
    for other, full in index.get(words[0], ()):
        if other.label == "PERSON" != name.label and 1 < len(full) < len(words) and words[: len(full)] == full:
            return Name(name.start, name.start + len(full), "PERSON")  # "Elizabeth Warren Hammers Wells Fargo"
        if other.label == name.label and other.start not in headlines:
            for form in (full, full[-1:]):
                if words[: len(form)] == form:
                    best = max(best, len(form))
    if best == 0 and name.label == "PERSON" and len(words) > 2 and _could_be_verb(words[2]):
        best = 2
    return Name(name.start, name.start + best, name.label, name.title) if 0 < best < len(words) else name


def _could_be_verb(word: str) -> bool:
    """Could a word in a headline say what somebody does: "Hammers", "Calls", "Warned"?"""
    return word.endswith(("s", "ed"))
