r"""Captions as running text: cues with times to paragraphs, each after the label of its speaker.

    1                                       2
    00:00:01,000 --> 00:00:04,000           00:00:04,000 --> 00:00:06,000
    >> STOLTENBERG: NATO is able            and ready to defend
    gives   STOLTENBERG: NATO is able and ready to defend

No word is left out but those that a caption repeats because its lines roll up.

>>> join_cues([Cue(1, 2, "<v Jens>NATO is"), Cue(2, 3, "<v Jens>ready."), Cue(3, 4, "<v Ann>Is it?")])
['Jens: NATO is ready.', 'Ann: Is it?']
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from quotes.language.turns import split_label

MIN_PAUSE = 2.0  # seconds between two paragraphs: captions of one sentence are less than one second apart
MAX_FLASH = 0.05  # seconds: live captions repeat a line for a hundredth of a second before it rolls up
MAX_ROLLED_LINES = 6  # of a caption that are also in the next: screens show two or three
_CLOCK = r"(?:(\d{1,6}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"[ \t]*{_CLOCK}[ \t]*-->[ \t]*(?:{_CLOCK}|$)")  # the end may be missing
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>|</v>")
_TAG = re.compile(r"</?[a-z][^<>]*>|<[\d:.]+>|</?>|\{\\[^{}]*\}", re.IGNORECASE)  # <i>, <00:01.500>, {\an8}
_TURN = re.compile(r"\s*(?:-|–|—|>>+)\s*(?=\S)")  # ">> We want the road.": another speaker
_BLOCKS = ("NOTE", "STYLE", "REGION")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True)
class Cue:
    """One caption: from when to when, in seconds, and its lines with their markup."""

    start: float
    end: float
    payload: str


@dataclass
class _Paragraph:
    voice: str | None  # of a <v Name>, for its caption alone, or a label, until the next speaker
    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        words = " ".join(" ".join(self.lines).split())
        return f"{self.voice}: {words}" if self.voice else words


def parse_cues(lines: Sequence[str], *, ends_at_blank: bool) -> list[Cue]:
    """The captions of a file. What is between them, as notes, styles and numbers are, is left out.

    In WebVTT a caption ends at a blank line, if it has words before it; in SubRip only at the next number and times.
    """
    times: list[tuple[float, float]] = []
    payloads: list[list[str]] = []
    is_open = False
    for number, line in enumerate(lines):
        if timing := _TIMING.match(line):
            if is_open and payloads[-1] and payloads[-1][-1].strip().isdigit():
                payloads[-1].pop()  # the number of the next caption
            groups = timing.groups()
            start = _seconds(*groups[:4])
            times.append((start, start if groups[5] is None else _seconds(*groups[4:])))
            payloads.append([])
            is_open = True
        elif ends_at_blank and not line:
            is_open = is_open and not payloads[-1] and not _begins_block(lines[number + 1 : number + 3])
        elif is_open and line.strip():
            payloads[-1].append(line)
    return [Cue(start, end, "\n".join(payload)) for (start, end), payload in zip(times, payloads, strict=True)]


def _begins_block(lines: Sequence[str]) -> bool:
    """True for what cannot be the words of a caption whose first line is blank: a note, or the name of the next."""
    return not lines or not lines[0] or lines[0].startswith(_BLOCKS) or any(map(is_timing, lines))


def is_timing(line: str) -> bool:
    """True for the times of a caption: "00:00:01,000 --> 00:00:02,000"."""
    return _TIMING.match(line) is not None


def join_cues(cues: Iterable[Cue]) -> list[str]:
    """The paragraphs of all captions: a new one at another speaker, or at a pause after a sentence."""
    return [paragraph.text() for paragraph in _join(cues)]


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction or 0}")


def _join(cues: Iterable[Cue]) -> Iterator[_Paragraph]:
    current = _Paragraph(None)
    end = 0.0
    before: list[str] = []  # the lines of the caption before
    for cue in cues:
        pieces = [(voice, line) for voice, part in _split_voices(cue.payload) for line in _clean_lines(part)]
        lines = [line for _, line in pieces]
        is_paused = cue.start - end >= MIN_PAUSE
        for voice, line in pieces[_count_repeated(before, lines, is_flash=cue.end - cue.start <= MAX_FLASH) :]:
            turn = _TURN.match(line) if voice is None else None
            words = line[turn.end() :] if turn else line
            label, rest = split_label(words) if voice is None else (voice, words)
            speaker = label if label or turn or voice is not None else _label_of(current)
            is_new = turn is not None or speaker != current.voice
            is_over = speaker is None and is_paused and current.lines and _SENTENCE_END.search(current.lines[-1])
            if current.lines and ((is_new and not (label and label == current.voice)) or is_over):
                yield current
                current = _Paragraph(speaker)
            current.voice = speaker
            current.lines.append(rest)
            is_paused = False
        before, end = lines or before, cue.end
    if current.lines:
        yield current


def _label_of(paragraph: _Paragraph) -> str | None:
    """The label that also holds for the captions after it; a <v Name> holds for its own caption alone."""
    return None if isinstance(paragraph.voice, _Voice) else paragraph.voice


class _Voice(str):
    """The name of a voice tag."""


def _clean_lines(part: str) -> list[str]:
    """The lines of a piece of a caption without markup: "<b>1 &lt; 2</b>" is "1 < 2"."""
    lines = (html.unescape(_TAG.sub("", line)).strip() for line in part.split("\n"))
    return [line for line in lines if line]


def _count_repeated(before: Sequence[str], lines: Sequence[str], *, is_flash: bool) -> int:
    """How many of the first lines are the last of the caption before, which has rolled up by a line.

    A caption that only repeats is repeated speech ("No." "No."), unless it is on the screen for a moment.
    """
    for number in range(min(len(before), len(lines), MAX_ROLLED_LINES), 0, -1):
        if list(before[-number:]) == list(lines[:number]) and (number < len(lines) or is_flash):
            return number
    return 0


def _split_voices(payload: str) -> Iterator[tuple[_Voice | None, str]]:
    """(voice, text) of each piece of a caption: `<v Jens>Yes.</v>` is ("Jens", "Yes.")."""
    voice, position = None, 0
    for tag in _VOICE.finditer(payload):
        yield voice, payload[position : tag.start()]
        name = html.unescape(" ".join(tag[1].split())) if tag[1] is not None else ""
        voice = _Voice(name) if name else None
        position = tag.end()
    yield voice, payload[position:]
