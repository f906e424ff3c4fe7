"""Turn each attribution's source into its speaker: "he" → Jens Stoltenberg, by pronoun.

The result names how it was resolved; where nobody can be told, there is no speaker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from quotes.attribution import Attribution, Range
from quotes.constructions.conditions import RELATIVE_PRONOUNS
from quotes.detect.layout import Layout
from quotes.language import lexicon
from quotes.language.labels import find_children, has_role
from quotes.language.lexicon import word_list
from quotes.language.sectors import is_body, is_role, singular
from quotes.resolve.descriptions import find_described, is_document
from quotes.resolve.groups import find_group
from quotes.resolve.mentions import Entity, Mentions, find_mentions
from quotes.resolve.names import name_words, strip_titles
from quotes.resolve.phrases import clean_name, counted, cut_at_clause, end_of, find_antecedent_noun, has_preposition
from quotes.resolve.phrases import is_plural, lemma_of
from quotes.resolve.pronouns import FIRST, GENERIC, SINGULAR, Scene, is_pronoun, rank
from quotes.resolve.speaker import ResolvedSpeaker

NEAR = 60  # tokens: a pronoun goes back to an unnamed person only right after it
_OWNED = frozenset({
    "campaign", "administration", "team", "camp", "office", "government", "department", "foundation", "ministry",
    "company", "organization", "transition team", "cabinet", "committee", "party", "embassy", "operation",
})  # fmt: skip
_KINDS = frozenset({
    "group", "newspaper", "tabloid", "paper", "magazine", "company", "movement", "organization", "organisation",
    "network", "agency", "website", "site", "firm", "chain", "bank", "giant", "city", "state", "country",
})  # fmt: skip
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
            antecedent = find_antecedent_noun(head)
            if antecedent is None or is_pronoun(antecedent):
                return None
            return _as(self._of_noun(antecedent, antecedent.left_edge.i, end_of(antecedent), one), "relative")
        # CASE 3: pronouns
        if is_pronoun(head) and end - start <= 2:
            speaker = self._of_pronoun(head, one, before)
            self.heads.append(head.i)
            return speaker
        # CASE 4: the "Q" and "A" of an interview name nobody
        if one.construction == "label" and head.text in ("Q", "A"):
            return None
        # CASE 5: a noun phrase: a name, or a description
        speaker = self._of_noun(head, start, end, one)
        self.heads.append(head.i)
        if speaker is not None and speaker.label is None and not speaker.plural:
            self.unnamed = (head.i, speaker)
        return speaker

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
        if head is None or is_pronoun(head):
            return self._of_pair(pronoun, pronoun.i, 2) if pronoun.lower_.startswith("the") else None
        return _as(self._of_noun(head, head.left_edge.i, end_of(head), None), "pronoun")

    def _of_person(self, pronoun: Token, content: tuple[Range, ...]) -> ResolvedSpeaker | None:
        ranked = rank(self._scene(content), pronoun, kind=SINGULAR[pronoun.lower_])
        unnamed = self._last_unnamed(pronoun)
        if unnamed is not None and (not ranked or self._spoke_later_than(ranked[0][1], pronoun.i) < self.unnamed_at):
            return unnamed
        if not ranked:
            return None
        return self._of_entity(ranked[0][1], pronoun, "pronoun", "")

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
        text = self.doc[start:end].text.strip(" ,")
        # CASE 5a: several at once, "China and Russia"
        both = self._conjoined(head, start, end)
        if both is not None:
            return both
        # CASE 5b: a name
        entity = self._named(head, start, end)
        if entity is not None and entity.label != "MEMBERS":
            return self._of_entity(entity, head, "name", text)
        # CASE 5c: "Clinton's remarks" are Clinton's
        owner = self._owner(head, start)
        if owner is not None and _is_artefact(head):
            return self._of_entity(owner, head, "name", text)
        # CASE 5d: "both women", "the two"
        if lemma_of(head) in _COUNTING or self.doc[start].lower_ in ("both", "the") and self._counts(start, head):
            pair = self._of_pair(head, start, 2)
            if pair is not None:
                return pair
        # CASE 5e: a description of someone named elsewhere
        known = find_described(self._scene(), head, start, end) if entity is None else None
        if known is not None:
            if known.label == "PERSON" and text not in known.descriptions:
                known.descriptions.append(text)
            return self._of_entity(known, head, "description", text)
        # CASE 5f: nobody with a name
        return self._unnamed(head, start, end, text)

    def _unnamed(self, head: Token, start: int, end: int, text: str) -> ResolvedSpeaker | None:
        doc = self.doc
        if head.pos_ == "PRON" and head.lower_ not in _INDEFINITE:
            return None
        name = clean_name(doc[start : cut_at_clause(doc, head, start, end)].text)
        if not any(char.isalnum() for char in name):
            return None
        inner = counted(head, end)
        lemma = lemma_of(inner)
        label = self._label(head, inner, start, name)
        if label == "PERSON":
            name = strip_titles(name.split())[1]
        return ResolvedSpeaker(
            name=name, description=None, resolution="name" if label else "description", label=label, head=lemma,
            plural=is_plural(inner) or _is_many(head), words=text, near=self._near(head, start, end),
        )  # fmt: skip

    def _label(self, head: Token, inner: Token, start: int, name: str) -> str | None:
        """Is what the recogniser missed a name all the same, or a body that goes by its owner's: "the Trump team"?"""
        lemma = lemma_of(inner)
        if lemma in _OWNED and head.i == inner.i:
            if self._owner(head, start) is not None or any(self.mentions.at(i) for i in range(start, head.i)):
                return "ORG"
            return "ORG" if lemma == "government" and self.doc[start].lower_ == "the" else None
        entity = self.mentions.at(inner.i)
        if entity is not None:
            return None
        if inner.pos_ != "PROPN" or is_plural(inner) or not inner.text[:1].isupper():
            return None
        last = name_words(name)[-1] if name_words(name) else ""
        if is_body(last) or inner.text.isupper() or "the" == self.doc[start].lower_:
            return "ORG"
        return None if is_role(last) or is_document(lemma) else "PERSON"

    def _near(self, head: Token, start: int, end: int) -> tuple[str, ...]:
        """What the article says of those whom an unnamed source belongs to: "a spokesman for Lee", "Lee's lawyer"."""
        told: list[str] = []
        for i in range(start, end):
            entity = self.mentions.at(i)
            if entity is not None and entity.label == "PERSON":
                told += ["candidate"] if entity.party or entity.runs else []
                told += [*entity.titles, *entity.appositives]
        return tuple(told)

    def _counts(self, start: int, head: Token) -> bool:
        return any(self.doc[i].lower_ in _COUNTING for i in range(start, head.i)) and is_role(singular(lemma_of(head)))

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
        tokens = [head, *(child for child in find_children(head, "conj") if head.i < child.i < end)]
        if len(tokens) < 2:
            return None
        entities = [self._named(token, max(start, token.left_edge.i), min(end, token.right_edge.i + 1)) if k else
                    self._named(token, start, tokens[1].left_edge.i) for k, token in enumerate(tokens)]
        named = [entity for entity in entities if entity is not None and entity.label != "MEMBERS"]
        if len(named) == len(tokens) and len({id(entity) for entity in named}) > 1:
            self.pairs.append((head.i, tuple(named)))
            return self._together(named, head, "name")
        if named and entities[0] is not None and len(named) < len(tokens):  # "Trump and his supporters"
            rest = self.doc[tokens[0].i + 1 : end].text.strip(" ,")
            name = clean_name(f"{entities[0].name} {rest}" if entities[0].label == "PERSON" else self.doc[start:end].text)
            words = self.doc[start:end].text
            return ResolvedSpeaker(name, None, "description", None, lemma_of(tokens[-1]), True, words,
                                   near=self._near(head, start, end))
        return None

    def _together(self, people: Sequence[Entity], head: Token, resolution: str) -> ResolvedSpeaker:
        self.spoke += [(head.i, one) for one in people]
        return ResolvedSpeaker(
            name=" and ".join(entity.name for entity in people), description=None, resolution=resolution,
            label=people[0].label, head=lemma_of(head), plural=True, words=self.doc[head.i].text,
            titles=tuple(title for one in people for title in one.titles),
            roles=tuple(role for one in people for role in (*one.appositives, *one.descriptions)),
            party=any(one.party for one in people), runs=any(one.runs for one in people),
        )  # fmt: skip

    def _owner(self, head: Token, start: int) -> Entity | None:
        for child in find_children(head, "poss"):
            if child.i >= start:
                return self.mentions.at(child.i)
        return None

    def _named(self, head: Token, start: int, end: int) -> Entity | None:
        """The entity that a source names: its head's, an appositive's, or that of a name behind a title."""
        entity = self.mentions.at(head.i)
        if entity is not None and entity.label == "PERSON" and not self._is_owned_by(head, start, end):
            return entity
        for role in ("appos", "flat", "compound"):
            for child in find_children(head, role):
                other = self.mentions.at(child.i)
                inside_it = start <= child.i < end and (role == "appos" or child.i > head.i)
                if inside_it and other is not None and other.label == "PERSON":
                    return other
        inside = [(i, e) for i in range(start, end) if (e := self.mentions.at(i)) is not None and e.label == "PERSON"]
        people = {id(e) for _, e in inside}
        # "Former Republican candidate -- John McCain, who lost": one person, not owned, not behind a preposition
        if len(people) == 1:
            at, person = inside[0]
            owned = any(self.doc[i].text in ("'s", "’s", "'", "’") for i in range(at, min(at + 4, end)))
            last = max(i for i, _ in inside)
            behind = any(self.doc[i].pos_ == "ADP" and self.doc[i].lower_ not in ("of",) for i in range(min(head.i, at), at))
            if not owned and not behind and (at <= head.i <= last or head.i < at and self._set_apart(head, at) or last == end - 1 and not has_preposition(head, end) and is_role(singular(lemma_of(head)))):
                return person
            if at == start and not owned and last < head.i and self.doc[last + 1].text in (",", "("):
                return person  # "Rep. Jim Clyburn (D-S.C.), a member of …", whatever the parser took for the head
        if entity is not None and (head.pos_ != "NOUN" or (self.doc[head.i].ent_type_ and head.text[:1].isupper())):
            return entity
        return self._organization(head, start, end)

    def _set_apart(self, head: Token, at: int) -> bool:
        """A name behind a dash or a comma that stands for the role before it."""
        return self.doc[at - 1].text in ("--", "–", "—", ",") or self.mentions.at(at - 1) is not None

    def _is_owned_by(self, head: Token, start: int, end: int) -> bool:
        return False

    def _organization(self, head: Token, start: int, end: int) -> Entity | None:
        """The organization that a source names with its kind: "the BLM group", "Global Times, a tabloid"."""
        first = next((i for i in range(start, end) if (e := self.mentions.at(i)) is not None), None)
        if first is None:
            return None
        entity = self.mentions.at(first)
        if entity is None or entity.label not in ("ORG", "PLACE"):
            return None
        last = max(i for i in range(start, end) if self.mentions.at(i) is entity)
        after = self.doc[last + 1] if last + 1 < end else None
        if entity.label == "ORG" and after is not None and after.text == "," and first - start <= 3 and head.i > last:
            return entity
        if entity.label == "ORG" and lemma_of(head) in _KINDS and last == head.i - 1:
            return entity
        return None

    def _of_entity(self, entity: Entity, head: Token, resolution: str, text: str) -> ResolvedSpeaker:
        self.spoke.append((head.i, entity))
        person = entity.label == "PERSON"
        return ResolvedSpeaker(
            name=entity.name, description=entity.description, resolution=resolution, label=entity.label,
            head=lemma_of(head), plural=False, words=text, titles=tuple(entity.titles) if person else (),
            roles=(*entity.appositives, *entity.descriptions), party=entity.party, runs=entity.runs,
        )  # fmt: skip


_INDEFINITE = frozenset({"others", "other", "some", "many", "most", "one", "everyone", "those", "anyone", "someone",
                         "all", "none", "nobody", "few", "several", "another", "both", "any"})  # fmt: skip


def _is_many(head: Token) -> bool:
    return head.lower_ in ("many", "some", "others", "most", "few", "several", "all", "those", "both", "everyone", "none")


def _is_artefact(head: Token) -> bool:
    lemma = lemma_of(head)
    return lemma in word_list("artefacts") or (lemma in lexicon.nouns() and not is_document(lemma))


def _author(pronoun: Token) -> ResolvedSpeaker:
    several = pronoun.lower_ in ("we", "us", "our", "ours")
    return ResolvedSpeaker("author", None, "pronoun", None, "author", several, pronoun.text, author=True)


def _as(speaker: ResolvedSpeaker | None, resolution: str) -> ResolvedSpeaker | None:
    return None if speaker is None else replace(speaker, resolution=resolution)
