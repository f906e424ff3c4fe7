r"""SubRip captions: the captions joined into paragraphs, each after the label of its speaker.

    1
    00:00:01,000 --> 00:00:04,000
    >> STOLTENBERG: NATO is able and ready            gives   STOLTENBERG: NATO is able and ready
    to <i>defend</i>                                          to defend all of the allies.
    2
    00:00:04,000 --> 00:00:06,000
    all of the allies.

Files without numbers, with dots in their times and with blank lines inside a caption are read, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.captions import join_cues, parse_cues
from quotes.formats.readers.document import Document, ReadOptions, source_of
from quotes.formats.readers.text import decode


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article]:
    """The captions as one article. Raises ReadError if there are none."""
    name = document.source_path
    lines = decode(data, name).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cues = parse_cues(lines, ends_at_blank=False)
    if not cues:
        raise ReadError(f"{name}: no times such as 00:00:01,000 --> 00:00:04,000; save it as SubRip or as .txt")
    paragraphs = join_cues(cues)
    if not paragraphs:
        raise ReadError(f"{name}: no captions; give a file with captions")
    yield Article(
        text="\n\n".join(paragraphs) + "\n",
        source_path=source_of(name),
        id=document.id,
        url=document.url,
        published=document.published,
    )
