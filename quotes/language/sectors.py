"""Sectors by words: roles, kinds of bodies and well-known institutions. The head of a description decides.

>>> find_sector("White House correspondent"), find_sector("spokeswoman for the bank"), find_sector("a friend")
('media', 'business', 'citizen')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from quotes.language.lexicon import word_table

WEAK = "weak"  # the label in en/*.txt of words whose sector depends on the words beside them: "spokeswoman"
_WORD = re.compile(r"[\w.&%$#@]+(?:[’'-][\w.&]+)*|[,;()]")
_POSSESSIVE = re.compile(r"['’]s?(?= |$)")
_WHO = re.compile(r"\bWHO\b")  # in capitals it is no relative pronoun
_PREPOSITIONS = frozenset({"of", "for", "at", "in", "with", "to", "on", "from", "by", "about", "against", "under"})
_PHRASE_BREAKS = _PREPOSITIONS | {"near", "across", "as", "and", "or", ",", ";", "(", ")", "--", "–", "—"}
_CLAUSE_OPENERS = frozenset({"who", "which", "that", "whose"})
_HEADS_OF_BODIES = frozenset({"president", "commissioner", "secretary", "principal", "dean", "editor"})
# "president of the Roosevelt Institute", "bank president": the body tells the sector
# Heads whose sector is another one where their employer is of that: "analysts at the bank", "church minister".
_SECTOR_BY_EMPLOYER = {"analyst": "business", "economist": "business", "minister": "religious"}


@cache
def _table(*, names: bool = False) -> tuple[dict[str, str], int]:
    table: dict[str, str] = {}
    for name in ("bodies", "institutions") if names else ("roles", "bodies", "institutions"):
        for entry, sector in word_table(name).items():
            table.setdefault(entry, sector)
            table.setdefault(_POSSESSIVE.sub("", entry), sector)  # as `_words` has it: "sheriff office"
    return table, max(len(entry.split()) for entry in table)


@cache
def role_words() -> frozenset[str]:
    """Nouns for people by their role: "senator", "spokesman"; singular, lower case."""
    return frozenset(entry for entry in word_table("roles") if " " not in entry)


@cache
def body_words() -> frozenset[str]:
    """Nouns for bodies and groups: "court", "campaign"; singular, lower case."""
    return frozenset(entry for entry in word_table("bodies") if " " not in entry)


def is_seat(name: str) -> bool:
    """True for the name of a well-known institution or firm, in lower case: "kremlin", "nabisco", "fox"."""
    return name in word_table("institutions") or word_table("bodies").get(name) == "media"


@lru_cache(maxsize=16384)
def singular(word: str) -> str:
    """A noun's singular by its ending, for look-up only: "agency" for "agencies", "businessman" for "businessmen"."""
    if word.endswith("men") and len(word) > 4:
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def look_up(phrase: str, *, names: bool = False) -> str | None:
    """The sector of an entry; "weak" if the words beside it decide; None if it is not listed.

    With `names`, roles are not looked up.
    """
    table, _ = _table(names=names)
    sector = table.get(phrase)
    if sector is None:
        head, _, last = phrase.rpartition(" ")
        sector = table.get(f"{head} {singular(last)}".strip())
    return sector


def find_sector(text: str, *, names: bool = False) -> str | None:
    """The sector of a description, or None: "media" for "White House correspondent".

    With `names` the text is the name of an organization, in which words for people do not count.
    """
    return weigh_sector(text, names=names)[1]


def weigh_sector(text: str, *, names: bool = False) -> tuple[int, str | None]:
    """The sector of a description and how sure it is: 2 by the head, 1 by another word, 0 if there is none.

    Each part between prepositions is read from its head backwards: in "a former CNN political analyst at Ohio State"
    the analyst comes before CNN, and both before Ohio State. Entries with a preposition inside ("secretary of
    state") are one word. In "president of the Roosevelt Institute" and "bank president" the body decides, not the
    president; a country decides only where nothing else does: "CNN Philippines".
    """
    reading = read_sector(text, names=names)
    return reading.weight, reading.sector


@dataclass(frozen=True)
class Reading:
    """The sector that a description gives, how sure it is, and whether it does so by a place only."""

    weight: int = 0  # 2 by the head, 1 by another word, 0 if there is none
    sector: str | None = None
    is_place: bool = False  # "Moscow", "Philippines"


