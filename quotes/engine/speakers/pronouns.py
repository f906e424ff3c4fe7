"""Sources that are personal pronouns: "I", "you", "she", "they"."""

from __future__ import annotations

from quotes.engine.speakers.case import PASS, Example, Reply, SpeakerCase, answer_with, nobody
from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.groups import find_groups
from quotes.engine.speakers.pairs import answer_pair
from quotes.engine.speakers.person_candidates import find_people, kind_of
from quotes.engine.speakers.phrases import end_of, start_of
from quotes.engine.speakers.ranking import rank
from quotes.engine.speakers.scene import Scene, Source
from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.language.pronouns import FIRST, GENERIC, NEUTER, PLURAL, WE, lower_pronoun
from quotes.spans import contains
from quotes.values import replace

MAX_TOKENS_TO_NAME = 60  # from a "he" that opens an article to who it is


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
    """ "He said": the likeliest of the people before it, with or without a name."""
    pronoun = source.head
    kind = kind_of(pronoun)
    if kind is None or not source.is_short:
        return PASS
    ranking = rank("pronoun", find_people(source, scene, discourse, kind), scene.ranker)
    if ranking is None:
        following = _find_named_next(source, scene, kind)
        if following is None:
            return nobody(source)
        return answer_with(following, pronoun, "pronoun", "", scene, discourse)
    noun = ranking.best.noun
    if noun is not None:
        return source.instead(noun, noun.left_edge.i, end_of(noun), "pronoun", ranking)
    if ranking.best.entity is None:
        return nobody(source)
    return answer_with(ranking.best.entity, pronoun, "pronoun", "", scene, discourse, ranking=ranking)


def _find_named_next(source: Source, scene: Scene, kind: str) -> Entity | None:
    """Who a "he" without anybody before it is: the first person named in its paragraph after it, and soon."""
    at, paragraph_of = source.head.i, scene.layout.paragraph_of
    for i in range(at + 1, min(at + MAX_TOKENS_TO_NAME, len(scene.doc))):
        entity = scene.mentions.at(i)
        if paragraph_of[i] not in (paragraph_of[at], -1):
            return None
        if entity is not None and entity.label == "PERSON" and not contains(source.content, i):
            return entity if entity.pronoun in (None, kind) else None
    return None


def resolve_they_or_it(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "They said": a pair, a group, an organization."""
    pronoun = source.head
    form = lower_pronoun(pronoun.text)
    if form not in PLURAL | NEUTER or not source.is_short:
        return PASS
    is_plural = form in PLURAL  # an article that is all about a thing names it often, and "it" need not be that thing
    ranking = rank("group", find_groups(source, scene, discourse), scene.ranker, together=is_plural)
    group = None if ranking is None else ranking.best.noun
    if group is None:
        pair = answer_pair(scene, discourse, pronoun, pronoun.i) if is_plural else None
        return replace(pair or nobody(source), ranking=ranking)
    return source.instead(group, start_of(group), end_of(group), "pronoun", ranking)


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
        Example(
            "Elizabeth Warren left. The host, Hillary Clinton, thanked her. [She]{source} said [it was over]{content}.",
            "Hillary Clinton",
        ),
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
