"""Prepositions and adverbs as cues: "according to X", "in X's view", "in a poll", "reportedly"."""

from __future__ import annotations

from spacy.tokens import Token

from quotes.engine.constructions.construction import Construction, PathPattern
from quotes.language.labels import find_children
from quotes.language.lexicon import word_list
from quotes.language.pronouns import FIRST

PUBLISHERS = word_list("documents") | word_list("polls") | word_list("publishers")


def names_a_document(cue: Token) -> bool:
    """The object of the preposition is a poll, a study or a report."""
    objects = [cue.head] if cue.dep_ == "case" else [child for child in cue.children if child.dep_ == "pobj"]
    return any(noun.lemma_.lower() in word_list("polls") for noun in objects)


def names_a_publisher(cue: Token) -> bool:
    """The object of "per" is a name, or documents that say so: "per the ministry's filings", not "per household"."""
    objects = [cue.head] if cue.dep_ == "case" else [child for child in cue.children if child.dep_ == "pobj"]
    return any(
        noun.ent_type_ in ("ORG", "PERSON") or noun.lemma_.lower() in PUBLISHERS or noun.lower_ in PUBLISHERS
        for noun in objects
    )


def names_a_source(cue: Token, content: Token) -> bool:
    """The object is a source, not a manner: "according to the observatory", not "according to plan"."""
    if content.i == cue.i or content.pos_ not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "NUM", "ADV"):
        return False
    return not any(token.lower_ in word_list("manners") for token in cue.doc[cue.i + 1 : cue.i + 3])


def follows_in_or_to(cue: Token, content: Token) -> bool:
    """The noun of opinion follows "in" or "to": "in his view", "to his mind"."""
    return any(child.lower_ in ("in", "to") for child in cue.lefts) or cue.head.lower_ in ("in", "to")


def is_third_party(cue: Token, content: Token) -> bool:
    """The opinion is somebody else's than the speaker's: "in his view", not "in my view", "in view of"."""
    words = [child.lower_ for child in cue.lefts if child.dep_ not in ("case", "prep", "punct")]
    return bool(words) and follows_in_or_to(cue, content) and not any(word in FIRST for word in words)


def is_clause_of_its_own(cue: Token, content: Token) -> bool:
    """The adverb is that of a clause, not of a cue: "The talks reportedly failed", not "a reportedly unhappy star"."""
    if next(find_children(content, "ccomp"), None) is not None:  # "reportedly said that …"
        return False
    return content.pos_ in ("VERB", "AUX") or any(
        True for role in ("nsubj", "nsubj:pass") for _ in find_children(content, role)
    )


def is_set_apart(cue: Token, content: Token) -> bool:
    """The phrase is set apart from the clause: "In the words of the coach, …", not "comfort in the words of"."""
    openings = [cue.head] if cue.dep_ == "pobj" else [child for child in cue.lefts if child.lower_ == "in"]
    if not any(child.lower_ == "the" for child in cue.lefts) or [token.lower_ for token in openings] != ["in"]:
        return False
    before = cue.doc[openings[0].i - 1] if openings[0].i else None
    return before is None or before.is_punct or before.is_space


