"""What the sector of a speaker is weighed by: hints at sectors, and words, of its descriptions and its surroundings.

"NATO Secretary General Jens Stoltenberg" has the hint ("title", "international_organization") and the word
"described secretary".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.context import Context
from quotes.engine.types.nature import nature_of
from quotes.engine.types.sector_model import SectorFeatures, SectorModel, known_sector
from quotes.engine.types.sector_rules import (
    CANDIDATE,
    FORMER,
    is_candidate,
    sector_by_words,
    sector_of_others,
    sector_of_owner,
)
from quotes.language.lexicon import word_list
from quotes.language.sectors import is_role, read_sector, sector_of_word, singular

MAX_MENTIONS = 3  # that are looked at: who somebody is, articles say early
MAX_TOKENS_BEFORE, MAX_TOKENS_AFTER = 6, 12  # of a description beside a name: "of the Royal Institute of …"
_WORD = re.compile(r"[^\W\d_][\w.&-]*[\w&]|[^\W\d_]")
_LEADER = re.compile(r"\b(?:executive|leader|president|premier|head|chief|governor|mayor)\b(?= of\b)", re.I)
_AGE = re.compile(r"-year-old\b|, \d\d?,")
_RETIRED = re.compile(r"\bretired\b", re.I)  # a retired general still speaks as one
_KIN = {"politics": "government", "government": "politics"}  # who is known for one may be in the other now
_SITE = re.compile(r"\w\.(?:com|org|net|info|co\.\w\w)$", re.I)
_CALL_SIGN = re.compile(r"TV|Online$|\d$")
_NO_DESCRIPTION = frozenset({"VERB", "AUX", "PUNCT", "SPACE", "PRON", "SCONJ", "CCONJ"})
_NO_NOUN_PHRASE = _NO_DESCRIPTION | {"ADP"}
_CLAUSE = re.compile(r"[\s,]+(?:who|whose|which|that)\b.*", re.S)
_JOINTS = frozenset({"and", "&", "-", "–"})  # within a description: "aid and relief", "ten-year-old"
_LINKS = frozenset({"of", "from", "with", "at", "for", "in", ",", "(", "by"})


def describe(speakers: Sequence[ResolvedSpeaker], context: Context) -> SectorFeatures:
    """The features of a speaker, from all that the article's attributions say of it; `speakers` have one name."""
    features, speaker = SectorFeatures(), speakers[0]
    nature = nature_of(speaker)
    features.add_words("nature", (nature,))
    if speaker.label is not None:
        features.add_words("label", (speaker.label,))
    _describe_roles(features, speakers)
    if speaker.label == "PERSON":
        _describe_person(features, max(speakers, key=lambda one: len(one.titles) + len(one.roles)), context.model)
    else:
        _describe_source(features, speaker, context.model)
    for owner in {owner.name: owner for one in speakers for owner in one.owners}.values():
        features.hint(
            f"owner of {nature}", "place" if owner.label == "PLACE" else sector_of_owner(owner, context.model)
        )
    places = sorted({place for one in speakers for place in one.places})
    is_described = any(name.startswith("rules") for name, _ in features.hints)
    beside = _describe_neighbours(features, places, context, "described" if is_described else "undescribed")
    _describe_kin(features, speakers, beside, context)
    features.hints.update(context.hints("described" if is_described else nature))
    return features


def _describe_roles(features: SectorFeatures, speakers: Sequence[ResolvedSpeaker]) -> None:
    """Titles and roles: each by its head and by all its words; those of the past hint at no sector, but at politics."""
    for kind in ("title", "role"):
        for words in dict.fromkeys(words for one in speakers for words in getattr(one, f"{kind}s")):
            reading = read_sector(words)
            features.add_words("described", content_words(words))
            if FORMER.search(words) and not _RETIRED.search(words):
                features.add_words("is", ("former",))
                if reading.sector in _KIN:
                    features.hint("after office", "politics")
            elif reading.is_place:
                features.add_words("place", (kind,))
            else:
                features.hint(kind, reading.sector)
                if reading.weight == 2:
                    features.hint(f"{kind} head", reading.sector)
    if any(_leads_place(one) for one in speakers):
        features.hint("leads a place", "government")
    if all(is_candidate(one) for one in speakers):
        features.hint("candidacy", "politics")
    if any(one.party for one in speakers):
        features.hint("party", "politics")


def _leads_place(speaker: ResolvedSpeaker) -> bool:
    """ "Chief executive of Hong Kong": a place is led by who is in office, whatever a chief executive is elsewhere."""
    places = [owner.name for owner in speaker.owners if owner.label == "PLACE"]
    roles = [words for words in (*speaker.titles, *speaker.roles) if not FORMER.search(words)]
    return any(
        _LEADER.search(words) and words.rstrip(" .").endswith(f"of {place}") for words in roles for place in places
    )


