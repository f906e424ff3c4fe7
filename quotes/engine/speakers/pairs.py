"""Sources that count people named before: "both women", "the two", "the senators" of two senators."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from quotes.engine.speakers.case import PASS, Example, Reply, SpeakerCase, answer_together
from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.phrases import is_plural, key_of, lemma_of
from quotes.engine.speakers.roles import has_role_of
from quotes.engine.speakers.scene import Scene, Source
from quotes.language.closed_classes import COUNTING
from quotes.language.labels import find_children
from quotes.language.lexicon import word_list
from quotes.language.pronouns import is_personal, lower_pronoun
from quotes.language.sectors import is_role, singular
from quotes.values import replace


def resolve_counted(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "Both women said so", "the two said so"."""
    if source.is_joined or not (lemma_of(source.head) in COUNTING or _is_definite_count(source)):
        return PASS
    return _note_pair(answer_pair(scene, discourse, source.head, source.start))


def resolve_pair_by_role(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "The senators said so", after "Sen. Warren and Sen. Sanders"."""
    head = source.head
    first = scene.doc[source.start].lower_
    if source.is_joined or first not in ("the", "these", "those") or source.start != head.i - 1 or not is_plural(head):
        return PASS
    role = singular(key_of(head))
    if role in word_list("parties_to_a_case"):
        joined = _find_joined_before(scene, head.i)
        return _note_pair(answer_together(joined, head, "description", discourse)) if joined else PASS
    if not discourse.pairs:
        return PASS
    token, people = discourse.pairs[-1]
    if token >= head.i or not is_role(role):
        return PASS
    if not any(has_role_of(person, role, discourse) for person in people):
        return PASS
    return _note_pair(answer_together(people, head, "description", discourse))


def _note_pair(answer: Answer | None) -> Answer | None:
    """The answer as one that a later "the two" or "the officers" takes up."""
    if answer is None or len(answer.spoke) < 2:
        return answer
    return replace(answer, pair=(answer.spoke[0][0], tuple(entity for _, entity in answer.spoke)))


def answer_pair(scene: Scene, discourse: Discourse, head: Token, at: int) -> Answer | None:
    """The two people that "the two" and "they" count: those last named together, else the two named most."""
    earlier = [pair for token, pair in discourse.pairs if token < at and _are_alike(pair)]
    people = earlier[-1] if earlier else _find_joined_before(scene, at)
    if not people:
        named = [person for person in scene.mentions.people if person.mentions[0][0] < at]
        most_named = sorted(named, key=lambda person: -len(person.mentions))[:2]
        people = tuple(sorted(most_named, key=lambda person: person.mentions[0]))
    if len(people) != 2:
        return None
    return answer_together(
        people, head, "pronoun" if is_personal(lower_pronoun(head.text)) else "description", discourse
    )


def _are_alike(pair: Sequence[Entity]) -> bool:
    """Are both people, or both organizations: not two countries, nor a man and the paper that he wrote to?"""
    labels = {entity.label for entity in pair}
    return len(labels) == 1 and "PLACE" not in labels


def _is_definite_count(source: Source) -> bool:
    """ "both women", "the two senators", not "two senators"."""
    before = [source.head.doc[i].lower_ for i in range(source.start, source.head.i)]
    definite = "both" in before or (before[:1] == ["the"] and not COUNTING.isdisjoint(before))
    return definite and is_role(key_of(source.head))


def _find_joined_before(scene: Scene, at: int) -> tuple[Entity, ...]:
    """The last two people joined by "and" before a token."""
    mentions = scene.mentions
    for i in range(at - 1, -1, -1):
        first = mentions.at(i)
        if first is None or first.label != "PERSON":
            continue
        for child in find_children(scene.doc[i], "conj"):
            second = mentions.at(child.i)
            if child.i < at and second is not None and second is not first and second.label == "PERSON":
                return first, second
    return ()


COUNTED_PAIR = SpeakerCase(
    "counted-pair",
    resolve_counted,
    (
        Example(
            "On Monday Warren and Clinton met. [Both women]{source} said [it was over]{content}.",
            "Warren and Clinton",
        ),
        Example(
            "Elizabeth Warren and Hillary Clinton met. Donald Trump left. Donald Trump slept. "
            "[Both women]{source} said [it was over]{content}.",
            "Elizabeth Warren and Hillary Clinton",
        ),
    ),
    (Example("On Monday Warren and Clinton met. [Two women]{source} said [it was over]{content}.", "Two women"),),
)
PAIR_BY_ROLE = SpeakerCase(
    "pair-by-role",
    resolve_pair_by_role,
    (
        Example(
            "[Sen. Elizabeth Warren and Sen. Bernie Sanders]{source} said [it was over]{content}. "
            "[The senators]{source} said [it was late]{content}.",
            "Elizabeth Warren and Bernie Sanders",
        ),
        Example(
            "Senators Elizabeth Warren and Bernie Sanders met. [Both senators]{source} said [it was over]{content}. "
            "Hillary Clinton and Donald Trump left. [The senators]{source} said [it was late]{content}.",
            "Elizabeth Warren and Bernie Sanders",
        ),
        Example(
            "Elizabeth Warren and Bernie Sanders were tried. [The defendants]{source} said [it was over]{content}.",
            "Elizabeth Warren and Bernie Sanders",
        ),
    ),
    (
        Example(
            "[Elizabeth Warren and Bernie Sanders]{source} said [it was over]{content}. [The doctors]{source} said "
            "[it was late]{content}.",
            "doctors",
        ),
    ),
)
