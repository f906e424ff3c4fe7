"""Measure speakers on gold attributions: `python -m training.speakers.measure --errors name`.

Resolution and classification read the gold's own sources, so that what the engine misses does not count.
"""

from __future__ import annotations

import argparse
import os
import re
from collections import Counter
from pathlib import Path

import quotes
from quotes.engine.layout import Layout
from quotes.engine.speakers.resolve import resolve
from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.context import Context
from quotes.engine.types.source_types import nature_of, sector_of
from quotes.language.lexicon import word_list
from quotes.language.names import fold_accents
from quotes.language.pronouns import is_personal
from training.speakers.gold_sources import GOLD, Label, as_attributions, parse, read_labelled, read_labels

CHECK = (
    "_2016-07-19_",
    "_2016-08-23_donald",
    "_2016-09-07_",
    "_2016-08-23_top",
    "_2016-04-06_",
    "_2016-07-13_",
    "_2016-08-26_",
)
"""The last article of each publisher is left out of error analysis and training."""


def name_key(name: str | None) -> str:
    """A name for comparison: lower case, no article, no punctuation but apostrophes."""
    plain = re.sub(r"^(the|a|an)\s+", "", (name or "").lower().replace("’", "'"))
    return re.sub(r"[^\w' ]+", "", plain).strip()


def person_key(name: str) -> tuple[str, ...]:
    """The first and the last word of a person's name: ("ian", "blair") for "Sir Ian Warwick Blair"."""
    words = [fold_accents(word) for word in name_key(name).split()]
    while len(words) > 1 and words[0] in word_list("honorifics"):
        words.pop(0)
    return (words[0], words[-1]) if words else ()


def same_speaker(label: Label, name: str | None) -> bool:
    """People by first and last name, organizations by their exact name; the unnamed by half of their words."""
    want, got = name_key(label.speaker), name_key(name)
    if label.nature == "named_person":
        return bool(got) and sorted(map(person_key, want.split(" and "))) == sorted(map(person_key, got.split(" and ")))
    if want == got or label.nature == "named_organization":
        return want == got
    a, b = set(want.split()), set(got.split())
    return bool(a & b) and (a <= b or b <= a or len(a & b) >= 0.5 * len(a | b))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, default=Path(os.environ.get("QUOTES_DATA", ".")) / "data" / "train")
    options.add_argument("--labels", type=Path, default=GOLD)
    options.add_argument("--model")
    options.add_argument("--part", choices=("all", "tune", "check"), default="tune")
    options.add_argument("--errors", choices=("name", "pronoun", "nature", "sector"), action="append", default=[])
    chosen = options.parse_args()
    labels = read_labels(chosen.labels)
    if chosen.part != "all":
        labels = {k: v for k, v in labels.items() if any(c in k for c in CHECK) == (chosen.part == "check")}
    articles = read_labelled(chosen.corpus, labels)
    counts: Counter[str] = Counter()
    for article, doc in zip(articles, parse(quotes.load(chosen.model), articles), strict=True):
        layout = Layout.of(doc)
        order, attributions = as_attributions(doc, article)
        speakers = [answer.speaker for answer in resolve(doc, layout, attributions)]
        words = Context(doc, speakers)
        for i, one, speaker in zip(order, attributions, speakers, strict=True):
            if i not in labels[article.id]:
                continue
            label = labels[article.id][i]
            head = None if one.source_head is None else doc[one.source_head]
            sector = sector_of(speaker, words)
            pronoun = head is not None and (is_personal(head.lower_) or head.lower_ == "who")
            wrong = _count(counts, label, speaker, sector, pronoun)
            if wrong & set(chosen.errors):
                print(
                    *sorted(wrong),
                    article.id[:26],
                    i,
                    _show(doc.text, one.source),
                    "| gold",
                    label.speaker,
                    label.nature,
                    label.sector,
                    "| is",
                    _tell(speaker, sector),
                    sep=" ",
                )
    for figure in ("name", "pronoun", "nature", "sector"):
        of = counts[f"{figure} of"]
        print(f"{figure:8} {100 * counts[figure] / max(of, 1):5.1f} % of {of}")


def _count(counts: Counter[str], label: Label, speaker: ResolvedSpeaker | None, sector: str, pronoun: bool) -> set[str]:
    wrong = set()

    def note(figure: str, right: bool) -> None:
        counts[f"{figure} of"] += 1
        counts[figure] += right
        if not right:
            wrong.add(figure)

    if label.speaker and label.speaker not in ("AUTHOR", "GENERIC"):
        note("name", same_speaker(label, speaker and speaker.name))
        if pronoun:
            note("pronoun", same_speaker(label, speaker and speaker.name))
    note("nature", label.nature == nature_of(speaker))
    if label.sector != "unknown":
        note("sector", label.sector == sector)
    return wrong


def _show(text: str, span: tuple[int, int] | None) -> str:
    return "–" if span is None else " ".join(text[slice(*span)].split())[:60]


def _tell(speaker: ResolvedSpeaker | None, sector: str) -> str:
    if speaker is None:
        return "nobody"
    return f"{speaker.name} ({speaker.resolution}) {nature_of(speaker)} {sector} {speaker.titles[:3]} {speaker.roles[:3]} party={speaker.party} runs={speaker.runs}"  # noqa: E501


if __name__ == "__main__":
    main()
