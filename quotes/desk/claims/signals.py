"""What makes a statement checkable: signals, each with its points and the words that show it.

    find_reasons(record)   # [Reason("number", 2.0, ("13,000",)), Reason("source: named person", 0.5, …), …]

Of a content of several sentences the most checkable one is judged: a long quotation gains nothing by its length.

The signals do not say whether a statement is true. They follow what fact-checkers look for (Hassan, Li and Tremayne
2015, "Detecting Check-worthy Factual Claims in Presidential Debates"; Konstantinovskiy et al. 2021, "Toward Automated
Factchecking"): quantities, dates, comparisons, causes, and things said to have happened, not wishes and opinions. The
points are set by hand. Signals are read from words without a parse, so 100,000 records take seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.engine.constructions.registry import find_construction
from quotes.language.claim_patterns import (
    ABSOLUTE,
    CAUSE,
    CHANGE,
    COMPARISON,
    DATE,
    FINITE,
    FIRST_PERSON,
    FUTURE,
    NAME,
    NUMBER,
    OPINION,
    PAST,
    RELATIVE,
    SENTENCE_END,
)
from quotes.language.lexicon import word_list
from quotes.language.pronouns import is_personal
from quotes.record import Record


@dataclass(frozen=True)
class Reason:
    """One signal: its name, what it adds to the score (or takes away), and the words that show it."""

    signal: str
    points: float
    words: tuple[str, ...]


_CUE_POINTS = {
    "factive": 0.5,
    "assertive": 0.5,
    "distancing": 0.5,
    "concessive": 0.5,
    "opposing": 0.5,
    "cognitive": -1.0,
    "directive": -1.5,
    "evaluative": -0.5,
}
_NATURE_POINTS = {
    "named_person": 0.5,
    "named_organization": 0.5,
    "document": 0.5,
    "unnamed_person": -0.5,
    "unnamed_group": -0.5,
    "none": -1.0,
}
_OFFICIAL_SECTORS = frozenset(
    {
        "government",
        "politics",
        "military",
        "law_enforcement",
        "judiciary",
        "international_organization",
    }
)
QUOTATION_MARKS = "\"“”„«»‘’'`([)]"
MIN_WORDS = 5  # in a statement: there is nothing to look up in "It is a disgrace"
MAX_REASON_WORDS = 5  # listed for a reason, so that it fits on a line


@dataclass(frozen=True)
class Statement:
    """The most checkable sentence of a record, and its reasons."""

    text: str
    reasons: tuple[Reason, ...]


def find_statement(record: Record) -> Statement:
    """The sentence of a record's content with the most points, the first of those with the same."""
    text = " ".join(" … ".join(part.text for part in record.content).split())
    judged = [(tuple(_find_content_reasons(part, record)), part) for part in split_sentences(text)]
    reasons, sentence = max(judged, key=lambda pair: sum(reason.points for reason in pair[0]))
    return Statement(sentence, (*reasons, *_find_attribution_reasons(record)))


def find_reasons(record: Record) -> list[Reason]:
    """The signals of one record, in the order above; the sum of their points is its score."""
    return list(find_statement(record).reasons)


def _find_content_reasons(text: str, record: Record) -> Iterator[Reason]:
    dates = DATE.findall(text)
    without_dates, lower = DATE.sub(" ", text).lower(), text.lower()
    changes = [match.group() for match in CHANGE.finditer(without_dates)]
    yield from _count("number", NUMBER.findall(without_dates), 2.0, more=0.5)
    yield from _count("date", dates, 1.0)
    yield from _count("comparison", [*COMPARISON.findall(without_dates), *changes], 1.5)
    yield from _count("name", _names(text, record), 1.0)
    yield from _count("cause", CAUSE.findall(lower), 1.0)
    yield from _count("past", [word for word in PAST.findall(lower) if word not in word_list("not_past")], 1.0)
    yield from _count("absolute", ABSOLUTE.findall(lower), 0.5)
    yield from _count("prospect", FUTURE.findall(lower), -1.0)
    yield from _count("opinion", OPINION.findall(lower), -1.0)
    yield from _count("first person", FIRST_PERSON.findall(lower), -1.0)
    if text.rstrip("\"”’' ").endswith("?"):
        yield Reason("question", -1.5, ("?",))
    if len(text.split()) < MIN_WORDS:
        yield Reason("short", -1.5, (text,))
    if _is_fragment(lower, record):  # "at least 40 air strikes" still says how many there were
        yield Reason(
            "no sentence", -1.0 if NUMBER.search(without_dates) else -2.0, (" ".join(text.split()[:MAX_REASON_WORDS]),)
        )


