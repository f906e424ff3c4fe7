"""Groups and bodies without a name that the article describes more fully: "the researchers", "the government".

"Scientists from the University of Bristol found … The researchers said": both are the scientists from the University
of Bristol.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from quotes.engine.speakers.case import PASS, Example, Reply, SpeakerCase
from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.phrases import end_of, is_plural, key_of
from quotes.engine.speakers.scene import Scene, Source
from quotes.engine.speakers.unnamed import resolve_unnamed
from quotes.language.lexicon import word_list, word_table
from quotes.language.sectors import singular

_RESEARCHERS = "researcher"
STEM = 4  # letters that the name of a country and its adjective share: "Samoa", "Samoan"
MAX_WORDS = 16  # of a fuller form; longer ones are clauses


def resolve_fuller_form(source: Source, scene: Scene, discourse: Discourse) -> Reply:
    """ "The researchers said", after "scientists from the University of Bristol"."""
    kind = _find_kind(source)
    if kind is None:
        return PASS
    fuller = _find_fuller(kind, source, scene)
    if fuller is None:
        return PASS
    head, start, end = fuller
    reply = resolve_unnamed(replace(source, head=head, start=start, end=end), scene, discourse)
    if kind != _RESEARCHERS or not isinstance(reply, Answer) or reply.speaker is None:
        return reply
    people = replace(reply.speaker, label=None, resolution="description", head=key_of(source.head), plural=True)
    return replace(reply, speaker=people)  # "a team of scientists" is no body with a name


def _find_kind(source: Source) -> str | None:
    """The group that a source's noun is of, where the source is the noun alone with its article."""
    head, doc = source.head, source.head.doc
    words = [doc[i].lower_ for i in range(source.start, head.i)]
    if source.end != head.i + 1 or head.pos_ not in ("NOUN", "PROPN") or words not in ([], ["the"], ["these"]):
        return None
    return _kind_of(head)


def _kind_of(noun: Token) -> str | None:
    """researcher for "scientists" and "authors"; the noun itself for "government"; None for those that many can be."""
    word = singular(key_of(noun))
    groups = word_table("research_groups")
    if is_plural(noun) and word in groups:
        return groups[word]
    if word == "team":  # "an international team of scientists", "the research team"
        words = {singular(token.lower_) for token in noun.doc[noun.left_edge.i : end_of(noun)]}
        return _RESEARCHERS if "research" in words or words & groups.keys() else None
    return word if word in word_list("described_bodies") else None


def _find_fuller(kind: str, source: Source, scene: Scene) -> tuple[Token, int, int] | None:
    """The head and the tokens of the one fuller form, or of the first where all say who in a complement."""
    forms: dict[str, tuple[Token, int, int]] = {}
    for noun in scene.doc:
        if noun.pos_ not in ("NOUN", "PROPN") or noun.i == source.head.i or noun.i in scene.quoted:
            continue
        if _kind_of(noun) != kind or scene.mentions.at(noun.i) is not None:
            continue
        start, end = noun.left_edge.i, end_of(noun)
        while start < noun.i and scene.doc[start].pos_ in ("ADP", "SCONJ", "PUNCT", "SPACE", "ADV"):
            start += 1
        if end - start > MAX_WORDS or not _says_which(kind, noun, start, end, scene):
            continue
        own = [scene.doc[i] for i in range(start, end) if scene.doc[i].text[:1].isupper() and scene.doc[i].i != noun.i]
        forms.setdefault(" ".join(token.lower_[:STEM] for token in own), (noun, start, end))
    if not forms or (len(forms) > 1 and kind != _RESEARCHERS):
        return None
    return next(iter(forms.values()))


def _says_which(kind: str, noun: Token, start: int, end: int, scene: Scene) -> bool:
    """Does the phrase say whose the group is: "the Iranian government", "scientists from the University of Bristol"?"""
    if kind == _RESEARCHERS:
        return end > noun.i + 2 and scene.doc[noun.i + 1].pos_ == "ADP" and not _has_owner(noun, start)
    return any(
        (scene.doc[i].pos_ in ("PROPN", "ADJ") and scene.doc[i].text[:1].isupper() and i != noun.i and i != start)
        or scene.mentions.at(i) is not None
        for i in range(start, end)
    )


def _has_owner(noun: Token, start: int) -> bool:
    return any(noun.doc[i].tag_ in ("POS", "PRP$") for i in range(start, noun.i))


FULLER_FORM = SpeakerCase(
    "fuller-form",
    resolve_fuller_form,
    (Example("The Syrian government met. [The government]{source} said [it was over]{content}.", "Syrian government"),),
    (
        Example(
            "The Syrian government met the Russian government. [The government]{source} said [it was over]{content}.",
            "government",
        ),
        Example("[The officials]{source} said [it was over]{content}.", "officials"),
    ),
)
