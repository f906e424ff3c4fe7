"""Sources of several: "the United States, Britain and France", "Warren and Clinton", "Trump and his supporters"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from quotes.engine.speakers.case import PASS, Example, Reply, SpeakerCase, answer_together
from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.entities import Entity, Mentions
from quotes.engine.speakers.named_people import find_named_people, find_named_person
from quotes.engine.speakers.naming import find_named
from quotes.engine.speakers.person_candidates import find_likeliest
from quotes.engine.speakers.phrases import clean_name, is_plural, lemma_of
from quotes.engine.speakers.scene import Scene, Source
from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.speakers.unnamed import find_owners
from quotes.language.labels import find_children
from quotes.language.lexicon import word_list
from quotes.language.sectors import singular
from quotes.nlp.words import text_between


def resolve_list(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """A source that is nothing but a list of names: "the United States, Britain and France"."""
    names = _find_listed(source, scene.mentions)
    if len(names) < 2:
        return PASS
    head = _skip_place(source, scene.mentions)
    return _answer_pair(names, head, discourse)


def resolve_joined(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """Names, or a name and others, joined by "and": "Sens. Warren and Sanders", "Trump and his supporters"."""
    doc, mentions = scene.doc, scene.mentions
    described = find_named_people(doc, source.start, source.end, mentions) if is_plural(source.head) else ()
    if described:
        return _answer_pair(described, source.head, discourse)
    head = _skip_place(source, mentions)
    tokens = _find_joined(head, source, mentions)
    if len(tokens) < 2 or not any(doc[i].lower_ in ("and", "or", "&") for i in range(tokens[0].i, tokens[-1].i)):
        return PASS
    taken_up = find_likeliest(tokens[0], source, scene, discourse) if tokens[0].pos_ == "PRON" else None
    if taken_up is not None:
        second = find_named_person(doc, _find_joint(tokens) + 1, source.end, mentions)
        if second is not None and second is not taken_up:
            return _answer_pair((taken_up, second), head, discourse)
    entities = [taken_up or find_named(tokens[0], source.start, tokens[1].left_edge.i, mentions)]
    entities += [
        find_named(token, max(source.start, token.left_edge.i), min(source.end, token.right_edge.i + 1), mentions)
        for token in tokens[1:]
    ]
    named = [entity for entity in entities if entity is not None and entity.label != "MEMBERS"]
    if len(set(named)) == 1 and len(named) < len(tokens) and _is_set_apart(tokens, source.start, mentions):
        return PASS  # "Dan Gerstein, director of X and an analyst"
    if len(named) == len(tokens) and len(set(named)) > 1:
        return _answer_pair(tuple(named), head, discourse)
    first = entities[0]
    if named and first is not None and len(named) < len(tokens):
        return Answer(_name_with_others(first, tokens, source, scene, discourse))
    return PASS


def _answer_pair(names: tuple[Entity, ...], head: Token, discourse: Discourse) -> Answer:
    answer = answer_together(names, head, "name", discourse)
    return Answer(answer.speaker, spoke=answer.spoke, pair=(head.i, names))


def _name_with_others(
    first: Entity, tokens: Sequence[Token], source: Source, scene: Scene, discourse: Discourse
) -> ResolvedSpeaker:
    """ "Trump and his supporters" as "Donald Trump and his supporters"."""
    doc = scene.doc
    words = text_between(doc, source.start, source.end)
    rest = doc[_find_joint(tokens) : source.end].text.strip(" ,")
    name = clean_name(f"{first.name} {rest}" if first.label == "PERSON" else words)
    owners = find_owners(source.start, source.end, scene, discourse)
    return ResolvedSpeaker(name, None, "description", None, lemma_of(tokens[-1]), True, words, owners=owners)


def _find_joint(tokens: Sequence[Token]) -> int:
    """Where what follows the first name begins: at the comma after it, or at the "and" before the next."""
    doc = tokens[0].doc
    joints = [i for i in range(tokens[0].i + 1, tokens[1].i) if doc[i].text in (",", "and", "or", "&")]
    return joints[0] if joints else tokens[0].i + 1


def _skip_place(source: Source, mentions: Mentions) -> Token:
    """The name in "the cities of Aleppo and Hama", else the head itself."""
    head = source.head
    if {singular(head.lower_), singular(lemma_of(head))} & word_list("place_nouns"):
        inner = next((c for c in find_children(head, "nmod", frozenset({"of"})) if c.i < source.end), None)
        return inner if inner is not None and mentions.at(inner.i) is not None else head
    return head


def _find_listed(source: Source, mentions: Mentions) -> tuple[Entity, ...]:
    names: list[Entity] = []
    is_joined = False
    for i in range(source.start, source.end):
        entity, word = mentions.at(i), source.head.doc[i].lower_
        if entity is None and word not in ("the", ",", "and", "&"):
            return ()
        is_joined = is_joined or (entity is None and word in ("and", "&"))
        if entity is not None and entity.label != "MEMBERS" and entity not in names:
            names.append(entity)
    return tuple(names) if is_joined else ()


def _find_joined(head: Token, source: Source, mentions: Mentions) -> list[Token]:
    """The heads of what is joined, by the tree, or else by the words."""
    tokens = [head, *(child for child in find_children(head, "conj") if head.i < child.i < source.end)]
    if len(tokens) > 1:
        hidden = find_named_person(head.doc, source.start, tokens[-1].i, mentions)
        if hidden is None or mentions.at(head.i) is not None:
            return tokens
    return _find_joined_by_words(head, source.start, source.end, mentions)


def _find_joined_by_words(head: Token, start: int, end: int, mentions: Mentions) -> list[Token]:
    """A name, "and", and a noun, where the parser joined them otherwise: "Trump and his supporters"."""
    doc = head.doc
    first = next((i for i in range(start, end) if mentions.at(i) is not None), None)
    if first is None or first > head.i + 1:
        return [head]
    last = mentions.end_of(first, end)
    if last + 1 < end and doc[last + 1].text == "(":  # "Jon Tester (D-Mont.) and David Vitter"
        last = next((i for i in range(last + 1, end) if doc[i].text == ")"), last)
    if last + 2 < end and doc[last + 1].lower_ == "and":
        named = next((i for i in range(last + 2, end) if mentions.at(i) is not None), None)
        if named is not None and all(doc[i].text[:1].isupper() for i in range(last + 2, named)):
            return [doc[first], doc[named]]
        noun = next((i for i in range(last + 2, end) if doc[i].pos_ in ("NOUN", "PROPN")), None)
        if noun is not None:
            return [doc[first], doc[noun]]
    return [head]


def _is_set_apart(tokens: Sequence[Token], start: int, mentions: Mentions) -> bool:
    """Is there a comma between the name and the "and"?"""
    doc = tokens[0].doc
    first = next((i for i in range(start, tokens[-1].i) if mentions.at(i) is not None), start)
    return any(doc[i].text in (",", "(") for i in range(first, tokens[-1].i))


LIST = SpeakerCase(
    "list-of-names",
    resolve_list,
    (
        Example(
            "[The United States, Britain and France]{source} said [it was over]{content}.",
            "United States and Britain and France",
        ),
    ),
    (Example("[Russia and rebels]{source} said [it was over]{content}.", "Russia and rebels"),),
)
JOINED = SpeakerCase(
    "joined",
    resolve_joined,
    (
        Example(
            "[Sen. Elizabeth Warren and Sen. Bernie Sanders]{source} said [it was over]{content}.",
            "Elizabeth Warren and Bernie Sanders",
        ),
        Example(
            "Donald Trump spoke. [Both he and Bernie Sanders]{source} said [it was over]{content}.",
            "Donald Trump and Bernie Sanders",
        ),
        Example(
            "[Donald Trump and his supporters]{source} said [it was over]{content}.", "Donald Trump and his supporters"
        ),
    ),
    (Example("[Dan Gerstein, a director and an analyst]{source}, said [it was over]{content}.", "Dan Gerstein"),),
)
