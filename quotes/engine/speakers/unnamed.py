"""Sources that nobody in the article has a name for: "a Syrian military source", "her campaign", "others"."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from quotes.engine.speakers.case import PASS, Example, Reply, SpeakerCase, nobody
from quotes.engine.speakers.described_groups import TEAM
from quotes.engine.speakers.discourse import Answer, Discourse, as_speaker
from quotes.engine.speakers.entities import Entity, Mentions
from quotes.engine.speakers.names import POSSESSIVES
from quotes.engine.speakers.naming import find_owner
from quotes.engine.speakers.person_candidates import find_likeliest
from quotes.engine.speakers.phrases import clean_name, counted, cut_at_clause, is_document, is_plural, key_of, lemma_of
from quotes.engine.speakers.scene import Scene, Source
from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.language.closed_classes import INDEFINITE, MANY
from quotes.language.labels import find_children
from quotes.language.lexicon import word_list
from quotes.language.names import name_words, strip_titles, surname_of
from quotes.language.sectors import is_body, is_role
from quotes.values import replace

_OWNER_MARK = re.compile(r"['’]s? ")


def resolve_another(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "One user wrote … Another said": of the same kind as the last."""
    if source.head.lower_ != "another" or source.start != source.head.i or discourse.unnamed is None:
        return PASS
    return Answer(replace(discourse.unnamed[1], resolution="description"))


