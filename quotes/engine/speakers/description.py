"""What a description says, as candidates are compared with it: article, kind, modifiers, age, gender, sector."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from quotes.engine.speakers.phrases import is_document, is_plural, lemma_of
from quotes.engine.speakers.scene import Scene, Source
from quotes.engine.speakers.titles import gender_of
from quotes.language.closed_classes import COMPLEMENT_PREPOSITIONS, WEAK_MODIFIERS
from quotes.language.lexicon import word_list
from quotes.language.names import normalize
from quotes.language.person_nouns import looks_like_person
from quotes.language.pronouns import is_personal, lower_pronoun
from quotes.language.sectors import WEAK, find_sector, is_body, is_role, singular
from quotes.nlp.words import text_between
from quotes.values import value

DEFINITE_ARTICLES = ("the", "this", "that", "these", "those")
INDEFINITE_ARTICLES = ("a", "an", "one", "another", "some", "two", "three", "several", "many", "other")
_AGED = re.compile(r"\b(\d\d?)[-‑]year[-‑]old\b", re.I)
_TELLING = re.compile(r"\bformer\b|\bretired\b|\bbespectacled\b|\bbillionaire\b|\boutgoing\b|\bself-", re.I)


@value(frozen=True)
class Description:
    """A source's description, as its candidates are compared with it: "the former Greek prime minister"."""

    text: str
    lemma: str  # of the head, singular: "minister"
    article: str  # definite, indefinite, owned ("Lee's father") or bare
    owner: bool  # a pronoun says whose: "his father"
    kind: str  # role, person ("attacker"), carrier ("statement"), kind ("company"), body, place, document or other
    plural: bool
    capital: bool  # the head has a capital: "the Court"
    complement: bool  # "of Louisiana" follows
    modifiers: tuple[str, ...]  # before the head, in lower case: "greek", "prime"
    named_modifier: bool  # one of them is a name: "Senate"
    complement_words: tuple[str, ...]  # proper nouns after the head, in lower case: "louisiana"
    age: str | None  # "46" of "the 46-year-old"
    telling: bool  # as news calls those it has named: "the retired neurosurgeon"
    gender: str | None  # he or she, where a word says it: "spokeswoman"
    sector: str | None
    headline: bool  # in the first paragraph

    @classmethod
    def of(cls, source: Source, scene: Scene) -> Description:
        """The description that a source is."""
        doc, head = scene.doc, source.head
        text = text_between(doc, source.start, source.end)
        lemma = singular(lemma_of(head)).removeprefix("ex-")
        words = [normalize(doc[i].text) for i in range(source.start, head.i) if doc[i].text[:1].isalnum()]
        after = range(head.i + 1, source.end)
        aged, sector = _AGED.search(text), find_sector(text)
        return cls(
            text=text,
            lemma=lemma,
            article=_find_article(doc, source.start, head.i),
            owner=is_personal(lower_pronoun(doc[source.start].text)),
            kind="person" if aged is not None else _find_kind(lemma),
            plural=is_plural(head),
            capital=head.text[:1].isupper(),
            complement=any(doc[i].lower_ in (*COMPLEMENT_PREPOSITIONS, "of") for i in after),
            modifiers=tuple(word for word in words if word not in WEAK_MODIFIERS | {"its", "his", "her"}),
            named_modifier=any(
                doc[i].pos_ == "PROPN" and not doc[i].is_sent_start for i in range(source.start, head.i)
            ),
            complement_words=tuple(normalize(doc[i].text) for i in after if doc[i].pos_ == "PROPN"),
            age=None if aged is None else aged.group(1),
            telling=_TELLING.search(text) is not None,
            gender=gender_of(text),
            sector=None if sector == WEAK else sector,
            headline=scene.is_in_headline(source.start),
        )


def _find_article(doc: Doc, start: int, head: int) -> str:
    first = doc[start].lower_
    if first in DEFINITE_ARTICLES:
        return "definite"
    if first in INDEFINITE_ARTICLES:
        return "indefinite"
    is_owned = is_personal(lower_pronoun(doc[start].text)) or any(token.tag_ == "POS" for token in doc[start:head])
    return "owned" if is_owned else "bare"


def _find_kind(lemma: str) -> str:
    if lemma in word_list("place_nouns"):
        return "place"
    if lemma in word_list("carriers"):
        return "carrier"
    if lemma in word_list("generic_bodies"):
        return "kind"
    if is_role(lemma):
        return "role"
    if is_body(lemma):
        return "body"
    if is_document(lemma):
        return "document"
    return "person" if looks_like_person(lemma) else "other"
