"""Sources that are personal pronouns: "I", "you", "she", "they"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from quotes.engine.speakers.case import PASS, Example, Reply, SpeakerCase, answer_with, as_rivals, nobody
from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.groups import find_group
from quotes.engine.speakers.pairs import answer_pair
from quotes.engine.speakers.phrases import end_of, is_plural, key_of
from quotes.engine.speakers.ranking import rank
from quotes.engine.speakers.scene import Scene, Source
from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.speakers.titles import gender_of
from quotes.language.labels import find_children, has_role
from quotes.language.pronouns import FIRST, GENERIC, NEUTER, PLURAL, SINGULAR, WE, is_personal, lower_pronoun
from quotes.language.sectors import is_role, singular

MAX_DISTANCE_TO_UNNAMED = 60  # tokens: a pronoun takes up an unnamed person only right after it


def resolve_first_person(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "I" and "we" in a quotation are who is quoted; outside quotations, the author."""
    pronoun, parent = source.head, source.attribution.parent
    if lower_pronoun(pronoun.text) not in FIRST or not source.is_short:
        return PASS
    if parent is not None and parent < len(discourse.answers):
        quoted = discourse.answers[parent].speaker
        return nobody(source) if quoted is None else Answer(replace(quoted, resolution="pronoun"))
    if pronoun.i in scene.quoted:
        return nobody(source)
    several = lower_pronoun(pronoun.text) in WE
    return Answer(ResolvedSpeaker("author", None, "pronoun", None, "author", several, pronoun.text, author=True))


def resolve_generic(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "You could say so" is said by nobody in particular."""
    return nobody(source, "generic") if lower_pronoun(source.head.text) in GENERIC and source.is_short else PASS


def resolve_he_or_she(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "He said": the likeliest person, unless someone without a name has just spoken."""
    pronoun = source.head
    if lower_pronoun(pronoun.text) not in SINGULAR or not source.is_short:
        return PASS
    subject = _find_unnamed_subject(pronoun, scene)
    if subject is not None:
        return source.instead(subject, subject.left_edge.i, end_of(subject), "pronoun")
    kind = SINGULAR[pronoun.lower_]
    ranked = rank(scene, discourse, pronoun, kind=kind, content=source.content)
    unnamed = _find_last_unnamed(pronoun, ranked, scene, discourse)
    if unnamed is not None:
        return Answer(replace(unnamed, resolution="pronoun"), lost=as_rivals(ranked))
    if not ranked:
        return nobody(source)
    winner = ranked[0][1]
    return answer_with(winner, pronoun, "pronoun", "", scene, discourse, lost=as_rivals(ranked, winner))


def _find_unnamed_subject(pronoun: Token, scene: Scene) -> Token | None:
    """The unnamed subject of a sentence that names nobody: "My mother rested, but even now she still says"."""
    subject = None
    for i in range(pronoun.sent.start, pronoun.i):
        token = scene.doc[i]
        if scene.mentions.named_at(i) == "PERSON" or lower_pronoun(token.text) in SINGULAR or i in scene.quoted:
            return None
        if subject is None and token.pos_ == "NOUN" and has_role(token, "nsubj"):
            subject = token
    if subject is None or is_plural(subject) or not is_role(key_of(subject)):
        return None
    return subject if gender_of(subject.text) in (None, SINGULAR[pronoun.lower_]) else None


def _find_last_unnamed(
    pronoun: Token, ranked: list[tuple[float, Entity]], scene: Scene, discourse: Discourse
) -> ResolvedSpeaker | None:
    """The person without a name who spoke just before: "a former executive warned …; “…,” she said"."""
    if discourse.unnamed is None:
        return None
    at, speaker = discourse.unnamed
    if not (0 < pronoun.i - at <= MAX_DISTANCE_TO_UNNAMED and is_role(singular(speaker.head))):
        return None
    return speaker if not ranked or discourse.last_place(ranked[0][1], pronoun.i, scene.quoted) < at else None


def resolve_they_or_it(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "They said": a pair, a group, an organization."""
    pronoun = source.head
    if lower_pronoun(pronoun.text) not in PLURAL | NEUTER or not source.is_short:
        return PASS
    group = find_group(scene, discourse, pronoun, source.content)
    if group is None or _is_one_person(group, scene):
        pair = answer_pair(scene, discourse, pronoun, pronoun.i) if pronoun.lower_.startswith("the") else None
        return pair or nobody(source)
    return source.instead(group, group.left_edge.i, end_of(group), "pronoun")


def _is_one_person(noun: Token, scene: Scene) -> bool:
    """A pronoun, or a person who is not joined with another by "and"."""
    if is_personal(lower_pronoun(noun.text)):
        return True
    return scene.mentions.named_at(noun.i) == "PERSON" and not any(True for _ in find_children(noun, "conj"))


FIRST_PERSON = SpeakerCase(
    "first-person",
    resolve_first_person,
    (
        Example("[Putin]{source} said: “[I]{inner source} think [it is over]{content}.”", "Putin"),
        Example("[I]{source} think [it is over]{content}.", "author"),
    ),
    (Example("Putin left. [He]{source} thinks [it is over]{content}.", "Putin"),),
)
GENERIC_PRONOUN = SpeakerCase(
    "generic-pronoun",
    resolve_generic,
    (Example("[You]{source} could say [it is over]{content}.", None),),
    (Example("Putin left. [He]{source} could say [it is over]{content}.", "Putin"),),
)
HE_OR_SHE = SpeakerCase(
    "he-or-she",
    resolve_he_or_she,
    (
        Example("Elizabeth Warren met Mr. Stumpf. [She]{source} said [it was over]{content}.", "Elizabeth Warren"),
        Example("My mother rested, but even now [she]{source} says [it is over]{content}.", "mother"),
    ),
    (Example("NATO met on Tuesday. [It]{source} said [the war was over]{content}.", "NATO"),),
)
THEY_OR_IT = SpeakerCase(
    "they-or-it",
    resolve_they_or_it,
    (
        Example("NATO met on Tuesday. [It]{source} said [the war was over]{content}.", "NATO"),
        Example("The officials met on Tuesday. [They]{source} said [the war was over]{content}.", "officials"),
    ),
    (Example("Elizabeth Warren left. [She]{source} said [it was over]{content}.", "Elizabeth Warren"),),
)
