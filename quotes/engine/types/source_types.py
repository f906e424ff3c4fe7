"""The type of a source: its nature, its sector and, for the unnamed, how it is anonymous."""

from __future__ import annotations

import re
from typing import cast

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.context import Context, guess_sector, known_sector
from quotes.language.lexicon import word_list
from quotes.language.sectors import find_sector, is_body, is_role, singular, weigh_sector
from quotes.record import Anonymity, Nature, Sector

_REQUESTED = re.compile(
    r"(?:on (?:the )?condition of anonymity|(?:asked|requested|declined|refused) (?:not )?to be (?:named|identified)"
    r"|not authori[sz]ed to (?:speak|comment|discuss)|spoke anonymously|requested anonymity|asked for anonymity)",
    re.I,
)
_REASON = re.compile(
    r"\b(?:because|since|as (?:he|she|they|it)\b|for fear|out of fear|citing|(?:in order )?to (?:discuss|speak|talk"
    r"|describe|avoid|protect|preserve)\b|(?:is|are|was|were) not authori[sz]ed)[^.;:”\"\n]*",
    re.I,
)
_SPEECH_TAIL = re.compile(r",?\s+(?:said|told|added|wrote)\b.*$", re.I)
_DECLINED = re.compile(
    r"\b(?:declin|refus)\w+ (?:(?:further|immediate) )?(?:to )?(?:comment|say|answer|discuss|elaborate|respond|speak|be"
    r" interviewed|be quoted)|\b(?:not|n['’]t)(?: immediately)? (?:respond|return|reply|answer|comment)"
    r"|\bnot(?: immediately)? be reached|\bno(?: immediate| further)? comment",
    re.I,
)
_DETERMINERS_AND_NUMBERS = re.compile(
    r"^(?:the|an?|one|two|three|four|several|some|many|most|other|another|multiple|few|both|these|those|\d+)$", re.I
)
_CANDIDATE = re.compile(
    r"\b(?:(?<!doctoral )(?<!phd )candidate|nominee|front-?runner|hopeful|contender|running mate|campaign|candidacy|challenger)\b",  # noqa: E501
    re.I,
)
_OFFICE = re.compile(r"(?:Mr\. |Madam )?Secretary", re.I)
_PERSON_ENDING = re.compile(
    r"(?:[a-z]{2}(?:er|or|ist|ian|ant|ee|eur|man|woman|person|child|mate|kin|goer)|^(?:self|guy|one|boy|girl))$"
)
_FORMER = re.compile(r"\b(?:former|ex|then|one-time|onetime|retired)\b", re.I)


def nature_of(speaker: ResolvedSpeaker | None) -> Nature:
    """named_person, unnamed_person, named_organization, unnamed_group, document or none."""
    if speaker is None:
        return "none"
    if speaker.author:  # the author of an article signs it
        return "unnamed_group" if speaker.plural else "named_person"
    if speaker.label == "PERSON":
        return "named_person"
    if speaker.label in ("ORG", "PLACE"):
        return "named_organization"
    lemma = singular(speaker.head)
    if speaker.head in word_list("documents") or lemma in word_list("documents"):
        return "document"
    if (
        speaker.plural
        or speaker.head in word_list("groups")
        or speaker.head in word_list("quantities")
        or (is_body(lemma) and not is_role(lemma))
    ):
        return "unnamed_group"
    return "unnamed_person" if is_role(lemma) or is_role(speaker.head) or _PERSON_ENDING.search(lemma) else "none"


def sector_of(speaker: ResolvedSpeaker | None, context: Context | None = None) -> Sector:
    """The sector by the article's own words: candidacy, office, party, other roles.

    If they say nothing, well-known names and the words around the mentions decide (`context`).
    """
    if speaker is None:
        return "unknown"
    if speaker.author:
        return "media"
    sector = sector_of_person(speaker) if speaker.label == "PERSON" else sector_of_others(speaker)
    if sector is None and context is not None and nature_of(speaker) not in ("document", "none"):
        sector = guess_sector(speaker, context)
    return cast("Sector", sector or "unknown")  # its names are those of the lists in quotes.language


