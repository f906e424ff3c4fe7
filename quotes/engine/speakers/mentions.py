"""Group an article's named mentions into entities: "Stoltenberg" and "Mr Stoltenberg" with "Jens Stoltenberg".

Two people of one surname stay apart; a short form goes to the one it fits, where it fits several to the one who was
named most, and nearest, before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import exp

from spacy.tokens import Doc

from quotes.engine.speakers import titles as evidence
from quotes.engine.speakers.acronyms import find_acronyms
from quotes.engine.speakers.spotting import POSSESSIVES, Name, find_names, has_party
from quotes.language.names import is_same_organization, is_short_form, is_spelling_of, name_words, normalize
from quotes.nlp.words import find_words

FADING = 4.0  # sentences in which a mention's weight falls to a third, for "Clinton" where two have that name
TITLED = 3.0  # how many pronouns a title counts for: "Mrs." or "spokesman"
_RUNS = frozenset(
    {
        "campaign",
        "supporters",
        "voters",
        "team",
        "camp",
        "rally",
        "administration",
        "spokesman",
        "spokeswoman",
        "adviser",
        "aide",
        "surrogate",
        "aides",
        "advisers",
        "delegates",
        "backers",
    }
)


@dataclass
class Entity:
    """A person or organization of one article with all its mentions (token ranges), in text order."""

    label: str  # PERSON, ORG, PLACE or MEMBERS ("Democrats")
    spellings: Counter[str] = field(default_factory=Counter)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    appositives: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)  # "the retired neurosurgeon", once it is known to be this one
    party: bool = False  # a party stands behind the name
    runs: bool = False  # "the Trump campaign", "Trump supporters"
    linked: list[Entity] = field(default_factory=list)  # whom the role belongs to: of "a spokesman for Lee", Lee
    pronouns: dict[str, float] = field(default_factory=lambda: {"he": 0.0, "she": 0.0})  # weighed

    @cached_property
    def name(self) -> str:
        """The fullest name used, without title; of names as long the one used most."""
        return max(self.spellings, key=lambda name: (len(name_words(name)), self.spellings[name], len(name), name))

    @property
    def pronoun(self) -> str | None:
        """he or she, where the article itself says which."""
        he, she = self.pronouns["he"], self.pronouns["she"]
        if max(he, she) < 1 or max(he, she) < 2 * min(he, she):
            return None
        return "he" if he > she else "she"

    @property
    def description(self) -> str | None:
        """The role that the article gives: the longest title in front of the name, else the first appositive."""
        titles = [title for title in self.titles if evidence.has_role_word(title)]
        if titles:
            return max(titles, key=len)
        return self.appositives[0] if self.appositives else None


@dataclass
class Mentions:
    """The entities of a document and, for each token of a named mention, its entity."""

    entities: list[Entity]
    entity_of: dict[int, int]
    starts: list[int]  # first token of each sentence

    def at(self, token: int) -> Entity | None:
        """The entity whose mention takes in a token."""
        number = self.entity_of.get(token)
        return None if number is None else self.entities[number]

    def sentence(self, token: int) -> int:
        """The number of the sentence that a token stands in."""
        return bisect_right(self.starts, token) - 1

    def people(self) -> Iterable[Entity]:
        """The persons, in the order in which they were grouped."""
        return (entity for entity in self.entities if entity.label == "PERSON")


def find_mentions(doc: Doc, text: str, quoted: frozenset[int] = frozenset()) -> Mentions:
    """Group the names of a document; `quoted` are the tokens in quotation marks, whose pronouns are no evidence."""
    names = find_names(doc, text)
    mentions = Mentions([], {}, [sent.start for sent in doc.sents])
    heads = find_headlines(doc)
    names = [_cut_headline(doc, name, names, heads) if _is_in(name, heads) else name for name in names]
    aliases = find_acronyms(text)
    names = _agree(doc, names, aliases)
    spelled = {name: _spell(doc, name) for name in names}
    full = sorted(
        (name for name in names if len(name_words(spelled[name])) > 1 or name.label != "PERSON"),
        key=lambda name: (name.label != "PERSON", -len(name_words(spelled[name])), name.start),
    )
    for name in full:
        _assign(mentions, name, spelled[name], _find_full(mentions, name, spelled[name], aliases))
    _add_acronyms(doc, mentions, aliases)
    bare = {name.start: name for name in names if name not in set(full)}
    _add_bare(doc, mentions, bare)
    owners = {i for i, number in mentions.entity_of.items() if mentions.entities[number].label == "PERSON"}
    for entity in mentions.entities:
        entity.mentions.sort()
        if entity.label == "PERSON":
            _note_evidence(doc, text, mentions, entity, owners)
    _count_pronouns(doc, mentions, quoted)
    return mentions


def _agree(doc: Doc, names: list[Name], aliases: dict[str, str]) -> list[Name]:
    """The names, each of one kind in the whole article: what the recogniser mostly takes it for.

    An acronym is of the kind of what it stands for.
    """
    votes: dict[tuple[str, ...], Counter[str]] = {}
    words = [name_words(_spell(doc, name)) for name in names]
    for name, key in zip(names, words, strict=True):
        votes.setdefault(key, Counter())[name.label] += 1 + 2 * (name.title is not None)
    best = {key: max(found, key=lambda label: found[label]) for key, found in votes.items()}
    for short, long in aliases.items():
        if best.get(name_words(long)) == "ORG" and name_words(short) in best:
            best[name_words(short)] = "ORG"
            votes[name_words(short)]["ORG"] += len(names)
    return [
        name if votes[key][name.label] == votes[key][best[key]] else replace(name, label=best[key])
        for name, key in zip(names, words, strict=True)
    ]


def find_headlines(doc: Doc) -> list[tuple[int, int]]:
    """The token ranges of sentences with most words in capitals, "Hillary Clinton Calls ISIS Violence A Genocide"."""
    found = []
    for sent in doc.sents:
        long_words = [token.text for token in sent if len(token) > 3 and token.text.isalpha()]
        if 3 <= len(long_words) <= 25 and sum(word[0].isupper() for word in long_words) >= 0.8 * len(long_words):
            found.append((sent.start, sent.end))
    return found


def _is_in(name: Name, ranges: list[tuple[int, int]]) -> bool:
    return any(start <= name.start < end for start, end in ranges)


def _cut_headline(doc: Doc, name: Name, names: list[Name], heads: list[tuple[int, int]]) -> Name:
    """A name of a headline without the words that only look like a part of it: "Hillary Clinton" of "… Calls"."""
    words = [normalize(doc[i].text) for i in range(name.start, name.end)]
    best = 0
    for other in names:
        full = name_words(doc[other.start : other.end].text)
        if other.label == "PERSON" != name.label and 1 < len(full) < len(words) and words[: len(full)] == list(full):
            return Name(name.start, name.start + len(full), "PERSON")  # "Elizabeth Warren Hammers Wells Fargo"
        if other.label == name.label and not _is_in(other, heads):
            for form in (full, full[-1:]):
                if form and words[: len(form)] == list(form):
                    best = max(best, len(form))
    if best == 0 and name.label == "PERSON" and len(words) > 2:
        best = 2
    return Name(name.start, name.start + best, name.label, name.title) if 0 < best < len(words) else name


def _spell(doc: Doc, name: Name) -> str:
    return " ".join(doc[name.start : name.end].text.split())


def _assign(mentions: Mentions, name: Name, spelled: str, entity: Entity | None) -> None:
    if entity is None:
        entity = Entity(label=name.label)
        mentions.entities.append(entity)
        number = len(mentions.entities) - 1
    else:
        number = next(i for i, one in enumerate(mentions.entities) if one is entity)
    entity.spellings[spelled] += 1
    entity.__dict__.pop("name", None)
    entity.mentions.append((name.start, name.end))
    for i in range(name.start, name.end):
        mentions.entity_of[i] = number


def _find_full(mentions: Mentions, name: Name, spelled: str, aliases: dict[str, str]) -> Entity | None:
    """The entity that a full name, or an organization's, belongs to."""
    words = name_words(spelled)
    for entity in mentions.entities:
        if name_words(entity.name) == words and entity.label != "MEMBERS":
            return entity  # also where the recogniser wavered between person and organization
    for entity in mentions.entities:
        if entity.label != name.label:
            continue
        if name.label == "PERSON":
            if is_short_form(spelled, entity.name) or is_spelling_of(spelled, entity.name):
                return entity
        elif name.label == "ORG" and is_same_organization(spelled, entity.name, aliases):
            return entity
    return None