@lru_cache(maxsize=4096)
def read_sector(text: str, *, names: bool = False) -> Reading:
    """How `weigh_sector` reads a description: Reading(2, "government", is_place=True) for "Moscow"."""
    words = _join(_words(text))
    parts: list[list[str]] = [[]]
    for word in words:
        if word in _CLAUSE_OPENERS:
            break
        if word in _PHRASE_BREAKS:
            if word == "of" and parts[-1] and parts[-1][-1] in _HEADS_OF_BODIES:
                del parts[-1][-_size_of_entry(parts[-1]) :]
            parts.append([])
        else:
            parts[-1].append(word)
    place = Reading()
    for number, part in enumerate(parts):
        end = last = len(part)
        while end > 0:
            for size in range(min(4, end), 0, -1):
                entry = " ".join(part[end - size : end]).replace("_", " ")
                sector = look_up(entry, names=names)
                if sector is not None:
                    if size == 1 and part[end - 1] in _HEADS_OF_BODIES and _names_body(part[: end - 1]):
                        last = end - 1  # "society president": a body before its head
                        break
                    weight = 2 if end == last and number == 0 else 1
                    if is_place(entry):
                        place = place if place.sector else Reading(weight, sector, is_place=True)
                    elif sector != WEAK:
                        others = [part[: end - size], *parts[number + 1 :]] if weight == 2 else []
                        return Reading(weight, _sector_by_employer(part[end - 1], others) or sector)
                    end -= size - 1
                    break
            end -= 1
    return place


def _size_of_entry(words: list[str]) -> int:
    """How many words at the end are one entry: 2 of "a general secretary"."""
    ends = range(min(4, len(words)), 1, -1)
    return next((size for size in ends if look_up(" ".join(words[-size:]).replace("_", " ")) is not None), 1)


def _sector_by_employer(head: str, others: list[list[str]]) -> str | None:
    """The sector of a head whose employer, in the other words of the description, gives it another one."""
    sector = _SECTOR_BY_EMPLOYER.get(singular(head))
    return sector if sector and any(read_sector(" ".join(part)).sector == sector for part in others) else None


def is_place(entry: str) -> bool:
    """True for a country or capital that stands for its government: "moscow", "philippines"."""
    return word_table("institutions").get(entry) == "government" and entry not in word_table("bodies")


def _names_body(words: list[str]) -> bool:
    """True if the last word, or the last two or three, name a kind of body: "pharmaceutical society"."""
    entries = (" ".join(words[-size:]).replace("_", " ") for size in (1, 2, 3)[: len(words)])
    return any(look_up(entry, names=True) is not None and not is_place(entry) for entry in entries)


def _words(text: str) -> list[str]:
    words = _WORD.findall(_WHO.sub("world health organization", text).lower().replace("’", "'"))
    words = [re.sub(r"'s?$", "", word) if len(word) > 2 else word for word in words]
    return [word.rstrip(".") if word.count(".") == 1 and word.endswith(".") else word for word in words]


def _join(words: list[str]) -> list[str]:
    """Join the words of entries that have a preposition inside: "secretary of state" becomes "secretary_of_state"."""
    table, longest = _table()
    joined: list[str] = []
    position = 0
    while position < len(words):
        for size in range(min(longest, len(words) - position), 2, -1):
            entry = " ".join(words[position : position + size])
            if _PHRASE_BREAKS.isdisjoint(words[position : position + size]):
                continue
            fitting = next(
                (
                    form
                    for form in (entry, f"{singular(words[position])}{entry[len(words[position]) :]}")
                    if form in table
                ),
                None,
            )
            if fitting is not None:
                joined.append(fitting.replace(" ", "_"))
                position += size
                break
        else:
            joined.append(words[position])
            position += 1
    return joined


def is_role(lemma: str) -> bool:
    """True if the word names the role of a person: "senator", "actress", "spokesmen"."""
    return lemma in role_words() or singular(lemma) in role_words()


def is_body(lemma: str) -> bool:
    """True if the word names a kind of body or group: "court", "campaign", "companies"."""
    return lemma in body_words() or singular(lemma) in body_words()


@lru_cache(maxsize=8192)
def sector_of_word(word: str) -> str | None:
    """The sector of a single word of the lists: "judiciary" for "judge"; None for most words."""
    sector = look_up(word)
    return None if sector == WEAK else sector


@lru_cache(maxsize=16384)
def sector_as_written(word: str) -> str | None:
    """The sector of a word of the lists in one of its forms: "judge", "Judges" and "JUDGE" are judiciary."""
    lower = word.lower()
    if not word.isalpha() or word == "us" or word not in (lower, lower.capitalize(), lower.upper()):  # "us": a pronoun
        return None
    return sector_of_word(lower)
