"""Turn each attribution's source into its speaker: "he" → Jens Stoltenberg, by pronoun.

The result names how it was resolved; where nobody can be told, there is no speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Attribution
from quotes.engine.constructions.registry import find_construction
from quotes.engine.layout import Layout
from quotes.engine.speakers.descriptions import find_described, has_role_of, is_document
from quotes.engine.speakers.groups import find_group
from quotes.engine.speakers.mentions import Entity, Mentions, find_mentions
from quotes.engine.speakers.phrases import (
    clean_name,
    counted,
    cut_at_clause,
    end_of,
    find_antecedent_noun,
    is_plural,
    key_of,
    lemma_of,
)
from quotes.engine.speakers.pronouns import FIRST, GENERIC, SINGULAR, Scene, is_pronoun, rank
from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.speakers.spotting import POSSESSIVES
from quotes.engine.speakers.titles import gender_of
from quotes.language import lexicon
from quotes.language.labels import find_children, has_role
from quotes.language.lexicon import word_list
from quotes.language.names import name_words, strip_titles, surname_of
from quotes.language.sectors import is_body, is_role, singular
from quotes.language.verb_words import RELATIVE_PRONOUNS
from quotes.spans import Range

NEAR = 60  # tokens: a pronoun goes back to an unnamed person only right after it
_OWNED = frozenset(
    {
        "campaign",
        "administration",
        "team",
        "camp",
        "office",
        "government",
        "department",
        "foundation",
        "ministry",
        "company",
        "organization",
        "transition team",
        "cabinet",
        "committee",
        "party",
        "embassy",
        "operation",
    }
)
_KINDS = frozenset(
    {
        "group",
        "newspaper",
        "tabloid",
        "paper",
        "magazine",
        "company",
        "movement",
        "organization",
        "organisation",
        "network",
        "agency",
        "website",
        "site",
        "firm",
        "chain",
        "bank",
        "giant",
        "city",
        "state",
        "country",
    }
)
_PLACES = frozenset({"city", "state", "town", "village", "county", "country", "nation", "republic", "commonwealth"})
_COUNTING = frozenset({"both", "two", "three", "four", "pair", "duo", "trio", "couple"})


def resolve(doc: Doc, layout: Layout, attributions: Sequence[Attribution]) -> list[ResolvedSpeaker | None]:
    """The speaker of each attribution, in the order given; attributions are read in text order."""
    resolver = _Resolver(doc, layout)
    speakers: list[ResolvedSpeaker | None] = []
    for attribution in attributions:
        speakers.append(resolver.speaker_of(attribution, speakers))
    return speakers


class _Resolver:
    def __init__(self, doc: Doc, layout: Layout) -> None:
        self.doc = doc
        self.layout = layout
        self.quoted = frozenset(i for i, number in enumerate(layout.quotation_of) if number >= 0)
        self.mentions: Mentions = find_mentions(doc, layout.text, self.quoted)
        self.spoke: list[tuple[int, Entity]] = []  # people and organizations that were sources, by token
        self.heads: list[int] = []  # the heads of all sources so far
        self.pairs: list[tuple[int, tuple[Entity, ...]]] = []
        self.unnamed: tuple[int, ResolvedSpeaker] | None = None

    def speaker_of(self, one: Attribution, before: Sequence[ResolvedSpeaker | None]) -> ResolvedSpeaker | None:
        # CASE 1: a following quotation has the speaker of the one that it goes on from
        if one.source is None:
            if one.continues is None or one.continues >= len(before):
                return None
            return _as(before[one.continues], "continuation")
        if one.source_head is None:
            return None
        head = self.doc[one.source_head]
        start, end = self._tokens(one.source)
        # CASE 2: "…, who said": the noun that the relative clause hangs on
        if head.lower_ in RELATIVE_PRONOUNS and end - start <= 2:
            antecedent = self._person_before(head) or find_antecedent_noun(head)
            if antecedent is None or is_pronoun(antecedent):
                return None
            renamed = self._renamed(antecedent)
            if renamed is not None:  # "China and the United States, the biggest polluters, which …"
                noun, end = renamed
                return _as(self._of_noun(noun, noun.left_edge.i, end, one), "relative")
            entity = self._predicated(antecedent)
            if entity is not None:
                return self._of_entity(entity, antecedent, "relative", head.text)
            return _as(self._of_noun(antecedent, antecedent.left_edge.i, end_of(antecedent), one), "relative")
        # CASE 3: pronouns
        if is_pronoun(head) and end - start <= 2:
            speaker = self._of_pronoun(head, one, before)
            self.heads.append(head.i)
            return speaker
        # CASE 4: the "Q" and "A" of an interview name nobody
        if find_construction(one.construction).source_is_label and head.text in ("Q", "A"):
            return None
        # CASE 5: a noun phrase: a name, or a description
        speaker = self._of_noun(head, start, end, one)
        self.heads.append(head.i)
        if speaker is not None and speaker.label is None and not speaker.plural:
            self.unnamed = (head.i, speaker)
        return speaker

    def _person_before(self, pronoun: Token) -> Token | None:
        """The person named right before "who" that the tree hangs on what is nobody: "the event with Lee, who"."""
        if pronoun.lower_ not in ("who", "whom", "whose"):
            return None
        hung = find_antecedent_noun(pronoun)
        known = None if hung is None else self.mentions.at(hung.i)
        if hung is not None and (known is not None or is_role(key_of(hung)) or is_plural(hung)):
            return None
        before = pronoun.i - 1
        while before > pronoun.sent.start and (self.doc[before].is_punct or self.doc[before].is_space):
            before -= 1
        entity = self.mentions.at(before)
        return self.doc[before] if entity is not None and entity.label == "PERSON" else None

    def _predicated(self, noun: Token) -> Entity | None:
        """The person of whom the antecedent is said: Lee in "Lee is a senator who …", "Lee, a senator who …"."""
        if self.mentions.at(noun.i) is not None:
            return None
        if has_role(noun, "appos"):
            entity = self.mentions.at(noun.head.i)
            return entity if entity is not None and entity.label == "PERSON" else None
        if any(True for _ in find_children(noun, "cop")):
            for child in find_children(noun, "nsubj"):
                entity = self.mentions.at(child.i)
                if entity is not None and entity.label == "PERSON":
                    return entity
        return None

    def _renamed(self, noun: Token) -> tuple[Token, int] | None:
        """The organization or place that a noun behind a comma says again, and where its own words end."""
        entity = None if noun.head.i >= noun.i else self.mentions.at(noun.head.i)
        comma = noun.left_edge.i - 1
        if self.mentions.at(noun.i) is not None or entity is None or entity.label not in ("ORG", "PLACE"):
            return None
        if self.doc[noun.left_edge.i].text == ",":
            comma += 1
        parted = has_role(noun, "appos") or noun.dep_ in ("parataxis", "conj")
        return (noun.head, comma) if parted and comma > noun.head.i and self.doc[comma].text == "," else None

    def _of_self(self, head: Token) -> Entity | None:
        """Whom "self" means in "A self-professed independent, Cuban said": who is named next, else the likeliest."""
        for i in range(head.i + 1, min(head.i + 12, head.sent.end)):
            entity = self.mentions.at(i)
            if entity is not None and entity.label == "PERSON":
                return entity
        ranked = rank(self._scene(), head, kind=None)
        return ranked[0][1] if ranked else None

    def _of_pronoun(
        self, pronoun: Token, one: Attribution, before: Sequence[ResolvedSpeaker | None]
    ) -> ResolvedSpeaker | None:
        # "we" and "I" within a quotation are who is quoted; outside, the author
        if pronoun.lower_ in FIRST:
            if one.parent is not None and one.parent < len(before):
                return _as(before[one.parent], "pronoun")
            return None if pronoun.i in self.quoted else _author(pronoun)
        if pronoun.lower_ in GENERIC:
            return None
        content = tuple(self._tokens(span) for span in one.content)
        # "he", "she": the likeliest person, unless someone without a name has just spoken
        if pronoun.lower_ in SINGULAR:
            return self._of_person(pronoun, content)
        # "they", "it": a pair, a group, an organization
        head = find_group(self.doc, pronoun, self.mentions, self.quoted, self.heads, list(content))
        entity = None if head is None else self.mentions.at(head.i)
        alone = (
            entity is not None and entity.label == "PERSON" and not any(find_children(self.doc[head.i], "conj"))
            if head
            else False
        )
        if head is None or is_pronoun(head) or alone:
            return self._of_pair(pronoun, pronoun.i, 2) if pronoun.lower_.startswith("the") else None
        return _as(self._of_noun(head, head.left_edge.i, end_of(head), None), "pronoun")

    def _of_person(self, pronoun: Token, content: tuple[Range, ...]) -> ResolvedSpeaker | None:
        ranked = rank(self._scene(content), pronoun, kind=SINGULAR[pronoun.lower_])
        subject = self._subject_before(pronoun)
        if subject is not None:
            return _as(self._of_noun(subject, subject.left_edge.i, end_of(subject), None), "pronoun")
        unnamed = self._last_unnamed(pronoun)
        if unnamed is not None and (not ranked or self._spoke_later_than(ranked[0][1], pronoun.i) < self.unnamed_at):
            return unnamed
        if not ranked:
            return None
        return self._of_entity(ranked[0][1], pronoun, "pronoun", "")

    def _subject_before(self, pronoun: Token) -> Token | None:
        """The subject without a name of a sentence that has named nobody: "My mother … but even now she still says"."""
        found = None
        for i in range(pronoun.sent.start, pronoun.i):
            token, entity = self.doc[i], self.mentions.at(i)
            if (entity is not None and entity.label == "PERSON") or token.lower_ in SINGULAR or i in self.quoted:
                return None
            if found is None and token.pos_ == "NOUN" and has_role(token, "nsubj"):
                found = token
        if found is None or is_plural(found) or not is_role(key_of(found)):
            return None
        gender = gender_of(found.text)
        return found if gender in (None, SINGULAR[pronoun.lower_]) else None

    @property
    def unnamed_at(self) -> int:
        return self.unnamed[0] if self.unnamed else -1

    def _spoke_later_than(self, entity: Entity, at: int) -> int:
        """Where a person was last named or spoke outside quotations before a token."""
        named = [start for start, _ in entity.mentions if start < at and start not in self.quoted]
        return max([*named, *(start for start, one in self.spoke if one is entity and start < at)], default=-1)

    def _last_unnamed(self, pronoun: Token) -> ResolvedSpeaker | None:
        """The person without a name who spoke just before: "a former executive warned …; “…,” she said"."""
        if self.unnamed is None:
            return None
        at, speaker = self.unnamed
        near = 0 < pronoun.i - at <= NEAR and is_role(singular(speaker.head))
        return _as(speaker, "pronoun") if near else None

    def _scene(self, content: tuple[Range, ...] = ()) -> Scene:
        return Scene(self.doc, self.mentions, self.quoted, self.layout.paragraph_of, self.spoke, content)

    def _tokens(self, span: Range) -> Range:
        starts = self.layout.starts
        first = max(bisect_right(starts, span[0]) - 1, 0)
        return first, max(bisect_left(starts, span[1]), first + 1)

    def _of_noun(self, head: Token, start: int, end: int, one: Attribution | None) -> ResolvedSpeaker | None:
        start, head = self._trim(head, start, end)
        text = " ".join(self.doc[start:end].text.split()).strip(" ,")
        # CASE 5a: several at once, "China and Russia"
        both = self._conjoined(head, start, end)
        if both is not None:
            return both
        if head.lower_ == "self" or text.lower() == "self":
            own = self._of_self(head)
            return None if own is None else self._of_entity(own, head, "pronoun", "")
        # CASE 5b: a name
        entity = self._named(head, start, end)
        if entity is not None and entity.label != "MEMBERS":
            return self._of_entity(entity, head, "name", text)
        # CASE 5c: "Clinton's remarks" are Clinton's
        inner = counted(head, end)
        owner = self._owner(inner, start)
        if owner is not None and _is_artefact(inner):
            return self._of_entity(owner, head, "name", text)
        # CASE 5d: "both women", "the two"
        joined = any(self.doc[i].lower_ in ("and", "of") for i in range(start, end))
        if not joined and (lemma_of(head) in _COUNTING or self._counts(start, head)):
            pair = self._of_pair(head, start, 2)
            if pair is not None:
                return pair
        if not joined and self.pairs and self.doc[start].lower_ in ("the", "these", "those") and start == head.i - 1:
            pair = self._of_pair_called(head)
            if pair is not None:
                return pair
        # CASE 5e: a description of someone named elsewhere
        known = find_described(self._scene(), head, start, end) if entity is None and not joined else None
        if known is not None:
            if known.label == "PERSON" and text not in known.descriptions:
                known.descriptions.append(text)
            return self._of_entity(known, head, "description", text)
        if head.lower_ == "another" and start == head.i and self.unnamed is not None:
            return _as(self.unnamed[1], "description")  # "One user wrote … Another said": of the same kind
        # CASE 5f: nobody with a name
        return self._unnamed(head, start, end, text)

    def _trim(self, head: Token, start: int, end: int) -> tuple[int, Token]:
        """The phrase without an adverb or preposition before it, and its noun where the parser made another word its head."""  # noqa: E501
        while start < head.i and self.doc[start].pos_ in ("CCONJ", "SCONJ", "PUNCT", "SPACE", "ADV", "ADP"):
            if self.doc[start].lower_ in ("nearly", "almost", "about", "roughly", "at", "over", "around", "more"):
                break
            start += 1
        if head.pos_ in _NOUNS:
            return start, head
        for i in range(start, end):
            if self.doc[i].pos_ in ("NOUN", "PROPN"):
                while i + 1 < end and self.doc[i + 1].pos_ in ("NOUN", "PROPN"):
                    i += 1
                return start, self.doc[i]
        return start, head

    def _unnamed(self, head: Token, start: int, end: int, text: str) -> ResolvedSpeaker | None:
        doc = self.doc
        if head.pos_ == "PRON" and head.lower_ not in _INDEFINITE:
            return None
        name = clean_name(doc[start : cut_at_clause(doc, head, start, end)].text)
        if not any(char.isalnum() for char in name):
            return None
        inner = counted(head, end)
        lemma = key_of(inner)
        label = self._label(head, inner, start, name)
        if label == "PERSON":
            name = strip_titles(name.split())[1]
        elif label == "ORG" and inner.text[:1].isupper():
            name = _from_capital(name)
        elif label == "ORG" and (running := self._whose(head, start)) is not None:
            name = f"{surname_of(running.name)} {head.text}"
        elif label == "ORG":
            plain = _OWNER_MARK.sub(" ", name)  # "Trump's campaign", where "the Trump campaign" stands as well
            name = plain if plain in self.layout.text else name
        return ResolvedSpeaker(
            name=name,
            description=None,
            resolution="name" if label else "description",
            label=label,
            head=lemma,
            plural=(is_plural(inner) and not text.lower().startswith("one ")) or _is_many(head),
            words=text,
            owners=self._owners(start, end),
            places=(head.i,),
            share=self._is_share(head, inner, start),
        )

    def _label(self, head: Token, inner: Token, start: int, name: str) -> str | None:
        """Is what the recogniser missed a name all the same, or a body that goes by its owner's: "the Trump team"?"""
        lemma = lemma_of(inner)
        if lemma in _OWNED and head.i == inner.i:
            if self._whose(head, start) is not None:
                return "ORG"
            if self._owner(head, start) is not None or any(self.mentions.at(i) for i in range(start, head.i)):
                return "ORG"
            return "ORG" if lemma == "government" and self.doc[start].lower_ == "the" else None
        entity = self.mentions.at(inner.i)
        if entity is not None:
            return None
        if inner.pos_ != "PROPN" or is_plural(inner) or not inner.text[:1].isupper():
            return None
        last = name_words(name)[-1] if name_words(name) else ""
        if is_body(last) or inner.text.isupper() or self.doc[start].lower_ == "the":
            return "ORG"
        return None if is_role(last) or is_document(lemma) else "PERSON"

    def _owners(self, start: int, end: int) -> tuple[ResolvedSpeaker, ...]:
        """Those whom an unnamed source belongs to: "a spokesman for Lee", "Lee's lawyer", "aides to the company"."""
        found: list[Entity] = []
        for i in range(start, end):
            entity = self.mentions.at(i)
            if entity is not None and entity.label != "MEMBERS" and not any(one is entity for one in found):
                found.append(entity)
        return tuple(as_speaker(entity, entity.name, "name") for entity in found)

    def _is_share(self, head: Token, inner: Token, start: int) -> bool:
        return inner.i != head.i and any(self.doc[i].lower_ in ("percent", "%") for i in range(start, inner.i))

    def _counts(self, start: int, head: Token) -> bool:
        """ "both women", "the two senators", not "two senators"."""
        before = [self.doc[i].lower_ for i in range(start, head.i)]
        definite = "both" in before or (before[:1] == ["the"] and bool(_COUNTING & set(before)))
        return definite and is_role(key_of(head))

    def _of_pair(self, head: Token, at: int, size: int) -> ResolvedSpeaker | None:
        """The people whom "the two" and "both women" count: those last named together, else the two named most."""
        earlier = [pair for token, pair in self.pairs if token < at]
        people = list(earlier[-1]) if earlier else self._conjoined_before(at)
        if not people:
            named = [one for one in self.mentions.people() if one.mentions[0][0] < at]
            people = sorted(sorted(named, key=lambda one: -len(one.mentions))[:size], key=lambda one: one.mentions[0])
        if len(people) != size:
            return None
        return self._together(people, head, "pronoun" if is_pronoun(head) else "description")

    def _of_pair_called(self, head: Token) -> ResolvedSpeaker | None:
        """The pair named last, where both have the role of a plural: "the senators"."""
        token, people = self.pairs[-1]
        role = singular(key_of(head))
        if token >= head.i or not is_plural(head) or not is_role(role) or not any(has_role_of(p, role) for p in people):
            return None
        return self._together(people, head, "description")

    def _conjoined_before(self, at: int) -> list[Entity]:
        """The last two people joined by "and" before a token."""
        for i in range(at - 1, 0, -1):
            first = self.mentions.at(i)
            if first is None or first.label != "PERSON":
                continue
            for child in find_children(self.doc[i], "conj"):
                second = self.mentions.at(child.i)
                if child.i < at and second is not None and second is not first and second.label == "PERSON":
                    return [first, second]
        return []

    def _conjoined(self, head: Token, start: int, end: int) -> ResolvedSpeaker | None:
        """Several at once: "China and Russia" are one source and one speaker by both names."""
        if head.lower_ in _PLACES | {singular(place) for place in _PLACES} or singular(lemma_of(head)) in _PLACES:
            inner = next((c for c in find_children(head, "nmod", frozenset({"of"})) if c.i < end), None)
            head = inner if inner is not None and self.mentions.at(inner.i) else head
        listed = self._listed(start, end)
        if len(listed) > 1:
            self.pairs.append((head.i, listed))
            return self._together(listed, head, "name")
        tokens = [head, *(child for child in find_children(head, "conj") if head.i < child.i < end)]
        if len(tokens) < 2 or (self._person_in(start, tokens[-1].i) and self.mentions.at(tokens[0].i) is None):
            tokens = self._joined_by_words(head, start, end)
        if len(tokens) < 2 or not any(
            self.doc[i].lower_ in ("and", "or", "&") for i in range(tokens[0].i, tokens[-1].i)
        ):
            return None
        entities = [
            self._named(token, max(start, token.left_edge.i), min(end, token.right_edge.i + 1))
            if k
            else self._named(token, start, tokens[1].left_edge.i)
            for k, token in enumerate(tokens)
        ]
        named = [entity for entity in entities if entity is not None and entity.label != "MEMBERS"]
        if (
            len({id(entity) for entity in named}) == 1
            and len(named) < len(tokens)
            and self._is_appositive(tokens, start)
        ):
            return None  # "Dan Gerstein, director of X and an analyst"
        if len(named) == len(tokens) and len({id(entity) for entity in named}) > 1:
            self.pairs.append((head.i, tuple(named)))
            return self._together(named, head, "name")
        if named and entities[0] is not None and len(named) < len(tokens):  # "Trump and his supporters"
            rest = self.doc[tokens[0].i + 1 : end].text.strip(" ,")
            name = clean_name(
                f"{entities[0].name} {rest}" if entities[0].label == "PERSON" else self.doc[start:end].text
            )
            words = self.doc[start:end].text
            return ResolvedSpeaker(
                name, None, "description", None, lemma_of(tokens[-1]), True, words, owners=self._owners(start, end)
            )
        return None

    def _listed(self, start: int, end: int) -> tuple[Entity, ...]:
        """The names of a source that is nothing but a list of them: "the United States, Britain and France"."""
        found: list[Entity] = []
        joined = False
        for i in range(start, end):
            entity, word = self.mentions.at(i), self.doc[i].lower_
            if entity is None and word not in ("the", ",", "and", "&"):
                return ()
            joined = joined or (entity is None and word in ("and", "&"))
            if entity is not None and entity.label != "MEMBERS" and not any(one is entity for one in found):
                found.append(entity)
        return tuple(found) if joined else ()

    def _is_appositive(self, tokens: Sequence[Token], start: int) -> bool:
        """Does a comma stand between the name and the "and"?"""
        first = next((i for i in range(start, tokens[-1].i) if self.mentions.at(i) is not None), start)
        return any(self.doc[i].text in (",", "(") for i in range(first, tokens[-1].i))

    def _joined_by_words(self, head: Token, start: int, end: int) -> list[Token]:
        """A name, "and", and a noun, where the parser joined them otherwise: "Trump and his supporters"."""
        first = next((i for i in range(start, end) if self.mentions.at(i) is not None), None)
        if first is None or first > head.i + 1:
            return [head]
        last = first
        while last + 1 < end and self.mentions.at(last + 1) is self.mentions.at(first):
            last += 1
        if last + 1 < end and self.doc[last + 1].text == "(":  # "Jon Tester (D-Mont.) and David Vitter"
            last = next((i for i in range(last + 1, end) if self.doc[i].text == ")"), last)
        if last + 2 < end and self.doc[last + 1].lower_ == "and":
            named = next((i for i in range(last + 2, end) if self.mentions.at(i) is not None), None)
            if named is not None and all(self.doc[i].text[:1].isupper() for i in range(last + 2, named)):
                return [self.doc[first], self.doc[named]]
            others = [i for i in range(last + 2, end) if self.doc[i].pos_ in ("NOUN", "PROPN")]
            if others:
                return [self.doc[first], self.doc[others[0]]]
        return [head]

    def _together(self, people: Sequence[Entity], head: Token, resolution: str) -> ResolvedSpeaker:
        self.spoke += [(head.i, one) for one in people]
        return ResolvedSpeaker(
            name=" and ".join(entity.name for entity in people),
            description=None,
            resolution=resolution,
            label=people[0].label,
            head=lemma_of(head),
            plural=True,
            words=self.doc[head.i].text,
            titles=tuple(title for one in people for title in one.titles),
            roles=tuple(role for one in people for role in (*one.appositives, *one.descriptions)),
            party=any(one.party for one in people),
            runs=any(one.runs for one in people),
        )

    def _owner(self, head: Token, start: int) -> Entity | None:
        for child in find_children(head, "poss"):
            if child.i >= start:
                return self.mentions.at(child.i)
        return None

    def _whose(self, head: Token, start: int) -> Entity | None:
        """Whose campaign, team or office "her campaign" is."""
        owner = next((child for child in find_children(head, "poss") if child.i >= start), None)
        kind = None if owner is None else SINGULAR.get(owner.lower_)
        if owner is None or kind is None:
            return None
        ranked = rank(self._scene(), owner, kind=kind)
        return ranked[0][1] if ranked else None

    def _named(self, head: Token, start: int, end: int) -> Entity | None:
        """The entity that a source names: a person by position, so that no odd tree hides one, else what its head is."""  # noqa: E501
        person = self._person_in(start, end)
        if person is not None:
            return person
        entity = self.mentions.at(head.i)
        if entity is not None and entity.label == "PERSON":
            last = head.i
            while last + 1 < end and self.mentions.at(last + 1) is entity:
                last += 1
            after = self.doc[last + 1] if last + 1 < end else None
            owned = after is not None and (after.text in POSSESSIVES or after.pos_ in ("NOUN", "PROPN"))
            return None if owned and last + 2 < end + 1 - (after is not None and after.text in POSSESSIVES) else entity
        if entity is not None and (head.pos_ != "NOUN" or (self.doc[head.i].ent_type_ and head.text[:1].isupper())):
            return entity
        return self._organization(head, start, end)

    def _person_in(self, start: int, end: int) -> Entity | None:
        """The person named behind nothing but a role: "Rep. Jim Clyburn (D-S.C.), a member of …", "his manager, Jeff
        Weaver", "a former candidate -- John McCain, who …"; not the one in "a spokesman for Lee" or "Lee's lawyer"."""
        i = start
        barred = False
        while i < end:
            entity = self.mentions.at(i)
            token = self.doc[i]
            if entity is not None and entity.label == "PERSON":
                last = i
                while last + 1 < end and self.mentions.at(last + 1) is entity:
                    last += 1
                after = self.doc[last + 1] if last + 1 < end else None
                if after is not None and after.text in POSSESSIVES and last + 2 < end:
                    i = last + 2  # the owner of what follows
                    continue
                if barred or (after is not None and after.pos_ in ("NOUN", "PROPN") and not after.is_space):
                    return None  # "Trump supporters"
                return entity
            if token.text in (",", "--", "–", "—"):
                barred = False
                following = self.mentions.at(i + 1) if i + 1 < end else None
                if i > start and (following is None or following.label != "PERSON"):
                    return None
            elif token.lower_ in ("and", "or", "who", "which", "that") or (
                token.pos_ in ("VERB", "AUX") and token.lower_ not in ("named", "called")
            ):
                return None
            elif token.pos_ in ("ADP", "SCONJ"):
                barred = not (token.lower_ == "of" and i > start and self.doc[i - 1].lower_ in _OFFICERS)
            i += 1
        return None

    def _organization(self, head: Token, start: int, end: int) -> Entity | None:
        """The organization that a source names with its kind: "the BLM group", "Global Times, a tabloid"."""
        first = next((i for i in range(start, end) if self.mentions.at(i) is not None), None)
        if first is None:
            return None
        entity = self.mentions.at(first)
        if entity is None or entity.label not in ("ORG", "PLACE"):
            return None
        last = max(i for i in range(start, end) if self.mentions.at(i) is entity)
        after = self.doc[last + 1] if last + 1 < end else None
        if entity.label == "ORG" and after is not None and after.text == "," and first - start <= 3 and head.i > last:
            return entity
        between = [self.doc[i].pos_ for i in range(last + 1, head.i)]
        if entity.label == "ORG" and lemma_of(head) in _KINDS and last < head.i and set(between) <= {"NOUN"}:
            return entity
        return None

    def _of_entity(self, entity: Entity, head: Token, resolution: str, text: str) -> ResolvedSpeaker:
        self.spoke.append((head.i, entity))
        return replace(as_speaker(entity, text, resolution), head=lemma_of(head))


