"""The type of a source: its nature, its sector and, for the unnamed, how it is anonymous."""

from __future__ import annotations

import re

from quotes.language.lexicon import word_list
from quotes.language.sectors import find_sector, is_body, is_role, singular
from quotes.resolve.speaker import ResolvedSpeaker

_REQUESTED = re.compile(
    r"(?:on (?:the )?condition of anonymity|(?:asked|requested|declined|refused) (?:not )?to be (?:named|identified)"
    r"|not authori[sz]ed to (?:speak|comment|discuss)|spoke anonymously|requested anonymity|asked for anonymity)", re.I
)  # fmt: skip
_BARE_HEADS = frozenset({
    "source", "official", "person", "people", "other", "critic", "insider", "observer", "expert", "analyst",
    "witness", "some", "many", "one",
})  # fmt: skip
_COUNTS = re.compile(
    r"^(?:the|an?|one|two|three|four|several|some|many|most|other|another|multiple|few|both|these|those|\d+)$", re.I
)
_CANDIDATE = re.compile(
    r"\b(?:candidate|nominee|front-?runner|hopeful|contender|running mate|campaign|candidacy|challenger)\b", re.I
)
_FORMER = re.compile(r"\b(?:former|ex|then|one-time|onetime)\b", re.I)


def nature_of(speaker: ResolvedSpeaker | None) -> str:
    """named_person, unnamed_person, named_organization, unnamed_group, document or none."""
    if speaker is None:
        return "none"
    if speaker.author:
        return "unnamed_group" if speaker.plural else "named_person"
    if speaker.label == "PERSON":
        return "named_person"
    if speaker.label in ("ORG", "PLACE"):
        return "named_organization"
    lemma = singular(speaker.head)
    if speaker.head in word_list("documents") or lemma in word_list("documents"):
        return "document"
    if speaker.plural or speaker.head in word_list("groups") or (is_body(lemma) and not is_role(lemma)):
        return "unnamed_group"
    return "unnamed_person"


def sector_of(speaker: ResolvedSpeaker | None) -> str:
    """The sector by the article's own words: whether it runs for office, its office, its party, its other roles."""
    if speaker is None:
        return "unknown"
    if speaker.author:
        return "media"
    if speaker.label == "PERSON":
        return _of_person(speaker)
    return _of_others(speaker)


def _of_person(speaker: ResolvedSpeaker) -> str:
    told = (*speaker.titles, *speaker.roles)
    if speaker.runs or any(_CANDIDATE.search(words) for words in told):
        return "politics"
    found = [(bool(_FORMER.search(words)), find_sector(words)) for words in told]
    for former in (False, True):
        for is_former, sector in found:
            if sector is not None and is_former == former:
                return sector
        if speaker.party:
            return "politics"
    return find_sector(speaker.words) or "unknown"


def _of_others(speaker: ResolvedSpeaker) -> str:
    for words in (speaker.words, speaker.name, *speaker.roles, *speaker.near):
        sector = find_sector(words)
        if sector is not None:
            return sector
    return "government" if speaker.label == "PLACE" else "unknown"


def anonymity_of(speaker: ResolvedSpeaker | None, nature: str, source: str | None, context: str) -> str | None:
    """For unnamed sources: requested ("who asked not to be named"), descriptor ("a Syrian military source") or bare."""
    if speaker is None or source is None or nature not in ("unnamed_person", "unnamed_group"):
        return None
    if _REQUESTED.search(context):
        return "requested"
    words = [word for word in re.findall(r"[\w’'-]+", source) if not _COUNTS.match(word)]
    return "bare" if len(words) <= 1 and speaker.head in _BARE_HEADS else "descriptor"