def sector_of_person(speaker: ResolvedSpeaker) -> str | None:
    """The sector of a person: by the article's words if they are certain, else as a well-known name."""
    sector, is_certain = sector_by_words(speaker)
    return sector if is_certain else known_sector(speaker.name) or sector


def sector_by_words(speaker: ResolvedSpeaker) -> tuple[str | None, bool]:
    """The sector that the article's words give, and whether it is certain.

    A candidacy, a present office before the name and a party are certain. "The former secretary of state" and "the
    businessman" are not: the name may be well known for something else.
    """
    descriptions = (*speaker.titles, *speaker.roles)
    if speaker.runs or any(_CANDIDATE.search(words) for words in descriptions):
        return "politics", True
    weighed = sorted(
        (bool(_FORMER.search(words)), -weight, number, _after_office(sector) if _FORMER.search(words) else sector)
        for number, (weight, sector, words) in enumerate((*weigh_sector(words), words) for words in descriptions)
        if sector is not None
    )
    best = weighed[0] if weighed else None
    if best is not None and not best[0] and best[1] == -2:
        return best[3], best[2] < len(speaker.titles)
    if speaker.party:
        return "politics", True
    owned = next(filter(None, map(_sector_of_owner, speaker.owners)), None)
    if owned is not None and not (best is not None and best[1] == -2):
        return owned, True
    if any(_OFFICE.fullmatch(title) for title in speaker.titles):
        return "government", False
    return (best[3] if best is not None else None), False


def _after_office(sector: str) -> str:
    """The sector of somebody who has left one: former presidents and secretaries of state are in politics."""
    return "politics" if sector == "government" else sector


def _sector_of_owner(owner: ResolvedSpeaker) -> str | None:
    return sector_of_person(owner) if owner.label == "PERSON" else sector_of_others(owner)


def sector_of_others(speaker: ResolvedSpeaker) -> str | None:
    """The sector of a speaker that is not a person, by its name or by the words of the mention."""
    if speaker.label == "PLACE":
        return find_sector(speaker.name, names=True) or "government"
    named = speaker.label is not None
    weight, sector = weigh_sector(speaker.name if named else speaker.words, names=named)
    if speaker.share and sector == "politics":
        return "citizen"  # people asked in a poll
    if weight == 2 or (sector is not None and not speaker.roles):
        return sector
    for words in speaker.roles:
        if (by_role := find_sector(words)) is not None:
            return by_role
    return sector or next(filter(None, map(_sector_of_owner, speaker.owners)), None)


def anonymity_of(speaker: ResolvedSpeaker | None, nature: Nature, source: str | None, context: str) -> Anonymity | None:
    """For unnamed sources: requested ("who asked not to be named"), descriptor ("a Syrian military source") or bare."""
    if speaker is None or source is None or nature not in ("unnamed_person", "unnamed_group"):
        return None
    if _REQUESTED.search(context):
        return "requested"
    words = [word for word in re.findall(r"[\w’'-]+", source) if not _DETERMINERS_AND_NUMBERS.match(word)]
    return "bare" if len(words) <= 1 and speaker.head in word_list("bare_heads") else "descriptor"


def reason_of(context: str) -> tuple[int, int] | None:
    """The characters that say why a source is not named: "because he was not authorized to speak"; or None.

    Only in a sentence with a request to stay unnamed.
    """
    request = _REQUESTED.search(context)
    if request is None:
        return None
    begin = context.rfind(".", 0, request.start()) + 1
    stop = context.find(".", request.end())
    reason = _REASON.search(context, request.end()) or _REASON.search(context, begin)
    if reason is None or (0 <= stop < reason.start()):
        return None
    end = reason.end() - len(tail.group()) if (tail := _SPEECH_TAIL.search(reason.group())) else reason.end()
    while end > reason.start() and context[end - 1] in " ,":
        end -= 1
    return reason.start(), end


def has_declined(words: str) -> bool:
    """True if the words say that a source did not comment: "declined to comment", "did not respond to a request"."""
    return _DECLINED.search(words) is not None
