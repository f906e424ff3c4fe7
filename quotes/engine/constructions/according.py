"""Whole sentences with "according to" and its source: "According to the AP, …" and "…, according to the AP."

The parser hangs the phrase on the nearest word as often as on the verb of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.engine.constructions.construction import Construction
from quotes.engine.layout import Layout
from quotes.language.labels import find_children, has_role
from quotes.language.lexicon import word_list
from quotes.spans import Range, subtract

ACCORDING_TO = re.compile(r"\baccording to\b", re.IGNORECASE)
MAX_SOURCE_WORDS = 30  # tokens: "three people who were told of the talks and asked not to be named"
MIN_CONTENT_WORDS = 3


def find_sentences(doc: Doc, layout: Layout) -> Iterator[Candidate]:
    """Sentences that begin or end with "according to" and a source, without that phrase."""
    for match in ACCORDING_TO.finditer(layout.text):
        cue = doc[layout.tokens(match.span())[0]]
        if cue.i + 2 >= len(doc) or cue.nbor(2).lower_ in word_list("manners"):
            continue
        source = find_source(cue)
        start, end = find_sentence(doc, layout, cue)
        if source is None or not cue.i < source.i < end:
            continue
        phrase = cue.i, min(max(source.right_edge.i, source.i) + 1, cue.i + MAX_SOURCE_WORDS, end)
        if cue.i > start and phrase[1] < end:  # within the sentence: the tree knows better
            continue
        rest = [(first, last) for first, last in subtract((start, end), [phrase]) if last - first >= MIN_CONTENT_WORDS]
        if rest:
            yield Candidate(
                construction="according-sentence",
                cue=(cue.i, cue.i + 2),
                cue_head=cue.i,
                source=phrase,
                source_head=source.i,
                content=(rest[0],),
                content_head=doc[rest[0][0] : rest[0][1]].root.i,
            )


def find_source(cue: Token) -> Token | None:
    """The noun that "according to" governs, whatever the parser made of the phrase."""
    if has_role(cue, "case") and cue.head.i > cue.i:
        return cue.head
    nouns = (noun for role in ("obl", "pobj") for noun in find_children(cue, role) if noun.i > cue.i)
    return next(nouns, None)


def find_sentence(doc: Doc, layout: Layout, cue: Token) -> Range:
    """The sentence of a cue from its first word to the last, without "But" and the full stop."""
    start, end = cue.sent.start, cue.sent.end
    low, high = layout.paragraph_range(cue.i)
    start, end = max(start, low), min(end, high)
    while end > cue.i and (doc[end - 1].is_space or doc[end - 1].text in (".", "?", "!")):
        end -= 1
    while start < cue.i and (
        doc[start].is_space or doc[start].text == "," or doc[start].lower_ in word_list("sentence_links")
    ):
        start += 1
    return start, end


ACCORDING_SENTENCE = Construction(
    name="according-sentence",
    pattern=find_sentences,
    cue_kind="nonverbal",
    cue_end=frozenset({"to"}),
    claim="according",
    examples=(
        "[According to]{cue} [the observatory]{source}, [the strikes hit Hama and killed 12 people]{content}.",
        "[The strikes hit Hama, and 12 people died]{content}, [according to]{cue} [the observatory]{source}.",
    ),
    counterexamples=("The strikes went according to plan.",),
)
CONSTRUCTIONS = (ACCORDING_SENTENCE,)