ACCORDING_TO = Construction(
    name="according-to",
    pattern=PathPattern(
        pos="ANY",
        words=frozenset({"according"}),
        content=("<case<obl", "<prep", "<case<nmod", "<case<any", "<advcl", "<advmod", "<acl"),
        source=("<case", ">prep>pobj", ">fixed>pobj", ">obl", ">prep", "<mark", "<prep>pobj"),
        where=names_a_source,
        source_needed=True,
    ),
    cue_kind="nonverbal",
    cue_end=frozenset({"to"}),
    claim="according",
    floor=0.35,  # nine out of ten of its candidates on PolNeAR dev are right
    examples=(
        "[According to]{cue} [the observatory]{source}, [40 strikes hit Hama]{content}.",
        "[40 strikes hit Hama]{content}, [according to]{cue} [the observatory]{source}.",
    ),
    counterexamples=("They acted according to plan.",),
)
IN_A_POLL = Construction(
    name="in-a-poll",
    pattern=PathPattern(
        pos="ANY",
        words=frozenset({"in", "via"}),
        content=("<case<obl", "<prep", "<case<nmod"),
        source=("<case", ">pobj"),
        cue=names_a_document,
        source_needed=True,
    ),
    cue_kind="nonverbal",
    mode="evidence",
    claim="according",
    examples=("[The party leads]{content} [in]{cue} [the latest poll]{source}.",),
    counterexamples=("The party met in the latest venue.",),
)
PER_SOURCE = Construction(
    name="per-source",
    pattern=PathPattern(
        pos="ANY",
        words=frozenset({"per"}),
        content=("<case<obl", "<prep", "<case<nmod"),
        source=("<case", ">pobj"),
        cue=names_a_publisher,
        source_needed=True,
    ),
    cue_kind="nonverbal",
    claim="according",
    prior=0.6,  # set by hand: PolNeAR's training articles have none
    examples=(
        "[The bridge closed twice]{content}, [per]{cue} [police records]{source}.",
        "[Turnout fell by half]{content}, [per]{cue} [the ministry]{source}.",
    ),
    counterexamples=("Water use fell by half per household.",),
)
IN_VIEW_OF = Construction(
    name="in-view-of",
    pattern=PathPattern(
        pos="NOUN",
        words=frozenset({"view", "opinion", "words", "eyes", "mind", "estimation", "telling"}),
        content=("<obl", "<pobj<prep"),
        source=(">poss", ">nmod(of)"),
        where=is_third_party,
        source_needed=True,
    ),
    cue_kind="nonverbal",
    claim="according",
    floor=0.5,  # 7 of 9 are right in news that is neither PolNeAR's nor this scorer's
    examples=("In [Stoltenberg's]{source} [view]{cue}, [the strikes were a threat]{content}.",),
    counterexamples=(
        "In the centre of town, the strikes were a threat.",
        "In my view, the strikes were a threat.",
        "In view of the strikes, NATO was ready.",
    ),
)
IN_THE_WORDS_OF = Construction(
    name="in-the-words-of",
    pattern=PathPattern(
        pos="NOUN",
        words=frozenset({"words"}),
        content=("<obl", "<nmod", "<pobj<prep"),
        source=(">nmod(of)",),
        where=is_set_apart,
        source_needed=True,
    ),
    cue_kind="nonverbal",
    cue_start=frozenset({"in"}),
    cue_end=frozenset({"of"}),
    claim="according",
    prior=0.8,  # set by hand: PolNeAR's training articles have too few
    examples=(
        "[In the words of]{cue} [the coach]{source}, [the season was a shambles]{content}.",
        "[The season was a shambles]{content}, [in the words of]{cue} [the coach]{source}.",
    ),
    counterexamples=(
        "In words of one syllable, the season was a shambles.",
        "The coach found comfort in the words of the song.",
    ),
)
REPORTEDLY = Construction(
    name="adverb",
    pattern=PathPattern(
        pos="ADV",
        words=frozenset({"reportedly", "allegedly", "purportedly", "supposedly"}),
        content=("<advmod",),
        source=(),
        where=is_clause_of_its_own,
    ),
    cue_kind="nonverbal",
    claim="as_written",
    floor=0.4,  # seven in ten are right in Wikinews, where PolNeAR's annotators left them out
    examples=("[Moscow]{content} [reportedly]{cue} [halted the strikes]{content}.",),
    counterexamples=("Moscow repeatedly halted the strikes.",),
)

CONSTRUCTIONS = (ACCORDING_TO, IN_A_POLL, PER_SOURCE, IN_VIEW_OF, IN_THE_WORDS_OF, REPORTEDLY)
