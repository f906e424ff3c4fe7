"""The type of a source: its nature, its sector and, for the unnamed, how it is anonymous."""

from __future__ import annotations

from typing import cast

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.anonymity import anonymity_of, has_declined, reason_of
from quotes.engine.types.context import Context, key_of
from quotes.engine.types.nature import nature_of
from quotes.engine.types.sector_features import describe
from quotes.engine.types.sector_model import find_likeliest
from quotes.engine.types.sector_rules import sector_of_others, sector_of_person
from quotes.record import Sector

__all__ = ["anonymity_of", "has_declined", "nature_of", "reason_of", "sector_of"]


def sector_of(speaker: ResolvedSpeaker | None, context: Context | None = None) -> Sector:
    """The likeliest sector by all that the article says of a speaker; without `context`, by its descriptions alone.

    A speaker has one sector in an article: that of the first call for its name.
    """
    if speaker is None:
        return "unknown"
    if speaker.author:
        return "citizen" if context is not None and context.is_personal else "media"
    if context is None:
        sector = sector_of_person(speaker) if speaker.label == "PERSON" else sector_of_others(speaker)
        return cast("Sector", sector or "unknown")  # its names are those of the lists in quotes.language
    key = key_of(speaker)
    if key not in context.decided:
        context.decided[key] = find_likeliest(describe(context.mentions_of(speaker), context), context.model)
    return cast("Sector", context.decided[key])