def _is_fragment(lower: str, record: Record) -> bool:
    """Does it name something, and state nothing: "called for new elections", "to stay"?"""
    if find_construction(record.construction).claim in ("clause", "according"):
        return lower.startswith("to ")
    if record.quote_type == "direct":
        return False
    return lower.startswith("to ") or FINITE.search(RELATIVE.split(lower)[0]) is None


def split_sentences(text: str) -> list[str]:
    """The sentences of a content: "We won. They lost." is two, "Mr. Lee won." one."""
    sentences = []
    start = 0
    for match in SENTENCE_END.finditer(text):
        last = text[start : match.start()].split(" ")[-1].strip(QUOTATION_MARKS)
        if last.lower().rstrip(".") in word_list("honorifics") or len(last.rstrip(".")) == 1 or "." in last[:-1]:
            continue
        sentences.append(text[start : match.end()].strip())
        start = match.end()
    return [*sentences, text[start:].strip()] if text[start:].strip() or not sentences else sentences


def _find_attribution_reasons(record: Record) -> Iterator[Reason]:
    cue = record.cue
    if cue is not None and cue.verb_class in _CUE_POINTS:
        yield Reason(f"{cue.verb_class} cue", _CUE_POINTS[cue.verb_class], (cue.text,))
    if cue is not None and cue.negated:
        yield Reason("negated cue", -0.5, (cue.text,))
    if record.mode in ("thought", "intention"):
        yield Reason(record.mode, -1.0, (cue.text,) if cue else ())
    nature, name = record.source_type.nature, record.speaker.name if record.speaker else ""
    yield Reason(f"source: {nature.replace('_', ' ')}", _NATURE_POINTS[nature], (name,) if name else ())
    if record.source_type.sector in _OFFICIAL_SECTORS:
        yield Reason(f"sector: {record.source_type.sector.replace('_', ' ')}", 0.5, (name,) if name else ())


def _count(signal: str, matches: list[str], points: float, *, more: float = 0.0) -> Iterator[Reason]:
    """One reason if the signal occurs: further distinct words add `more` points each, for up to two."""
    distinct = tuple(dict.fromkeys(word.strip() for word in matches))
    if distinct:
        yield Reason(signal, points + more * min(len(distinct) - 1, 2), distinct[:MAX_REASON_WORDS])


def _names(text: str, record: Record) -> list[str]:
    """Names, found by their capitals: without words that begin a sentence and the speaker's own name."""
    own = set(record.speaker.name.split()) if record.speaker else set()
    names = []
    for match in NAME.finditer(text):
        before = text[: match.start()].rstrip("\"“‘'(…[ ")
        words = match.group().split()
        if (not before or before[-1] in ".?!:…") and len(words) == 1:
            continue
        while words and _is_no_name(words[0]):
            words = words[1:]
        if words and not set(words) <= own:
            names.append(" ".join(words))
    return names


def _is_no_name(word: str) -> bool:
    """Words with a capital that name nobody: "We", "Because", "Mr", "Sunday", "That", "I'm"."""
    plain = re.split("['’]", word.lower().rstrip("."))[0]
    lists = ("function_words", "sentence_openers", "days", "honorifics", "subordinators")
    return any(plain in word_list(name) for name in lists) or is_personal(plain) or DATE.fullmatch(word) is not None
