"""The texts that quotations are checked against: files and folders of any format that is read, or an archive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes.article import Article
from quotes.desk.archive.archive import looks_like_archive, read_texts
from quotes.desk.verify.words import Word
from quotes.formats.readers.document import Failure
from quotes.formats.readers.paths import find_paths, read_paths
from quotes.formats.records.read import looks_like_records
from quotes.language.lexicon import word_list
from quotes.language.turns import split_label

MAX_LABEL = 100  # characters at the start of a paragraph that are looked at for a speaker's label
_ASIDE = re.compile(r"\[[^\[\]\n]{1,80}\]|\([^()\n]{1,80}\)")


def read_sources(paths: Sequence[str]) -> Iterator[Article | Failure]:
    """The texts of files, folders and archives, or why one could not be read; files of records are left out.

    Raises ArchiveError for an archive that keeps no texts.
    """
    for path in paths:
        if looks_like_archive(path):
            yield from read_texts(path)
        else:
            yield from read_paths(name for name in find_paths([path]) if not looks_like_records(name))


def find_label(text: str, place: int) -> str | None:
    """The label of the turn that a place is in, where the text has labels.

    >>> find_label("MR. HALE: We left.", 13)
    'MR. HALE'
    """
    blank = text.rfind("\n\n", 0, place)
    start = blank + 2 if blank >= 0 else 0
    return split_label(text[start : start + MAX_LABEL])[0]


def find_asides(text: str, words: Sequence[Word]) -> list[bool]:
    """For each word whether nobody said it: "[applause]", "(LAUGHTER)"."""
    if not words:
        return []
    low, high = words[0].start, words[-1].end
    asides = [
        (low + match.start(), low + match.end())
        for match in _ASIDE.finditer(text[low:high])
        if match[0].startswith("[") or _is_note(match[0])
    ]
    return [any(start <= word.start < end for start, end in asides) for word in words]


def _is_note(words: str) -> bool:
    """True for what transcripts note between parentheses: capitals, or words such as "laughter"."""
    first = re.findall(r"\w+", words)[:1]
    return words.isupper() or bool(first and first[0].lower() in word_list("asides"))
