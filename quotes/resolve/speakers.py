"""Turn each attribution's source into its speaker: "he" → Jens Stoltenberg, by pronoun.

The result names how it was resolved; where nobody can be told, there is no speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quotes.attribution import Attribution
from quotes.constructions.conditions import RELATIVE_PRONOUNS
from quotes.detect.layout import Layout
from quotes.language.labels import find_children, has_role
from quotes.language.lexicon import word_list
from quotes.resolve.mentions import Entity, Mentions, find_mentions
from quotes.resolve.names import make_id, normalize, strip_titles
from quotes.resolve.pronouns import FIRST, SINGULAR, find_antecedent, is_pronoun

_DETERMINER = re.compile(r"^(?:the|an?|this|that|these|those|his|her|its|their|our|my)\s+", re.I)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
NEAR = 60  # tokens: a pronoun goes back to an unnamed person only right after it
_SPOKESPERSON = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative"})


@dataclass(frozen=True)
class ResolvedSpeaker:
    """A speaker with what the classifier wants to know of it."""

    name: str
    description: str | None
    resolution: str
    label: str | None  # PERSON or ORG for named ones, else None
    head: str  # lemma of the source's head noun, lower-cased
    plural: bool
    words: str  # all that the article says the speaker is, for the sector: titles, appositives, the source itself

    @property
    def id(self) -> str:
        """The name as an identifier: "jens-stoltenberg"."""
        return make_id(self.name)


def resolve(doc: Doc, layout: Layout, attributions: Sequence[Attribution]) -> list[ResolvedSpeaker | None]:
    """The speaker of each attribution, in the order given; attributions are read in text order."""
    resolver = _Resolver(doc, layout)
    speakers: list[ResolvedSpeaker | None] = []
    for attribution in attributions:
        speakers.append(resolver.speaker_of(attribution, attributions, speakers))
    return speakers


class _Resolver:
    def __init__(self, doc: Doc, layout: Layout) -> None:
        self.doc = doc
        self.mentions: Mentions = find_mentions(doc, layout.text)
        self.quoted = frozenset(i for i, number in enumerate(layout.quotation_of) if number >= 0)
        self.spoke: list[tuple[int, Entity]] = []
        self.unnamed: tuple[int, ResolvedSpeaker] | None = None

    def speaker_of(
        self, one: Attribution, all_of: Sequence[Attribution], before: Sequence[ResolvedSpeaker | None]
    ) -> ResolvedSpeaker | None:
        # CASE 1: a following quotation has the speaker of the one that it goes on from
        if one.source is None:
            if one.continues is None or one.continues >= len(before):
                return None
            return _as(before[one.continues], "continuation")
        if one.source_head is None:
            return None
        head = self.doc[one.source_head]
        # CASE 2: "…, who said": the noun that the relative clause hangs on
        if head.lower_ in RELATIVE_PRONOUNS:
            antecedent = _relative_antecedent(head)
            return (
                _as(self._of_noun(antecedent, antecedent.left_edge.i, _end_of(antecedent)), "relative")
                if antecedent
                else None
            )
        # CASE 3: pronouns; within a quotation "we" and "I" are who is quoted
        if is_pronoun(head):
            if head.lower_ in FIRST:
                parent = one.parent
                return _as(before[parent], "pronoun") if parent is not None and parent < len(before) else None
            entity = find_antecedent(self.doc, head, self.mentions, self.spoke, self.quoted)
            return self._of_entity(entity, head, "pronoun", "") if entity else self._last_unnamed(head)
        # CASE 4: the "Q" and "A" of an interview name nobody
        if one.construction == "label" and head.text in ("Q", "A"):
            return None
        # CASE 5: a noun phrase: a name, or a description
        start, end = self._tokens(one.source)
        speaker = self._of_noun(head, start, end)
        if speaker is not None and speaker.label is None and not speaker.plural:
            self.unnamed = (head.i, speaker)
        return speaker

    def _last_unnamed(self, pronoun: Token) -> ResolvedSpeaker | None:
        """The person without a name who spoke just before: "a former executive warned …; “…,” she said"."""
        if pronoun.lower_ not in SINGULAR or self.unnamed is None:
            return None
        at, speaker = self.unnamed
        near = 0 < pronoun.i - at <= NEAR
        return _as(speaker, "pronoun") if near and speaker.head not in word_list("documents") else None

    def _tokens(self, span: tuple[int, int]) -> tuple[int, int]:
        found = self.doc.char_span(*span, alignment_mode="expand")
        return (found.start, found.end) if found is not None else (0, 0)

    def _of_noun(self, head: Token, start: int, end: int) -> ResolvedSpeaker | None:
        entity = self._named(head, start, end)
        text = self.doc[start:end].text.strip(" ,")
        both = self._conjoined(head, end)
        if both is not None:
            return both
        if entity is not None:
            return self._of_entity(entity, head, "name", text)
        known = self._described(head, text)
        if known is not None:
            return self._of_entity(known, head, "description", text)
        if head.pos_ == "PRON" and head.lower_ not in ("others", "some", "many", "most", "one", "everyone"):
            return None
        name = _POSSESSIVE.sub("", _DETERMINER.sub("", text))
        if not any(char.isalnum() for char in name):
            return None
        named = head.pos_ == "PROPN"
        if named:
            name = strip_titles(name.split())[1]
        return ResolvedSpeaker(
            name=re.sub(r"\s+", " ", name), description=None, resolution="name" if named else "description",
            label="PERSON" if named and self._acts_like_person(head) else "ORG" if named else None,
            head=(head.lemma_ or head.lower_).lower(), plural=_is_plural(head), words=text,
        )  # fmt: skip

    def _conjoined(self, head: Token, end: int) -> ResolvedSpeaker | None:
        """Several named ones at once: "China and Russia" are one source and one speaker by both names."""
        tokens = [head, *(child for child in find_children(head, "conj") if child.i < end)]
        entities = [self.mentions.at(token.i) for token in tokens]
        if len(tokens) < 2 or any(entity is None for entity in entities):
            return None
        named = [entity for entity in entities if entity is not None]
        if len({id(entity) for entity in named}) < 2:
            return None
        words = " ; ".join(word for entity in named for word in (*entity.titles, *entity.appositives))
        return ResolvedSpeaker(
            name=" and ".join(entity.name for entity in named), description=None, resolution="name",
            label=named[0].label, head=(head.lemma_ or head.lower_).lower(), plural=True, words=words,
        )  # fmt: skip

    def _acts_like_person(self, head: Token) -> bool:
        return not head.is_upper and head.head.pos_ == "VERB" and any(True for _ in find_children(head, "flat"))

    def _named(self, head: Token, start: int, end: int) -> Entity | None:
        """The entity that a source names: its head's, an appositive's, or that of a name behind a title."""
        entity = self.mentions.at(head.i)
        if entity is not None and entity.label == "PERSON":
            return entity
        for role in ("appos", "flat", "compound"):
            for child in find_children(head, role):
                other = self.mentions.at(child.i)
                inside_it = start <= child.i < end and (role == "appos" or child.i > head.i or head.pos_ == "PROPN")
                if inside_it and other is not None and other.label == "PERSON":
                    return other
        inside = {id(e): e for i in range(start, end) if (e := self.mentions.at(i)) and e.label == "PERSON"}
        last = self.mentions.at(end - 1) if end > start else None
        if last is not None and last.label == "PERSON" and len(inside) == 1 and not _has_preposition(head, end):
            return last
        if entity is not None and head.pos_ not in ("NOUN",):
            return entity
        if entity is not None and self.doc[head.i].ent_type_ and head.text[:1].isupper():
            return entity
        return None

    def _described(self, head: Token, text: str) -> Entity | None:
        """Whom a definite description stands for: "the secretary general", when one person alone has that role."""
        if not re.match(r"(?:the|this|that)\s", text, re.I) or head.pos_ != "NOUN":
            return None
        lemma = (head.lemma_ or head.lower_).lower()
        if lemma in _SPOKESPERSON or _is_plural(head):
            return None
        fitting = [
            entity
            for entity in self.mentions.entities
            if entity.label == "PERSON"
            and min(entity.mentions)[0] < head.i
            and any(normalize(word) == lemma for role in (*entity.titles, *entity.appositives) for word in role.split())
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _of_entity(self, entity: Entity, head: Token, resolution: str, text: str) -> ResolvedSpeaker:
        self.spoke.append((head.i, entity))
        own = (text, "politician" if entity.party else "") if entity.label == "PERSON" else (text, entity.name)
        words = " ; ".join((*own, *entity.titles, *entity.appositives))
        return ResolvedSpeaker(
            name=re.sub(r"\s+", " ", entity.name), description=entity.description, resolution=resolution,
            label=entity.label, head=(head.lemma_ or head.lower_).lower(), plural=False, words=words,
        )  # fmt: skip


def _as(speaker: ResolvedSpeaker | None, resolution: str) -> ResolvedSpeaker | None:
    if speaker is None:
        return None
    return ResolvedSpeaker(
        speaker.name, speaker.description, resolution, speaker.label, speaker.head, speaker.plural, speaker.words
    )


def _relative_antecedent(pronoun: Token) -> Token | None:
    """The noun of a relative clause: "Lee" for "who" in "Lee, who said …"."""
    token = pronoun
    for _ in range(4):
        if has_role(token, "relcl") or has_role(token, "acl"):
            return token.head
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _end_of(noun: Token) -> int:
    """Where the noun phrase ends, its relative clause left out."""
    end = noun.right_edge.i + 1
    for child in noun.children:
        if child.i > noun.i and (has_role(child, "relcl") or has_role(child, "acl") or child.dep_ == "punct"):
            end = min(end, child.left_edge.i)
    while end > noun.i + 1 and noun.doc[end - 1].is_punct:
        end -= 1
    return end


def _has_preposition(head: Token, end: int) -> bool:
    """Does a preposition stand between the head noun and the end: "a spokesman for Lee" is not Lee?"""
    return any(head.doc[i].pos_ in ("ADP", "SCONJ") for i in range(head.i + 1, end))


def _is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") or "Plur" in token.morph.get("Number", [])
