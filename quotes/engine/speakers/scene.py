"""What the cases look at: the `Scene` of an article, which never changes, and the `Source` in question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Attribution
from quotes.engine.layout import Layout
from quotes.engine.speakers.described_groups import FullerForm, find_fuller_forms
from quotes.engine.speakers.entities import Mentions
from quotes.engine.speakers.mentions import find_mentions
from quotes.engine.speakers.ranking import Ranking, Weights, load_weights
from quotes.language.closed_classes import APPROXIMATE
from quotes.nlp.heads.tagger_output import TaggerOutput
from quotes.nlp.words import find_words, text_between
from quotes.spans import Range
from quotes.values import replace, value

_NOUNS = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X")  # what can head a source
_ONES = ("one", "One", "another", "Another")
_BEFORE_PHRASES = ("CCONJ", "SCONJ", "PUNCT", "SPACE", "ADV", "ADP")


@dataclass(frozen=True)
class Scene:
    """An article as the cases see it: its tree, its quotations and paragraphs, its entities."""

    doc: Doc
    layout: Layout
    mentions: Mentions
    quoted: frozenset[int]  # tokens between quotation marks

    @classmethod
    def of(cls, doc: Doc, layout: Layout, attributions: Sequence[Attribution] = ()) -> Scene:
        """The scene of a parsed article; finds its entities, with those that only the attributions' sources name."""
        quoted = frozenset(i for i, number in enumerate(layout.quotation_of) if number >= 0)
        sources = [layout.tokens(a.source) for a in attributions if a.source is not None and a.source_head is not None]
        return cls(doc, layout, find_mentions(doc, layout.text, quoted, sources), quoted)

    @cached_property
    def ranker(self) -> Weights:
        """The weights of the ranker: those that came with the pipeline, else those of the package."""
        return load_weights(TaggerOutput.weights_in(self.doc))

    @cached_property
    def fuller_forms(self) -> dict[str, list[FullerForm]]:
        """The fuller forms of groups and bodies without a name, by kind."""
        return find_fuller_forms(self.doc, self.mentions, self.quoted)

    @cached_property
    def nouns(self) -> tuple[int, ...]:
        """The tokens that are nouns or names, and each "one" or "another"."""
        tags: Any = self.doc.to_array("POS")
        words, strings = find_words(self.doc), self.doc.vocab.strings
        wanted = strings["NOUN"], strings["PROPN"]
        return tuple([i for i, tag in enumerate(tags.tolist()) if tag in wanted or words[i] in _ONES])

    def is_in_headline(self, token: int) -> bool:
        """Is a token in the first of several paragraphs?"""
        return self.layout.paragraph_of[token] == 0 and len(self.layout.paragraphs) > 1


@value(frozen=True)
class Source:
    """The words that a speaker is wanted for, as tokens: of "the senator said", `the senator`.

    Without a source of its own, an attribution has the empty range before its content.
    """

    attribution: Attribution
    head: Token
    start: int
    end: int
    content: tuple[Range, ...]  # token ranges of what is said
    takes_up: str | None = None  # relative or pronoun, where a noun replaces the source's own word
    ranking: Ranking | None = None  # by which that noun was chosen

    @classmethod
    def of(cls, attribution: Attribution, scene: Scene) -> Source:
        """The source of an attribution."""
        content = tuple(scene.layout.tokens(span) for span in attribution.content)
        if attribution.source is None or attribution.source_head is None:
            first = content[0][0]
            return cls(attribution, scene.doc[first], first, first, content)
        start, end = scene.layout.tokens(attribution.source)
        return cls(attribution, scene.doc[attribution.source_head], start, end, content)

    def instead(self, head: Token, start: int, end: int, takes_up: str, ranking: Ranking | None = None) -> Source:
        """The noun phrase that a pronoun takes up, to be asked for instead of it."""
        return replace(self, head=head, start=start, end=end, takes_up=takes_up, ranking=ranking)

    @property
    def is_short(self) -> bool:
        """At most two tokens, as pronouns are with a comma or a "'s"."""
        return self.end - self.start <= 2

    @cached_property
    def text(self) -> str:
        """The words in one line, without commas around them."""
        return " ".join(text_between(self.head.doc, self.start, self.end).split()).strip(" ,")

    @cached_property
    def is_joined(self) -> bool:
        """More than one noun phrase: "a spokesman and …", "one of the senators"."""
        return any(word.lower() in ("and", "of") for word in find_words(self.head.doc)[self.start : self.end])

    def trimmed(self) -> Source:
        """Without an adverb or preposition before it, its head a noun where the parser made another word its head."""
        doc, head, start = self.head.doc, self.head, self.start
        while start < head.i and doc[start].pos_ in _BEFORE_PHRASES and doc[start].lower_ not in APPROXIMATE:
            start += 1
        if head.pos_ not in _NOUNS:
            head = _first_noun(doc, start, self.end) or head
        return self if start == self.start and head is self.head else replace(self, start=start, head=head)


def _first_noun(doc: Doc, start: int, end: int) -> Token | None:
    """The last of the first nouns in a row: "secretary" of "defense secretary"."""
    for i in range(start, end):
        if doc[i].pos_ in ("NOUN", "PROPN"):
            while i + 1 < end and doc[i + 1].pos_ in ("NOUN", "PROPN"):
                i += 1
            return doc[i]
    return None
