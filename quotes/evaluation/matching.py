"""Match what was found with gold, one to one, from the offsets of characters alone.

A found content matches a gold content when they share at least half of their characters (intersection over union);
the closest pairs are taken first. White space, quotation marks and edge punctuation do not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.evaluation.relations import Relation, Sheet

MIN_OVERLAP = 0.5  # intersection over union: contents that share half of their characters are the same


@dataclass(frozen=True)
class Pair:
    """A gold relation and the record whose content matches it."""

    gold: Relation
    found: Relation

    @property
    def attributed(self) -> bool:
        """Do the sources share half of the shorter source, or do both have none?"""
        gold, found = self.gold.characters["source"], self.found.characters["source"]
        if not gold or not found:
            return not gold and not found
        return 2 * len(gold & found) >= min(len(gold), len(found))

    @property
    def exact(self) -> bool:
        """Are the contents the same but for marks and white space?"""
        return self.gold.characters["content"] == self.found.characters["content"]

    @property
    def cue(self) -> bool:
        """Do the cues overlap, or do both have none?"""
        gold, found = self.gold.characters["cue"], self.found.characters["cue"]
        return bool(gold & found) or (not gold and not found)


@dataclass(frozen=True)
class Matching:
    """One article: gold and records, the pairs that match, and what is left on either side, in text order."""

    gold: Sheet
    found: Sheet
    pairs: tuple[Pair, ...]
    missed: tuple[Relation, ...]
    extra: tuple[Relation, ...]

    @property
    def right(self) -> int:
        """The pairs whose source is right too."""
        return sum(pair.attributed for pair in self.pairs)


def match(gold: Sheet, found: Sheet) -> Matching:
    """Pair the relations of an article. A found content without a character that counts is left out."""
    gold_relations = [relation for relation in gold.relations if relation.content]
    found_relations = [relation for relation in found.relations if relation.characters["content"]]
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(
        _overlaps(gold_relations, found_relations), key=lambda triple: (-triple[0], triple[1], triple[2])
    ):
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return Matching(
        gold=gold,
        found=found,
        pairs=tuple(Pair(gold_relations[i], found_relations[j]) for i, j in sorted(taken.items())),
        missed=tuple(relation for i, relation in enumerate(gold_relations) if i not in taken),
        extra=tuple(relation for j, relation in enumerate(found_relations) if j not in used),
    )


def _overlaps(gold_relations: Sequence[Relation], found_relations: Sequence[Relation]) -> list[tuple[float, int, int]]:
    """(overlap, position in gold, position in found) of all pairs whose contents match."""
    overlaps = []
    for i, gold in enumerate(gold_relations):
        gold_content = gold.characters["content"]
        for j, candidate in enumerate(found_relations):
            if candidate.content[-1].end <= gold.start or gold.content[-1].end <= candidate.start:
                continue
            found_content = candidate.characters["content"]
            shared = len(gold_content & found_content)
            if shared and shared / len(gold_content | found_content) >= MIN_OVERLAP:
                overlaps.append((shared / len(gold_content | found_content), i, j))
    return overlaps


@dataclass(frozen=True)
class Alignment:
    """Two sets of articles in pairs; `misfits` names the articles whose text differs from the gold's."""

    couples: tuple[tuple[Sheet, Sheet], ...]
    without_gold: tuple[Sheet, ...]
    misfits: tuple[str, ...]


def align(gold: Sequence[Sheet], found: Sequence[Sheet]) -> Alignment:
    """Couple the sheets of the same article: by the hash of the text and the name, by the hash, by the name.

    A gold article with nothing found for it is coupled with an empty sheet: all of it is missed.
    """
    couples: dict[int, int] = {}  # positions in gold → positions in found
    used: set[int] = set()
    for key_of in (_text_and_name, _text, _name):
        places: dict[object, list[int]] = {}
        for j, sheet in enumerate(found):
            if j not in used:
                places.setdefault(key_of(sheet), []).append(j)
        for i, sheet in enumerate(gold):
            key = key_of(sheet)
            if i not in couples and key is not None and places.get(key):
                couples[i] = places[key].pop(0)
                used.add(couples[i])
    misfits = {i for i, j in couples.items() if not _fits(gold[i], found[j])}
    return Alignment(
        couples=tuple(
            (sheet, found[couples[i]] if i in couples else Sheet(sheet.id, sheet.sha256, ()))
            for i, sheet in enumerate(gold)
            if i not in misfits
        ),
        without_gold=tuple(sheet for j, sheet in enumerate(found) if j not in used),
        misfits=tuple(gold[i].id for i in sorted(misfits)),
    )


def _text_and_name(sheet: Sheet) -> tuple[str, str] | None:
    return None if sheet.sha256 is None else (sheet.sha256, sheet.id)


def _text(sheet: Sheet) -> str | None:
    return sheet.sha256


def _name(sheet: Sheet) -> str | None:
    return sheet.id


def _fits(gold: Sheet, found: Sheet) -> bool:
    """Are the found spans where the gold's text has them? Without that text only the hash can show it."""
    if gold.sha256 is not None and gold.sha256 == found.sha256:
        return True
    if gold.text is None:
        return False
    spans = (
        span
        for relation in found.relations
        for role in (relation.content, relation.cue, relation.source)
        for span in role
    )
    return all(gold.text[span.start : span.end] == span.text for span in spans)
