"""Transcripts with times: each turn a paragraph after its speaker's label, without the times.

    [00:00:01] STOLTENBERG: NATO is able              gives   STOLTENBERG: NATO is able and ready
    and ready to defend all of the allies.                    to defend all of the allies.
    [00:00:06] REPORTER: Where?
                                                              REPORTER: Where?

The times may also be after the label, or with it on a line above: "Ann Lee (00:01):", "Ann Lee  0:01".
A transcript without times is read as plain text, unless the format is named; its turns are found by their labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Document, ReadOptions, source_of
from quotes.formats.readers.header import read_header
from quotes.formats.readers.text import decode
from quotes.language.turns import is_label, split_label

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_RANGE = rf"{_CLOCK}(?:\s*(?:-->|-|–|—)\s*{_CLOCK})?"
_LEADING = re.compile(rf"\s*(?:\[{_RANGE}\]|\({_RANGE}\)|{_RANGE}(?=\s|$))\s*(?:[-–—]\s+)?")
_TRAILING = re.compile(rf"\s*:?\s*(?:\[{_RANGE}\]|\({_RANGE}\)|(?<=\s){_RANGE})\s*(?P<colon>:?)\s*")
MIN_PARAGRAPH = 500  # characters, after which a time begins the next paragraph where no labels do
MAX_LABEL = 80  # characters before the time of "Jens Stoltenberg, NATO  0:01"


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article]:
    """The transcript as one article. Raises ReadError if nothing is said in it."""
    name = document.source_path
    text = decode(data, name)
    paragraphs = join_lines(text.splitlines())
    if not paragraphs:
        raise ReadError(f"{name}: no words; give a transcript")
    header = read_header(text)
    yield Article(
        text="\n\n".join(paragraphs) + "\n",
        source_path=source_of(name),
        id=document.id,
        url=document.url,
        title=header.title,
        byline=header.byline,
        published=header.published or document.published,
    )


def join_lines(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a transcript: a new one at a blank line and at each label.

    >>> join_lines(["Ann Lee  0:01", "We left", "early.", "", "Bo Ek  0:09", "Why?"])
    ['Ann Lee: We left early.', 'Bo Ek: Why?']
    """
    paragraphs: list[list[str]] = []
    current: list[str] = []
    label: str | None = None  # of the words that follow, which begin a paragraph with it
    labelled = False
    for line in lines:
        speaker, words = split_turn(line)
        if speaker is not None:
            current, label, labelled = [], speaker, True
        elif not line.strip() or (not labelled and _LEADING.match(line) and _is_complete(current)):
            current = []
        if not words:
            continue
        if not current:
            paragraphs.append(current)
            if label is not None:
                current.append(f"{label}:")
                label = None
        current.append(words)
    return [" ".join(" ".join(paragraph).split()) for paragraph in paragraphs]


def _is_complete(lines: Sequence[str]) -> bool:
    """True for a paragraph that is long enough and ends a sentence."""
    return sum(map(len, lines)) >= MIN_PARAGRAPH and lines[-1].rstrip("\"'”’)]")[-1:] in (".", "!", "?", "…")


def split_turn(line: str) -> tuple[str | None, str]:
    """(label, words) of a line without its times.

    >>> split_turn("[00:01] HALE: We left.")
    ('HALE', 'We left.')
    >>> split_turn("Ann Lee (00:01):")
    ('Ann Lee', '')
    """
    line = line.strip()
    if (leading := _LEADING.match(line)) is not None:
        line = line[leading.end() :]
    elif (time := _TRAILING.search(line, 0, MAX_LABEL)) is not None:
        name = line[: time.start()]
        ends = time.end() == len(line)
        if (ends or time["colon"]) and is_label(name):
            return " ".join(name.split()), line[time.end() :]
    return split_label(line)
