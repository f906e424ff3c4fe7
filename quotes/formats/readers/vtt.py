"""WebVTT captions: the captions joined into paragraphs, each after the name of its voice.

    00:01.000 --> 00:04.000
    <v Jens Stoltenberg>NATO is able and ready        gives   Jens Stoltenberg: NATO is able and ready
    00:04.000 --> 00:06.000                                   to defend all of the allies.
    <v Jens Stoltenberg>to defend all of the allies.

Without voices a paragraph ends at a pause after a sentence, and before a line that begins with "-", ">>" or a label.
https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.captions import join_cues, parse_cues
from quotes.formats.readers.document import Document, ReadOptions, source_of
from quotes.formats.readers.text import decode


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article]:
    """The captions as one article. Raises ReadError if there are none."""
    name = document.source_path
    lines = decode(data, name).replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    if not lines[0].startswith("WEBVTT"):
        raise ReadError(f"{name}: not WebVTT, which begins with WEBVTT; save it as WebVTT or as .txt")
    first, *header = takewhile(bool, lines)
    paragraphs = join_cues(parse_cues(lines[1:], ends_at_blank=True))
    if not paragraphs:
        raise ReadError(f"{name}: no captions; give a file with captions")
    pairs = (line.partition(":") for line in header)
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