def _describe_person(features: SectorFeatures, speaker: ResolvedSpeaker, model: SectorModel) -> None:
    sector, is_certain = sector_by_words(speaker, model)
    features.hint("rules for certain" if is_certain else "rules", sector)
    known = known_sector(speaker.name, model)
    features.hint("known", known)
    features.hint("known kin", _KIN.get(known or ""))
    reading = read_sector(speaker.name, names=True)
    if reading.weight == 2 and not reading.is_place:
        features.hint("person's name", reading.sector)
    if not (speaker.titles or speaker.roles):
        features.add_words("is", ("undescribed",))


def _describe_source(features: SectorFeatures, speaker: ResolvedSpeaker, model: SectorModel) -> None:
    """The name of an organization, or the words of an unnamed source."""
    is_named = speaker.label is not None
    features.hint("rules", sector_of_others(speaker, model))
    text = speaker.name if is_named else _CLAUSE.sub("", speaker.words)
    reading = read_sector(text, names=is_named)
    if reading.is_place:
        features.add_words("place", ("name" if is_named else "source",))
    else:
        features.hint("own words", reading.sector)
        if reading.weight == 2:
            features.hint("own head", reading.sector)
    words = content_words(text)
    features.add_words("name" if is_named else "source", words)
    if is_named and words:
        for word in words:
            features.hint("name word", sector_of_word(word))
        features.add_words("last", words[-1:])
        if _SITE.search(speaker.name):
            features.add_words("is", ("site",))
        if _CALL_SIGN.search(speaker.name):
            features.add_words("is", ("call sign",))
    elif speaker.head:
        features.add_words("head", (singular(speaker.head),))


def _describe_neighbours(
    features: SectorFeatures, places: Sequence[int], context: Context, kind: str
) -> list[tuple[str, str]]:
    """The words before and after the first mentions: "Greek daily", "of the Royal Society", and verbs they govern."""
    beside: list[tuple[str, str]] = []
    for place in places[:MAX_MENTIONS]:
        end = context.end_of_name(place)
        for name, words in (("before", _words_before(place, context)), ("after", _words_after(end, context))):
            if not words:
                continue
            beside.append((name, words))
            reading = read_sector(words)
            if CANDIDATE.search(words):
                features.hint("candidacy beside", "politics")
            if reading.is_place:
                features.add_words("place", (name,))
            else:
                features.hint(f"{name} {kind}", reading.sector)
            if _AGE.search(words):
                features.add_words("is", ("of an age",))
        verb = context.verb_after(end)
        if verb is not None:
            features.add_words("verb", (verb,))
    return beside


def _words_before(place: int, context: Context) -> str:
    """ "Russian tabloid" of "the Russian tabloid Life News", "One aide" of "One aide, Dmitry Peskov, said"."""
    words, tags, end = context.words, context.tags, place
    if place > 1 and words[place - 1] == "," and is_role(words[place - 2].lower()):
        end -= 1
    start = end
    while (
        start > 0
        and end - start < MAX_TOKENS_BEFORE
        and (tags[start - 1] not in _NO_NOUN_PHRASE or (start < end and words[start - 1] in _JOINTS))
    ):
        start -= 1
    return context.text(start, end)


def _words_after(end: int, context: Context) -> str:
    """ "secretary general of NATO" of "Jens Stoltenberg, secretary general of NATO, said"; "" where none follow."""
    words, tags = context.words, context.tags
    if end >= len(words) or words[end].lower() not in _LINKS:
        return ""
    stop, last = end + 1, min(len(words), end + 1 + MAX_TOKENS_AFTER)
    while stop < last and not (tags[stop] in _NO_DESCRIPTION and words[stop] not in _JOINTS):
        stop += 1
    if words[end] == ",":
        is_closed = stop < len(words) and words[stop] in (",", "who", "which")
        if not is_closed and words[end + 1 : end + 2] not in (["a"], ["an"]):
            return ""
    return context.text(end + 1, stop)


def _describe_kin(
    features: SectorFeatures, speakers: Sequence[ResolvedSpeaker], beside: list[tuple[str, str]], context: Context
) -> None:
    """The sector of an organization of the article that a description names: of "Greenpeace spokeswoman"."""
    texts = [words for _, words in beside]
    texts += [words for one in speakers for words in (*one.titles, *one.roles)]
    if speakers[0].label is None:
        texts.append(speakers[0].words)
    together = "\n".join(texts)  # a long document has hundreds of organizations
    for name, sector in context.organizations.items():
        if name != speakers[0].name and name in together:
            features.hint("its organization", sector)


@lru_cache(maxsize=4096)
def content_words(text: str) -> tuple[str, ...]:
    """The words of a description as singulars, without function words: ("senior", "official") of "senior officials"."""
    words = _WORD.findall(text.lower().replace("’", "'").replace("'s", " "))
    return tuple(dict.fromkeys(singular(word) for word in words if word not in word_list("function_words")))
