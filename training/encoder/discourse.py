"""GUM's discourse attributions as predicates: in `Lee said | it rained`, "said" has the source "Lee" and the content.

Rhetorical Structure Theory cuts a text into units; one that credits another to its source is an `attribution` of it.
In CoNLL-U the first word of a unit has `Discourse=attribution-positive:5->6:0:…`: unit 5 credits unit 6. The predicate
is the head of the crediting unit, by its tree. Zeldes (2017), The GUM corpus, Language Resources and Evaluation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import conllu

from quotes.evaluation.pipeline.corpora import EXCLUDED_GENRES, NON_COMMERCIAL_GENRES
from quotes.evaluation.pipeline.corpora_folder import corpus_file
from quotes.evaluation.pipeline.splits import read_splits
from training.encoder.batch import runs_of
from training.encoder.examples import Frame, Rows, Text
from training.encoder.frames import DISCOURSE
from training.encoder.open_data import NO_DERIVATIVES

SUBJECTS = ("nsubj", "csubj", "obl:agent")
EDGE_MARKS = frozenset(",.;:")
_UNIT = re.compile(r"(?P<relation>[A-Za-z_-]+):(?P<number>\d+)(?:->(?P<head>\d+))?")


@dataclass(frozen=True)
class Word:
    """One word of a sentence; `head` is its head's position, itself for the root."""

    form: str
    space: str
    upos: str
    deprel: str
    head: int


@dataclass(frozen=True)
class Unit:
    """One unit of a document: the words of it that one sentence has, by position; `head` is the unit it belongs to."""

    number: int
    relation: str
    head: int | None
    words: tuple[int, ...]


def read_discourse(folder: Path, part: str = "train") -> Iterator[Text]:
    """The sentences of GUM's open genres in which one unit credits another of the same sentence."""
    gum = corpus_file(folder, "ud", "gum")
    closed = (*NON_COMMERCIAL_GENRES, *EXCLUDED_GENRES, *NO_DERIVATIVES)
    for name in read_splits(gum / "splits.md")[part]:
        if not name.startswith(closed):
            yield from read_document(corpus_file(gum, f"{name}.conllu"))


def read_document(path: Path) -> Iterator[Text]:
    """The sentences of one file with their discourse attributions; those without any are left out."""
    with path.open(encoding="utf-8") as stream:
        for tokens in conllu.parse_incr(stream):
            words, units = read_sentence(tokens)
            if frames := find_frames(words, units):
                spaces = tuple(word.space for word in words)
                yield Text(tuple(word.form for word in words), spaces, Rows.empty(len(words)), frames=frames)


def read_sentence(tokens: conllu.TokenList) -> tuple[list[Word], list[Unit]]:
    """The words of a sentence and its units; words before its first unit belong to none."""
    rows = [token for token in tokens if isinstance(token["id"], int)]
    place = {row["id"]: i for i, row in enumerate(rows)}
    joined = {i for token in tokens if isinstance(token["id"], tuple) for i in range(token["id"][0], token["id"][2])}
    words: list[Word] = []
    opened: list[tuple[re.Match[str], list[int]]] = []
    for i, row in enumerate(rows):
        misc = row["misc"] or {}
        tight = misc.get("SpaceAfter") == "No" or row["id"] in joined
        words.append(Word(row["form"], "" if tight else " ", row["upos"], row["deprel"], place.get(row["head"], i)))
        if (match := _UNIT.match(misc.get("Discourse") or "")) is not None:
            opened.append((match, []))
        if opened:
            opened[-1][1].append(i)
    units = [
        Unit(int(m["number"]), m["relation"], int(m["head"]) if m["head"] else None, tuple(at)) for m, at in opened
    ]
    return words, units


def find_frames(words: Sequence[Word], units: Sequence[Unit]) -> tuple[Frame, ...]:
    """A predicate for each unit that credits another one of the sentence: its source ARG0, its content ARG1."""
    units_by_head: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in units:
        units_by_head[unit.head].append(unit)
    unit_by_number = {unit.number: unit for unit in units}
    frames = []
    for unit in units:
        credited = unit_by_number.get(unit.head) if unit.head is not None else None
        if not unit.relation.startswith("attribution") or credited is None:
            continue
        own = [*unit.words, *(i for other in units_by_head[unit.number] if _continues(other) for i in other.words)]
        cue_and_source = find_source(words, sorted(own))
        if cue_and_source is not None:
            cue, source = cue_and_source
            content = trim(words, sorted(_subtree(credited, units_by_head, without=unit.number)))
            spans = [("ARG0", run) for run in runs_of(source)] + [("ARG1", run) for run in runs_of(content)]
            if content:
                frames.append(Frame(DISCOURSE, cue, tuple((label, start, end) for label, (start, end) in spans)))
    return tuple(frames)


def find_source(words: Sequence[Word], unit: Sequence[int]) -> tuple[int, list[int]] | None:
    """The cue of a unit and the words of its source: "said" and "a man"; None where the tree shows no cue.

    A unit whose head is a noun after a preposition, "according to a man", has the preposition for its cue.
    """
    inside = set(unit)
    tops = [i for i in unit if (words[i].head == i or words[i].head not in inside) and words[i].upos != "PUNCT"]
    if not tops:
        return None
    top = tops[0]
    children = [i for i in unit if words[i].head == top and i != top]
    if words[top].upos in ("VERB", "AUX"):
        subjects = [i for i in children if words[i].deprel.startswith(SUBJECTS)]
        return top, sorted(i for subject in subjects[:1] for i in _below(words, subject, inside))
    cases = [i for i in children if words[i].deprel == "case"]
    if not cases:
        return None
    left_out = {i for case in cases for i in _below(words, case, inside)}
    source = [i for i in sorted(_below(words, top, inside)) if i not in left_out and words[i].upos != "PUNCT"]
    return cases[0], source


def trim(words: Sequence[Word], places: list[int]) -> list[int]:
    """The words without commas and the like at either end."""
    start, end = 0, len(places)
    while start < end and words[places[start]].form in EDGE_MARKS:
        start += 1
    while end > start and words[places[end - 1]].form in EDGE_MARKS:
        end -= 1
    return places[start:end]


def _continues(unit: Unit) -> bool:
    """Is this the second part of an interrupted unit: "Lee, | who left, | said"?"""
    return unit.relation.startswith("same-unit")


def _subtree(unit: Unit, units_by_head: dict[int | None, list[Unit]], without: int) -> Iterator[int]:
    yield from unit.words
    for other in units_by_head[unit.number]:
        if other.number != without and not other.relation.startswith("attribution"):
            yield from _subtree(other, units_by_head, without)


def _below(words: Sequence[Word], top: int, inside: set[int]) -> set[int]:
    """The words of a unit that depend on one of its words, itself among them."""
    below = {top}
    while more := {i for i in inside if words[i].head in below} - below:
        below |= more
    return below