def why_nobody(one: Attribution, source: str | None) -> str:
    """Why an attribution has no speaker: no_source, generic, label or no_antecedent."""
    if source is None:
        return "no_source"
    if find_construction(one.construction).source_is_label:
        return "label"
    return "generic" if source.lower() in GENERIC else "no_antecedent"


def as_speaker(entity: Entity, text: str, resolution: str, *, depth: int = 1) -> ResolvedSpeaker:
    """An entity as a speaker, with whom its role belongs to."""
    owners = tuple(as_speaker(one, one.name, "name", depth=0) for one in entity.linked) if depth else ()
    return ResolvedSpeaker(
        name=entity.name,
        description=entity.description,
        resolution=resolution,
        label=entity.label,
        head="",
        plural=False,
        words=text,
        titles=tuple(entity.titles),
        roles=(*entity.appositives, *entity.descriptions),
        party=entity.party,
        runs=entity.runs,
        owners=owners,
        places=tuple(start for start, _ in entity.mentions),
    )


_OWNER_MARK = re.compile(r"['’]s? ")
_OFFICERS = frozenset({"secretary", "chief", "head", "speaker", "minister", "chancellor", "president", "director"})
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X")
_INDEFINITE = frozenset(
    {
        "others",
        "other",
        "some",
        "many",
        "most",
        "one",
        "everyone",
        "those",
        "anyone",
        "someone",
        "all",
        "none",
        "nobody",
        "few",
        "several",
        "another",
        "both",
        "any",
    }
)


def _from_capital(name: str) -> str:
    """A name from its first capital on: "pro-Christie Union Leader" is the Union Leader."""
    words = name.split()
    while len(words) > 1 and not words[0][:1].isupper() and not words[0][:1].isdigit():
        words.pop(0)
    return " ".join(words)


def _is_many(head: Token) -> bool:
    return head.lower_ in (
        "many",
        "some",
        "others",
        "most",
        "few",
        "several",
        "all",
        "those",
        "both",
        "everyone",
        "none",
    )


def _is_artefact(head: Token) -> bool:
    lemma = lemma_of(head)
    return lemma in word_list("artefacts") or (lemma in lexicon.nouns() and not is_document(lemma))


def _author(pronoun: Token) -> ResolvedSpeaker:
    several = pronoun.lower_ in ("we", "us", "our", "ours")
    return ResolvedSpeaker("author", None, "pronoun", None, "author", several, pronoun.text, author=True)


def _as(speaker: ResolvedSpeaker | None, resolution: str) -> ResolvedSpeaker | None:
    return None if speaker is None else replace(speaker, resolution=resolution)