def _add_acronyms(doc: Doc, mentions: Mentions, aliases: dict[str, str]) -> None:
    """Give acronyms that the recogniser missed to the organization that the article explains them by."""
    known = {
        normalize(short): entity
        for short, long in aliases.items()
        for entity in mentions.entities
        if entity.label == "ORG" and name_words(entity.name) == name_words(long)
    }
    for place, word in enumerate(find_words(doc)) if known else ():
        if place not in mentions.entity_of and word[:2].isupper() | ("." in word[1:-1]):
            entity = known.get(normalize(word))
            if entity is not None and word[:1].isupper():
                _assign(mentions, Name(place, place + 1, "ORG"), word, entity)


def _add_bare(doc: Doc, mentions: Mentions, bare: dict[int, Name]) -> None:
    """Give single names to people: recognised ones, and capitalised words that are one person's surname or first name."""  # noqa: E501
    last: dict[str, list[Entity]] = {}
    first: dict[str, list[Entity]] = {}
    for entity in mentions.people():
        words = name_words(entity.name)
        for table, word in ((last, words[-1]), (first, words[0])):
            if len(word) > 1:
                table.setdefault(word, []).append(entity)
    starters = set(mentions.starts)
    for place, word in enumerate(find_words(doc)):
        if not word[:1].isupper():
            continue
        token, key = doc[place], normalize(word)
        name = bare.get(token.i)
        if len(key) == 2 and name is None:
            continue
        fitting = last.get(key) or (first.get(key) if name is not None or token.i not in starters else None)
        if fitting is None:
            if name is not None and token.i not in mentions.entity_of:
                entity = Entity(label="PERSON")
                _assign(mentions, name, _spell(doc, name), _known_alone(mentions, key))
                entity = mentions.entities[mentions.entity_of[token.i]]
                last.setdefault(key, []).append(entity)
            continue
        owner = mentions.at(token.i)
        if owner is not None and (owner.label == "PERSON" or len(name_words(owner.name)) > 1 or owner in fitting):
            continue
        if name is None and not _stands_alone(doc, token.i, mentions):
            continue
        entity = fitting[0] if len(fitting) == 1 else _likeliest(doc, mentions, fitting, token.i)
        if owner is not None:
            owner.mentions = [one for one in owner.mentions if one[0] != token.i]
        _assign(mentions, name or Name(token.i, token.i + 1, "PERSON"), word, entity)
    kept = [entity for entity in mentions.entities if entity.mentions]
    if len(kept) < len(mentions.entities):
        places = {id(entity): number for number, entity in enumerate(kept)}
        mentions.entity_of = {
            i: places[id(mentions.entities[number])]
            for i, number in mentions.entity_of.items()
            if id(mentions.entities[number]) in places
        }
        mentions.entities = kept


