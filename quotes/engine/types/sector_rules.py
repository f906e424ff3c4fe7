"""The sector that the article's own words give a speaker: politics for "the former secretary of state".

They are one hint among others at the sector of the record (`sector_features.py`).
"""

from __future__ import annotations

import re

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.sector_model import SectorModel, known_sector
from quotes.language.sectors import find_sector, read_sector, weigh_sector

CANDIDATE = re.compile(
    r"\b(?:(?<!doctoral )(?<!phd )candidate|nominee|front-?runner|hopeful|contender|running mate|campaign|candidacy|challenger)\b",  # noqa: E501
    re.I,
)
_OFFICE = re.compile(r"(?:Mr\. |Madam )?Secretary", re.I)
_HEAD_OF_GOVERNMENT = re.compile(r"\b(?:president|prime minister|premier|chancellor)$", re.I)
FORMER = re.compile(r"\b(?:former|ex|then|one-time|onetime|retired)\b", re.I)


def sector_of_person(speaker: ResolvedSpeaker, model: SectorModel | None = None) -> str | None:
    """The sector of a person: by the article's words if they are certain, else as a name that the model knows."""
    sector, is_certain = sector_by_words(speaker, model)
    return sector if is_certain else known_sector(speaker.name, model) or sector


def sector_by_words(speaker: ResolvedSpeaker, model: SectorModel | None = None) -> tuple[str | None, bool]:
    """The sector that the article's words give, and whether it is certain.

    A candidacy, a present office before the name and a party are certain. "The former secretary of state" and "the
    businessman" are not: the name may be well known for something else.
    """
    descriptions = (*speaker.titles, *speaker.roles)
    if is_candidate(speaker):
        return "politics", True
    readings = [(read_sector(words), bool(FORMER.search(words))) for words in descriptions]
    weighed = sorted(
        (is_former, -reading.weight, number, _after_office(reading.sector) if is_former else reading.sector)
        for number, (reading, is_former) in enumerate(readings)
        if reading.sector is not None and not reading.is_place  # "France" of "France's Lee" is no description
    )
    best = weighed[0] if weighed else None
    if best is not None and not best[0] and best[1] == -2:
        return best[3], best[2] < len(speaker.titles)
    if speaker.party:
        return "politics", True
    owned = next(
        filter(None, (sector_of_owner(owner, model) for owner in speaker.owners if owner.label != "PLACE")), None
    )
    if owned is not None and not (best is not None and best[1] == -2):
        return owned, True
    if any(_OFFICE.fullmatch(title) for title in speaker.titles):
        return "government", False
    return (best[3] if best is not None else None), False


def is_candidate(speaker: ResolvedSpeaker) -> bool:
    """Does somebody run for an office; a president or prime minister who does still speaks as one."""
    if any(_HEAD_OF_GOVERNMENT.search(title) and not FORMER.search(title) for title in speaker.titles):
        return False
    return speaker.runs or any(CANDIDATE.search(words) for words in (*speaker.titles, *speaker.roles))


def _after_office(sector: str) -> str:
    """The sector of somebody who has left one: former presidents and secretaries of state are in politics."""
    return "politics" if sector == "government" else sector


def sector_of_owner(owner: ResolvedSpeaker, model: SectorModel | None = None) -> str | None:
    """The sector of who a role belongs to: of the ministry in "the ministry's spokesman"."""
    return sector_of_person(owner, model) if owner.label == "PERSON" else sector_of_others(owner, model)


def sector_of_others(speaker: ResolvedSpeaker, model: SectorModel | None = None) -> str | None:
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
    return sector or next(filter(None, (sector_of_owner(owner, model) for owner in speaker.owners)), None)
