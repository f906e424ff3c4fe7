"""The type of a source: its nature, its sector and, for the unnamed, how it is anonymous.

>>> sector_of("NATO Secretary General")
'international_organization'
"""

from __future__ import annotations

import re
from functools import lru_cache

from quotes.language.lexicon import word_list, word_table
from quotes.resolve.speakers import ResolvedSpeaker

# Words that many sectors share: they count only where nothing more telling stands beside them.
WEAK = frozenset({
    "president", "secretary", "official", "officials", "agency", "bureau", "department", "council", "group",
    "director", "people", "man", "woman", "men", "women", "association", "society", "news", "post", "times",
    "general", "state", "committee", "house", "coalition", "league", "union", "city", "county", "commissioner",
    "supporters", "supporter", "study", "studies", "poll", "polls", "survey", "officer", "officers", "head",
    "majority", "institute", "minister", "adviser", "advisers", "aide", "aides", "author", "video", "who",
    "editorial", "press", "friend", "friends", "family", "executive", "chairman", "alliance", "authorities",
    "authority", "administration", "host", "students", "school",
})  # fmt: skip
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


def nature_of(speaker: ResolvedSpeaker | None) -> str:
    """named_person, unnamed_person, named_organization, unnamed_group, document or none."""
    if speaker is None:
        return "none"
    if speaker.label == "PERSON":
        return "named_person"
    if speaker.head in word_list("documents") and speaker.label is None:
        return "document"
    if speaker.label == "ORG":
        return "named_organization"
    if speaker.plural or speaker.head in word_list("groups"):
        return "unnamed_group"
    return "unnamed_person"


def sector_of(words: str) -> str:
    """The sector that the most telling words name: the longest strong entry, the last of equals; else unknown."""
    table, longest = _sectors()
    tokens = re.findall(r"[\w.&’'-]+", words.lower().replace("’s", "").replace("'s", ""))
    tokens = [token.rstrip(".") if token.count(".") == 1 else token for token in tokens]
    best: tuple[bool, int, int] | None = None
    sector = "unknown"
    for at in range(len(tokens)):
        for size in range(min(longest, len(tokens) - at), 0, -1):
            entry = " ".join(tokens[at : at + size])
            if entry in table:
                rank = (entry not in WEAK, size, -at)
                if best is None or rank > best:
                    best, sector = rank, table[entry]
                break
    return sector


@lru_cache(maxsize=1)
def _sectors() -> tuple[dict[str, str], int]:
    table = word_table("sectors")
    return table, max(len(entry.split()) for entry in table)


def anonymity_of(speaker: ResolvedSpeaker | None, nature: str, source: str | None, context: str) -> str | None:
    """For unnamed sources: requested ("who asked not to be named"), descriptor ("a Syrian military source") or bare."""
    if speaker is None or source is None or nature not in ("unnamed_person", "unnamed_group"):
        return None
    if _REQUESTED.search(context):
        return "requested"
    words = [word for word in re.findall(r"[\w’'-]+", source) if not _COUNTS.match(word)]
    return "bare" if len(words) <= 1 and speaker.head in _BARE_HEADS else "descriptor"