def _known_alone(mentions: Mentions, key: str) -> Entity | None:
    return next((entity for entity in mentions.people() if name_words(entity.name) == (key,)), None)


def _stands_alone(doc: Doc, at: int, mentions: Mentions) -> bool:
    """No part of a longer name: not the "Clinton" of "Clinton Foundation", nor of "Robert Clinton" unknown."""
    before = doc[at - 1] if at else None
    after = doc[at + 1] if at + 1 < len(doc) else None
    if (
        before is not None
        and before.text[:1].isupper()
        and before.pos_ == "PROPN"
        and before.i not in mentions.entity_of
    ):
        titled = before.text.endswith(".") or evidence.has_role_word(before.text)
        if not titled and before.sent.start != before.i:
            return False
    return not (
        after is not None and after.text[:1].isupper() and after.pos_ == "PROPN" and after.i not in mentions.entity_of
    )


def _likeliest(doc: Doc, mentions: Mentions, fitting: list[Entity], at: int) -> Entity:
    """Whom a surname of several people means: by a title that says he or she, else by nearness and number of mentions."""  # noqa: E501
    before = normalize(doc[at - 1].text) if at else ""
    gender = evidence.gender_of(before)
    here = mentions.sentence(at)

    def weight(entity: Entity) -> tuple[bool, float, int]:
        titled = gender is not None and gender == _titled(doc, entity)
        near = sum(exp(-(here - mentions.sentence(start)) / FADING) for start, _ in entity.mentions if start < at)
        return titled, near, len(entity.mentions)

    return max(fitting, key=weight)


