"""Texts that nobody annotated, for what a larger pipeline can teach a smaller one: `news-unlabelled.jsonl.xz`."""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
MARKUP = ("<span", "<div", "&nbsp;")  # texts with any of it are left out


def read_unlabelled(path: Path, rng: random.Random, sources: Collection[str] | None = None) -> Iterator[str]:
    """The texts of `{"source", "id", "text"}` lines without markup: in random order, their sources in turn.

    With `sources`, those of these sources alone.
    """
    texts_by_source: dict[str, list[str]] = {}
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            is_wanted = sources is None or row["source"] in sources
            if is_wanted and not any(mark in row["text"] for mark in MARKUP):
                texts_by_source.setdefault(row["source"], []).append(row["text"])
    for texts in texts_by_source.values():
        rng.shuffle(texts)
    for in_turn in zip_longest(*texts_by_source.values()):
        yield from (text for text in in_turn if text)


def group_texts(texts: Iterable[T], words: int, count: Callable[[T], int]) -> Iterator[list[T]]:
    """Texts in groups of about so many words, which `count` gives of each."""
    group: list[T] = []
    size = 0
    for text in texts:
        group.append(text)
        size += count(text)
        if size >= words:
            yield group
            group, size = [], 0
    if group:
        yield group
