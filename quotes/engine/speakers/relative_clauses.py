"""Sources in a relative clause: "Stoltenberg, who said …" is Stoltenberg, "a poll, which showed …" a poll."""

from __future__ import annotations

from spacy.tokens import Token

from quotes.engine.speakers.case import PASS, Example, Reply, SpeakerCase, answer_with, nobody
from quotes.engine.speakers.discourse import Discourse
from quotes.engine.speakers.entities import Entity, Mentions
from quotes.engine.speakers.phrases import end_of, find_antecedent_noun, is_plural, key_of
from quotes.engine.speakers.scene import Scene, Source
from quotes.language.labels import find_children, has_role
from quotes.language.pronouns import RELATIVE_TO_PEOPLE, is_personal, lower_pronoun
from quotes.language.sectors import is_role
from quotes.language.verb_words import RELATIVE_PRONOUNS


def resolve_relative(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "Stoltenberg, who said so": the noun that the relative clause describes."""
    if lower_pronoun(source.head.text) not in RELATIVE_PRONOUNS or not source.is_short:
        return PASS
    antecedent = _find_person_before(source.head, scene.mentions) or find_antecedent_noun(source.head)
    if antecedent is None or is_personal(lower_pronoun(antecedent.text)):
        return nobody(source)
    renamed = _find_renamed(antecedent, scene)
    if renamed is not None:  # "China and the United States, the biggest polluters, which …"
        noun, end = renamed
        return source.instead(noun, noun.left_edge.i, end, "relative")
    entity = _find_described_person(antecedent, scene.mentions)
    if entity is not None:
        return answer_with(entity, antecedent, "relative", source.head.text, scene, discourse)
    return source.instead(antecedent, antecedent.left_edge.i, end_of(antecedent), "relative")


def _find_person_before(pronoun: Token, mentions: Mentions) -> Token | None:
    """The person named right before "who" where the tree gives it a noun that is nobody: "the event with Lee, who"."""
    if pronoun.lower_ not in RELATIVE_TO_PEOPLE:
        return None
    noun = find_antecedent_noun(pronoun)
    if noun is not None and (mentions.at(noun.i) is not None or is_role(key_of(noun)) or is_plural(noun)):
        return None
    doc, before = pronoun.doc, pronoun.i - 1
    while before > pronoun.sent.start and (doc[before].is_punct or doc[before].is_space):
        before -= 1
    return doc[before] if mentions.named_at(before) == "PERSON" else None


def _find_described_person(noun: Token, mentions: Mentions) -> Entity | None:
    """The person that the antecedent describes: Lee in "Lee is a senator who …", "Lee, a senator who …"."""
    if mentions.at(noun.i) is not None:
        return None
    if has_role(noun, "appos"):
        return mentions.at(noun.head.i) if mentions.named_at(noun.head.i) == "PERSON" else None
    if any(True for _ in find_children(noun, "cop")):
        for subject in find_children(noun, "nsubj"):
            if mentions.named_at(subject.i) == "PERSON":
                return mentions.at(subject.i)
    return None


def _find_renamed(noun: Token, scene: Scene) -> tuple[Token, int] | None:
    """The organization or place that a noun after a comma names again, and where its own words end."""
    label = None if noun.head.i >= noun.i else scene.mentions.named_at(noun.head.i)
    if scene.mentions.at(noun.i) is not None or label not in ("ORG", "PLACE"):
        return None
    comma = noun.left_edge.i - 1
    if scene.doc[noun.left_edge.i].text == ",":
        comma += 1
    is_set_apart = has_role(noun, "appos") or noun.dep_ in ("parataxis", "conj")
    return (noun.head, comma) if is_set_apart and comma > noun.head.i and scene.doc[comma].text == "," else None


RELATIVE = SpeakerCase(
    "relative-clause",
    resolve_relative,
    (
        Example("The alliance sent Jens Stoltenberg, [who]{source} said [it was over]{content}.", "Jens Stoltenberg"),
        Example("The officials [who]{source} said [it was over]{content} left.", "officials"),
    ),
    (Example("Jens Stoltenberg left. [He]{source} said [it was over]{content}.", "Jens Stoltenberg"),),
    is_taken_up=False,
)