def resolve_unnamed(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "A Syrian military source said": the description is the name."""
    doc, head, start, end = scene.doc, source.head, source.start, source.end
    if head.pos_ == "PRON" and head.lower_ not in INDEFINITE:
        return nobody(source)
    stop = cut_at_clause(doc, head, start, end)
    name = clean_name(
        doc[start : head.i + 1].text + doc[head.i].whitespace_ + _write_out(doc, head.i + 1, stop, scene.mentions)
    )
    if not any(char.isalnum() for char in name):
        return nobody(source)
    noun = counted(head, end)
    label = _find_label(source, noun, name, scene, discourse)
    name = _spell(name, label, source, noun, scene, discourse)
    if label is not None and _is_team_by_work(head):
        label = None
    speaker = ResolvedSpeaker(
        name=name,
        description=None,
        resolution="name" if label else "description",
        label=label,
        head=key_of(noun),
        plural=_are_several(source, noun),
        words=source.text,
        owners=find_owners(start, end, scene, discourse),
        places=(head.i,),
        share=noun.i != head.i and any(doc[i].lower_ in ("percent", "%") for i in range(start, noun.i)),
    )
    return Answer(speaker)


def _is_team_by_work(head: Token) -> bool:
    """ "Her legal team" are her lawyers; "the Clinton team" and "her campaign team" are a body."""
    before = head.doc[head.i - 1] if head.i else head
    is_told_apart = before.pos_ in ("ADJ", "NOUN") and before.is_lower and before.lower_ not in word_list("followers")
    return lemma_of(head) == TEAM and is_told_apart and f"{before.lower_} {TEAM}" not in word_list("owned_bodies")


def _are_several(source: Source, noun: Token) -> bool:
    """More than one: a plural, a quantity, or "the candidate and her staff"; not "a friend and neighbour"."""
    words = source.text.lower()
    is_single = words.startswith("one ") and not words.startswith("one or ")
    if source.head.lower_ in MANY or (is_plural(noun) and not is_single):
        return True
    others = (other for other in find_children(source.head, "conj") if source.head.i < other.i < source.end)
    return any(other.pos_ == "NOUN" and _has_determiner(other) for other in others)


def _has_determiner(noun: Token) -> bool:
    return any(True for role in ("det", "poss") for _ in find_children(noun, role))


def _write_out(doc: Doc, start: int, end: int, mentions: Mentions) -> str:
    """The words with acronyms written out as the article does: "an official from Transport for London" for TfL."""
    words = []
    for i in range(start, end):
        entity, token = mentions.at(i), doc[i]
        is_short = entity is not None and entity.label == "ORG" and token.text[1:] != token.text[1:].lower()
        is_alone = is_short and mentions.at(i - 1) is not entity and (i + 1 >= end or mentions.at(i + 1) is not entity)
        words.append((entity.name if entity is not None and is_alone else token.text) + token.whitespace_)
    return "".join(words)


def _spell(name: str, label: str | None, source: Source, noun: Token, scene: Scene, discourse: Discourse) -> str:
    """The name without what is no part of it."""
    if label == "PERSON":
        return strip_titles(name.split())[1]
    if label != "ORG":
        return name
    if noun.text[:1].isupper():
        return _from_capital(name)
    owned = _name_by_owner(source, scene, discourse)
    if owned is not None:
        return owned
    plain = _OWNER_MARK.sub(" ", name)  # "Trump's campaign", where the article has "the Trump campaign" as well
    return plain if plain in scene.layout.text else name


def _name_by_owner(source: Source, scene: Scene, discourse: Discourse) -> str | None:
    """A body by the full name of its owner: "Amy Klobuchar's office" for "Senator Klobuchar's office" and "her office".

    "Her campaign" is the Clinton campaign; "Klobuchar's office" is left as the article names it.
    """
    head, doc = source.head, scene.doc
    token = next((child for child in find_children(head, "poss") if child.i >= source.start), None)
    if token is None:
        return None
    by_surname = lemma_of(head) in word_list("bodies_by_surname")
    owner = _find_owner_by_pronoun(source, scene, discourse)
    if owner is not None:
        rest = doc[token.i + 1 : head.i + 1].text
        return f"{surname_of(owner.name)} {head.text}" if by_surname else f"{owner.name}'s {rest}"
    owner = scene.mentions.at(token.i)
    if owner is None or owner.label != "PERSON":
        return None
    mark = scene.mentions.end_of(token.i, head.i) + 1
    is_titled = scene.mentions.at(source.start) is not owner and doc[source.start].pos_ != "DET"
    if doc[mark].text not in POSSESSIVES or not is_titled:
        return None
    return f"{owner.name}'s {doc[mark + 1 : head.i + 1].text}"


def _find_label(source: Source, noun: Token, name: str, scene: Scene, discourse: Discourse) -> str | None:
    """Is what the recogniser missed a name all the same, or a body that goes by its owner's: "the Trump team"?"""
    head, start, mentions = source.head, source.start, scene.mentions
    lemma = lemma_of(noun)
    first = scene.doc[start].lower_
    if lemma in word_list("owned_bodies") and head.i == noun.i:
        if _find_owner_by_pronoun(source, scene, discourse) or find_owner(head, start, mentions):
            return "ORG"
        if any(mentions.at(i) is not None for i in range(start, head.i)):
            return "ORG"
        return "ORG" if lemma == "government" and (first == "the" or scene.doc[start].text[:1].isupper()) else None
    if mentions.at(noun.i) is not None or noun.pos_ != "PROPN" or is_plural(noun) or not noun.text[:1].isupper():
        return None
    words = name_words(name)
    last = words[-1] if words else ""
    is_it = source.ranking is not None and source.ranking.kind == "group"  # "it" or "they" takes the name up
    if is_body(last) or noun.text.isupper() or first == "the" or is_it:
        return "ORG"
    return None if is_role(last) or is_document(lemma) else "PERSON"


def _find_owner_by_pronoun(source: Source, scene: Scene, discourse: Discourse) -> Entity | None:
    """Who runs "her campaign"."""
    head, start = source.head, source.start
    owner = next((child for child in find_children(head, "poss") if child.i >= start), None)
    return None if owner is None else find_likeliest(owner, source, scene, discourse)


def find_owners(start: int, end: int, scene: Scene, discourse: Discourse) -> tuple[ResolvedSpeaker, ...]:
    """Those who an unnamed source belongs to: "a spokesman for Lee", "Lee's lawyer", "aides to the company"."""
    owners: list[Entity] = []
    for i in range(start, end):
        entity = scene.mentions.at(i)
        if entity is not None and entity.label != "MEMBERS" and entity not in owners:
            owners.append(entity)
    return tuple(as_speaker(entity, entity.name, "name", scene.mentions, discourse) for entity in owners)


def _from_capital(name: str) -> str:
    """A name from its first capital on: "pro-Christie Union Leader" is the Union Leader."""
    words = name.split()
    while len(words) > 1 and not words[0][:1].isupper() and not words[0][:1].isdigit():
        words.pop(0)
    return " ".join(words)


ANOTHER = SpeakerCase(
    "another",
    resolve_another,
    (
        Example(
            "[One user]{source} wrote [it was over]{content}. [Another]{source} said [it was late]{content}.",
            "One user",
        ),
    ),
    (Example("[Another user]{source} said [it was late]{content}.", "Another user"),),
)
UNNAMED = SpeakerCase(
    "unnamed",
    resolve_unnamed,
    (
        Example("[A Syrian military source]{source} said [it was over]{content}.", "Syrian military source"),
        Example("Hillary Clinton spoke. [Her campaign]{source} said [it was over]{content}.", "Clinton campaign"),
        Example(
            "Hillary Clinton spoke. [Her legal team]{source} said [it was over]{content}.",
            "Hillary Clinton's legal team",
        ),
        Example("Hillary Clinton spoke. [Her office]{source} said [it was over]{content}.", "Hillary Clinton's office"),
        Example(
            "Hillary Clinton spoke. [Senator Clinton's campaign]{source} said [it was over]{content}.",
            "Hillary Clinton's campaign",
        ),
    ),
    (Example("[Jens Stoltenberg]{source} said [it was over]{content}.", "Jens Stoltenberg"),),
)
