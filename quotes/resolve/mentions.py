"""Group an article's named mentions into entities: "Stoltenberg" and "Mr Stoltenberg" with "Jens Stoltenberg".

Two people of one surname stay apart; a short form goes to the one it fits, the latest named where it fits several.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from quotes.language.labels import find_children
from quotes.resolve.acronyms import find_acronyms
from quotes.resolve.names import is_short_form, name_words, normalize, strip_titles

PERSON_LABELS = frozenset({"PERSON", "PER"})
ORGANIZATION_LABELS = frozenset({"ORG", "NORP", "LOC", "GPE", "FAC"})
MASCULINE = frozenset({
    "mr", "sir", "lord", "king", "prince", "father", "congressman", "councilman", "chairman", "spokesman",
    "businessman", "husband", "son", "brother", "actor", "baron", "duke", "pope", "policeman", "salesman",
    "grandfather", "uncle", "nephew", "man",
})  # fmt: skip
FEMININE = frozenset({
    "mrs", "ms", "miss", "dame", "lady", "queen", "princess", "mother", "congresswoman", "councilwoman",
    "chairwoman", "spokeswoman", "businesswoman", "wife", "daughter", "sister", "actress", "baroness",
    "duchess", "policewoman", "grandmother", "aunt", "niece", "woman",
})  # fmt: skip
_PARTY = re.compile(r",? \(?[RDI]-[A-Z]|,? \((?:R|D|I|Republican|Democrat)\b")


@dataclass
class Entity:
    """A person or organization of one article with all its mentions (token ranges of entities), in text order."""

    label: str  # PERSON or ORG
    name: str  # the fullest name used, without title
    mentions: list[tuple[int, int]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    appositives: list[str] = field(default_factory=list)
    party: bool = False  # a party stands in parentheses behind the name
    pronoun: str | None = None  # he or she, where a title, role or relative in the article says which

    @property
    def description(self) -> str | None:
        """The role that the article gives: the longest title in front of the name, else the first appositive."""
        titles = [title for title in self.titles if len(title.strip(".")) > 3 and not _is_bare(title)]
        if titles:
            return max(titles, key=len)
        return self.appositives[0] if self.appositives else None


@dataclass
class Mentions:
    """The entities of a document and, for each token of a named mention, its entity."""

    entities: list[Entity]
    entity_of: dict[int, int]

    def at(self, token: int) -> Entity | None:
        """The entity whose mention takes in a token."""
        number = self.entity_of.get(token)
        return None if number is None else self.entities[number]


def find_mentions(doc: Doc, text: str) -> Mentions:
    """Group the named entities of a document; costs no more than a pass over its entities."""
    spans = [ent for ent in doc.ents if ent.label_ in PERSON_LABELS | ORGANIZATION_LABELS]
    aliases = find_acronyms(text)
    entities: list[Entity] = []
    assigned: dict[int, int] = {}
    # full names first, so that a surname in the headline finds the name that the text gives later
    for span in sorted(spans, key=lambda ent: (-len(name_words(ent.text)), ent.start)):
        title, name = _part_title(span)
        number = _find_entity(entities, span, name, aliases)
        if number is None:
            entities.append(Entity(label="PERSON" if span.label_ in PERSON_LABELS else "ORG", name=name))
            number = len(entities) - 1
        assigned[span.start] = number
        entities[number].mentions.append((span.start, span.end))
        _note_description(entities[number], span, title, text)
    owners = {i: assigned[span.start] for span in spans for i in range(span.start, span.end)}
    _add_surnames(doc, entities, owners)
    for entity in entities:
        entity.mentions.sort()
    return Mentions(entities, owners)


def _add_surnames(doc: Doc, entities: list[Entity], owners: dict[int, int]) -> None:
    """Give bare surnames that the recogniser missed, or took for something else, to the one person they fit."""
    people: dict[str, list[int]] = {}
    for number, entity in enumerate(entities):
        words = name_words(entity.name)
        if entity.label == "PERSON" and len(words) > 1 and len(words[-1]) > 2:
            people.setdefault(words[-1], []).append(number)
    for token in doc:
        fitting = people.get(normalize(token.text)) if token.text[:1].isupper() else None
        if not fitting or len(fitting) > 1:
            continue
        old = owners.get(token.i)
        alone = old is None or (
            entities[old].label != "PERSON" and name_words(entities[old].name) == (normalize(token.text),)
        )
        before = doc[token.i - 1] if token.i else None
        if alone and not (before is not None and before.text[:1].isupper() and before.ent_type_ in PERSON_LABELS):
            owners[token.i] = fitting[0]
            entities[fitting[0]].mentions.append((token.i, token.i + 1))


def _part_title(span: Span) -> tuple[str, str]:
    """The title in front of a name, inside the entity or before it, and the name itself."""
    words = [token.text for token in span if not token.is_space]
    while len(words) > 1 and words[-1] in ("'s", "’s", "'", "’"):
        words.pop()
    if span.label_ not in PERSON_LABELS:
        if words and words[0].lower() == "the":
            words = words[1:]
        return "", _spell(span, len(words)) if words else span.text
    inner, name = strip_titles(words)
    start = span.start
    while start > span.sent.start and _is_title_word(span.doc[start - 1], span):
        start -= 1
    outer = span.doc[start : span.start].text
    return " ".join(filter(None, (outer, inner))), name


def _spell(span: Span, words: int) -> str:
    """The last words of a span as the article spells them, without the possessive: "Wells Fargo & Co."."""
    tokens = [token for token in span if not token.is_space]
    while len(tokens) > 1 and tokens[-1].text in ("'s", "’s", "'", "’"):
        tokens.pop()
    if tokens and tokens[0].lower_ == "the" and len(tokens) > 1:
        tokens = tokens[1:]
    return span.doc[tokens[0].i : tokens[-1].i + 1].text


def _is_title_word(token: Token, span: Span) -> bool:
    """A word of the title in front of a name: a noun, adjective or organization that modifies it, no other person."""
    if token.is_space or token.is_punct or token.ent_type_ in PERSON_LABELS:
        return False
    if token.pos_ in ("PROPN", "NOUN", "ADJ") or token.text in ("'s", "’s"):
        return span.root.left_edge.i <= token.i or token.head.i in range(span.start - 4, span.end)
    return token.lower_ == "of" and token.i > 0 and token.doc[token.i - 1].text.istitle()


def _find_entity(entities: list[Entity], span: Span, name: str, aliases: dict[str, str]) -> int | None:
    person = span.label_ in PERSON_LABELS
    fitting = []
    for number, entity in enumerate(entities):
        if (entity.label == "PERSON") != person:
            if name_words(entity.name) == name_words(name):  # one name, two labels: the recogniser wavered
                return number
            continue
        if (person and is_short_form(name, entity.name)) or _same_organization(name, entity.name, aliases):
            fitting.append(number)
    if not fitting:
        return None
    if len(fitting) > 1:  # "Clinton" after "Hillary Clinton" and "Bill Clinton": who was named last, else most
        before = [n for n in fitting if entities[n].mentions and min(entities[n].mentions)[0] < span.start]
        return max(before or fitting, key=lambda n: (_fits_title(entities[n], span), len(entities[n].mentions), -n))
    return fitting[0]


def _fits_title(entity: Entity, span: Span) -> bool:
    before = normalize(span.doc[span.start - 1].text) if span.start else ""
    gender = "he" if before in MASCULINE else "she" if before in FEMININE else None
    return gender is not None and entity.pronoun == gender


def _same_organization(one: str, other: str, aliases: dict[str, str]) -> bool:
    few, many = (tuple(word for word in name_words(name) if word != "the") for name in (one, other))
    if few == many:
        return True
    for short, long in aliases.items():
        names = {name_words(short), name_words(long)}
        if {few, many} <= names:
            return True
    return False


def _note_description(entity: Entity, span: Span, title: str, text: str) -> None:
    if entity.label == "PERSON":
        words = [normalize(word) for word in title.split()]
        appositive = _find_appositive(span)
        if title:
            entity.titles.append(title)
        if _PARTY.match(text, span.end_char):  # "Jon Tester (D-Mont.)"
            entity.party = True
        if appositive:
            entity.appositives.append(appositive)
            words += [normalize(word) for word in appositive.split()[:6]]
        if entity.pronoun is None:
            entity.pronoun = "he" if MASCULINE & set(words) else "she" if FEMININE & set(words) else None


def _find_appositive(span: Span) -> str | None:
    """The role behind a name: "the alliance's secretary general" in "Jens Stoltenberg, the alliance's …"."""
    for token in (span.root, *(t for t in span if t.i != span.root.i)):
        for child in find_children(token, "appos"):
            if child.i >= span.end and child.ent_type_ not in PERSON_LABELS:
                start, end = child.left_edge.i, child.right_edge.i + 1
                for inner in child.children:  # only up to a clause that tells more
                    if inner.i > child.i and inner.dep_ in (
                        "acl:relcl",
                        "relcl",
                        "acl",
                        "appos",
                        "punct",
                        "conj",
                        "parataxis",
                    ):
                        end = min(end, inner.left_edge.i)
                while end > start and (span.doc[end - 1].is_punct or span.doc[end - 1].is_space):
                    end -= 1
                if start < end and span.doc[start:end].text[:1].isalpha():
                    return _without_article(span.doc[start:end].text)
    return None


def _without_article(text: str) -> str:
    return re.sub(r"^(?:the|an?)\s+", "", text, flags=re.I)


def _is_bare(title: str) -> bool:
    return normalize(title) in {"mr", "mrs", "ms", "miss", "dr", "sir", "sen", "rep", "gov", "former", "then"}
