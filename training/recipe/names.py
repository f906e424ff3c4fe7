"""The names among GUM's entities: of `(1-person…the director Jane Roe)` only `Jane Roe` is a name.

GUM brackets every noun phrase, nested, with type and head; named entity recognition wants proper names only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from quotes.evaluation.pipeline.sentence import Entity
from quotes.evaluation.pipeline.treebank_labels import NAME_TAGS, PLURAL_NAME
from training.recipe.word_lists import read_lines

LABELS = {"person": "PERSON", "organization": "ORG", "place": "LOC"}

# "President Obama": the title is before the name and not part of it.
TITLES = frozenset(read_lines("titles.txt"))

# "University of Portsmouth", "Marks & Spencer", "Simon's Town": words that may be inside a name.
INNER_WORDS = frozenset(
    ("of", "for", "and", "&", "the", "-", "–", "'s", "’s", "de", "la", "del", "van", "von", "in", "/")
)
INNER_WORDS_OF_PERSONS = frozenset(("-", "–", "de", "la", "del", "van", "von", "al", "bin"))

_BRACKET = re.compile(r"\((?P<open>\d+)-(?P<type>[a-z]+)-[^()]*(?P<closed>\))?|(?P<close>\d+)\)")


def gum_entities(rows: Sequence[Mapping[str, Any]]) -> tuple[Entity, ...]:
    """Return the outermost names of one GUM sentence from its `conllu` tokens."""
    names = [name for start, end, kind in _brackets(rows) if (name := _name(rows, start, end, kind))]
    outermost: list[Entity] = []
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        if all(name.end <= other.start or name.start >= other.end for other in outermost):
            outermost.append(name)
    return tuple(sorted(outermost, key=lambda name: name.start))


def count_titles(forms: Sequence[str]) -> int:
    """Count the titles at the front of a person's name: `["Mr.", "Roe"]` → 1."""
    count = 0
    while count < len(forms) - 1 and forms[count].lower().rstrip(".") in TITLES:
        count += 1
    return count


def _brackets(rows: Sequence[Mapping[str, Any]]) -> list[tuple[int, int, str]]:
    """List the (start, end, type) of every bracketed phrase: `Entity=(3-place-…` to `Entity=3)`."""
    phrases, opened = [], {}
    for i, row in enumerate(rows):
        for match in _BRACKET.finditer((row["misc"] or {}).get("Entity") or ""):
            if match["open"]:
                if match["closed"]:
                    phrases.append((i, i + 1, match["type"]))
                else:
                    opened[match["open"]] = (i, match["type"])
            elif match["close"] in opened:
                start, kind = opened.pop(match["close"])
                phrases.append((start, i + 1, kind))
    return phrases


def _name(rows: Sequence[Mapping[str, Any]], start: int, end: int, kind: str) -> Entity | None:
    """Return the proper name at the head of a phrase, or None: `the old Red Sox` → `Red Sox`."""
    if kind not in LABELS:
        return None
    inside = {rows[i]["id"] for i in range(start, end)}
    head = next((i for i in range(start, end) if rows[i]["head"] not in inside), start)
    if rows[head]["xpos"] not in NAME_TAGS:
        return None
    inner = INNER_WORDS_OF_PERSONS if kind == "person" else INNER_WORDS
    left, right = head, head + 1
    while left > start and (_is_name(rows[left - 1]) or _bridges(rows, left - 1, start, end, inner)):
        left -= 1
    while right < end and (_is_name(rows[right]) or _bridges(rows, right, start, end, inner)):
        right += 1
    if kind == "person":
        left += count_titles([row["form"] for row in rows[left:right]])
    lone = rows[left] if right - left == 1 else None
    if lone is not None and (lone["form"].lower().rstrip(".") in TITLES or lone["xpos"] == PLURAL_NAME):
        return None  # "the President", "the Americans" are not names
    return Entity(left, right, LABELS[kind]) if left < right else None


def _is_name(row: Mapping[str, Any]) -> bool:
    return row["xpos"] in NAME_TAGS


def _bridges(rows: Sequence[Mapping[str, Any]], i: int, start: int, end: int, inner: frozenset[str]) -> bool:
    """Does word `i` join two names of the same phrase? `of the` counts as one bridge."""
    if rows[i]["form"].lower() not in inner or rows[i]["deprel"].startswith("conj"):
        return False
    before = i - 1 if rows[i]["form"] != "the" else i - 2
    after = i + 1 if i + 1 < end and rows[i + 1]["form"] != "the" else i + 2
    return before >= start and after < end and _is_name(rows[before]) and _is_name(rows[after])
