"""Sectors by words: roles, kinds of bodies and well-known seats. The head of a description decides.

>>> find_sector("White House correspondent"), find_sector("spokeswoman for the bank"), find_sector("a friend")
('media', 'business', 'citizen')
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from quotes.language.lexicon import word_table

WEAK = "weak"
_WORD = re.compile(r"[\w.&%$#@]+(?:[’'-][\w.&]+)*|[,;()]")
_BREAKS = frozenset(
    [
        "of",
        "for",
        "at",
        "in",
        "with",
        "to",
        "on",
        "from",
        "by",
        "about",
        "against",
        ",",
        ";",
        "(",
        ")",
        "--",
        "–",
        "—",
        "and",
        "or",
        "as",
        "under",
        "near",
        "across",
    ]
)
_CLAUSES = frozenset({"who", "which", "that", "whose"})
_OF_WHAT = frozenset({"president", "commissioner", "secretary", "minister", "principal", "dean", "editor"})


@cache
def _table(*, names: bool = False) -> tuple[dict[str, str], int]:
    table: dict[str, str] = {}
    for name in ("bodies", "institutions") if names else ("roles", "bodies", "institutions"):
        for entry, sector in word_table(name).items():
            table.setdefault(entry, sector)
    return table, max(len(entry.split()) for entry in table)


@cache
def role_words() -> frozenset[str]:
    """What people are called by role or part: "senator", "spokesman"; singular, lower case."""
    return frozenset(entry for entry in word_table("roles") if " " not in entry)


@cache
def body_words() -> frozenset[str]:
    """What bodies and groups are called: "court", "campaign"; singular, lower case."""
    return frozenset(entry for entry in word_table("bodies") if " " not in entry)


def is_seat(name: str) -> bool:
    """Is it the name of a well-known institution or firm: "kremlin", "nabisco", "fox"?"""
    return name in word_table("institutions") or word_table("bodies").get(name) == "media"


def singular(word: str) -> str:
    """A noun's singular by its ending, for look-up only: "agencies" is "agency", "businessmen" "businessman"."""
    if word.endswith("men") and len(word) > 4:
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def look_up(phrase: str, *, names: bool = False) -> str | None:
    """The sector of one entry, "weak" for words that leave it to their company, or None; of `names`, no roles."""
    table, _ = _table(names=names)
    found = table.get(phrase)
    if found is None:
        head, _, last = phrase.rpartition(" ")
        found = table.get(f"{head} {singular(last)}".strip())
    return found


def find_sector(text: str, *, names: bool = False) -> str | None:
    """The sector that a description tells, or None; of an organization's name (`names`), its words for people do not count."""  # noqa: E501
    return weigh_sector(text, names=names)[1]


@lru_cache(maxsize=4096)
def weigh_sector(text: str, *, names: bool = False) -> tuple[int, str | None]:
    """The sector that a description tells and how well: 2 by its head, 1 by another word, 0 not at all.

    Each part between prepositions is read from its head backwards: in "a former CNN political analyst at Ohio State"
    the analyst comes before CNN, and both before Ohio State. Entries that run over a preposition ("secretary of
    state") are one word; of "president of the Roosevelt Institute" the institute tells more than the president.
    """
    words = _join(_words(text))
    parts: list[list[str]] = [[]]
    for word in words:
        if word in _CLAUSES:
            break
        if word in _BREAKS:
            if word == "of" and parts[-1] and parts[-1][-1] in _OF_WHAT:
                parts[-1].pop()
            parts.append([])
        else:
            parts[-1].append(word)
    for number, part in enumerate(parts):
        end = len(part)
        while end > 0:
            for size in range(min(4, end), 0, -1):
                found = look_up(" ".join(part[end - size : end]).replace("_", " "), names=names)
                if found is not None:
                    if found != WEAK:
                        return (2 if end == len(part) and number == 0 else 1), found
                    end -= size - 1
                    break
            end -= 1
    return 0, None


def _words(text: str) -> list[str]:
    words = _WORD.findall(text.lower().replace("’", "'"))
    words = [re.sub(r"'s?$", "", word) if len(word) > 2 else word for word in words]
    return [word.rstrip(".") if word.count(".") == 1 and word.endswith(".") else word for word in words]


def _join(words: list[str]) -> list[str]:
    """Put entries that run over a preposition together: "secretary of state" becomes "secretary_of_state"."""
    table, longest = _table()
    joined: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 2, -1):
            entry = " ".join(words[at : at + size])
            if _BREAKS.isdisjoint(words[at : at + size]):
                continue
            fitting = next(
                (form for form in (entry, f"{singular(words[at])}{entry[len(words[at]) :]}") if form in table), None
            )
            if fitting is not None:
                joined.append(fitting.replace(" ", "_"))
                at += size
                break
        else:
            joined.append(words[at])
            at += 1
    return joined


def is_role(lemma: str) -> bool:
    """Is the word what a person may be called by: "senator", "actress", "spokesmen"?"""
    return lemma in role_words() or singular(lemma) in role_words()


def is_body(lemma: str) -> bool:
    """Is the word what a body or group may be called by: "court", "campaign", "companies"?"""
    return lemma in body_words() or singular(lemma) in body_words()
