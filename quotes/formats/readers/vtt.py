"""WebVTT captions: the captions joined into paragraphs, each after the name of its voice.

    00:01.000 --> 00:04.000
    <v Jens Stoltenberg>NATO is able and ready        gives   Jens Stoltenberg: NATO is able and ready
    00:04.000 --> 00:06.000                                   to defend all of the allies.
    <v Jens Stoltenberg>to defend all of the allies.

Without voices a paragraph ends at a pause after a sentence, and before a line that begins with "-" or ">>".
https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Document, ReadOptions, source_of
from quotes.formats.readers.text import decode

MIN_PAUSE = 2.0  # seconds between two paragraphs: captions of one sentence are less than one second apart
_BLANK_LINES = re.compile(r"\n{2,}")
_CLOCK = r"(?:(\d+):)?(\d\d):(\d\d[.,]\d{3})"
_TIMING = re.compile(rf"[ \t]*{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>|</v>")
_TAG = re.compile(r"</?[a-z][^>]*>|<[\d:.]+>|</?>", re.IGNORECASE)
_TURN = re.compile(r"\s*(?:-|–|—|>>+)\s*(?=\S)")  # ">> We want the road.": another speaker
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass
class _Paragraph:
    voice: str | None
    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        words = " ".join(" ".join(self.lines).split())
        return f"{self.voice}: {words}" if self.voice else words


@dataclass(frozen=True)
class _Cue:
    start: float  # seconds
    end: float
    payload: str


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article]:
    """The captions as one article. Raises ReadError if there are none."""
    name = document.source_path
    text = decode(data, name).replace("\r\n", "\n").replace("\r", "\n")
    header, *blocks = _BLANK_LINES.split(text.strip("\n"))
    if not header.startswith("WEBVTT"):
        raise ReadError(f"{name}: not WebVTT, which begins with WEBVTT; save it as WebVTT or as .txt")
    cues = [cue for block in blocks if (cue := _parse_cue(block)) is not None]
    paragraphs = [paragraph.text() for paragraph in _join(cues)]
    if not paragraphs:
        raise ReadError(f"{name}: no captions; give a file with captions")
    first, *lines = header.split("\n")
    pairs = (line.partition(":") for line in lines)
    fields = {key.strip().lower(): value.strip() for key, _, value in pairs}
    yield Article(
        text="\n\n".join(paragraphs) + "\n",
        source_path=source_of(name),
        id=document.id,
        url=document.url,
        title=first.removeprefix("WEBVTT").strip(" \t-–—") or None,
        published=document.published,
        language=fields.get("language") or "en",
    )


def _parse_cue(block: str) -> _Cue | None:
    """The caption of a block, whose timing may follow an identifier; None for notes, styles and regions."""
    lines = block.split("\n")
    for number, line in enumerate(lines[:2]):
        if timing := _TIMING.match(line):
            groups = timing.groups()
            return _Cue(_seconds(*groups[:3]), _seconds(*groups[3:]), "\n".join(lines[number + 1 :]))
    return None


def _seconds(hours: str | None, minutes: str, seconds: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))


def _join(cues: list[_Cue]) -> Iterator[_Paragraph]:
    """The paragraphs of all captions: a new one at another voice or turn, or at a pause after a sentence."""
    current = _Paragraph(None)
    end = 0.0
    last = ""  # the line before: roll-up captions show it twice
    for cue in cues:
        is_paused = cue.start - end >= MIN_PAUSE
        for voice, part in _split_voices(cue.payload):
            for raw in part.split("\n"):
                line = html.unescape(_TAG.sub("", raw)).strip()
                if not line or line == last:
                    continue
                last = line
                turn = _TURN.match(line) if voice is None else None
                ended = voice is None and is_paused and current.lines and _SENTENCE_END.search(current.lines[-1])
                if current.lines and (voice != current.voice or turn or ended):
                    yield current
                    current = _Paragraph(voice)
                current.voice = voice
                current.lines.append(line[turn.end() :] if turn else line)
                is_paused = False
        end = cue.end
    if current.lines:
        yield current


def _split_voices(payload: str) -> Iterator[tuple[str | None, str]]:
    """(voice, text) of each piece of a caption: `<v Jens>Yes.</v>` is ("Jens", "Yes.")."""
    voice, position = None, 0
    for tag in _VOICE.finditer(payload):
        yield voice, payload[position : tag.start()]
        voice = html.unescape(" ".join(tag[1].split())) or None if tag[1] is not None else None
        position = tag.end()
    yield voice, payload[position:]
