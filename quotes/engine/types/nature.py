"""The nature of a source: "Jens Stoltenberg" is a named person, "officials" an unnamed group, "a study" a document."""

from __future__ import annotations

import re

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.language.lexicon import word_list
from quotes.language.sectors import is_body, is_role, singular
from quotes.record import Nature

_PERSON_ENDING = re.compile(
    r"(?:[a-z]{2}(?:er|or|ist|ian|ant|ee|eur|man|woman|person|child|mate|kin|goer)|^(?:self|guy|one|boy|girl))$"
)


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