def _titled(doc: Doc, entity: Entity) -> str | None:
    for start, _ in entity.mentions:
        found = evidence.gender_of(doc[start - 1].text) if start else None
        if found:
            return found
    return entity.pronoun


def _note_evidence(doc: Doc, text: str, mentions: Mentions, entity: Entity, owners: set[int]) -> None:
    for start, end in entity.mentions:
        begin, title = evidence.find_title(doc, start, owners)
        if title:
            entity.titles.append(title)
            _note_gender(entity, title)
        owner = begin - 1 - (doc[begin - 1].text in POSSESSIVES) if begin else -1
        if owner >= doc[start].sent.start and (
            title or owner < begin - 1
        ):  # "Cruz spokesman Rick Tyler", "CNN's Dana Bash"
            _link(mentions, entity, range(owner, owner + 1))
        last = doc[end - 1]
        if end >= len(doc):
            continue
        after = doc[end + 1] if doc[end].text in POSSESSIVES and end + 1 < len(doc) else doc[end]
        entity.runs = entity.runs or after.lower_ in _RUNS
        entity.party = entity.party or has_party(text, last.idx + len(last))
        for found in (evidence.find_appositive(doc, end), evidence.find_predicate(doc, start, end)):
            if found:
                _note_role(doc, mentions, entity, *found)
        if start > 1 and doc[start - 1].text in (",", "--", "–", "—"):
            before = evidence.find_role_before(doc, start - 1)
            if before:
                _note_role(doc, mentions, entity, *before)


def _note_role(doc: Doc, mentions: Mentions, entity: Entity, start: int, end: int) -> None:
    role = evidence.without_article(doc[start:end].text)
    if role not in entity.appositives:
        entity.appositives.append(role)
    _note_gender(entity, role)
    _link(mentions, entity, range(start, end))


def _note_gender(entity: Entity, words: str) -> None:
    gender = evidence.gender_of(words)
    if gender:
        entity.pronouns[gender] += TITLED


def _link(mentions: Mentions, entity: Entity, tokens: range) -> None:
    for i in tokens:
        other = mentions.at(i)
        if other is not None and other is not entity and not any(one is other for one in entity.linked):
            entity.linked.append(other)


def _count_pronouns(doc: Doc, mentions: Mentions, quoted: frozenset[int]) -> None:
    """Weigh the article's pronouns as evidence: alone in its sentence, or in the one before, a person is likely meant."""  # noqa: E501
    by_sentence: dict[int, list[tuple[int, Entity]]] = {}
    for entity in mentions.people():
        for start, _ in entity.mentions:
            if start not in quoted:
                by_sentence.setdefault(mentions.sentence(start), []).append((start, entity))
    for place, form in enumerate(find_words(doc)):
        word = form.lower()
        which = "he" if word in evidence.HE else "she" if word in evidence.SHE else None
        if which is None or place in quoted:
            continue
        here = mentions.sentence(place)
        named = [entity for start, entity in by_sentence.get(here, []) if start < place]
        weight = 1.0
        if not named:
            named, weight = [entity for _, entity in by_sentence.get(here - 1, [])], 0.4
        if named and all(one is named[0] for one in named):
            named[0].pronouns[which] += weight
