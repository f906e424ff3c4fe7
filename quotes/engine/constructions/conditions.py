"""Conditions that a path cannot express: the cue's voice, the form of the content. `is_passive(doc[2])`"""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from quotes.language.labels import find_children, has_role
from quotes.language.lexicon import word_list
from quotes.language.tree import once_per_token
from quotes.language.verb_words import (
    BE,
    COMMENTING_VERBS,
    COMPLEMENTIZERS,
    DECLINING_VERBS,
    HAVE,
    LINKING_PREPOSITIONS,
    NEVER,
    PRONOUN_CONTENTS,
    QUESTION_WORDS,
    SILENT_PARTICLES,
)
from quotes.text.titles import is_title

OPENING_MARKS = frozenset({"“", '"', "‘", "'", "``", "«", "„"})
CLOSING_MARKS = frozenset({"”", '"', "’", "'", "''", "»", "“"})


@once_per_token
def is_passive(verb: Token) -> bool:
    """True for a passive: "was told", or a bare participle as in "Asked if …" and "a man described as …"."""
    for _ in find_children(verb, "aux:pass"):
        return True
    if verb.tag_ == "VBD" and verb.dep_ == "advcl" and not any(True for _ in find_children(verb, "nsubj")):
        return True  # "Asked if …, Lee said": a participle, whatever the tagger took it for
    if verb.tag_ != "VBN":
        return False
    auxiliaries = [child.lower_ for child in find_children(verb, "aux")]
    if not auxiliaries:  # a bare participle, unless it shares another verb's auxiliary: "has said and written"
        return verb.dep_ not in ("conj", "ccomp", "ROOT", "root", "parataxis")
    return auxiliaries[-1] in BE and auxiliaries[-1] not in HAVE


def is_active(verb: Token, content: Token) -> bool:
    """The cue is not a passive: "told"."""
    return not is_passive(verb) and not has_other_sense(verb)


@once_per_token
def has_other_sense(verb: Token) -> bool:
    """True for a verb of speech that a particle makes another verb of: "the figures add up"."""
    return any((verb.lemma_, particle.lower_) in SILENT_PARTICLES for particle in find_children(verb, "prt"))


def is_to_infinitive(verb: Token, content: Token) -> bool:
    """The content is an infinitive with its "to": "vowed to fight", not "saw him leave"."""
    return any(child.lower_ == "to" for child in content.lefts)


def is_gerund_or_infinitive(verb: Token, content: Token) -> bool:
    """The content is "to fight" or "fighting" and the cue is active."""
    return not is_passive(verb) and (content.tag_ == "VBG" or is_to_infinitive(verb, content))


def is_finite_clause(verb: Token, content: Token) -> bool:
    """The content has its own subject or "that": a clause that can be true or false."""
    if any(True for _ in find_children(content, "nsubj")) or any(True for _ in find_children(content, "nsubj:pass")):
        return True
    return any(child.lower_ in COMPLEMENTIZERS for child in find_children(content, "mark"))


def is_clause(noun: Token, content: Token) -> bool:
    """The content is a clause with its own "that": "the warning that rates would rise", not "the man that came"."""
    return any(child.lower_ in COMPLEMENTIZERS for child in find_children(content, "mark"))


def is_linked(cue: Token, content: Token) -> bool:
    """The content is a noun phrase, or a clause after a preposition: "doubts about how it works", "talk of leaving"."""
    if not any(has_role(content, role) for role in ("advcl", "acl", "ccomp")):
        return True
    return any(child.lower_ in LINKING_PREPOSITIONS for child in find_children(content, "mark"))


def is_reason(verb: Token, content: Token) -> bool:
    """The content is a reason, which parsers take for what is said: "Because it rained, Lee said that …"."""
    return any(child.lower_ == "because" for child in find_children(content, "mark"))


def is_active_object(verb: Token, content: Token) -> bool:
    """The content is the object of an active cue, not a relative pronoun or a bare "it" or "this"."""
    if is_free_relative(verb) or performs_a_work(verb, content):
        return False
    return (not is_passive(verb) and content.pos_ != "PRON") or content.lower_ in PRONOUN_CONTENTS


def is_left_unsaid(verb: Token, content: Token) -> bool:
    """The content is a question that the source did not answer: "did not say when the batteries would be removed"."""
    negated = any(child.lower_ in NEVER for child in verb.lefts)
    return negated and content.i > verb.i and content.left_edge.lower_ in QUESTION_WORDS


def is_free_relative(verb: Token) -> bool:
    """True if the verb only names something: "what it terms “terrorist” targets"."""
    return verb.head.lower_ == "what" or any(child.lower_ == "what" and child.i < verb.i for child in verb.children)


def names_something(verb: Token, content: Token) -> bool:
    """The cue is an active verb that says what something is: "called the strikes a provocation"."""
    return not is_passive(verb) and not is_free_relative(verb)


def is_introduced_by_as(verb: Token, content: Token) -> bool:
    """The content is what something is said to be: "described by Lee as a relic"."""
    return any(child.lower_ == "as" for child in content.lefts)


def is_labelled(verb: Token, content: Token) -> bool:
    """The content says what the subject of a passive is: "was described as", "was accused of"."""
    opened = any(child.lower_ in ("as", "of") for child in content.lefts)
    named = content.dep_ in ("xcomp", "oprd") and content.pos_ in ("NOUN", "ADJ", "PROPN")
    return opened or named


def is_subjunctive(verb: Token, content: Token) -> bool:
    """The content has a subject of its own and no "to": "recommended the troops withdraw"."""
    has_subject = any(True for _ in find_children(content, "nsubj"))
    return not is_passive(verb) and has_subject and not is_to_infinitive(verb, content)


def follows_as_gerund(verb: Token, content: Token) -> bool:
    """The content is a gerund right after an active cue: "denied fiddling the figures"."""
    return not is_passive(verb) and content.tag_ == "VBG" and content.i - verb.i in (1, 2)


def performs_a_work(verb: Token, content: Token) -> bool:
    """The object is a work between marks that is read, sung or played: 'sang “Silent Night”'."""
    first = content.left_edge
    if verb.lemma_ not in word_list("performing_verbs") or first.text not in OPENING_MARKS:
        return False
    between = takewhile(
        lambda token: token.text not in CLOSING_MARKS, content.doc[first.i + 1 : content.right_edge.i + 1]
    )
    return is_title(" ".join(token.text for token in between if token.is_alpha))


def is_saying(verb: Token, content: Token) -> bool:
    """The cue is active and says something: not "declined to comment on", "the job calls for"."""
    if is_passive(verb):
        return False
    if verb.dep_ == "xcomp" and verb.head.lemma_ in DECLINING_VERBS and verb.lemma_ in COMMENTING_VERBS:
        return False
    return not is_demand_of_things(verb)


def is_demand_of_things(verb: Token) -> bool:
    """The cue says what something needs: "the job calls for patience"."""
    if verb.lemma_ != "call":
        return False
    return any(noun.lemma_.lower() in word_list("demanding_things") for noun in find_children(verb, "nsubj"))


def is_silence(verb: Token, content: Token) -> bool:
    """The content is "nothing": "said nothing at noon"."""
    return content.lower_ == "nothing" and content.head == verb and content.i > verb.i
